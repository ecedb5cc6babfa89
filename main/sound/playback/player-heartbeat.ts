// Whether the player lives and obeys: it reports twice a second, and must confirm the number of every order. When main
// or the computer was asleep, that must not count as the player's death.

import { LAST_FALL_MS, PLAYER_OBEYS_MS, PLAYER_SILENT_MS } from '../../../shared/sound/player-orders.ts';
import type { PlayerHealth } from '../../../shared/sound/sound-view.ts';

/** A new player window must report within this time, in real ms. */
const BORN_WITHIN_MS = 15_000;

/** How often main checks the heartbeat, in real ms. */
export const CHECK_EVERY_MS = 200;

/** A check that comes this much late shows that time was lost on our side, in real ms. */
const LOST_TIME_MS = 1000;

/** What main knows of the player; instants in real ms. */
export interface Heartbeat {
  readonly health: PlayerHealth;
  /** A player that has not reported by then is dead. */
  readonly until: number;
  /** Orders that are not confirmed yet, the oldest first, each with its deadline. */
  readonly unconfirmed: readonly { readonly number: number; readonly by: number }[];
  /** The player has reported its own end: later reports do not prolong its life. */
  readonly isDying: boolean;
  readonly checkedAt: number;
}

/** Why a heartbeat fails: there is none, or an order was not confirmed in time. */
export type HeartbeatLoss = 'saysNothing' | 'doesNotObey';

/** A player that has not reported yet; its window opens after so many ms. */
export const awaited = (health: 'starting' | 'lost', now: number, restMs = 0): Heartbeat => ({
  health,
  until: now + restMs + BORN_WITHIN_MS,
  unconfirmed: [],
  isDying: false,
  checkedAt: now,
});

/** After a report. */
export const reported = (heartbeat: Heartbeat, now: number): Heartbeat =>
  heartbeat.isDying ? heartbeat : { ...heartbeat, health: 'ready', until: now + PLAYER_SILENT_MS };

/** After an order was sent. */
export const ordered = (heartbeat: Heartbeat, number: number, now: number): Heartbeat => ({
  ...heartbeat,
  unconfirmed: [...heartbeat.unconfirmed, { number, by: now + PLAYER_OBEYS_MS }],
});

/** After a report that names the newest order that the player carried out. */
export const confirmed = (heartbeat: Heartbeat, upTo: number): Heartbeat => ({
  ...heartbeat,
  unconfirmed: heartbeat.unconfirmed.filter(({ number }) => number > upTo),
});

/** After the player reported that an exception ended it: it may fall silent first. */
export const dying = (heartbeat: Heartbeat, now: number): Heartbeat => ({
  ...heartbeat,
  isDying: true,
  until: now + LAST_FALL_MS,
  unconfirmed: [],
});

/** After a check; `loss` is null while all is well. */
export const checked = (
  heartbeat: Heartbeat,
  now: number,
): { readonly heartbeat: Heartbeat; readonly loss: HeartbeatLoss | null } => {
  const lateMs = now - heartbeat.checkedAt - CHECK_EVERY_MS;
  const hasSlept = Math.abs(lateMs) > LOST_TIME_MS;
  const later = (by: number, withinMs: number): number =>
    hasSlept ? Math.max(now + withinMs, by + lateMs) : by;
  const until = later(heartbeat.until, PLAYER_SILENT_MS);
  const unconfirmed = heartbeat.unconfirmed.map(({ number, by }) => ({
    number,
    by: later(by, PLAYER_OBEYS_MS),
  }));
  const isLate = unconfirmed.some(({ by }) => now > by);
  return {
    heartbeat: { ...heartbeat, checkedAt: now, until, unconfirmed },
    loss: now > until ? 'saysNothing' : isLate ? 'doesNotObey' : null,
  };
};
