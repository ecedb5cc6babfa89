// What the library tells the player and people. Each answer is worked out once for each state of the library: a snapshot
// asks for the playlists many times and must not pay for ten thousand tracks each time.

import path from 'node:path';
import type {
  LibraryContent,
  LibraryTrack,
  MusicFolder,
  UnplayableFile,
} from '../../../shared/sound/music.ts';
import type { LibraryView, PlaylistView } from '../../../shared/sound/sound-view.ts';
import { readable } from '../../storage/disk-names.ts';
import type { KeptMusic } from '../../storage/music.ts';
import { NOISE } from './bundled-music.ts';
import type { Folder } from './folder-scan.ts';
import { addressOf, type KnownFile, type KnownFiles } from './known-files.ts';
import { numberedFolders, titleOfFile } from './titles.ts';

/** The id of a playlist of one track begins with this. */
export const ALONE = 'track:';

/** A track as the player plays it. */
export interface Track extends Pick<LibraryTrack, 'id' | 'title' | 'durationS' | 'marks'> {
  /** Integrated loudness in LUFS, measured or from the file's tag; null while unknown. */
  readonly lufs: number | null;
  /** In dBTP; null while unknown. */
  readonly truePeakDbtp: number | null;
  /** Where it is served, in the version of which the rest is known. */
  readonly url: string;
}

/** For so long a file goes on with what cannot be played, in seconds. */
const unheardSOf = ({ entry }: KnownFile): number =>
  entry.reason === null ? (entry.measured?.unheardS ?? 0) : 0;

/** A playlist's figures, for every snapshot. */
const viewOf = (
  about: Pick<PlaylistView, 'id' | 'title' | 'kind'>,
  tracks: readonly Track[],
  allCount: number,
): PlaylistView => {
  const isKnown = tracks.every(({ durationS }) => durationS !== null);
  const lengthS = tracks.reduce((sum, { durationS }) => sum + (durationS ?? 0), 0);
  const lengthMs = isKnown ? Math.round(lengthS * 1000) : null;
  return { ...about, trackCount: tracks.length, awayCount: allCount - tracks.length, lengthMs };
};

