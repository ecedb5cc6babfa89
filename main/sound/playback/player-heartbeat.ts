// Whether the player lives and obeys: it reports twice a second, and every order's number has to come back carried out.
// It must not take main's own sleep, or the computer's, for the player's death.

import { LAST_FALL_MS, PLAYER_OBEYS_MS, PLAYER_SILENT_MS } from '../../../shared/sound/player-orders.ts';

/** A new player window has this long to say that it is born, in real ms. */
const BORN_WITHIN_MS = 15_000;

/** How often the player is looked at, in real ms. */
export const WATCH_EVERY_MS = 200;

/** A look that comes this much late shows that time was lost on our side, in real ms. */
const LOST_TIME_MS = 1000;

export type PlayerState = 'starting' | 'ready' | 'lost';

export interface SignOfLife {
  readonly state: PlayerState;
  /** The instant after which silence counts as death; real ms. */
  readonly until: number;
  /** Orders that have not come back yet, the oldest first, and the instant by which each has to; real ms. */
  readonly unanswered: readonly { readonly number: number; readonly by: number }[];
  /** It has said its last word: nothing that it says prolongs its life. */
  readonly isDying: boolean;
  readonly watchedAt: number;
}

/** A player that has not been heard yet; its window is opened after a rest of so many ms. */
export const awaited = (state: 'starting' | 'lost', now: number, restMs = 0): SignOfLife => ({
  ...{ state, until: now + restMs + BORN_WITHIN_MS, unanswered: [], isDying: false, watchedAt: now },
});

/** After a report. */
export const heardFrom = (sign: SignOfLife, now: number): SignOfLife =>
  sign.isDying ? sign : { ...sign, state: 'ready', until: now + PLAYER_SILENT_MS };

/** After an order. */
export const ordered = (sign: SignOfLife, number: number, now: number): SignOfLife => ({
  ...sign,
  unanswered: [...sign.unanswered, { number, by: now + PLAYER_OBEYS_MS }],
});

/** After a report that names the newest order that was carried out. */
export const obeyed = (sign: SignOfLife, upTo: number): SignOfLife => {
  const unanswered = sign.unanswered.filter(({ number }) => number > upTo);
  return unanswered.length === sign.unanswered.length ? sign : { ...sign, unanswered };
};

/** After the last words of a player that an exception ended: it is let fall silent first. */
export const dying = (sign: SignOfLife, now: number): SignOfLife => ({
  ...{ ...sign, isDying: true, until: now + LAST_FALL_MS, unanswered: [] },
});

/** Why a player is to be replaced: it says nothing, or it does not do what it was told. */
export type Death = 'saysNothing' | 'doesNotObey';

/** After a look at the time. */
export const watched = (
  sign: SignOfLife,
  now: number,
): { readonly sign: SignOfLife; readonly death: Death | null } => {
  const lateMs = now - sign.watchedAt - WATCH_EVERY_MS;
  const hasSlept = lateMs > LOST_TIME_MS || lateMs < -LOST_TIME_MS;
  const later = (by: number, withinMs: number): number =>
    hasSlept ? Math.max(now + withinMs, by + lateMs) : by;
  const next: SignOfLife = {
    ...{ ...sign, watchedAt: now, until: later(sign.until, PLAYER_SILENT_MS) },
    unanswered: sign.unanswered.map(({ number, by }) => ({ number, by: later(by, PLAYER_OBEYS_MS) })),
  };
  if (now > next.until) return { sign: next, death: 'saysNothing' };
  return { sign: next, death: next.unanswered.some(({ by }) => now > by) ? 'doesNotObey' : null };
};
