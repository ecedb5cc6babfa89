// Escape on a screen that can be left: it leaves, but for a list or a menu that is open and takes it for itself.

import { useEffect } from 'react';
import { useLatest } from './useLatest.ts';

/** Calls back for a press of Escape that nothing else has used. */
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
