// What lies in a folder of music, to any depth: its audio files in natural order, with size and age. Only looks,
// reads no file, and comes to an end in any tree.

import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** What the player plays, by a file's ending. */
const AUDIO = new Set(['.mp3', '.m4a', '.aac', '.ogg', '.oga', '.opus', '.flac', '.wav']);

/** A picture that stands for all music of its folder. */
const COVER = /^(?:cover|folder|front)\.(?:jpe?g|png)$/i;

/** More files than this in a folder are left out: nobody chooses among them, and a start would wait. */
export const MOST_FILES = 20_000;

/** Folders within folders within folders. */
const DEEPEST = 40;

/** So many files are looked at together. */
const AT_ONCE = 32;

/** A file as it lies there. */
export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Whole ms since 1970. */
  readonly mtimeMs: number;
  /** The picture of its folder, absolute; null: there is none. */
  readonly image: string | null;
}

export interface FoundFolder {
  /** A folder's own files before those of the folders in it, all in natural order. */
  readonly files: readonly FoundFile[];
  /** Every folder that was looked into, itself among them. */
  readonly folders: readonly string[];
}

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Natural order: 2 before 10. */
export const inNaturalOrder = (one: string, other: string): number => natural.compare(one, other);

/** A short name for a text: stable, safe in an address, and telling nothing of it. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 20);

/** The id of a track is that of its file. */
export const trackIdOf = (file: string): string => hashOf(path.resolve(file));

const isHidden = (name: string): boolean => name.startsWith('.');

/** True for a name that ends like music that the player plays. */
export const isAudioName = (name: string): boolean =>
  !isHidden(name) && AUDIO.has(path.extname(name).toLowerCase());

/** A file as it lies there; null when there is none. */
export const lookAt = async (file: string, image: string | null = null): Promise<FoundFile | null> => {
  const about = await stat(file).catch(() => null);
  if (about === null || !about.isFile()) return null;
  return { path: file, size: about.size, mtimeMs: Math.trunc(about.mtimeMs), image };
};

/** The picture of a folder; null when it has none, or is away. */
export const imageIn = async (folder: string): Promise<string | null> => {
  const names = await readdir(folder).catch(() => []);
  const image = names.toSorted(inNaturalOrder).find((name) => COVER.test(name));
  return image === undefined ? null : path.join(folder, image);
};

/** Runs a piece of work for each item, a few at a time, and keeps their order. */
const eachOf = async <T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> => {
  const done: R[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    done.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))));
  }
  return done;
};

interface Inside {
  readonly audio: readonly string[];
  readonly folders: readonly { readonly name: string; readonly isLink: boolean }[];
  readonly image: string | null;
}

/** A link counts as what it leads to. */
const kindOf = async (folder: string, entry: Dirent): Promise<'folder' | 'file' | null> => {
  if (entry.isDirectory()) return 'folder';
  if (entry.isFile()) return 'file';
  if (!entry.isSymbolicLink()) return null;
  const about = await stat(path.join(folder, entry.name)).catch(() => null);
  if (about === null) return null;
  return about.isDirectory() ? 'folder' : 'file';
};

const inside = async (folder: string): Promise<Inside> => {
  const all = await readdir(folder, { withFileTypes: true });
  const entries = all
    .filter(({ name }) => !isHidden(name))
    .toSorted((one, other) => inNaturalOrder(one.name, other.name));
  const kinds = await Promise.all(entries.map((entry) => kindOf(folder, entry)));
  const image = entries.find(({ name }) => COVER.test(name));
  return {
    audio: entries.filter(({ name }, i) => kinds[i] === 'file' && isAudioName(name)).map(({ name }) => name),
    folders: entries
      .filter((_, i) => kinds[i] === 'folder')
      .map((entry) => ({ name: entry.name, isLink: entry.isSymbolicLink() })),
    image: image === undefined ? null : path.join(folder, image.name),
  };
};

/**
 * The audio files of a folder and of all folders in it, MOST_FILES at most. A folder inside that cannot be read
 * is passed over, and none is looked into twice, so that a link back up leads nowhere.
 * @throws when the folder itself cannot be read
 */
export const lookInto = async (folder: string): Promise<FoundFolder> => {
  const files: FoundFile[] = [];
  const folders: string[] = [];
  const seen = new Set<string>();

  const walk = async (at: string, isLink: boolean, real: string, depth: number): Promise<void> => {
    const here = isLink ? await realpath(at) : real;
    if (seen.has(here) || depth > DEEPEST) return;
    seen.add(here);
    const found = await inside(at);
    folders.push(at);
    const names = found.audio.slice(0, MOST_FILES - files.length);
    const looked = await eachOf(names, (name) => lookAt(path.join(at, name), found.image));
    files.push(...looked.filter((file) => file !== null));
    for (const { name, isLink: leadsElsewhere } of found.folders) {
      if (files.length >= MOST_FILES) return;
      const next = walk(path.join(at, name), leadsElsewhere, path.join(here, name), depth + 1);
      await next.catch(() => undefined);
    }
  };

  await walk(folder, true, folder, 0);
  return { files, folders };
};

/** The folders of a folder, by name, in natural order; none when it cannot be read. */
export const foldersIn = async (folder: string): Promise<readonly string[]> =>
  inside(folder).then(
    ({ folders }) => folders.map(({ name }) => name),
    () => [],
  );
