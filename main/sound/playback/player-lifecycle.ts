// Watches the player's heartbeat and replaces a player that says nothing, does not obey or broke. Its window is muted
// before it closes, so that nothing of it is heard any more.

import {
  awaited,
  CHECK_EVERY_MS,
  checked,
  confirmed,
  dying,
  type Heartbeat,
  type HeartbeatLoss,
  ordered,
  reported,
} from './player-heartbeat.ts';

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
}

/** Why main replaced a player; in the player's own words if it reported any. */
export type PlayerLoss = HeartbeatLoss | 'windowGone' | 'doesNotFallSilent' | { readonly broken: string };

export interface PlayerLifecycleParts {
  readonly window: PlayerWindow;
  /** Real ms that only grow, as performance.now. */
  readonly now: () => number;
  /** The player is being replaced: nothing of it is heard any more. */
  readonly onLost: (why: PlayerLoss) => void;
  /** Called at every check while a player lives or starts. */
  readonly onCheck: () => void;
}

export interface PlayerLifecycle {
  readonly health: () => Heartbeat['health'];
  readonly reported: () => void;
  readonly ordered: (number: number) => void;
  /** The player carried out all orders up to this number. */
  readonly confirmed: (upTo: number) => void;
  /** The player broke: it may fall silent by itself before it is replaced. */
  readonly broke: (why: string) => void;
  /** Replaces it now. */
  readonly lose: (why: PlayerLoss) => void;
  readonly close: () => void;
}

/** Watches a player whose window somebody else opens the first time. */
export const watchPlayer = ({ window, now, onLost, onCheck }: PlayerLifecycleParts): PlayerLifecycle => {
  let heartbeat = awaited('starting', now());
  let lastWords: string | null = null;
  let lostAt = Number.NEGATIVE_INFINITY;
  let restMs = 0;
  let resting: NodeJS.Timeout | undefined;

  /** A player that is lost again and again leaves the room silent for longer each time. */
  const restFor = (at: number): number => {
    const isSoon = at - lostAt < STEADY_MS + restMs;
    lostAt = at;
    return isSoon ? Math.min(MOST_REST_MS, Math.max(LEAST_REST_MS, 2 * restMs)) : 0;
  };

  const lose = (why: PlayerLoss): void => {
    const at = now();
    const loss = lastWords === null ? why : { broken: lastWords };
    lastWords = null;
    restMs = restFor(at);
    heartbeat = awaited('lost', at, restMs);
    window.mute(true);
    window.close();
    clearTimeout(resting);
    // Opening comes before telling: whatever goes wrong there, the next player is on its way.
    if (restMs === 0) window.open();
    else resting = setTimeout(window.open, restMs);
    onLost(loss);
  };

  const timer = setInterval(() => {
    const check = checked(heartbeat, now());
    ({ heartbeat } = check);
    if (check.loss === null) onCheck();
    else lose(check.loss);
  }, CHECK_EVERY_MS);
  timer.unref();

  return {
    health: () => heartbeat.health,
    reported: () => {
      heartbeat = reported(heartbeat, now());
    },
    ordered: (number) => {
      heartbeat = ordered(heartbeat, number, now());
    },
    confirmed: (upTo) => {
      heartbeat = confirmed(heartbeat, upTo);
    },
    broke: (why) => {
      lastWords = why;
      heartbeat = dying(heartbeat, now());
    },
    lose,
    close: () => {
      clearInterval(timer);
      clearTimeout(resting);
    },
  };
};
