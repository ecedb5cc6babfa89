// Escape leaves a screen, unless an open list or menu uses the key.

import { useEffect } from 'react';
import { useLatest } from './useLatest.ts';

/** Calls back for a press of Escape that nothing else uses. */
export const useEscape = (newest: () => void): void => {
  const leave = useLatest(newest);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.repeat) return;
      leave();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [leave]);
};
