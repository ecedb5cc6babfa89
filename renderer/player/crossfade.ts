// The two curves of a cross-fade, and how long it lasts. Pure. Neither curve alone ever takes more than its share
// of the guard's slope, so that a fade stays calm where the other track has fallen silent by itself, and where
// the master level moves at the same time.

import { FLOOR_DBFS, type Slopes, SOUND_SLOPES } from '../../shared/guard.ts';
import { CROSSFADE_MS, TARGET_LUFS } from '../../shared/player.ts';

/** The floor of everything heard, in dB over the normalised track: -50 dBFS at the output (guard.ts). */
export const FLOOR_DB = FLOOR_DBFS - TARGET_LUFS;

/** An amplitude for a level in dB. */
export const gainOf = (db: number): number => 10 ** (db / 20);

/** The level in dB of an amplitude; zero is minus infinity. */
export const dbOf = (gain: number): number => 20 * Math.log10(gain);

/** One share of the sound over time: amplitudes from 0 to 1 at equal distances. */
export interface Curve {
  readonly shares: readonly number[];
  readonly ms: number;
}

/** One point every 10 ms: at 20 dB/s that is 0.2 dB from point to point. */
const STEP_MS = 10;

/**
 * The steepest that a deck's own share goes. Several decks together are never steeper than the steepest of them
 * (their powers add up), and decks and master level together are never steeper than the sum of both.
 */
export const DECK_SLOPES: Slopes = { upPerS: 4.5, downPerS: 15 };

/** What is left of the guard's slopes to the master level while decks come and go. */
export const BESIDE_DECKS: Slopes = {
  upPerS: SOUND_SLOPES.upPerS - DECK_SLOPES.upPerS,
  downPerS: SOUND_SLOPES.downPerS - DECK_SLOPES.downPerS,
};

/** A whole cross-fade of two tracks keeps their sum within 0.4 dB, and less steep than 3 dB a second. */
export const BESIDE_CROSSFADE: Slopes = {
  upPerS: SOUND_SLOPES.upPerS - 3,
  downPerS: SOUND_SLOPES.downPerS - 3,
};

/** From the floor to the whole; a fade-in is never quicker. */
const LEAST_RISE_MS = (-FLOOR_DB / DECK_SLOPES.upPerS) * 1000;

/** From the whole to the floor. */
const LEAST_FALL_MS = (-FLOOR_DB / DECK_SLOPES.downPerS) * 1000;

const atSteps = (ms: number, share: (sinceMs: number) => number): Curve => {
  const count = Math.max(2, Math.ceil(ms / STEP_MS) + 1);
  return { ms, shares: Array.from({ length: count }, (_, i) => share((ms * i) / (count - 1))) };
};

/** From the floor to the whole, straight in dB: the shortest that a deck may take, and as long as a cross-fade. */
export const RISING: Curve = atSteps(LEAST_RISE_MS, (sinceMs) =>
  gainOf(FLOOR_DB * (1 - sinceMs / LEAST_RISE_MS)),
);

/** The share of a curve at an instant since its beginning. */
export const shareAt = ({ shares, ms }: Curve, sinceMs: number): number => {
  const at = Math.max(0, Math.min(1, sinceMs / ms)) * (shares.length - 1);
  const before = shares[Math.floor(at)] ?? 0;
  const after = shares[Math.ceil(at)] ?? before;
  return before + (after - before) * (at - Math.floor(at));
};

/** From the whole to the floor as fast as a deck may, straight in dB. */
export const FALLING_AT_ONCE: Curve = atSteps(LEAST_FALL_MS, (sinceMs) =>
  gainOf((FLOOR_DB * sinceMs) / LEAST_FALL_MS),
);

const complement = (): Curve => {
  const length = LEAST_RISE_MS + LEAST_FALL_MS;
  const most = gainOf((-DECK_SLOPES.downPerS * length) / 1000 / Math.ceil(length / STEP_MS));
  let last = 1;
  const { shares } = atSteps(length, (sinceMs) => {
    const power = Math.sqrt(Math.max(0, 1 - shareAt(RISING, sinceMs) ** 2));
    if (sinceMs > 0) last = Math.max(Math.min(last, power), last * most);
    return last;
  });
  const heard = shares.filter((share) => share >= gainOf(FLOOR_DB));
  return { ms: (length * (heard.length - 1)) / (shares.length - 1), shares: heard };
};

/**
 * What the outgoing track keeps while another rises: its power and the other's add up to one, as far as it may
 * fall that fast. It reaches the floor a little after the other is whole, unless its own end comes first.
 */
export const FALLING: Curve = complement();

/** How long before its end a track hands over to the next, in seconds; short ones are let be heard first. */
export const handOverS = (durationS: number, nextDurationS: number | null): number =>
  Math.min(CROSSFADE_MS / 1000, durationS / 2, (nextDurationS ?? Infinity) / 2);
