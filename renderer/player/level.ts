// How the master level goes from where it is to where an order wants it. Pure; it never plans a change that
// the guard would not allow, except that Full light takes the music out at once.

import { guardedSound, type Slopes, SOUND_SLOPES, type SoundRamp } from '../../shared/score/guard.ts';
import { FLOOR_DB } from './crossfade.ts';

/** The music is out well within the second that Full light promises (design), in ms. */
export const FULL_LIGHT_OUT_MS = 700;

/** Where the level is to go. */
export interface LevelWish {
  /** Over the normalised track, in dB; null: silence. */
  readonly toDb: number | null;
  /** Wished; where Full light takes the music out it is the most that the way may take. */
  readonly overMs: number;
  readonly isFullLight: boolean;
  /** No level is ever above this, in dB over the normalised track. */
  readonly capDb: number;
}

/** Nearer to the cap than this is at it, in dB. */
const AT_CAP_DB = 0.01;

/**
 * A wish as it may be had. From above a cap that has sunk, the way down to it takes no longer than the guard wants;
 * whatever lies beyond comes after it (`isMore`).
 */
export const underCap = (
  presentDb: number | null,
  wish: LevelWish,
): { readonly wish: LevelWish; readonly isMore: boolean } => {
  const isAbove = presentDb !== null && presentDb > Math.max(FLOOR_DB, wish.capDb) + AT_CAP_DB;
  if (!isAbove || wish.isFullLight) return { wish, isMore: false };
  const isMore = wish.toDb === null || wish.toDb < wish.capDb;
  return { wish: { ...wish, toDb: wish.capDb, overMs: 0 }, isMore };
};

/** The ramp from the present level (null: silence) that is allowed for a wish; dB over the normalised track. */
export const levelRamp = (
  presentDb: number | null,
  wish: LevelWish,
  slopes: Slopes = SOUND_SLOPES,
): SoundRamp => {
  const isOut = wish.toDb === null;
  const toDb = wish.toDb === null ? null : Math.min(wish.toDb, wish.capDb);
  const isHurried = isOut && wish.isFullLight;
  const wishedMs = isHurried || (presentDb === null && isOut) ? 0 : wish.overMs;
  const calm = guardedSound(presentDb, toDb, wishedMs, FLOOR_DB, slopes);
  return isHurried ? { ...calm, ms: Math.min(calm.ms, wish.overMs) } : calm;
};
