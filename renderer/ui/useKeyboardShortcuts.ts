// Single keys that do what buttons do: never while somebody types or has a sheet open, never with Ctrl, Alt or Meta, and
// never by holding a key down.

import { useEffect } from 'react';
import { useLatest } from './useLatest.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, [role="dialog"], [role="dialog"] *'));

/** @param newest gets every pressed key in capitals, and answers whether the key did something */
export const useKeyboardShortcuts = (newest: (key: string) => boolean): void => {
  const onKey = useLatest(newest);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      if (onKey(event.key.toUpperCase())) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [onKey]);
};
