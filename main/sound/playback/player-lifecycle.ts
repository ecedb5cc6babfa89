// The player's life as main has it in hand: what counts as a sign of it, and its end. A player that says nothing, does
// not obey or broke is replaced by another one, and whatever it still plays is out before its window is.

import {
  awaited,
  type Death,
  dying,
  heardFrom,
  obeyed,
  ordered,
  type PlayerState,
  WATCH_EVERY_MS,
  watched,
} from './player-heartbeat.ts';

/** A player that dies sooner than this after the one before it may do so again and again, in real ms. */
const STEADY_MS = 30_000;

/** Before a player is made anew once more so soon, the room is left silent for this long, and then twice as long. */
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

/** Why a player was replaced; its own words where it had any. */
export type PlayerLoss = Death | 'windowGone' | 'doesNotFallSilent' | { readonly broken: string };

export interface PlayerLifeParts {
  readonly window: PlayerWindow;
  /** Real ms that only grow, as performance.now. */
  readonly now: () => number;
  /** The player is being replaced: nothing of it is heard any more. */
  readonly onLost: (why: PlayerLoss) => void;
  /** Called at every look while a player lives, or is awaited. */
  readonly onLook: () => void;
}

export interface PlayerLife {
  readonly state: () => PlayerState;
  /** After a report. */
  readonly heard: () => void;
  readonly ordered: (number: number) => void;
  /** After a report that names the newest order that was carried out. */
  readonly obeyed: (upTo: number) => void;
  /** The player broke: it is let fall silent by itself before it is replaced. */
  readonly broke: (why: string) => void;
  /** Replaces it now. */
  readonly lose: (why: PlayerLoss) => void;
  readonly close: () => void;
}

/** The life of a player whose window somebody else opens first. */
export const watchPlayer = ({ window, now, onLost, onLook }: PlayerLifeParts): PlayerLife => {
  let sign = awaited('starting', now());
  let lastWords: string | null = null;
  let diedAt = Number.NEGATIVE_INFINITY;
  let restMs = 0;
  let resting: NodeJS.Timeout | null = null;

  /** A player that dies again and again leaves the room silent for longer each time. */
  const restFor = (at: number): number => {
    const isSoon = at - diedAt < STEADY_MS + restMs;
    diedAt = at;
    return isSoon ? Math.min(MOST_REST_MS, Math.max(LEAST_REST_MS, 2 * restMs)) : 0;
  };

  const lose = (why: PlayerLoss): void => {
    const at = now();
    const loss = lastWords === null ? why : { broken: lastWords };
    lastWords = null;
    restMs = restFor(at);
    sign = awaited('lost', at, restMs);
    window.mute(true);
    window.close();
    if (resting !== null) clearTimeout(resting);
    // What is told of it comes last: whatever goes wrong there, another one is on its way.
    if (restMs === 0) window.open();
    else resting = setTimeout(window.open, restMs);
    onLost(loss);
  };

  const timer = setInterval(() => {
    const look = watched(sign, now());
    ({ sign } = look);
    if (look.death === null) onLook();
    else lose(look.death);
  }, WATCH_EVERY_MS);
  timer.unref();

  return {
    state: () => sign.state,
    heard: () => {
      sign = heardFrom(sign, now());
    },
    ordered: (number) => {
      sign = ordered(sign, number, now());
    },
    obeyed: (upTo) => {
      sign = obeyed(sign, upTo);
    },
    broke: (why) => {
      lastWords = why;
      sign = dying(sign, now());
    },
    lose,
    close: () => {
      clearInterval(timer);
      if (resting !== null) clearTimeout(resting);
    },
  };
};
