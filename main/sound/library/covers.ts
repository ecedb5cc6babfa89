// The covers of tracks: the picture that a file carries, else that of its folder. Read only when one is to be shown,
// and few are kept, since a large one weighs as much as a track.

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { KnownFile } from './known-files.ts';
import { type Picture, readPicture } from './tags.ts';

/** So many are kept: what a list shows at once, and a little more. */
const MOST_KEPT = 32;

/** A larger picture is none that anybody meant for a cover, in bytes. */
const MOST_BYTES = 20e6;

export type Cover = Picture;

export interface Covers {
  /** null: the track has none. Never rejects. */
  readonly of: (file: KnownFile) => Promise<Cover | null>;
}

const ofFolder = async (image: string): Promise<Cover | null> => {
  try {
    if ((await stat(image)).size > MOST_BYTES) return null;
    const mime = path.extname(image).toLowerCase() === '.png' ? 'image/png' : 'image/jpeg';
    return { bytes: await readFile(image), mime };
  } catch {
    return null;
  }
};

const read = async ({ entry, image }: KnownFile): Promise<Cover | null> => {
  const own = entry.tags?.hasCover === true ? await readPicture(entry.path) : null;
  if (own !== null && own.bytes.length <= MOST_BYTES) return own;
  return image === null ? null : ofFolder(image);
};

/** No cover is read before it is asked for. */
export const makeCovers = (): Covers => {
  /** By file as it is known; the one that was asked for last is the last. */
  const kept = new Map<KnownFile['entry'], Promise<Cover | null>>();
  return {
    of: (file) => {
      const cover = kept.get(file.entry) ?? read(file);
      kept.delete(file.entry);
      kept.set(file.entry, cover);
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST_KEPT) break;
        kept.delete(oldest);
      }
      return cover;
    },
  };
};
