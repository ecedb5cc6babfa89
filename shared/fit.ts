// What of a preset's music will play when, in a session of the usual length: the answer to the command `fit`. A
// forecast, never a promise.

import type { Character } from './music.ts';
import type { PhaseName } from './preset.ts';

/** One track of the forecast. */
export interface FitEntry {
  readonly trackId: string;
  readonly title: string;
  readonly phase: PhaseName;
  /** Ms from the session's beginning, settle at its usual length. */
  readonly atMs: number;
  readonly lengthMs: number;
  readonly hasWords: boolean;
  /** It has been played before in this session. */
  readonly isRepeat: boolean;
  readonly suits: Character | null;
}

/** Whether the music of a preset covers its session, and what will play when. */
export interface Fit {
  /** The session and half an hour more, in ms. */
  readonly neededMs: number;
  /** How long the music lasts without a repeat, in ms. */
  readonly coveredMs: number;
  readonly covers: boolean;
  /** When it begins again, in ms from the session's beginning; null: it does not. */
  readonly repeatsFromMs: number | null;
  /** Tracks whose length is not known yet. */
  readonly unknownLengths: number;
  /** Phases whose playlist is missing or empty. */
  readonly missing: readonly PhaseName[];
  readonly entries: readonly FitEntry[];
}
