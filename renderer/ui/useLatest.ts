// A handler that keeps its identity while it follows the screen, so that costly components need not render again for it.

import { useCallback, useLayoutEffect, useRef } from 'react';

/** Returns a function that never changes and calls the newest one given here. */
export const useLatest = <A extends readonly unknown[], R>(newest: (...all: A) => R): ((...all: A) => R) => {
  const held = useRef(newest);
  useLayoutEffect(() => {
    held.current = newest;
  });
  return useCallback((...all: A) => held.current(...all), []);
};
