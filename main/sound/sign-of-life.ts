// Whether the player still lives: it reports twice a second, and its silence is noticed within two. It must not
// take main's own sleep, or the computer's, for the player's death.

import { PLAYER_SILENT_MS } from '../../shared/player.ts';

/** A new player window has this long to say that it is born, in real ms. */
const BORN_WITHIN_MS = 15_000;

/** How often the player's silence is looked at, in real ms. */
export const WATCH_EVERY_MS = 200;

/** A look that comes this much late shows that time was lost on our side, in real ms. */
const LOST_TIME_MS = 1000;

export type PlayerState = 'starting' | 'ready' | 'lost';

export interface SignOfLife {
  readonly state: PlayerState;
  /** The instant after which silence counts as death; real ms. */
  readonly until: number;
  readonly watchedAt: number;
}

/** A player that has been asked for and has not been heard yet. */
export const awaited = (state: 'starting' | 'lost', now: number): SignOfLife => ({
  state,
  until: now + BORN_WITHIN_MS,
  watchedAt: now,
});

/** After a report. */
export const heardFrom = (sign: SignOfLife, now: number): SignOfLife => ({
  ...sign,
  state: 'ready',
  until: now + PLAYER_SILENT_MS,
});

/** After a look at the time. `isDead`: the player is to be replaced. */
export const watched = (sign: SignOfLife, now: number): { sign: SignOfLife; isDead: boolean } => {
  const lateMs = now - sign.watchedAt - WATCH_EVERY_MS;
  const hasSlept = lateMs > LOST_TIME_MS || lateMs < -LOST_TIME_MS;
  const until = hasSlept ? Math.max(now + PLAYER_SILENT_MS, sign.until + lateMs) : sign.until;
  return { sign: { ...sign, until, watchedAt: now }, isDead: now > until };
};
