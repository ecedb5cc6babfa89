// Ctrl+Z and Ctrl+Y (or with the shift key) for a screen that can take back what was done there.

import { useEffect } from 'react';

/** Letters are taken back by the field in which somebody writes them. */
const WRITING = 'input:not([type="range"]), textarea';

/** Calls back for either wish, never while somebody writes. */
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
