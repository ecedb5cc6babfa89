// The library: bundled music, folders and files of one's own, playlists made by hand. It returns at once and looks
// afterwards, tells when it knows more, and never gives out the path of a track to a window.

import { byItself } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { LibraryContent } from '../../../shared/sound/music.ts';
import type { LibraryView, PlaylistView } from '../../../shared/sound/sound-view.ts';
import type { KeptMusic, MarkChange } from '../../storage/music.ts';
import type { Catalogue } from '../../storage/track-catalogue.ts';
import { NOISE, readBundle, readNoise } from './bundled-music.ts';
import { type Cover, makeCovers } from './covers.ts';
import { type KnownFile, type MeterOutcome, openKnownFiles } from './known-files.ts';
import { ALONE, openListing } from './listing.ts';
import { type Shelf, type Track, titleOf } from './music-folder.ts';
import { openShelves } from './music-folders.ts';
import { openUnmeasured } from './unmeasured.ts';

export { folderIdOf } from './folder-scan.ts';
export type { MeterOutcome } from './known-files.ts';
export type { Track } from './music-folder.ts';

/** While much is found at once, it is told this often (real ms). */
const TELL_EVERY_MS = 250;

export interface LibraryParts {
  /** Holds a folder for each bundled playlist, and loudness.json. */
  readonly bundledFolder: string;
  /** Holds the pink noise, and loudness.json. */
  readonly noiseFolder: string;
  /** Absolute paths of folders and of single files that were added before. */
  readonly folders: readonly string[];
  readonly files: readonly string[];
  readonly catalogue: Catalogue;
  readonly music: KeptMusic;
  /** Playlists that presets play: their tracks are measured first. */
  readonly wanted: () => readonly string[];
  /** Called when playlists(), view() or missing() says something new; at most every TELL_EVERY_MS. */
  readonly onChange: () => void;
}

export interface Library {
  /** Opens the catalogue and looks into what is one's own; until then only the bundled playlists are known. */
  readonly begin: () => void;
  /** All playlists known by now: bundled, folders, those by hand. A folder that is away is among them. */
  readonly playlists: () => readonly PlaylistView[];
  readonly content: () => LibraryContent;
  /** `measuring` is null here: it is the meter's to tell. */
  readonly view: () => LibraryView;
  /** A playlist's track ids in playing order, with those that are away; null for an unknown playlist. */
  readonly trackIds: (playlistId: string) => readonly string[] | null;
  /** Adds a folder; answers its playlist once a first track is known to be playable. */
  readonly addFolder: (
    folder: string,
  ) => Promise<Result<PlaylistView, 'folderUnreadable' | 'folderWithoutAudio'>>;
  /** Adds single files; resolves when they are read. */
  readonly addFiles: (files: readonly string[]) => Promise<void>;
  /** Forgets a folder of one's own, or the single files; nothing happens on the disk. */
  readonly removeFolder: (folderId: string) => void;
  /** True when a playlist is this folder's, or has tracks that are nowhere but in it. */
  readonly isNeededBy: (folderId: string, playlistId: string) => boolean;
  /** The path of a folder of one's own; null for any other playlist. */
  readonly folderOf: (playlistId: string) => string | null;
  readonly savePlaylist: KeptMusic['save'];
  readonly removePlaylist: KeptMusic['remove'];
  /** Marks the tracks that are known; refused when none of them is. */
  readonly mark: (trackIds: readonly string[], change: MarkChange) => Result<null, 'unknownTrack'>;
  /** In playing order, only what can be played now; `track:<id>` is a track alone, `noise` the pink noise. */
  readonly tracksOf: (playlistId: string) => readonly Track[];
  /** null for an unknown playlist. */
  readonly titleOf: (playlistId: string) => string | null;
  /** The path of a track for the protocol that serves it; null when there is no such track. */
  readonly fileOf: (trackId: string) => string | null;
  /** The id of a file's track; null when the library has no such file. */
  readonly idOf: (file: string) => string | null;
  readonly coverOf: (trackId: string) => Promise<Cover | null>;
  /** Tracks that nobody has measured, those of wanted playlists first. */
  readonly waiting: () => readonly Pick<Track, 'id' | 'title'>[];
  /** Takes in what the meter found; of a file that has changed meanwhile, it is left out. */
  readonly measured: (trackId: string, outcome: MeterOutcome) => void;
  /** Own folders that cannot be read now, by path. They are looked for again every few seconds. */
  readonly missing: () => readonly string[];
  /** Looks whether a playlist's folder is still there, after a track of it failed. */
  readonly checkAgain: (playlistId: string) => void;
  /** True once everything has been looked into. */
  readonly isReady: () => boolean;
  /** Resolves when isReady; begin comes first. */
  readonly ready: Promise<void>;
  readonly close: () => void;
}

