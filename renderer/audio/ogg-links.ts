// Looks at the pages of an Ogg file as they pass, to see where in it streams follow one another: each is decoded by itself.
// It keeps no more than the head of a page.

import { wordAt } from './mp3-tags.ts';

/** The longest head of a page, in bytes. */
const MOST_HEAD = 27 + 255;

const BEGINS = 2;

/** Nothing has passed at first. */
export const makeOggWatch = () => {
  const starts = [0];
  let head = new Uint8Array();
  let skip = 0;
  let seen = 0;
  let hasSound = false;
  /** What passes is no page: nothing can be said of it. */
  let isLost = false;

  /** The bytes of the page whose head this is; null: there are too few yet. */
  const pageLength = (bytes: Uint8Array): number | null => {
    const segments = bytes[26];
    if (segments === undefined || bytes.length < 27 + segments) return null;
    return bytes.subarray(27, 27 + segments).reduce((sum, one) => sum + one, 27 + segments);
  };

  const note = (page: Uint8Array, at: number): void => {
    isLost = wordAt(page, 0) !== 'OggS';
    if (isLost) return;
    // Streams beside each other, such as sound and pictures, begin together.
    const begins = ((page[5] ?? 0) & BEGINS) !== 0;
    if (begins && hasSound) starts.push(at);
    hasSound = !begins;
  };

  return {
    /** The bytes from where the last ones ended. */
    see: (bytes: Uint8Array): void => {
      let at = 0;
      while (!isLost && at < bytes.length) {
        const skipped = Math.min(skip, bytes.length - at);
        skip -= skipped;
        at += skipped;
        if (skip > 0 || at === bytes.length) break;
        const before = head.length;
        const more = bytes.subarray(at, at + MOST_HEAD - before);
        const joined = new Uint8Array(before + more.length);
        joined.set(head);
        joined.set(more, before);
        const length = pageLength(joined);
        head = length === null ? joined : new Uint8Array();
        if (length === null) break;
        note(joined, seen + at - before);
        // The page began with the bytes that were kept.
        skip = length - before;
      }
      seen += bytes.length;
    },
    /** How many bytes have passed. */
    seen: (): number => seen,
    /** The places at which streams begin, in bytes; the first one at 0. */
    starts: (): readonly number[] => starts,
  };
};
