// What the library is made of: folders (or the files that were added one by one) and the tracks in them.

import type { Marks, MusicFolder } from '../../../shared/sound/music.ts';
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

/** The title of a file's track. */
export const titleOf = ({ entry }: KnownFile): string => entry.tags?.title ?? titleOfFile(entry.path);
