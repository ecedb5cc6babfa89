// The still picture behind the ring while the room settles. It is repainted every few seconds, in steps too small to
// see, and fades in and out over a minute.

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useSize } from '../ui/useSize.ts';
import styles from './SettlePicture.module.css';
import { paintPicture } from './settle-picture.ts';

/** How often it is repainted, in real ms. */
const EVERY_MS = 4000;

/** A display with more pixels gets the picture at half size; it is too soft for anyone to notice. */
const MOST_PIXELS = 2_400_000;

export interface SettlePictureProps {
  readonly sinceStartMs: number;
  /** False: it fades away, over a minute. */
  readonly isPresent: boolean;
}

export const SettlePicture = ({ sinceStartMs, isPresent }: SettlePictureProps) => {
  const [place, size] = useSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const image = useRef<ImageData | null>(null);
  const paintedAt = useRef(Number.NEGATIVE_INFINITY);
  const [isThere, setThere] = useState(false);

  // It fades in from black.
  useEffect(() => setThere(true), []);

  useLayoutEffect(() => {
    const element = canvas.current;
    if (element === null || size.width === 0) return;
    const part = size.width * size.height > MOST_PIXELS ? 0.5 : 1;
    element.width = Math.round(size.width * part);
    element.height = Math.round(size.height * part);
    image.current = element.getContext('2d')?.createImageData(element.width, element.height) ?? null;
    paintedAt.current = Number.NEGATIVE_INFINITY;
  }, [size]);

  useLayoutEffect(() => {
    const now = performance.now();
    if (image.current === null || now - paintedAt.current < EVERY_MS) return;
    paintedAt.current = now;
    const { data, width, height } = image.current;
    paintPicture(data, width, height, sinceStartMs);
    canvas.current?.getContext('2d')?.putImageData(image.current, 0, 0);
  });

  return (
    <div ref={place} className={styles.picture} data-present={(isThere && isPresent) || undefined}>
      <canvas ref={canvas} />
    </div>
  );
};
