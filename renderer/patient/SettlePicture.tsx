// The still picture behind the ring while the room settles. It is painted anew every few seconds, a step that no eye
// sees, and comes and goes over a minute; between the steps it costs nothing.

import { type ReactElement, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useSize } from '../ui/useSize.ts';
import styles from './SettlePicture.module.css';
import { paintPicture } from './settle-picture.ts';

/** How often it is painted anew, in real ms. */
const EVERY_MS = 4000;

/** More pixels than this are painted at half the size: nobody sees it of so soft a picture. */
const MOST_PIXELS = 2_400_000;

export interface SettlePictureProps {
  readonly sinceStartMs: number;
  /** False: it goes away, over a minute. */
  readonly isPresent: boolean;
}

export const SettlePicture = ({ sinceStartMs, isPresent }: SettlePictureProps): ReactElement => {
  const [place, size] = useSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const image = useRef<ImageData | null>(null);
  const paintedAt = useRef(Number.NEGATIVE_INFINITY);
  const [isThere, setThere] = useState(false);

  // Painted black first: what comes, comes from there.
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
