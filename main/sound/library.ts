// The playlists: the bundled ones and folders of one's own. It returns at once and looks into the folders
// afterwards, tells when it knows more, and never gives out or takes in the path of a track.

import path from 'node:path';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { PlaylistView } from '../../shared/snapshot.ts';
import {
  audioFilesIn,
  type FoundFolder,
  foldersIn,
  hashOf,
  lookInto,
  readLoudness,
  type Track,
} from './folder.ts';

export type { Track } from './folder.ts';

/** How often a folder that is away is looked for again, in real ms. */
const LOOK_AGAIN_MS = 5000;

export interface LibraryParts {
  /** Holds a folder for each bundled playlist, and loudness.json. */
  readonly bundledFolder: string;
  /** Absolute paths of folders of one's own. */
  readonly folders: readonly string[];
  /** Called when playlists() or missing() says something new. */
  readonly onChange: () => void;
}

export interface Library {
  /** All playlists known by now: the bundled first. A folder that is away is in it, without tracks. */
  readonly playlists: () => readonly PlaylistView[];
  /** Adds a folder and looks into it; one that is there already is looked into anew. */
  readonly addFolder: (
    folder: string,
  ) => Promise<Result<PlaylistView, 'folderUnreadable' | 'folderWithoutAudio'>>;
  /** Forgets a folder of one's own; nothing happens to its files. */
  readonly removeFolder: (playlistId: string) => void;
  /** The path of a folder of one's own; null for bundled and unknown playlists. */
  readonly folderOf: (playlistId: string) => string | null;
  /** In playing order; none when the playlist is unknown or away. */
  readonly tracksOf: (playlistId: string) => readonly Track[];
  /** null for an unknown playlist. */
  readonly titleOf: (playlistId: string) => string | null;
  /** The path of a track for the protocol that serves it; null when there is no such track. */
  readonly fileOf: (trackId: string) => string | null;
  /** Own folders that cannot be read now, by path. They are looked for again every LOOK_AGAIN_MS. */
  readonly missing: () => readonly string[];
  /** Looks whether a playlist's folder is still there, after a track of it failed. */
  readonly checkAgain: (playlistId: string) => void;
  /** True once every folder has been looked into. */
  readonly isReady: () => boolean;
  /** Resolves when isReady. */
  readonly ready: Promise<void>;
  readonly close: () => void;
}

interface Shelf {
  readonly id: string;
  readonly title: string;
  readonly folder: string;
  readonly isBundled: boolean;
  /** null: not looked into yet, or away. */
  readonly found: FoundFolder | null;
}

/** The id of a playlist of one's own; it does not tell the folder's path, since presets carry it elsewhere. */
export const ownPlaylistId = (folder: string): string => `folder:${hashOf(path.resolve(folder))}`;

const ownShelf = (folder: string): Shelf => ({
  id: ownPlaylistId(folder),
  title: path.basename(path.resolve(folder)),
  folder: path.resolve(folder),
  isBundled: false,
  found: null,
});

const viewOf = ({ id, title, isBundled, found }: Shelf): PlaylistView => ({
  id,
  title,
  isBundled,
  tracks: (found?.tracks ?? []).map((track) => ({
    id: track.id,
    title: track.title,
    durationS: track.durationS,
  })),
  unreadable: found?.unreadable ?? [],
});

/** The bundled playlists, known without reading any audio file. */
const bundledShelves = async (bundledFolder: string): Promise<readonly Shelf[]> => {
  const loudness = await readLoudness(bundledFolder);
  const shelves: Shelf[] = [];
  for (const title of await foldersIn(bundledFolder)) {
    const id = `bundled:${title}`;
    const folder = path.join(bundledFolder, title);
    const known = (relative: string) => {
      const about = loudness[`${title}/${relative.replaceAll(path.sep, '/')}`];
      return about && { title: about.title, durationS: about.durationS, lufs: about.lufs };
    };
    const found = await lookInto(id, folder, known).catch(() => null);
    if (found !== null && found.tracks.length > 0)
      shelves.push({ id, title, folder, isBundled: true, found });
  }
  return shelves;
};

