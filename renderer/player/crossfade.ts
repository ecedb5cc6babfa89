// The two curves of a cross-fade, and how long it lasts. Pure. Neither curve alone ever takes more than its share
// of the guard's slope, so that a fade stays calm where the other track has fallen silent by itself, and where
// the master level moves at the same time.

import { FLOOR_DBFS, type Slopes, SOUND_SLOPES } from '../../shared/score/guard.ts';
import { CROSSFADE_MS, TARGET_LUFS } from '../../shared/sound/player-orders.ts';

/** The floor of everything heard, in dB over the normalised track: -50 dBFS at the output (guard.ts). */
export const FLOOR_DB = FLOOR_DBFS - TARGET_LUFS;

/** An amplitude for a level in dB. */
export const gainOf = (db: number): number => 10 ** (db / 20);

/** The level in dB of an amplitude; zero is minus infinity. */
export const dbOf = (gain: number): number => 20 * Math.log10(gain);

/** A gain over time: straight in dB from point to point. The first point is at 0 ms, and times only grow. */
export type Curve = readonly { readonly ms: number; readonly db: number }[];

/** How long a curve takes, in ms. */
export const lengthMs = (curve: Curve): number => curve.at(-1)?.ms ?? 0;

/** The gain of a curve at an instant since its beginning, in dB; it stays at its last point. */
export const dbAt = (curve: Curve, sinceMs: number): number => {
  let low = 0;
  let high = curve.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((curve[middle]?.ms ?? Infinity) > sinceMs) high = middle;
    else low = middle + 1;
  }
  const after = curve[Math.min(low, curve.length - 1)];
  const before = curve[low - 1];
  if (after === undefined) return Number.NEGATIVE_INFINITY;
  if (low === curve.length || before === undefined) return after.db;
  return before.db + ((after.db - before.db) * (sinceMs - before.ms)) / (after.ms - before.ms);
};

/** The same curve, so many dB higher: what is not whole goes along in its proportion. */
export const shifted = (curve: Curve, byDb: number): Curve =>
  curve.map(({ ms, db }) => ({ ms, db: db + byDb }));

/** Straight from one gain to another, in dB, as long as it takes at a slope in dB a second. */
const straight = (fromDb: number, toDb: number, perS: number): Curve => [
  { ms: 0, db: fromDb },
  { ms: (Math.abs(toDb - fromDb) / perS) * 1000, db: toDb },
];

/** One point every 10 ms: at 15 dB/s that is 0.15 dB from point to point. */
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

/** From a gain to the whole, as fast as a deck may rise; silence rises from the floor. */
export const risingFrom = (db: number): Curve => straight(Math.max(FLOOR_DB, db), 0, DECK_SLOPES.upPerS);

/** From the floor to the whole: the shortest fade-in that a deck may take, and as long as a cross-fade. */
export const RISING: Curve = risingFrom(FLOOR_DB);

/** From the whole to the floor as fast as a deck may. */
export const FALLING_AT_ONCE: Curve = straight(0, FLOOR_DB, DECK_SLOPES.downPerS);

/** From one gain to another as fast as a deck may. */
export const evening = (fromDb: number, toDb: number): Curve =>
  straight(fromDb, toDb, toDb > fromDb ? DECK_SLOPES.upPerS : DECK_SLOPES.downPerS);

const complement = (): Curve => {
  const count = Math.ceil((lengthMs(RISING) + lengthMs(FALLING_AT_ONCE)) / STEP_MS);
  const mostFallDb = (DECK_SLOPES.downPerS * STEP_MS) / 1000;
  let db = 0;
  const points = Array.from({ length: count + 1 }, (_, i) => {
    const restDb = dbOf(Math.sqrt(Math.max(0, 1 - gainOf(dbAt(RISING, i * STEP_MS)) ** 2)));
    if (i > 0) db = Math.max(Math.min(db, restDb), db - mostFallDb);
    return { ms: i * STEP_MS, db };
  });
  return points.filter((point) => point.db >= FLOOR_DB);
};

/**
 * What the outgoing track keeps while another rises: its power and the other's add up to one, as far as it may
 * fall that fast. It reaches the floor a little after the other is whole, unless its own end comes first.
 */
export const FALLING: Curve = complement();

/** How long before its end a track hands over to the next, in seconds; short ones are let be heard first. */
export const handOverS = (durationS: number, nextDurationS: number | null): number =>
  Math.min(CROSSFADE_MS / 1000, durationS / 2, (nextDurationS ?? Infinity) / 2);
