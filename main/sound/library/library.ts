// The library: bundled music, added folders and files, and playlists made by hand. It opens at once and scans afterwards,
// tells when it knows more, and never gives the path of a track to a window.

import { byItself } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { LibraryView, PlaylistView } from '../../../shared/sound/sound-view.ts';
import type { KeptMusic, MarkChange } from '../../storage/music.ts';
import type { Catalogue } from '../../storage/track-catalogue.ts';
import { NOISE, readBundledMusic, readNoise } from './bundled-music.ts';
import { makeCoverFinder } from './covers.ts';
import { addressOf, isDoubtful, type KnownFile, type MeterOutcome, openKnownFiles } from './known-files.ts';
import { ALONE, openListing } from './listing.ts';
import type { Waiting } from './measuring.ts';
import { type FolderRefusal, openFolders } from './music-folders.ts';
import type { Picture } from './tags.ts';

/** While much is found at once, it is told this often (real ms). */
const TELL_EVERY_MS = 250;

export interface LibraryParts {
  /** Holds a folder for each bundled playlist, and loudness.json. */
  readonly bundledFolder: string;
  /** Holds the pink noise, and loudness.json. */
  readonly noiseFolder: string;
  /** Absolute paths of folders and single files that were added before. */
  readonly folders: readonly string[];
  readonly files: readonly string[];
  readonly catalogue: Catalogue;
  readonly music: KeptMusic;
  /** Playlists that presets play. Their tracks are measured first. */
  readonly wanted: () => readonly string[];
  /** Called when playlists(), view() or missing() says something new; at most every TELL_EVERY_MS. */
  readonly onChange: () => void;
}

export type Library = ReturnType<typeof openLibrary>;

