// Watches the player's heartbeat: it reports twice a second and must confirm every order. A player that says
// nothing, does not obey or broke is replaced, and its window is muted before it closes. A sleep of main or the
// computer is not its fault.

import { LAST_FALL_MS, PLAYER_OBEYS_MS, PLAYER_SILENT_MS } from '../../../shared/sound/player-orders.ts';
import type { PlayerHealth } from '../../../shared/sound/sound-view.ts';

/** A new player window must report within this time, in real ms. */
const BORN_WITHIN_MS = 15_000;

/** How often main checks the heartbeat, in real ms. */
export const CHECK_EVERY_MS = 200;

/** A check that comes this much late shows that time was lost on our side, in real ms. */
const LOST_TIME_MS = 1000;

/** A player that is lost sooner than this after the one before it may be lost again and again, in real ms. */
const STEADY_MS = 30_000;

/** Before such a player is replaced, the room stays silent for this long, and twice as long each time. */
const LEAST_REST_MS = 2000;
const MOST_REST_MS = 30_000;

/** The player's window, as main reaches it without the player's help. */
export interface PlayerWindow {
  readonly open: () => void;
  readonly close: () => void;
  readonly mute: (isMuted: boolean) => void;
  /** Chromium hears something of its page, muted or not. */
  readonly isAudible: () => boolean;
  /** Ends Chromium's way to the sound system, for all windows. It begins anew by itself. */
  readonly endAudioService: () => void;
}

/** Why main replaced a player; in the player's own words if it reported any. */
export type PlayerLoss =
  | 'saysNothing'
  | 'doesNotObey'
  | 'windowGone'
  | 'doesNotFallSilent'
  | 'soundStopped'
  | { readonly broken: string };

export interface PlayerLifecycleParts {
  readonly window: PlayerWindow;
  /** Real ms that only grow, as performance.now. */
  readonly now: () => number;
  /** The player is being replaced: nothing of it is heard any more. */
  readonly onLost: (why: PlayerLoss) => void;
  /** Called at every check while a player lives or starts. */
  readonly onCheck: () => void;
}

export type PlayerLifecycle = ReturnType<typeof watchPlayer>;

/** Watches a player whose window somebody else opens the first time. */
export const watchPlayer = ({ window, now, onLost, onCheck }: PlayerLifecycleParts) => {
  let health: PlayerHealth = 'starting';
  /** A player that has not reported by then is dead. */
  let reportBy = now() + BORN_WITHIN_MS;
  /** Orders that are not confirmed yet, each with its deadline. */
  let unconfirmed: readonly { readonly number: number; readonly by: number }[] = [];
  let lastWords: string | null = null;
  let checkedAt = now();
  let lostAt = Number.NEGATIVE_INFINITY;
  let restMs = 0;
  let resting: NodeJS.Timeout | undefined;

  /** A player that is lost again and again leaves the room silent for longer each time. */
  const restFor = (at: number): number => {
    const isSoon = at - lostAt < STEADY_MS + restMs;
    lostAt = at;
    return isSoon ? Math.min(MOST_REST_MS, Math.max(LEAST_REST_MS, 2 * restMs)) : 0;
  };

  /** Replaces it now. */
  const lose = (why: PlayerLoss): void => {
    const loss = lastWords === null ? why : { broken: lastWords };
    const at = now();
    lastWords = null;
    restMs = restFor(at);
    health = 'lost';
    reportBy = at + restMs + BORN_WITHIN_MS;
    unconfirmed = [];
    checkedAt = at;
    window.mute(true);
    window.close();
    clearTimeout(resting);
    // Opening comes before telling: whatever goes wrong there, the next player is on its way.
    if (restMs === 0) window.open();
    else resting = setTimeout(window.open, restMs);
    onLost(loss);
  };

  /** Our own lost time moves the deadlines. */
  const allowForSleep = (at: number): void => {
    const lateMs = at - checkedAt - CHECK_EVERY_MS;
    checkedAt = at;
    if (Math.abs(lateMs) <= LOST_TIME_MS) return;
    const later = (by: number, withinMs: number): number => Math.max(at + withinMs, by + lateMs);
    reportBy = later(reportBy, PLAYER_SILENT_MS);
    unconfirmed = unconfirmed.map(({ number, by }) => ({ number, by: later(by, PLAYER_OBEYS_MS) }));
  };

  const timer = setInterval(() => {
    const at = now();
    allowForSleep(at);
    if (at > reportBy) lose('saysNothing');
    else if (unconfirmed.some(({ by }) => at > by)) lose('doesNotObey');
    else onCheck();
  }, CHECK_EVERY_MS);
  timer.unref();

  return {
    health: (): PlayerHealth => health,
    reported: (): void => {
      if (lastWords !== null) return;
      health = 'ready';
      reportBy = now() + PLAYER_SILENT_MS;
    },
    ordered: (number: number): void => {
      unconfirmed = [...unconfirmed, { number, by: now() + PLAYER_OBEYS_MS }];
    },
    /** The player carried out all orders up to this number. */
    confirmed: (upTo: number): void => {
      unconfirmed = unconfirmed.filter(({ number }) => number > upTo);
    },
    /** The player broke: it may fall silent by itself before it is replaced, whatever it reports. */
    broke: (why: string): void => {
      lastWords = why;
      reportBy = now() + LAST_FALL_MS;
      unconfirmed = [];
    },
    lose,
    close: (): void => {
      clearInterval(timer);
      clearTimeout(resting);
    },
  };
};
