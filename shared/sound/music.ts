// Music as values: tracks, what people marked on them, and which part of a session they suit. It never says where a
// track lies on a disk.

import * as v from 'valibot';
import type { PhaseName } from '../preset/preset.ts';

/** The parts of the music arc (design, "music arc"). */
export const CHARACTERS = ['soothing', 'fuller', 'calm'] as const;
export type Character = (typeof CHARACTERS)[number];

/** The part of the arc that a phase asks for: soothing, fuller after 10–15 min, calm for the end (design). */
export const CHARACTER_OF_PHASE: Readonly<Record<PhaseName, Character>> = {
  settle: 'soothing',
  onset: 'soothing',
  deep: 'fuller',
  return: 'calm',
  rest: 'calm',
};

/** What staff marked on a track. */
export const MarksSchema = v.strictObject({
  /** Sung or spoken words: a hint for the nurse, never a rule. */
  hasWords: v.boolean(),
  /** The part of the arc that it suits; null: any. */
  suits: v.nullable(v.picklist(CHARACTERS)),
});
export type Marks = Readonly<v.InferOutput<typeof MarksSchema>>;

/** A track without marks. */
export const NO_MARKS: Marks = { hasWords: false, suits: null };

/** A track as the music screen lists it. */
export interface LibraryTrack {
  readonly id: string;
  readonly title: string;
  readonly artist: string | null;
  readonly album: string | null;
  /** Seconds; null while unknown. */
  readonly durationS: number | null;
  /** Its loudness is measured, and it is not silent. */
  readonly hasLoudness: boolean;
  readonly hasCover: boolean;
  /** For so long its file goes on with what cannot be played, in seconds. */
  readonly unheardS: number;
  readonly folderId: string;
  readonly marks: Marks;
}

/** Why a music file cannot be played; the renderer has the sentence. */
export type UnplayableReason = 'empty' | 'notAudio' | 'damaged' | 'unsupported' | 'unreadable';

/** Why something in a folder of music is not among its tracks although no file of it is at fault. */
export type LeftOutReason = 'notAudio' | 'linkToNothing' | 'folderUnreadable' | 'tooDeep' | 'tooMany';

/** Why a file is not heard at all. */
export type UnheardReason = UnplayableReason | LeftOutReason;

/** A file that is not heard, or not all of it (`inPart`). */
export type UnplayableFile = {
  /** The file's name, without its folder. */
  readonly name: string;
  readonly folderId: string;
} & (
  | { readonly reason: UnheardReason }
  /** What is missing at its end, in seconds. */
  | { readonly reason: 'inPart'; readonly unheardS: number }
);

/** A folder of music: a bundled one, one that was added, or the one that stands for all single files. */
export interface MusicFolder {
  readonly id: string;
  readonly name: string;
  readonly kind: 'bundled' | 'folder' | 'files';
  readonly trackCount: number;
  /** It cannot be read now. */
  readonly isAway: boolean;
}

/** The whole library, for the music screen; too large for every snapshot. */
export interface LibraryContent {
  /** Grows with every change; the snapshot carries the newest one. */
  readonly revision: number;
  readonly folders: readonly MusicFolder[];
  readonly tracks: readonly LibraryTrack[];
  readonly unplayable: readonly UnplayableFile[];
}