/** Opens the library. Returns at once; the bundled playlists are known first. */
export const openLibrary = (parts: LibraryParts) => {
  const { catalogue, music } = parts;
  let noise: KnownFile | null = null;
  let isReady = false;
  let isClosed = false;
  let timer: NodeJS.Timeout | null = null;
  /** ms on the monotonic clock. */
  let toldAt = Number.NEGATIVE_INFINITY;
  let wasScanning = false;
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });

  const tellNow = (): void => {
    timer = null;
    toldAt = performance.now();
    wasScanning = folders.isScanning();
    byItself(parts.onChange);
  };
  /** The first of many changes is told at once, the others together. */
  const tell = (): void => {
    if (timer !== null || isClosed) return;
    const waitMs = toldAt + TELL_EVERY_MS - performance.now();
    if (waitMs <= 0) tellNow();
    else timer = setTimeout(tellNow, waitMs);
  };
  const changed = (): void => {
    listing.outdated();
    tell();
  };
  const settled = (): void => {
    if (folders.isScanning() !== wasScanning) tell();
  };

  const known = openKnownFiles(catalogue, changed);
  const folders = openFolders({ known, catalogue, changed, settled });
  const listing = openListing(folders.all, known, music, () => noise);
  const coverOf = makeCoverFinder();

  const fileById = (trackId: string): KnownFile | null =>
    noise?.id === trackId ? noise : known.byId(trackId);

  /** null for an unknown playlist. */
  const titleOfPlaylist = (playlistId: string): string | null => {
    const own = folders.find(playlistId) ?? music.playlists().find(({ id }) => id === playlistId);
    if (own !== null && own !== undefined) return own.title;
    const alone = playlistId === NOISE ? noise : fileById(playlistId.slice(ALONE.length));
    const isSpecial = playlistId === NOISE || playlistId.startsWith(ALONE);
    return isSpecial && alone !== null ? listing.titleOf(alone) : null;
  };

  /** Files as they were when the loudness meter was offered them, by the address. */
  const offered = new Map<string, KnownFile>();
  let lastOffer: { readonly key: string; readonly tracks: readonly Waiting[] } | null = null;

  /**
   * Tracks that are not measured yet, those of wanted playlists first, and files that may be playable after all. Every
   * snapshot asks for this, so it is worked out only after a change.
   */
  const waiting = (): readonly Waiting[] => {
    const playlists = [...parts.wanted(), ...folders.all().map(({ id }) => id)];
    const key = [listing.revision(), ...playlists].join('\n');
    if (lastOffer?.key === key) return lastOffer.tracks;
    const titles = new Map<string, string>();
    const offer = (file: KnownFile, title: string): void => {
      const url = addressOf(file);
      titles.set(url, title);
      if (!offered.has(url)) offered.set(url, file);
    };
    for (const { id, title } of playlists.flatMap(listing.tracksOf)) {
      const file = known.byId(id);
      if (file?.entry.measured === null) offer(file, title);
    }
    for (const file of listing.files()) if (isDoubtful(file.entry)) offer(file, listing.titleOf(file));
    lastOffer = { key, tracks: [...titles].map(([url, title]) => ({ url, title })) };
    return lastOffer.tracks;
  };

  /** Takes in what the loudness meter found, unless the file has changed meanwhile. */
  const measured = (url: string, outcome: MeterOutcome): void => {
    const before = offered.get(url);
    const file = before === undefined ? null : known.byId(before.id);
    offered.delete(url);
    // A file that has changed is offered again as it is now.
    lastOffer = null;
    if (file !== null && before?.entry === file.entry) known.settle(file, outcome);
  };

  const scanAll = async (): Promise<void> => {
    const bundled = await readBundledMusic(parts.bundledFolder);
    noise = await readNoise(parts.noiseFolder);
    for (const file of bundled.files) known.add(file);
    folders.addBundled(bundled.folders);
    changed();
    await begun;
    await catalogue.open();
    await folders.begin(parts.folders, parts.files);
    isReady = true;
    tell();
  };
  /** Resolves when isReady; begin comes first. */
  const ready = scanAll();

  const savePlaylist: KeptMusic['save'] = (id, title, trackIds) => {
    const saved = music.save(id, title, trackIds);
    if (saved.ok) changed();
    return saved;
  };

  return {
    /** Opens the catalogue and scans what was added; until then, only the bundled playlists are known. */
    begin: (): void => begin(),
    playlists: listing.playlists,
    content: listing.content,
    /** `measuring` is always null here: the loudness meter's side fills it in. */
    view: (): LibraryView => ({
      revision: listing.revision(),
      isScanning: folders.isScanning(),
      measuring: null,
      ...listing.counts(),
    }),
    trackIds: listing.idsOf,
    /** Adds a folder; returns its playlist once a first track is known to be playable. */
    addFolder: async (folder: string): Promise<Result<PlaylistView, FolderRefusal>> => {
      await catalogue.open();
      const added = await folders.addFolder(folder);
      if (!added.ok) return added;
      const view = listing.playlists().find(({ id }) => id === added.value);
      return view === undefined ? fail('folderUnreadable') : ok(view);
    },
    addFiles: async (files: readonly string[]): Promise<void> => {
      await catalogue.open();
      await folders.addFiles(files);
    },
    /** Adds folders and files that were added before, also those that are away. */
    addKept: async (roots: readonly string[], files: readonly string[]): Promise<void> => {
      await catalogue.open();
      await folders.begin(roots, files);
    },
    /** Lists or marks are others than before. */
    listsChanged: changed,
    removeFolder: folders.remove,
    /** True when a playlist is this folder's, or has tracks that are only in this folder. */
    isNeededBy: (folderId: string, playlistId: string): boolean => {
      if (playlistId === folderId) return true;
      const others = folders.all().filter(({ id }) => id !== folderId);
      const elsewhere = new Set(others.flatMap(({ id }) => listing.tracksOf(id).map((track) => track.id)));
      return listing.tracksOf(playlistId).some(({ id }) => !elsewhere.has(id));
    },
    /** The path of an added folder; null for any other playlist. */
    folderOf: (playlistId: string): string | null => {
      const folder = folders.find(playlistId);
      return folder === null || folder.kind === 'bundled' ? null : folder.root;
    },
    savePlaylist,
    removePlaylist: (id: string): boolean => {
      const isRemoved = music.remove(id);
      if (isRemoved) changed();
      return isRemoved;
    },
    /** Marks the tracks that are known; refused when none of them is. */
    mark: (trackIds: readonly string[], change: MarkChange): Result<null, 'unknownTrack'> => {
      const listed = new Set(music.playlists().flatMap((own) => own.trackIds));
      const here = trackIds.filter((id) => known.byId(id) !== null || listed.has(id));
      if (here.length === 0) return fail('unknownTrack');
      music.mark(here, change);
      changed();
      return ok(null);
    },
    tracksOf: listing.tracksOf,
    titleOf: titleOfPlaylist,
    /** The path of a track; null when there is no such track. */
    fileOf: (trackId: string): string | null => fileById(trackId)?.entry.path ?? null,
    /** The id of a file's track; null when the library does not have the file. */
    idOf: (file: string): string | null => known.at(file)?.id ?? null,
    coverOf: async (trackId: string): Promise<Picture | null> => {
      const file = known.byId(trackId);
      return file === null ? null : coverOf(file);
    },
    waiting,
    measured,
    /** Paths of added folders that cannot be read now. They are checked every few seconds. */
    missing: (): readonly string[] =>
      folders.all().flatMap(({ root, isAway }) => (isAway && root !== null ? [root] : [])),
    /** Checks whether a playlist's folder is still there, after a track of it failed. */
    checkAgain: (playlistId: string): void => {
      const folder = folders.find(playlistId);
      folders.checkAgain(folder === null ? folders.all().map(({ id }) => id) : [playlistId]);
    },
    /** Somebody writes to the file of a track, or another one lies in its place: its folders are scanned. */
    fileChanged: (trackId: string): void => {
      const file = fileById(trackId);
      if (file !== null) folders.fileChanged(file.entry.path);
    },
    /** True once everything has been scanned. */
    isReady: (): boolean => isReady,
    ready,
    close: (): void => {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      folders.close();
    },
  };
};
