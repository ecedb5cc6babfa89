// Scans a folder of the library: which files are on the disk now, or which were last known when the folder is away. It
// reads no tags.

import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { MusicFolder } from '../../../shared/sound/music.ts';
import { onDisk } from '../../storage/disk-names.ts';
import type { Catalogue, FileEntry } from '../../storage/track-catalogue.ts';
import { type FoundFile, findAudio, findFile, hashOf, imageIn, type LeftOut } from './audio-files.ts';
import type { KnownFiles } from './known-files.ts';

/** The id of the folder of files that were added one by one. */
export const SINGLE_FILES = 'files';

/** A folder of music, or the files that were added one by one. */
export interface Folder {
  /** Also the id of its playlist, unless it holds single files. */
  readonly id: string;
  readonly title: string;
  readonly kind: MusicFolder['kind'];
  /** Where it is, absolute; null for single files. */
  readonly root: string | null;
  /** Absolute paths of its files in playing order, as the last scan that found any left them. */
  readonly paths: readonly string[];
  /** The folder cannot be read now. */
  readonly isAway: boolean;
  /** Single files that do not exist now. */
  readonly awayPaths: ReadonlySet<string>;
  /** What the last scan left out. */
  readonly leftOut: readonly LeftOut[];
}

export interface Scan {
  /** The folder as it is now. */
  readonly folder: Folder;
  readonly files: readonly FoundFile[];
  /** The folders on the disk to be watched. */
  readonly watched: readonly string[];
  /** The disk that the folder is on; null: none. */
  readonly disk: number | null;
}

/** A folder before its first scan. */
export const unscanned = (about: Pick<Folder, 'id' | 'title' | 'kind' | 'root' | 'paths'>): Folder => ({
  ...about,
  isAway: false,
  awayPaths: new Set(),
  leftOut: [],
});

/** The id of an added folder. Presets carry it to other computers, so it does not reveal the path. */
export const folderIdOf = (root: string): string => `folder:${hashOf(path.resolve(root))}`;

/** An added folder. */
export const newFolder = (given: string): Folder => {
  const root = path.resolve(given);
  return unscanned({ id: folderIdOf(root), title: path.basename(root), kind: 'folder', root, paths: [] });
};

/** The files that were added one by one. */
export const singleFiles = (files: readonly string[]): Folder => {
  const paths = [...new Set(files.map((file) => path.resolve(file)))];
  return unscanned({ id: SINGLE_FILES, title: '', kind: 'files', root: null, paths });
};

/** The disk that a folder is on; null when it does not exist. A drive that goes away may leave an empty folder. */
export const diskOf = async (root: string): Promise<number | null> => {
  const about = await stat(onDisk(root)).catch(() => null);
  return about?.dev ?? null;
};

/** What was last known of the files below a folder. */
export const lastBelow = (catalogue: Pick<Catalogue, 'below'>, root: string): readonly FileEntry[] =>
  catalogue.below(root.endsWith(path.sep) ? root : root + path.sep);

/** Makes what scans a folder; that never rejects. */
export const makeScanner = (
  known: Pick<KnownFiles, 'recall'>,
  catalogue: Pick<Catalogue, 'below' | 'last'>,
) => {
  /** Its last files are still known, but cannot be played. */
  const away = (folder: Folder, entries: readonly FileEntry[]): Scan => {
    known.recall(entries);
    const paths = folder.paths.length > 0 ? folder.paths : entries.map((entry) => entry.path);
    return { folder: { ...folder, isAway: true, paths }, files: [], watched: [], disk: null };
  };

  const scanRoot = async (folder: Folder, root: string): Promise<Scan> => {
    const disk = await diskOf(root);
    const found = await findAudio(root).catch(() => null);
    const entries = found?.files.length ? [] : lastBelow(catalogue, root);
    // A folder that had music and is now empty was left behind by a drive.
    const isLeftBehind = found?.files.length === 0 && folder.paths.length + entries.length > 0;
    if (found === null || isLeftBehind) return away(folder, entries);
    const { files, folders: watched, leftOut } = found;
    const paths = files.map((file) => file.path);
    return { folder: { ...folder, paths, leftOut, isAway: false }, files, watched, disk };
  };

  const scanFiles = async (folder: Folder): Promise<Scan> => {
    const watched = [...new Set(folder.paths.map((file) => path.dirname(file)))];
    const images = new Map<string, string | null>();
    for (const root of watched) images.set(root, await imageIn(root));
    const files: FoundFile[] = [];
    for (const file of folder.paths) {
      const found = await findFile(file, images.get(path.dirname(file)));
      if (found !== null) files.push(found);
    }
    const present = new Set(files.map((file) => file.path));
    const awayPaths = new Set(folder.paths.filter((file) => !present.has(file)));
    known.recall([...awayPaths].flatMap((file) => catalogue.last(file) ?? []));
    return { folder: { ...folder, awayPaths }, files, watched, disk: null };
  };

  return (folder: Folder): Promise<Scan> =>
    folder.root === null ? scanFiles(folder) : scanRoot(folder, folder.root);
};
