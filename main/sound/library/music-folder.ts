// A folder of the library, or the files that were added one by one, and how they are described to people and the player.
// Pure.

import path from 'node:path';
import type {
  LibraryTrack,
  Loudness,
  Marks,
  MusicFolder,
  UnplayableFile,
} from '../../../shared/sound/music.ts';
import type { PlaylistView } from '../../../shared/sound/sound-view.ts';
import type { KnownFile } from './known-files.ts';
import { titleOfFile } from './tags.ts';

/** The id of the folder of files that were added one by one. */
export const SINGLE_FILES = 'files';

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
}

/** A track as the player plays it. */
export interface Track {
  /** Safe in an address, the same at every start, and no path. */
  readonly id: string;
  readonly title: string;
  /** Seconds; null while unknown. */
  readonly durationS: number | null;
  /** Integrated loudness in LUFS, measured or from the file's tag; null while unknown. */
  readonly lufs: number | null;
  /** In dBTP; null while unknown. */
  readonly truePeakDbtp: number | null;
  readonly marks: Marks;
}

const durationOf = ({ entry }: KnownFile): number | null =>
  entry.measured?.durationS ?? entry.tags?.durationS ?? null;

const loudnessOf = ({ entry: { measured } }: KnownFile): Loudness | null => {
  if (measured === null || measured.lufs === null || measured.truePeakDbtp === null) return null;
  return { lufs: measured.lufs, truePeakDbtp: measured.truePeakDbtp };
};

/** The title of a file's track. */
export const titleOf = ({ entry }: KnownFile): string => entry.tags?.title ?? titleOfFile(entry.path);

export const trackOf = (file: KnownFile, marks: Marks): Track => {
  const { measured, tags } = file.entry;
  return {
    id: file.id,
    title: titleOf(file),
    durationS: durationOf(file),
    lufs: measured === null ? (tags?.lufs ?? null) : measured.lufs,
    truePeakDbtp: measured?.truePeakDbtp ?? null,
    marks,
  };
};

export const libraryTrackOf = (file: KnownFile, folderId: string, marks: Marks): LibraryTrack => {
  const { tags } = file.entry;
  return {
    id: file.id,
    title: titleOf(file),
    artist: tags?.artist ?? null,
    album: tags?.album ?? null,
    durationS: durationOf(file),
    loudness: loudnessOf(file),
    hasCover: tags?.hasCover === true || file.image !== null,
    folderId,
    marks,
  };
};

export const unplayableOf = ({ entry }: KnownFile, folderId: string): UnplayableFile | null =>
  entry.reason === null ? null : { name: path.basename(entry.path), folderId, reason: entry.reason };

/** A playlist's figures, for every snapshot. */
export const viewOf = (
  { id, title, kind }: Pick<PlaylistView, 'id' | 'title' | 'kind'>,
  tracks: readonly Track[],
): PlaylistView => {
  const isKnown = tracks.every(({ durationS }) => durationS !== null);
  const lengthS = tracks.reduce((sum, { durationS }) => sum + (durationS ?? 0), 0);
  const lengthMs = isKnown ? Math.round(lengthS * 1000) : null;
  return { id, title, kind, trackCount: tracks.length, lengthMs };
};
