// Single letters that act as buttons do: never while somebody writes or has a sheet open, never with another key, and
// never by holding down.

import { useEffect } from 'react';

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, [role="dialog"], [role="dialog"] *'));

/** Calls back with every letter that is pressed, in capitals; it answers whether the letter meant something. */
export const useKeyboardShortcuts = (onLetter: (letter: string) => boolean): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || isWriting(event.target)) return;
      if (onLetter(event.key.toUpperCase())) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [onLetter]);
};
