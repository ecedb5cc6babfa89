// What the library says to the deck and to people, worked out once for each state of it: a snapshot asks for the
// playlists many times, and must not pay for ten thousand tracks each time.

import type {
  LibraryContent,
  LibraryTrack,
  MusicFolder,
  UnplayableFile,
} from '../../../shared/sound/music.ts';
import type { LibraryView, PlaylistView } from '../../../shared/sound/sound-view.ts';
import type { KeptMusic } from '../../storage/music.ts';
import { NOISE } from './bundled-music.ts';
import type { KnownFile, KnownFiles } from './known-files.ts';
import { libraryTrackOf, type Shelf, type Track, trackOf, unplayableOf, viewOf } from './music-folder.ts';

/** The playlist of one track alone is called so. */
export const ALONE = 'track:';

export interface ListingParts {
  readonly shelves: () => readonly Shelf[];
  readonly known: Pick<KnownFiles, 'at' | 'byId'>;
  readonly music: Pick<KeptMusic, 'playlists' | 'marksOf'>;
  readonly noise: () => KnownFile | null;
}

export interface Listing {
  /** Everything may be another from now on. */
  readonly outdated: () => void;
  /** Grows with every change. */
  readonly revision: () => number;
  readonly playlists: () => readonly PlaylistView[];
  readonly tracksOf: (playlistId: string) => readonly Track[];
  /** A playlist's track ids, with those that are away; null for an unknown playlist. */
  readonly idsOf: (playlistId: string) => readonly string[] | null;
  readonly counts: () => Counts;
  readonly content: () => LibraryContent;
}

/** How many tracks there are, and how many files that are none. */
type Counts = Pick<LibraryView, 'trackCount' | 'unplayableCount'>;

interface Worked {
  readonly tracks: Map<string, readonly Track[]>;
  /** Tracks that can be played now, by id. */
  here: ReadonlyMap<string, Track> | null;
  playlists: readonly PlaylistView[] | null;
  counts: Counts | null;
  content: LibraryContent | null;
}

const nothingWorked = (): Worked => ({
  ...{ tracks: new Map(), here: null, playlists: null, counts: null, content: null },
});

/** Nothing is worked out before it is asked for. */
export const openListing = ({ shelves, known, music, noise }: ListingParts): Listing => {
  let revision = 0;
  let worked = nothingWorked();

  const filesOn = ({ paths }: Shelf): readonly KnownFile[] => {
    const files: KnownFile[] = [];
    for (const one of paths) {
      const file = known.at(one);
      if (file !== null) files.push(file);
    }
    return files;
  };

  const asTrack = (file: KnownFile): Track => trackOf(file, music.marksOf(file.id));

  const playableOn = (shelf: Shelf): readonly Track[] => {
    if (shelf.isAway) return [];
    const here = filesOn(shelf).filter(
      ({ entry }) => entry.reason === null && !shelf.awayPaths.has(entry.path),
    );
    return here.map(asTrack);
  };

  const here = (): ReadonlyMap<string, Track> => {
    worked.here ??= new Map(
      shelves().flatMap(({ id }) => tracksOf(id).map((track) => [track.id, track] as const)),
    );
    return worked.here;
  };

  const work = (playlistId: string): readonly Track[] => {
    const shelf = shelves().find(({ id }) => id === playlistId);
    if (shelf !== undefined) return playableOn(shelf);
    const hidden = playlistId === NOISE ? noise() : null;
    if (hidden !== null) return [asTrack(hidden)];
    const ids = playlistId.startsWith(ALONE) ? [playlistId.slice(ALONE.length)] : (idsOf(playlistId) ?? []);
    return ids.flatMap((id) => here().get(id) ?? []);
  };

  const tracksOf = (playlistId: string): readonly Track[] => {
    const before = worked.tracks.get(playlistId);
    if (before !== undefined) return before;
    const tracks = work(playlistId);
    worked.tracks.set(playlistId, tracks);
    return tracks;
  };

  const idsOf = (playlistId: string): readonly string[] | null => {
    const shelf = shelves().find(({ id, kind }) => id === playlistId && kind !== 'files');
    if (shelf === undefined) return music.playlists().find(({ id }) => id === playlistId)?.trackIds ?? null;
    return filesOn(shelf).flatMap(({ id, entry }) => (entry.reason === null ? [id] : []));
  };

  const workPlaylists = (): readonly PlaylistView[] => [
    ...shelves().flatMap((shelf) =>
      shelf.kind === 'files' ? [] : [viewOf({ ...shelf, kind: shelf.kind }, tracksOf(shelf.id))],
    ),
    ...music.playlists().map((own) => viewOf({ ...own, kind: 'own' }, tracksOf(own.id))),
  ];

  /** Every file once, on the first shelf that has it. */
  const filesOnce = (): readonly (readonly [Shelf, readonly KnownFile[]])[] => {
    const seen = new Set<string>();
    return shelves().map((shelf) => {
      const files = filesOn(shelf).filter(({ id }) => !seen.has(id));
      for (const { id } of files) seen.add(id);
      return [shelf, files] as const;
    });
  };

  const workCounts = (): Counts => {
    const files = filesOnce().flatMap(([, some]) => some);
    const trackCount = files.filter(({ entry }) => entry.reason === null).length;
    return { trackCount, unplayableCount: files.length - trackCount };
  };

  const folderOf = (shelf: Shelf): MusicFolder => {
    const { id, title: name, kind, isAway } = shelf;
    const trackCount = filesOn(shelf).filter(({ entry }) => entry.reason === null).length;
    return { id, name, kind, trackCount, isAway };
  };

  const workContent = (): LibraryContent => {
    const tracks: LibraryTrack[] = [];
    const unplayable: UnplayableFile[] = [];
    for (const [{ id }, files] of filesOnce()) {
      for (const file of files) {
        const bad = unplayableOf(file, id);
        if (bad === null) tracks.push(libraryTrackOf(file, id, music.marksOf(file.id)));
        else unplayable.push(bad);
      }
    }
    return { revision, folders: shelves().map(folderOf), tracks, unplayable };
  };

  return {
    outdated: () => {
      revision += 1;
      worked = nothingWorked();
    },
    revision: () => revision,
    playlists: () => {
      worked.playlists ??= workPlaylists();
      return worked.playlists;
    },
    tracksOf,
    idsOf,
    counts: () => {
      worked.counts ??= workCounts();
      return worked.counts;
    },
    content: () => {
      worked.content ??= workContent();
      return worked.content;
    },
  };
};
