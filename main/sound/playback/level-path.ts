// How the level that the score wants is turned into orders: onto the path first, then along it. Pure. What it
// plans is only a wish; the player's guard holds the slope whatever is wished.

import { FLOOR_DBFS } from '../../../shared/score/guard.ts';
import { DUCK_DB, DUCK_MS } from '../../../shared/score/sound-score.ts';
import { TARGET_LUFS } from '../../../shared/sound/player-orders.ts';

/** Where the level should be, straight from one end to the other; dB over the normalised track, real ms. */
export interface LevelPath {
  readonly fromDb: number;
  readonly toDb: number;
  readonly beganAt: number;
  readonly endsAt: number;
}

/** One leg of the way: a level to go to, and the wished time for it. */
export interface Leg {
  readonly toDb: number;
  readonly overMs: number;
  /** True when another leg follows once this one has arrived. */
  readonly isApproach: boolean;
}

/** Onto a path the level goes as fast as into a quiet check: 9 dB in 3 s (score.ts). */
const APPROACH_DB_PER_S = (DUCK_DB / DUCK_MS) * 1000;

/** A press is answered by no quicker change than this, in ms. */
const LEAST_APPROACH_MS = 400;

/** Nearer to the path than this is on it, in dB: less than anyone hears in music. */
const NEAR_DB = 1;

/** An approach has arrived when it is this near to its end, in dB. */
const ARRIVED_DB = 0.5;

/** The floor on the scale of levels, in dB over the normalised track; silence is left from here (guard.ts). */
const FLOOR_DB = FLOOR_DBFS - TARGET_LUFS;

/** The level of a path at an instant, in dB. */
export const pathAt = ({ fromDb, toDb, beganAt, endsAt }: LevelPath, at: number): number => {
  if (at >= endsAt) return toDb;
  const share = Math.max(0, (at - beganAt) / (endsAt - beganAt));
  return fromDb + (toDb - fromDb) * share;
};

/** The path of a wish that is made now. */
export const pathFrom = (nowDb: number, toDb: number, overMs: number, now: number): LevelPath => ({
  fromDb: nowDb,
  toDb,
  beganAt: now,
  endsAt: now + Math.max(0, overMs),
});

/** Whether two paths say the same of all the time from now on, within what rounding and delays make of them. */
export const isSamePath = (a: LevelPath, b: LevelPath, now: number): boolean => {
  const middle = (Math.max(now, a.endsAt) + now) / 2;
  const isNear = (at: number, db: number): boolean => Math.abs(pathAt(a, at) - pathAt(b, at)) <= db;
  return a.toDb === b.toDb && isNear(now, 0.25) && isNear(middle, 0.25);
};

/** The leg to take from the present level (null: silence). */
export const legTowards = (path: LevelPath, presentDb: number | null, now: number): Leg => {
  const onward: Leg = { toDb: path.toDb, overMs: Math.max(0, path.endsAt - now), isApproach: false };
  const fromDb = presentDb ?? FLOOR_DB;
  const offDb = Math.abs(pathAt(path, now) - fromDb);
  if (presentDb !== null && offDb <= NEAR_DB) {
    return { ...onward, overMs: Math.max(LEAST_APPROACH_MS, onward.overMs) };
  }
  const ms = Math.max(LEAST_APPROACH_MS, (offDb / APPROACH_DB_PER_S) * 1000);
  if (now + ms >= path.endsAt) return { ...onward, overMs: ms };
  const toDb = pathAt(path, now + ms);
  return { toDb, overMs: ms, isApproach: toDb !== path.toDb };
};

/** The leg that follows once an approach has arrived; null while it has not. */
export const legAfter = (path: LevelPath, leg: Leg, presentDb: number | null, now: number): Leg | null => {
  if (!leg.isApproach || presentDb === null || Math.abs(presentDb - leg.toDb) > ARRIVED_DB) return null;
  return { toDb: path.toDb, overMs: Math.max(0, path.endsAt - now), isApproach: false };
};
