// The two curves of a cross-fade, and how long it lasts. Pure. Neither curve alone takes more than its share of the
// guard's slope, so that a fade stays gentle if the other track falls silent or the master level moves meanwhile.

import { type Slopes, SOUND_SLOPES } from '../../shared/score/guard.ts';
import { FLOOR_DB } from '../../shared/score/sound-score.ts';
import { CROSSFADE_MS } from '../../shared/sound/player-orders.ts';
import { type Curve, dbAt, dbOf, gainOf, lengthMs } from './fader.ts';

/** Straight from one gain to another at a slope in dB a second. */
const straight = (fromDb: number, toDb: number, perS: number): Curve => [
  { ms: 0, db: fromDb },
  { ms: (Math.abs(toDb - fromDb) / perS) * 1000, db: toDb },
];

/** One point every 10 ms: at 15 dB/s that is 0.15 dB from point to point. */
const STEP_MS = 10;

/**
 * The steepest that one deck goes. Several decks together are never steeper than the steepest of them (their powers
 * add up), and decks and master level together are never steeper than the sum of both.
 */
const DECK_SLOPES: Slopes = { upPerS: 4.5, downPerS: 15 };

/** What the guard's slopes leave to the master level while decks fade. */
export const BESIDE_DECKS: Slopes = {
  upPerS: SOUND_SLOPES.upPerS - DECK_SLOPES.upPerS,
  downPerS: SOUND_SLOPES.downPerS - DECK_SLOPES.downPerS,
};

/** A whole cross-fade of two tracks keeps their sum within 0.4 dB, and less steep than 3 dB a second. */
export const BESIDE_CROSSFADE: Slopes = {
  upPerS: SOUND_SLOPES.upPerS - 3,
  downPerS: SOUND_SLOPES.downPerS - 3,
};

/** From a gain to full gain as fast as a deck may rise; silence starts at the floor. */
export const risingFrom = (db: number): Curve => straight(Math.max(FLOOR_DB, db), 0, DECK_SLOPES.upPerS);

/** From the floor to full gain: the shortest fade-in of a deck, and as long as a cross-fade. */
export const RISING: Curve = risingFrom(FLOOR_DB);

/** From full gain to the floor as fast as a deck may fall. */
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
 * The outgoing track while another rises: both powers add up to one, as far as a deck may fall that fast. It reaches
 * the floor a little after the other track is at full gain, unless it ends first.
 */
export const FALLING: Curve = complement();

/** How long before its end a track hands over to the next, in seconds; at most half of either track. */
export const handOverS = (durationS: number, nextDurationS: number | null): number =>
  Math.min(CROSSFADE_MS / 1000, durationS / 2, (nextDurationS ?? Infinity) / 2);
