// What the library tells the player and people. Each answer is worked out once for each state of the library: a snapshot
// asks for the playlists many times and must not pay for ten thousand tracks each time.

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
import { type Folder, libraryTrackOf, type Track, trackOf, unplayableOf, viewOf } from './music-folder.ts';

/** The id of a playlist of one track begins with this. */
export const ALONE = 'track:';

export interface ListingParts {
  readonly folders: () => readonly Folder[];
  readonly known: Pick<KnownFiles, 'at' | 'byId'>;
  readonly music: Pick<KeptMusic, 'playlists' | 'marksOf'>;
  readonly noise: () => KnownFile | null;
}

export interface Listing {
  /** From now on, everything may be different. */
  readonly outdated: () => void;
  /** Grows with every change. */
  readonly revision: () => number;
  readonly playlists: () => readonly PlaylistView[];
  readonly tracksOf: (playlistId: string) => readonly Track[];
  /** A playlist's track ids, including those that are away; null for an unknown playlist. */
  readonly idsOf: (playlistId: string) => readonly string[] | null;
  /** How many tracks there are, and how many files that cannot be played. */
  readonly counts: () => Pick<LibraryView, 'trackCount' | 'unplayableCount'>;
  readonly content: () => LibraryContent;
}

/** Nothing is worked out before it is asked for. */
export const openListing = ({ folders, known, music, noise }: ListingParts): Listing => {
  let revision = 0;

  /** Works something out again only after a change. */
  const oncePerRevision = <T>(work: () => T): (() => T) => {
    let last: { readonly revision: number; readonly value: T } | null = null;
    return () => {
      if (last?.revision !== revision) last = { revision, value: work() };
      return last.value;
    };
  };

  const filesIn = ({ paths }: Folder): readonly KnownFile[] => {
    const files: KnownFile[] = [];
    for (const path of paths) {
      const file = known.at(path);
      if (file !== null) files.push(file);
    }
    return files;
  };

  const asTrack = (file: KnownFile): Track => trackOf(file, music.marksOf(file.id));

  const playableIn = (folder: Folder): readonly Track[] => {
    if (folder.isAway) return [];
    const here = filesIn(folder).filter(
      ({ entry }) => entry.reason === null && !folder.awayPaths.has(entry.path),
    );
    return here.map(asTrack);
  };

  /** Tracks that can be played now, by id. */
  const here = oncePerRevision(
    () => new Map(folders().flatMap(({ id }) => tracksOf(id).map((track) => [track.id, track] as const))),
  );

  const findTracks = (playlistId: string): readonly Track[] => {
    const folder = folders().find(({ id }) => id === playlistId);
    if (folder !== undefined) return playableIn(folder);
    const hidden = playlistId === NOISE ? noise() : null;
    if (hidden !== null) return [asTrack(hidden)];
    const ids = playlistId.startsWith(ALONE) ? [playlistId.slice(ALONE.length)] : (idsOf(playlistId) ?? []);
    return ids.flatMap((id) => here().get(id) ?? []);
  };

  const tracksByPlaylist = oncePerRevision(() => new Map<string, readonly Track[]>());

  const tracksOf = (playlistId: string): readonly Track[] => {
    const tracks = tracksByPlaylist().get(playlistId) ?? findTracks(playlistId);
    tracksByPlaylist().set(playlistId, tracks);
    return tracks;
  };

  const idsOf = (playlistId: string): readonly string[] | null => {
    const folder = folders().find(({ id, kind }) => id === playlistId && kind !== 'files');
    if (folder === undefined) return music.playlists().find(({ id }) => id === playlistId)?.trackIds ?? null;
    return filesIn(folder).flatMap(({ id, entry }) => (entry.reason === null ? [id] : []));
  };

  /** Every file once, in the first folder that has it. */
  const filesOnce = oncePerRevision((): readonly (readonly [Folder, readonly KnownFile[]])[] => {
    const seen = new Set<string>();
    return folders().map((folder) => {
      const files = filesIn(folder).filter(({ id }) => !seen.has(id));
      for (const { id } of files) seen.add(id);
      return [folder, files] as const;
    });
  });

  const folderView = (folder: Folder): MusicFolder => {
    const { id, title: name, kind, isAway } = folder;
    const trackCount = filesIn(folder).filter(({ entry }) => entry.reason === null).length;
    return { id, name, kind, trackCount, isAway };
  };

  return {
    outdated: () => {
      revision += 1;
    },
    revision: () => revision,
    playlists: oncePerRevision(() => [
      ...folders().flatMap(({ id, title, kind }) =>
        kind === 'files' ? [] : [viewOf({ id, title, kind }, tracksOf(id))],
      ),
      ...music.playlists().map(({ id, title }) => viewOf({ id, title, kind: 'own' }, tracksOf(id))),
    ]),
    tracksOf,
    idsOf,
    counts: oncePerRevision(() => {
      const files = filesOnce().flatMap(([, some]) => some);
      const trackCount = files.filter(({ entry }) => entry.reason === null).length;
      return { trackCount, unplayableCount: files.length - trackCount };
    }),
    content: oncePerRevision(() => {
      const tracks: LibraryTrack[] = [];
      const unplayable: UnplayableFile[] = [];
      for (const [{ id }, files] of filesOnce()) {
        for (const file of files) {
          const bad = unplayableOf(file, id);
          if (bad === null) tracks.push(libraryTrackOf(file, id, music.marksOf(file.id)));
          else unplayable.push(bad);
        }
      }
      return { revision, folders: folders().map(folderView), tracks, unplayable };
    }),
  };
};
