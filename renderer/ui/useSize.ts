// The size of an element in CSS pixels, followed as it changes, for drawings that are laid out in pixels.

import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The element's size (0 × 0 until it is laid out), and the ref that it is to be given. */
export const useSize = (): readonly [RefObject<HTMLDivElement | null>, Size] => {
  const ref = useRef<HTMLDivElement | null>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const look = (): void => setSize({ width: element.clientWidth, height: element.clientHeight });
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
};
