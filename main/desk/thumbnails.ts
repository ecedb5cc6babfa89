// Covers made small enough for a list of them, one after another, so that main stays free in between. It keeps what
// it made, since a list is scrolled up and down.

import { nativeImage } from 'electron';

/** The longer side, in pixels: 64 on a display of double density. */
const SIDE_PX = 128;

/** 0–100. */
const QUALITY = 82;

/** So many are kept, at some 6 kB each. */
const MOST_KEPT = 600;

export interface Thumbnails {
  /** A track's cover as a JPEG; null: it has none that can be shown. Never rejects. */
  readonly of: (trackId: string) => Promise<Buffer | null>;
}

const smallOf = (bytes: Uint8Array): Buffer | null => {
  const image = nativeImage.createFromBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (image.isEmpty()) return null;
  const { width, height } = image.getSize();
  const side = Math.min(SIDE_PX, Math.max(width, height));
  const small = image.resize({ ...(width >= height ? { width: side } : { height: side }), quality: 'good' });
  return small.isEmpty() ? null : small.toJPEG(QUALITY);
};

/** None is made before it is asked for. */
export const makeThumbnails = (
  coverOf: (trackId: string) => Promise<{ readonly bytes: Uint8Array } | null>,
): Thumbnails => {
  const kept = new Map<string, Promise<Buffer | null>>();
  /** The last one that is being made; the next waits for it. */
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = (bytes: Uint8Array): Promise<Buffer | null> => {
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

  const make = async (trackId: string): Promise<Buffer | null> => {
    const cover = await coverOf(trackId).catch(() => null);
    const small = cover === null ? null : await inTurn(cover.bytes);
    // A track without a cover may be given one.
    if (small === null) kept.delete(trackId);
    return small;
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
