// Makes covers small enough for a list, one after another, so that main stays free in between: a press of Full light must
// never wait for a picture. It keeps what it made, since a list is scrolled up and down.

import { nativeImage } from 'electron';
import { orNull } from '../../shared/errors.ts';

/** The longer side, in pixels: 64 on a display of double density. */
const SIDE_PX = 128;

/** JPEG quality, 0–100. */
const QUALITY = 82;

/**
 * A larger picture, in bytes, is sent as it is and made smaller by the page, which does not hold up main: 3000 × 3000
 * pixels held main for 105 ms, 600 × 600 for 5 ms.
 */
const MOST_BYTES = 300_000;

/** The types of picture that a page can show. */
const SHOWN = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);

/** This many are kept, about 6 kB each; large ones are not. */
const MOST_KEPT = 600;

export interface Cover {
  readonly bytes: Uint8Array;
  readonly mime: string;
}

type CoverOf = (trackId: string) => Promise<Cover | null>;

const smallOf = (bytes: Uint8Array): Cover | null => {
  const image = nativeImage.createFromBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (image.isEmpty()) return null;
  const { width, height } = image.getSize();
  const side = Math.min(SIDE_PX, Math.max(width, height));
  const small = image.resize({ ...(width >= height ? { width: side } : { height: side }), quality: 'good' });
  return small.isEmpty() ? null : { bytes: small.toJPEG(QUALITY), mime: 'image/jpeg' };
};

/** Answers a track's cover in small; null: it has none that can be shown. Never rejects. */
export const makeThumbnails = (coverOf: CoverOf): CoverOf => {
  const kept = new Map<string, Promise<Cover | null>>();
  /** The last one that is being made; the next waits for it. */
  let last: Promise<unknown> = Promise.resolve();

  const smallInTurn = (bytes: Uint8Array): Promise<Cover | null> => {
    const made = last.then(async () => {
      await new Promise((resume) => setImmediate(resume));
      return orNull(() => smallOf(bytes));
    });
    last = made;
    return made;
  };

  const make = async (trackId: string): Promise<Cover | null> => {
    const cover = await coverOf(trackId).catch(() => null);
    const isLarge = cover !== null && cover.bytes.length > MOST_BYTES;
    const small = cover === null || isLarge ? null : await smallInTurn(cover.bytes);
    // A track without a cover may get one later, and the page keeps the large ones.
    if (small === null) kept.delete(trackId);
    return isLarge && SHOWN.has(cover.mime) ? cover : small;
  };

  return (trackId) => {
    const before = kept.get(trackId);
    if (before !== undefined) return before;
    const made = make(trackId);
    kept.set(trackId, made);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return made;
  };
};
