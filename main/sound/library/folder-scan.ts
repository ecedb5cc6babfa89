// What a look at a shelf finds on the disk: its files now, or what was known of them last where it is away. It
// changes nothing but what is known, and reads no file.

import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Catalogue, FileEntry } from '../../storage/track-catalogue.ts';
import { type FoundFile, hashOf, imageIn, lookAt, lookInto } from './audio-files.ts';
import type { KnownFiles } from './known-files.ts';
import { FILES, type Shelf } from './music-folder.ts';

/** What a look found. */
export interface Look {
  readonly shelf: Shelf;
  readonly files: readonly FoundFile[];
  /** What is to be watched. */
  readonly folders: readonly string[];
  /** Which disk the folder lies on; null: none. */
  readonly disk: number | null;
}

/** The id of a folder of one's own; it does not tell the folder's path, since presets carry it elsewhere. */
export const folderIdOf = (folder: string): string => `folder:${hashOf(path.resolve(folder))}`;

/** The shelf of a folder that was not looked into yet. */
export const folderShelf = (folder: string): Shelf => ({
  ...{ id: folderIdOf(folder), title: path.basename(path.resolve(folder)), kind: 'folder' },
  ...{ folder: path.resolve(folder), paths: [], isAway: false, awayPaths: new Set() },
});

/** The shelf of single files. */
export const filesShelf = (files: readonly string[]): Shelf => ({
  ...{ id: FILES, title: '', kind: 'files', folder: null, isAway: false, awayPaths: new Set() },
  paths: [...new Set(files.map((file) => path.resolve(file)))],
});

/** Which disk a folder lies on; null: it is not there. A drive that goes away may leave an empty folder behind. */
export const diskOf = async (folder: string): Promise<number | null> =>
  stat(folder).then(
    ({ dev }) => dev,
    () => null,
  );

/** What was known last of the files below a folder. */
export const lastBelow = (catalogue: Pick<Catalogue, 'below'>, folder: string): readonly FileEntry[] =>
  catalogue.below(folder.endsWith(path.sep) ? folder : folder + path.sep);

/** Looks at a shelf. The answer never throws. */
export const makeLook = (
  known: Pick<KnownFiles, 'recall'>,
  catalogue: Pick<Catalogue, 'below' | 'last'>,
): ((shelf: Shelf) => Promise<Look>) => {
  /** What it held last is still known, but cannot be played. */
  const away = (shelf: Shelf, entries: readonly FileEntry[]): Look => {
    known.recall(entries);
    const paths = shelf.paths.length > 0 ? shelf.paths : entries.map((entry) => entry.path);
    return { shelf: { ...shelf, isAway: true, paths }, files: [], folders: [], disk: null };
  };

  const lookAtFolder = async (shelf: Shelf, folder: string): Promise<Look> => {
    const disk = await diskOf(folder);
    const found = await lookInto(folder).catch(() => null);
    if (found !== null && found.files.length > 0) {
      const paths = found.files.map((file) => file.path);
      return { shelf: { ...shelf, paths, isAway: false }, ...found, disk };
    }
    const entries = lastBelow(catalogue, folder);
    // Where there was music and now is nothing at all, a drive has left its empty folder behind.
    if (found === null || shelf.paths.length > 0 || entries.length > 0) return away(shelf, entries);
    return { shelf: { ...shelf, isAway: false }, ...found, disk };
  };

  const lookAtFiles = async (shelf: Shelf): Promise<Look> => {
    const folders = [...new Set(shelf.paths.map((file) => path.dirname(file)))];
    const images = new Map<string, string | null>();
    for (const folder of folders) images.set(folder, await imageIn(folder));
    const files: FoundFile[] = [];
    for (const file of shelf.paths) {
      const found = await lookAt(file, images.get(path.dirname(file)) ?? null);
      if (found !== null) files.push(found);
    }
    const present = new Set(files.map((file) => file.path));
    const awayPaths = new Set(shelf.paths.filter((file) => !present.has(file)));
    known.recall([...awayPaths].flatMap((file) => catalogue.last(file) ?? []));
    return { shelf: { ...shelf, awayPaths }, files, folders, disk: null };
  };

  return (shelf) => (shelf.folder === null ? lookAtFiles(shelf) : lookAtFolder(shelf, shelf.folder));
};
