// Finds the music files in a folder, to any depth, in natural order with their size and age. It looks into a file only
// where the name does not say what it is, passes nothing over in silence, and ends in any tree.

import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { LeftOutReason } from '../../../shared/sound/music.ts';
import { nameOf, onDisk } from '../../storage/disk-names.ts';
import { type FileVersion, versionOf } from '../../storage/file-version.ts';
import { isMusicInside, isNamedAsMusic } from './beginnings.ts';

/** Folders that systems and programs keep for themselves, such as what was thrown away. */
const NOT_OURS =
  /^(?:\.trash.*|\.spotlight-v100|\.fseventsd|\.temporaryitems|\.documentrevisions-v100|\.thumbnails|\.cache|\.git|\.svn|\.stversions|\.stfolder|\.@__thumb|\.appledouble|@eadir|#recycle|\$recycle\.bin|system volume information|lost\+found)$/i;

/** A picture that is the cover of all music in its folder. */
const COVER = /^(?:cover|folder|front)\.(?:jpe?g|png)$/i;

/** More files than this in a folder are left out: nobody chooses among them, and they would hold up a start. */
export const MOST_FILES = 20_000;

/** Folders deeper than this are left out. */
const DEEPEST = 40;

/** This many files are examined at a time. */
const AT_ONCE = 32;

/** What in a folder of music is not heard, although no file of its own says why. */
export interface LeftOut {
  /** Absolute. */
  readonly path: string;
  readonly reason: LeftOutReason;
}

/** A file on the disk. */
export interface FoundFile extends FileVersion {
  /** Absolute. */
  readonly path: string;
  /** The picture of its folder, absolute; null: there is none. */
  readonly image: string | null;
}

/** Natural order: 2 before 10. */
const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** A short name for a text: stable, safe in an address, and it reveals nothing. */
export const hashOf = (text: string): string =>
  createHash('sha256').update(onDisk(text)).digest('hex').slice(0, 20);

/** The id of the track in a file. */
export const trackIdOf = (file: string): string => hashOf(path.resolve(file));

/** Finds a single file; null when there is none. */
export const findFile = async (file: string, image: string | null = null): Promise<FoundFile | null> => {
  const about = await stat(onDisk(file)).catch(() => null);
  if (about === null || !about.isFile()) return null;
  return { path: file, ...versionOf(about), image };
};

/** True when a file is music by its name or by its first bytes. */
export const isMusic = async (file: string): Promise<boolean> =>
  isNamedAsMusic(path.basename(file)) || isMusicInside(file);

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly isLink: boolean;
  readonly kind: 'folder' | 'file' | 'other' | 'nothing';
}

/** A link counts as what it points to; `nothing`: that is not there. */
const kindOf = async (at: string, entry: Dirent<Buffer>): Promise<Entry['kind']> => {
  const about = entry.isSymbolicLink() ? await stat(onDisk(at)).catch(() => null) : entry;
  if (about === null) return 'nothing';
  if (about.isDirectory()) return 'folder';
  return about.isFile() ? 'file' : 'other';
};

const entriesOf = async (folder: string): Promise<readonly Entry[]> => {
  const all = await readdir(onDisk(folder), { withFileTypes: true, encoding: 'buffer' });
  const entries = all.map(async (entry) => {
    const name = nameOf(entry.name);
    const at = path.join(folder, name);
    return { name, path: at, isLink: entry.isSymbolicLink(), kind: await kindOf(at, entry) };
  });
  return (await Promise.all(entries)).toSorted((one, other) => natural.compare(one.name, other.name));
};

const imageOf = (entries: readonly Entry[]): string | null =>
  entries.find(({ name }) => COVER.test(name))?.path ?? null;

const foldersOf = (entries: readonly Entry[]): readonly Entry[] =>
  entries.filter(({ name, kind }) => kind === 'folder' && !NOT_OURS.test(name));

/** Whoever looks for music would miss what is named like it and is no file. */
const missedIn = (entries: readonly Entry[]): readonly LeftOut[] =>
  entries.flatMap(({ name, path: at, kind }) => {
    if (kind === 'file' || kind === 'folder' || isNamedAsMusic(name) !== true) return [];
    return [{ path: at, reason: kind === 'nothing' ? 'linkToNothing' : 'notAudio' }];
  });

/** The file of an entry if it is music. */
const musicAt = async ({ name, path: at }: Entry, image: string | null): Promise<FoundFile | null> => {
  const isNamed = isNamedAsMusic(name);
  const found = isNamed === false ? null : await findFile(at, image);
  if (found === null || isNamed) return found;
  return found.size > 0 && (await isMusicInside(at)) ? found : null;
};

/**
 * The music files of a folder and of all folders in it, MOST_FILES at most: its own before those of the folders in it,
 * all in natural order. `folders`: every folder that was searched; `leftOut`: what was not. No folder is searched twice,
 * so a link to a folder above leads nowhere.
 * @throws when the folder itself cannot be read
 */
export const findAudio = async (folder: string) => {
  const files: FoundFile[] = [];
  const folders: string[] = [];
  const leftOut: LeftOut[] = [];
  const seen = new Set<string>();

  let isFull = false;

  /** Past MOST_FILES, only the first file that is left out is told. */
  const add = (found: FoundFile): void => {
    if (files.length < MOST_FILES) files.push(found);
    else if (!isFull) {
      isFull = true;
      leftOut.push({ path: found.path, reason: 'tooMany' });
    }
  };

  const walk = async (at: string, isLink: boolean, real: string, depth: number): Promise<void> => {
    const here = isLink ? nameOf(await realpath(onDisk(at), 'buffer')) : real;
    if (seen.has(here)) return;
    seen.add(here);
    if (depth > DEEPEST) {
      leftOut.push({ path: at, reason: 'tooDeep' });
      return;
    }
    const entries = await entriesOf(at);
    folders.push(at);
    leftOut.push(...missedIn(entries));
    const image = imageOf(entries);
    const plain = entries.filter(({ kind }) => kind === 'file');
    for (let from = 0; from < plain.length && !isFull; from += AT_ONCE) {
      const some = plain.slice(from, from + AT_ONCE).map((entry) => musicAt(entry, image));
      for (const found of await Promise.all(some)) if (found !== null) add(found);
    }
    for (const { name, path: next, isLink: isLinked } of foldersOf(entries)) {
      if (isFull) return;
      await walk(next, isLinked, path.join(here, name), depth + 1).catch(() =>
        leftOut.push({ path: next, reason: 'folderUnreadable' }),
      );
    }
  };

  await walk(folder, true, folder, 0);
  return { files, folders, leftOut };
};

/** The picture of a folder; null when it has none or cannot be read. */
export const imageIn = async (folder: string): Promise<string | null> =>
  imageOf(await entriesOf(folder).catch(() => []));

/** The names of the folders in a folder, in natural order; none when it cannot be read. */
export const foldersIn = async (folder: string): Promise<readonly string[]> =>
  foldersOf(await entriesOf(folder).catch(() => [])).map(({ name }) => name);