/** Opens the library. Returns at once; the bundled playlists are known first. */
export const openLibrary = (parts: LibraryParts): Library => {
  const { catalogue, music } = parts;
  let noise: KnownFile | null = null;
  let isReady = false;
  let isClosed = false;
  let timer: NodeJS.Timeout | null = null;
  /** ms on the monotonic clock. */
  let toldAt = Number.NEGATIVE_INFINITY;
  let wasLooking = false;
  let begins: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begins = resolve;
  });

  const tellNow = (): void => {
    timer = null;
    toldAt = performance.now();
    wasLooking = shelves.isLooking();
    byItself(parts.onChange);
  };
  /** The first of many is told at once, the others together. */
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
    if (shelves.isLooking() !== wasLooking) tell();
  };

  const known = openKnownFiles(catalogue, changed);
  const shelves = openShelves({ known, catalogue, changed, settled });
  const listing = openListing({ shelves: shelves.all, known, music, noise: () => noise });
  const unmeasured = openUnmeasured({
    ...{ known, listing },
    playlists: () => [...parts.wanted(), ...shelves.all().map(({ id }) => id)],
  });
  const covers = makeCovers();

  const fileById = (trackId: string): KnownFile | null =>
    noise?.id === trackId ? noise : known.byId(trackId);

  const ownShelf = (id: string): Shelf | null => {
    const shelf = shelves.find(id);
    return shelf === null || shelf.kind === 'bundled' ? null : shelf;
  };

  const titleOfPlaylist = (playlistId: string): string | null => {
    const own = shelves.find(playlistId) ?? music.playlists().find(({ id }) => id === playlistId);
    if (own !== null && own !== undefined) return own.title;
    const alone = playlistId === NOISE ? noise : fileById(playlistId.slice(ALONE.length));
    const isSpecial = playlistId === NOISE || playlistId.startsWith(ALONE);
    return isSpecial && alone !== null ? titleOf(alone) : null;
  };

  const lookAround = async (): Promise<void> => {
    const bundle = await readBundle(parts.bundledFolder);
    noise = await readNoise(parts.noiseFolder);
    for (const file of bundle.files) known.lay(file);
    shelves.lay(bundle.shelves);
    changed();
    await begun;
    await catalogue.open();
    await shelves.begin(parts.folders, parts.files);
    isReady = true;
    tell();
  };
  const ready = lookAround();

  return {
    begin: () => begins(),
    playlists: listing.playlists,
    content: listing.content,
    view: () => ({
      ...{ revision: listing.revision(), isLooking: shelves.isLooking(), measuring: null },
      ...listing.counts(),
    }),
    trackIds: listing.idsOf,
    addFolder: async (folder) => {
      await catalogue.open();
      const added = await shelves.addFolder(folder);
      if (!added.ok) return added;
      const view = listing.playlists().find(({ id }) => id === added.value);
      return view === undefined ? fail('folderUnreadable') : ok(view);
    },
    addFiles: async (files) => {
      await catalogue.open();
      await shelves.addFiles(files);
    },
    removeFolder: shelves.remove,
    isNeededBy: (folderId, playlistId) => {
      if (playlistId === folderId) return true;
      const others = shelves.all().filter(({ id }) => id !== folderId);
      const elsewhere = new Set(others.flatMap(({ id }) => listing.tracksOf(id).map((track) => track.id)));
      return listing.tracksOf(playlistId).some(({ id }) => !elsewhere.has(id));
    },
    folderOf: (playlistId) => ownShelf(playlistId)?.folder ?? null,
    savePlaylist: (id, title, trackIds) => {
      const saved = music.save(id, title, trackIds);
      if (saved.ok) changed();
      return saved;
    },
    removePlaylist: (id) => {
      const isRemoved = music.remove(id);
      if (isRemoved) changed();
      return isRemoved;
    },
    mark: (trackIds, change) => {
      const listed = new Set(music.playlists().flatMap((own) => own.trackIds));
      const here = trackIds.filter((id) => known.byId(id) !== null || listed.has(id));
      if (here.length === 0) return fail('unknownTrack');
      music.mark(here, change);
      changed();
      return ok(null);
    },
    tracksOf: listing.tracksOf,
    titleOf: titleOfPlaylist,
    fileOf: (trackId) => fileById(trackId)?.entry.path ?? null,
    idOf: (file) => known.at(file)?.id ?? null,
    coverOf: async (trackId) => {
      const file = known.byId(trackId);
      return file === null ? null : covers.of(file);
    },
    waiting: unmeasured.waiting,
    measured: unmeasured.measured,
    missing: () => shelves.all().flatMap(({ folder, isAway }) => (isAway && folder !== null ? [folder] : [])),
    checkAgain: (playlistId) => {
      const shelf = shelves.find(playlistId);
      shelves.checkAgain(shelf === null ? shelves.all().map(({ id }) => id) : [playlistId]);
    },
    isReady: () => isReady,
    ready,
    close: () => {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      shelves.close();
    },
  };
};
