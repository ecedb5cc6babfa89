// Finds the audio files in a folder of music, to any depth, in natural order with their size and age. It reads no file,
// and ends in any tree.

import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** The endings of files that the player can play. */
const AUDIO = new Set(['.mp3', '.m4a', '.aac', '.ogg', '.oga', '.opus', '.flac', '.wav']);

/** A picture that is the cover of all music in its folder. */
const COVER = /^(?:cover|folder|front)\.(?:jpe?g|png)$/i;

/** More files than this in a folder are left out: nobody chooses among them, and they would hold up a start. */
export const MOST_FILES = 20_000;

/** Folders deeper than this are left out. */
const DEEPEST = 40;

/** This many files are examined at a time. */
const AT_ONCE = 32;

/** A file on the disk. */
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

/** Natural order: 2 before 10. */
const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** A short name for a text: stable, safe in an address, and it reveals nothing. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 20);

/** The id of the track in a file. */
export const trackIdOf = (file: string): string => hashOf(path.resolve(file));

const isHidden = (name: string): boolean => name.startsWith('.');

/** True when a file's name ends like music that the player can play. */
export const isAudioName = (name: string): boolean =>
  !isHidden(name) && AUDIO.has(path.extname(name).toLowerCase());

/** Finds a single file; null when there is none. */
export const findFile = async (file: string, image: string | null = null): Promise<FoundFile | null> => {
  const about = await stat(file).catch(() => null);
  if (about === null || !about.isFile()) return null;
  return { path: file, size: about.size, mtimeMs: Math.trunc(about.mtimeMs), image };
};

/** A link counts as what it points to. */
const kindOf = async (folder: string, entry: Dirent): Promise<'folder' | 'file' | null> => {
  if (entry.isDirectory()) return 'folder';
  if (entry.isFile()) return 'file';
  if (!entry.isSymbolicLink()) return null;
  const about = await stat(path.join(folder, entry.name)).catch(() => null);
  if (about === null) return null;
  return about.isDirectory() ? 'folder' : 'file';
};

const inside = async (folder: string) => {
  const all = await readdir(folder, { withFileTypes: true });
  const entries = all
    .filter(({ name }) => !isHidden(name))
    .toSorted((one, other) => natural.compare(one.name, other.name));
  const kinds = await Promise.all(entries.map((entry) => kindOf(folder, entry)));
  const image = entries.find(({ name }) => COVER.test(name));
  return {
    audio: entries.filter(({ name }, i) => kinds[i] === 'file' && isAudioName(name)),
    folders: entries.filter((_, i) => kinds[i] === 'folder'),
    image: image === undefined ? null : path.join(folder, image.name),
  };
};

/**
 * The audio files of a folder and of all folders in it, MOST_FILES at most: its own before those of the folders in it,
 * all in natural order. `folders`: every folder that was searched. A folder inside that cannot be read is skipped, and
 * none is searched twice, so a link to a folder above leads nowhere.
 * @throws when the folder itself cannot be read
 */
export const findAudio = async (folder: string) => {
  const files: FoundFile[] = [];
  const folders: string[] = [];
  const seen = new Set<string>();

  const walk = async (at: string, isLink: boolean, real: string, depth: number): Promise<void> => {
    const here = isLink ? await realpath(at) : real;
    if (seen.has(here) || depth > DEEPEST) return;
    seen.add(here);
    const { audio, folders: deeper, image } = await inside(at);
    folders.push(at);
    const taken = audio.slice(0, MOST_FILES - files.length);
    for (let from = 0; from < taken.length; from += AT_ONCE) {
      const some = taken.slice(from, from + AT_ONCE);
      const found = await Promise.all(some.map(({ name }) => findFile(path.join(at, name), image)));
      files.push(...found.filter((file) => file !== null));
    }
    for (const entry of deeper) {
      if (files.length >= MOST_FILES) return;
      const [next, realNext] = [path.join(at, entry.name), path.join(here, entry.name)];
      await walk(next, entry.isSymbolicLink(), realNext, depth + 1).catch(() => undefined);
    }
  };

  await walk(folder, true, folder, 0);
  return { files, folders };
};

/** The picture of a folder; null when it has none or cannot be read. */
export const imageIn = async (folder: string): Promise<string | null> => {
  const { image } = await inside(folder).catch(() => ({ image: null }));
  return image;
};

/** The names of the folders in a folder, in natural order; none when it cannot be read. */
export const foldersIn = async (folder: string): Promise<readonly string[]> => {
  const { folders } = await inside(folder).catch(() => ({ folders: [] }));
  return folders.map(({ name }) => name);
};
