// The covers of tracks: the picture in the file, otherwise that of its folder. They are read when they are shown, and
// few are kept, since a large one takes as much memory as a track.

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { onDisk } from '../../storage/disk-names.ts';
import type { KnownFile } from './known-files.ts';
import { type Picture, readPicture } from './tags.ts';

/** A few more than a list shows at once. */
const MOST_KEPT = 32;

/** A larger picture was not meant as a cover, in bytes. */
const MOST_BYTES = 20e6;

const ofFolder = async (image: string): Promise<Picture | null> => {
  try {
    if ((await stat(onDisk(image))).size > MOST_BYTES) return null;
    const mime = path.extname(image).toLowerCase() === '.png' ? 'image/png' : 'image/jpeg';
    return { bytes: await readFile(onDisk(image)), mime };
  } catch {
    return null;
  }
};

const read = async ({ entry, image }: KnownFile): Promise<Picture | null> => {
  const own = entry.tags?.hasCover === true ? await readPicture(entry.path) : null;
  if (own !== null && own.bytes.length <= MOST_BYTES) return own;
  return image === null ? null : ofFolder(image);
};

/** Finds the cover of a file, and keeps the last few; null: it has none. Never rejects. */
export const makeCoverFinder = (): ((file: KnownFile) => Promise<Picture | null>) => {
  /** The one that was asked for last comes last. */
  const kept = new Map<KnownFile, Promise<Picture | null>>();
  return (file) => {
    const cover = kept.get(file) ?? read(file);
    kept.delete(file);
    kept.set(file, cover);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return cover;
  };
};
