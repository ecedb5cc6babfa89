// Whether a preset's music fits its session: what plays when, and how long it lasts before anything repeats. Values
// only; main/sound/playback/fit.ts computes them.

import type { PhaseName } from '../preset/preset.ts';
import type { Marks } from './music.ts';

/** Music should last for the whole session and this much longer, because settle has no fixed length (design). */
export const FIT_SLACK_MS = 30 * 60_000;

/** One track of the session. */
export interface FitEntry extends Marks {
  readonly trackId: string;
  readonly title: string;
  /** The phase in which it starts. */
  readonly phase: PhaseName;
  /** From the start of the session, with a settle of its usual length. */
  readonly atMs: number;
  readonly lengthMs: number;
  /** It has played before in this session. */
  readonly isRepeat: boolean;
}

/** What a preset's music amounts to in a session that nobody touches. */
export interface Fit {
  /** The usual length of the session, plus the slack. */
  readonly neededMs: number;
  /** How long the music lasts before anything repeats, as far as was searched (at least neededMs where it covers). */
  readonly coveredMs: number;
  /** The music lasts for neededMs without a repeat. */
  readonly covers: boolean;
  /** When the first track repeats; null: none does. */
  readonly repeatsFromMs: number | null;
  /** Tracks of unknown length; each counts as four minutes. */
  readonly unknownLengths: number;
  /** Tracks whose loudness is not measured yet: they play softer than the others, never louder. */
  readonly unmeasured: number;
  /** Phases whose playlist is missing or has nothing to play. */
  readonly missing: readonly PhaseName[];
  readonly entries: readonly FitEntry[];
}
