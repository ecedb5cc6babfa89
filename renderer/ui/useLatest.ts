// A function that stays the same while what it does follows the screen: what is costly to draw need not be drawn anew
// for a handler.

import { useCallback, useLayoutEffect, useRef } from 'react';

/** Answers a function that never changes and does what the newest one given here does. */
export const useLatest = <A extends readonly unknown[], R>(newest: (...all: A) => R): ((...all: A) => R) => {
  const held = useRef(newest);
  useLayoutEffect(() => {
    held.current = newest;
  });
  return useCallback((...all: A) => held.current(...all), []);
};
