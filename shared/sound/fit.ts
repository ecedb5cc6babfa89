// Whether a preset's music fits its session: what will play when, and how long it lasts before anything comes again.
// Values only; they are worked out where the tracks are known.

import type { PhaseName } from '../preset/preset.ts';
import type { Character } from './music.ts';

/** Music should last for the whole session and this much longer, since settle may take its time (design). */
export const FIT_SLACK_MS = 30 * 60_000;

/** One track in its turn. */
export interface FitEntry {
  readonly trackId: string;
  readonly title: string;
  /** The phase in which it begins. */
  readonly phase: PhaseName;
  /** From the session's beginning, with a settle of its usual length. */
  readonly atMs: number;
  readonly lengthMs: number;
  readonly hasWords: boolean;
  /** It has been heard before in this session. */
  readonly isRepeat: boolean;
  readonly suits: Character | null;
}

/** What a preset's music comes to in an undisturbed session. */
export interface Fit {
  /** The session at its usual length, and the slack. */
  readonly neededMs: number;
  /** How long there is music before anything comes again, as far as was looked (at least neededMs where it covers). */
  readonly coveredMs: number;
  /** All that is needed is there, without a repeat. */
  readonly covers: boolean;
  /** When the first track comes again; null: none does. */
  readonly repeatsFromMs: number | null;
  /** Tracks whose length is unknown; each is taken to last four minutes. */
  readonly unknownLengths: number;
  /** Tracks of which nobody knows yet how loud they are: they are played softer than the others, never louder. */
  readonly unmeasured: number;
  /** Phases whose playlist is missing or has nothing to play. */
  readonly missing: readonly PhaseName[];
  readonly entries: readonly FitEntry[];
}
