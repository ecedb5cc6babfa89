// Keys of a screen, wherever the focus is: single keys that do what buttons do, Escape, and undo and redo.

import { useEffect } from 'react';
import { useLatest } from './useLatest.ts';

/** @param isFirst true where the key is handled before anything on the screen gets it */
export const useKeyDown = (newest: (event: KeyboardEvent) => void, isFirst = false): void => {
  const press = useLatest(newest);
  useEffect(() => {
    window.addEventListener('keydown', press, isFirst);
    return () => window.removeEventListener('keydown', press, isFirst);
  }, [press, isFirst]);
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, [role="dialog"], [role="dialog"] *'));

/** The letter of a key in capitals; where the layout has no Latin letters, the one that others have in its place. */
export const letterOf = ({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string => {
  const isOfAnotherScript = /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key);
  return isOfAnotherScript && /^Key[A-Z]$/.test(code) ? code.slice(3) : key.toUpperCase();
};

/**
 * Single keys: never while somebody types or has a sheet open, never with Ctrl, Alt or Meta, and never by holding a key
 * down.
 *
 * @param press gets every pressed key in capitals, and answers whether the key did something
 */
export const useKeyboardShortcuts = (press: (key: string) => boolean): void =>
  useKeyDown((event) => {
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    if (press(letterOf(event))) event.preventDefault();
  });

/** Calls back for a press of Escape, unless an open list or menu uses it. */
export const useEscape = (leave: () => void): void =>
  useKeyDown((event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !event.repeat) leave();
  });

/** A field undoes its own letters. */
const WRITING = 'input:not([type="range"]), textarea';

/** Calls back for Ctrl+Z and for Ctrl+Y or Ctrl+Shift+Z, never while somebody types. */
export const useUndoKeys = (undo: () => void, redo: () => void): void =>
  useKeyDown((event) => {
    const isWriting = event.target instanceof HTMLElement && event.target.matches(WRITING);
    if (!(event.ctrlKey || event.metaKey) || event.altKey || isWriting) return;
    const letter = letterOf(event);
    if (letter !== 'Z' && letter !== 'Y') return;
    event.preventDefault();
    if (letter === 'Y' || event.shiftKey) redo();
    else undo();
  });
