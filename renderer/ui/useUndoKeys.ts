// Ctrl+Z and Ctrl+Y (or Ctrl+Shift+Z) on a screen that can undo and redo.

import { useEffect } from 'react';

/** A field undoes its own letters. */
const WRITING = 'input:not([type="range"]), textarea';

/** Calls back for undo and redo, never while somebody types. */
export const useUndoKeys = (undo: () => void, redo: () => void): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const isWriting = event.target instanceof HTMLElement && event.target.matches(WRITING);
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isWriting) return;
      const letter = event.key.toLowerCase();
      if (letter !== 'z' && letter !== 'y') return;
      event.preventDefault();
      if (letter === 'y' || event.shiftKey) redo();
      else undo();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [undo, redo]);
};
