// Covers made small enough for a list of them, one after another, so that main stays free in between: a press of Full
// light must never wait for a picture. It keeps what it made, since a list is scrolled up and down.

import { nativeImage } from 'electron';

/** The longer side, in pixels: 64 on a display of double density. */
const SIDE_PX = 128;

/** 0–100. */
const QUALITY = 82;

/**
 * A picture of more bytes goes out as it is, for the page to make it smaller, which does so beside everything else:
 * 3000 by 3000 pixels held main for 105 ms where 600 by 600 took 5.
 */
const MOST_BYTES = 300_000;

/** What a picture may be for a page to show it. */
const SHOWN = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);

/** So many are kept, at some 6 kB each; large ones are not. */
const MOST_KEPT = 600;

interface Picture {
  readonly bytes: Uint8Array;
  readonly mime: string;
}

export interface Thumbnails {
  /** A track's cover to be shown small; null: it has none that can be. Never rejects. */
  readonly of: (trackId: string) => Promise<Picture | null>;
}

const smallOf = (bytes: Uint8Array): Picture | null => {
  const image = nativeImage.createFromBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (image.isEmpty()) return null;
  const { width, height } = image.getSize();
  const side = Math.min(SIDE_PX, Math.max(width, height));
  const small = image.resize({ ...(width >= height ? { width: side } : { height: side }), quality: 'good' });
  return small.isEmpty() ? null : { bytes: small.toJPEG(QUALITY), mime: 'image/jpeg' };
};

/** None is made before it is asked for. */
export const makeThumbnails = (coverOf: (trackId: string) => Promise<Picture | null>): Thumbnails => {
  const kept = new Map<string, Promise<Picture | null>>();
  /** The last one that is being made; the next waits for it. */
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = (bytes: Uint8Array): Promise<Picture | null> => {
    const made = last.then(async () => {
      await new Promise((resume) => setImmediate(resume));
      try {
        return smallOf(bytes);
      } catch {
        return null;
      }
    });
    last = made;
    return made;
  };

  const make = async (trackId: string): Promise<Picture | null> => {
    const cover = await coverOf(trackId).catch(() => null);
    const isLarge = cover !== null && cover.bytes.length > MOST_BYTES;
    const small = cover === null || isLarge ? null : await inTurn(cover.bytes);
    // A track without a cover may be given one, and the large are kept by the page.
    if (small === null) kept.delete(trackId);
    return isLarge && SHOWN.has(cover.mime) ? cover : small;
  };

  return {
    of: (trackId) => {
      const before = kept.get(trackId);
      if (before !== undefined) return before;
      const made = make(trackId);
      kept.set(trackId, made);
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      return made;
    },
  };
};