/** Nothing is worked out before it is asked for. */
export const openListing = (
  folders: () => readonly Folder[],
  known: Pick<KnownFiles, 'at'>,
  music: Pick<KeptMusic, 'playlists' | 'marksOf'>,
  noise: () => KnownFile | null,
) => {
  let revision = 0;

  /** Works something out again only after a change. */
  const oncePerRevision = <T>(work: () => T): (() => T) => {
    let last: { readonly revision: number; readonly value: T } | null = null;
    return () => {
      if (last?.revision !== revision) last = { revision, value: work() };
      return last.value;
    };
  };

  const filesIn = ({ paths }: Folder): readonly KnownFile[] =>
    paths.map(known.at).filter((file) => file !== null);

  const numbered = oncePerRevision(() => {
    const files = folders().flatMap(filesIn);
    const played = files.flatMap(({ entry }) => (entry.reason === null ? [entry.path] : []));
    return numberedFolders([...new Set(played)]);
  });

  /** The title of a file's track. */
  const titleOf = ({ entry: { path: at, tags } }: KnownFile): string =>
    tags?.title ?? titleOfFile(at, numbered().has(path.dirname(at)));

  const trackOf = (file: KnownFile): Track => {
    const { measured, tags } = file.entry;
    return {
      id: file.id,
      title: titleOf(file),
      durationS: measured?.durationS ?? tags?.durationS ?? null,
      lufs: measured === null ? (tags?.lufs ?? null) : measured.lufs,
      truePeakDbtp: measured?.truePeakDbtp ?? null,
      marks: music.marksOf(file.id),
      url: addressOf(file),
    };
  };

  const libraryTrackOf = (file: KnownFile, folderId: string): LibraryTrack => {
    const { id, title, durationS, marks, lufs, truePeakDbtp } = trackOf(file);
    const { tags } = file.entry;
    // Each field by its name: to spread what is left of an object takes ten times as long, for ten thousand tracks.
    return {
      id,
      title,
      durationS,
      marks,
      artist: tags?.artist ?? null,
      album: tags?.album ?? null,
      // A tag's loudness is no measure, and comes without a peak.
      hasLoudness: lufs !== null && truePeakDbtp !== null,
      hasCover: tags?.hasCover === true || file.image !== null,
      unheardS: unheardSOf(file),
      folderId,
    };
  };

  const playableIn = (folder: Folder): readonly Track[] => {
    if (folder.isAway) return [];
    const here = filesIn(folder).filter(
      ({ entry }) => entry.reason === null && !folder.awayPaths.has(entry.path),
    );
    return here.map(trackOf);
  };

  /** Tracks that can be played now, by id. */
  const here = oncePerRevision(
    () => new Map(folders().flatMap(({ id }) => tracksOf(id).map((track) => [track.id, track] as const))),
  );

  const findTracks = (playlistId: string): readonly Track[] => {
    const folder = folders().find(({ id }) => id === playlistId);
    if (folder !== undefined) return playableIn(folder);
    const hidden = playlistId === NOISE ? noise() : null;
    if (hidden !== null) return [trackOf(hidden)];
    const ids = playlistId.startsWith(ALONE) ? [playlistId.slice(ALONE.length)] : (idsOf(playlistId) ?? []);
    // A track that comes twice is a candidate of its own at each place.
    return ids.flatMap((id) => {
      const track = here().get(id);
      return track === undefined ? [] : [{ ...track }];
    });
  };

  const tracksByPlaylist = oncePerRevision(() => new Map<string, readonly Track[]>());

  /** What can be played now, in playing order. `track:<id>` is one track alone, `noise` the pink noise. */
  const tracksOf = (playlistId: string): readonly Track[] => {
    const tracks = tracksByPlaylist().get(playlistId) ?? findTracks(playlistId);
    tracksByPlaylist().set(playlistId, tracks);
    return tracks;
  };

  /** A playlist's track ids in playing order, including those that are away; null for an unknown playlist. */
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
    /** From now on, everything may be different. */
    outdated: (): void => {
      revision += 1;
    },
    /** Grows with every change. */
    revision: (): number => revision,
    /** All playlists: bundled, folders (away or not), and those made by hand. */
    playlists: oncePerRevision((): readonly PlaylistView[] => [
      ...folders().flatMap(({ id, title, kind }) =>
        kind === 'files' ? [] : [viewOf({ id, title, kind }, tracksOf(id), idsOf(id)?.length ?? 0)],
      ),
      ...music
        .playlists()
        .map(({ id, title, trackIds }) => viewOf({ id, title, kind: 'own' }, tracksOf(id), trackIds.length)),
    ]),
    tracksOf,
    titleOf,
    idsOf,
    /** The files of all folders that can be read now. */
    files: (): readonly KnownFile[] => folders().flatMap((folder) => (folder.isAway ? [] : filesIn(folder))),
    /** How many tracks there are, and how many files that cannot be played. */
    counts: oncePerRevision((): Pick<LibraryView, 'trackCount' | 'unplayableCount'> => {
      const files = filesOnce().flatMap(([, some]) => some);
      const trackCount = files.filter(({ entry }) => entry.reason === null).length;
      const leftOut = folders().reduce((sum, folder) => sum + folder.leftOut.length, 0);
      const inPart = files.filter((file) => unheardSOf(file) > 0).length;
      return { trackCount, unplayableCount: files.length - trackCount + leftOut + inPart };
    }),
    content: oncePerRevision((): LibraryContent => {
      const tracks: LibraryTrack[] = [];
      const unplayable: UnplayableFile[] = [];
      const about = (at: string, folderId: string) => ({ name: readable(path.basename(at)), folderId });
      for (const [{ id: folderId, leftOut }, files] of filesOnce()) {
        for (const file of files) {
          const { path: at, reason } = file.entry;
          const unheardS = unheardSOf(file);
          if (unheardS > 0) unplayable.push({ ...about(at, folderId), reason: 'inPart', unheardS });
          if (reason === null) tracks.push(libraryTrackOf(file, folderId));
          else unplayable.push({ ...about(at, folderId), reason });
        }
        for (const { path: at, reason } of leftOut) unplayable.push({ ...about(at, folderId), reason });
      }
      return { revision, folders: folders().map(folderView), tracks, unplayable };
    }),
  };
};
