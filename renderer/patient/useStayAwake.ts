// Keeps the patient display awake while a hand writes or draws, without telling main of every movement.

import { useCallback, useRef } from 'react';

/** Main is told at most this often, in ms; the display stays awake for 45 s after each. */
const TELL_EVERY_MS = 10_000;

/** A function to call whenever the hand moves; it calls `wake` at once and then at most every ten seconds. */
export const useStayAwake = (wake: () => void): (() => void) => {
  const toldAt = useRef(Number.NEGATIVE_INFINITY);
  return useCallback(() => {
    const now = performance.now();
    if (now - toldAt.current < TELL_EVERY_MS) return;
    toldAt.current = now;
    wake();
  }, [wake]);
};