/** Opens the library. Returns at once; the bundled playlists are known first. */
export const openLibrary = ({ bundledFolder, folders, onChange }: LibraryParts): Library => {
  const shelves = new Map<string, Shelf>();
  let missing: readonly string[] = [];
  let isReady = false;
  let isClosed = false;
  let timer: NodeJS.Timeout | null = null;

  const told = (): void => {
    if (!isClosed) onChange();
  };

  const lookAgainLater = (): void => {
    if (timer !== null || missing.length === 0 || isClosed) return;
    timer = setTimeout(() => void lookForMissing(), LOOK_AGAIN_MS);
    timer.unref();
  };

  const setMissing = (folder: string, isMissing: boolean): void => {
    const others = missing.filter((other) => other !== folder);
    missing = isMissing ? [...others, folder] : others;
    lookAgainLater();
  };

  /** Puts what was found on its shelf, unless the folder was removed meanwhile. */
  const shelve = (shelf: Shelf, found: FoundFolder | null): void => {
    if (!shelves.has(shelf.id)) return;
    shelves.set(shelf.id, { ...shelf, found });
    setMissing(shelf.folder, found === null);
    told();
  };

  const look = async (shelf: Shelf): Promise<void> => {
    shelve(shelf, await lookInto(shelf.id, shelf.folder).catch(() => null));
  };

  const lookForMissing = async (): Promise<void> => {
    for (const shelf of [...shelves.values()].filter(({ folder }) => missing.includes(folder))) {
      const isBack = await audioFilesIn(shelf.folder).catch(() => null);
      if (isBack !== null) await look(shelf);
    }
    timer = null;
    lookAgainLater();
  };

  const lookAround = async (): Promise<void> => {
    const own = folders.map(ownShelf);
    const bundled = await bundledShelves(bundledFolder);
    // A folder may have been added by hand while the bundle was read.
    const added = [...shelves.values()];
    shelves.clear();
    for (const shelf of [...bundled, ...own, ...added]) shelves.set(shelf.id, shelf);
    told();
    for (const { id } of own) {
      const shelf = shelves.get(id);
      if (shelf !== undefined && shelf.found === null) await look(shelf);
    }
    isReady = true;
    told();
  };

  const ready = lookAround();

  return {
    playlists: () => [...shelves.values()].map(viewOf),
    addFolder: async (folder) => {
      const shelf = ownShelf(folder);
      const found = await lookInto(shelf.id, shelf.folder).catch(() => null);
      if (found === null) return fail('folderUnreadable');
      if (found.tracks.length === 0) return fail('folderWithoutAudio');
      shelves.set(shelf.id, { ...shelf, found });
      setMissing(shelf.folder, false);
      told();
      return ok(viewOf({ ...shelf, found }));
    },
    removeFolder: (playlistId) => {
      const shelf = shelves.get(playlistId);
      if (shelf === undefined || shelf.isBundled) return;
      shelves.delete(playlistId);
      setMissing(shelf.folder, false);
      told();
    },
    folderOf: (playlistId) => {
      const shelf = shelves.get(playlistId);
      return shelf === undefined || shelf.isBundled ? null : shelf.folder;
    },
    tracksOf: (playlistId) => shelves.get(playlistId)?.found?.tracks ?? [],
    titleOf: (playlistId) => shelves.get(playlistId)?.title ?? null,
    fileOf: (trackId) => {
      for (const { found } of shelves.values()) {
        const file = found?.files.get(trackId);
        if (file !== undefined) return file;
      }
      return null;
    },
    missing: () => missing,
    checkAgain: (playlistId) => {
      const shelf = shelves.get(playlistId);
      if (shelf === undefined || shelf.found === null) return;
      void audioFilesIn(shelf.folder).catch(() => shelve(shelf, null));
    },
    isReady: () => isReady,
    ready,
    close: () => {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
};
