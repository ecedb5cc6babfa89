// Lets all requests to one bridge go when its budget has room: Full light first, looks before readings, and the oldest
// of equal rank first. It must never send what is no longer wanted, or comes too late, and nothing waits for ever.

import {
  afterAnswer,
  afterRefusal,
  afterSending,
  apartMs,
  type Budget,
  groupRoomAt,
  NO_LIMIT,
  type Rank,
  roomAt,
} from './request-budget.ts';
import type { Errand, Lane } from './transport.ts';

/** A request of the background that has waited so long goes like a look's, in ms. */
const OVERDUE_MS = 1000;

/** No request waits longer, in ms. */
const MOST_WAIT_MS = 2000;

const ORDER: readonly Rank[] = ['fullLight', 'look', 'background'];

interface Waiting {
  readonly errand: Errand;
  readonly joinedMs: number;
  readonly byMs: number;
  /** When it was sent, on `performance.now()`; null: it is not to be sent any more. */
  readonly go: (sentMs: number | null) => void;
}

const rankOf = ({ errand: { rank = 'background' }, joinedMs }: Waiting, at: number): Rank =>
  rank === 'background' && at - joinedMs >= OVERDUE_MS ? 'look' : rank;

const isOver = ({ errand, byMs }: Waiting, at: number): boolean =>
  at >= byMs || !(errand.isWanted?.() ?? true);

/** A queue in front of a bridge of which nothing is known yet. There is one for each bridge, whatever connects to it. */
export const openRequestQueue = () => {
  let budget: Budget = NO_LIMIT;
  let waiting: readonly Waiting[] = [];
  let timer: NodeJS.Timeout | null = null;

  const leave = (one: Waiting, sentMs: number | null): void => {
    waiting = waiting.filter((other) => other !== one);
    one.go(sentMs);
  };

  const firstAt = (at: number): Waiting | undefined =>
    waiting.toSorted(
      (a, b) => ORDER.indexOf(rankOf(a, at)) - ORDER.indexOf(rankOf(b, at)) || a.joinedMs - b.joinedMs,
    )[0];

  const serve = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const at = performance.now();
    for (const one of waiting.filter((each) => isOver(each, at))) leave(one, null);
    for (let first = firstAt(at); first !== undefined; first = firstAt(at)) {
      const from = roomAt(budget, rankOf(first, at), at);
      if (from >= first.byMs) leave(first, null);
      else if (from > at) {
        timer = setTimeout(serve, Math.max(1, Math.ceil(from - at)));
        return;
      } else {
        budget = afterSending(budget, at, first.errand.isToGroup ?? false);
        leave(first, at);
      }
    }
  };

  return {
    /** Resolves when the request may be sent, with that instant; null: it may not any more. */
    turn: (errand: Errand, joinedMs: number): Promise<number | null> =>
      new Promise((go) => {
        const byMs = Math.min(errand.byMs ?? Number.POSITIVE_INFINITY, joinedMs + MOST_WAIT_MS);
        waiting = [...waiting, { errand, joinedMs, byMs, go }];
        serve();
      }),
    /** A request sent then was answered. */
    answered: (sentMs: number, errand: Errand): void => {
      budget = afterAnswer(budget, sentMs, performance.now(), errand.isToGroup ?? false);
      serve();
    },
    /** A request sent then was refused for coming too soon. */
    refused: (sentMs: number): void => {
      budget = afterRefusal(budget, sentMs, performance.now());
      serve();
    },
    /** How long a look still has to wait until its first command can go, in ms. */
    waitMs: (): number => {
      const at = performance.now();
      return Math.max(0, groupRoomAt(budget, at) - at);
    },
    /** How far apart a look's requests have to be, in ms; 0: they may go together. */
    apartMs: (): number => apartMs(budget),
  };
};

export type RequestQueue = ReturnType<typeof openRequestQueue>;

const isBusy = (error: unknown): boolean => error instanceof Error && error.message === 'busy';

/**
 * A lane whose requests wait for their turn. One that the bridge refuses for coming too soon is sent again, by itself,
 * when there is room, as long as it is wanted.
 *
 * Errors: those of the lane, and `notSent`.
 */
export const queuedLane = (lane: Lane, queue: RequestQueue): Lane => ({
  ...lane,
  request: async (request) => {
    const { errand = {} } = request;
    const joinedMs = performance.now();
    for (let tries = 0; ; tries += 1) {
      const sentMs = await queue.turn(errand, joinedMs);
      if (sentMs === null) throw new Error(tries === 0 ? 'notSent' : 'busy');
      errand.onSent?.(sentMs);
      try {
        const answer = await lane.request(request);
        queue.answered(sentMs, errand);
        return answer;
      } catch (error) {
        if (!isBusy(error)) throw error;
        queue.refused(sentMs);
      }
    }
  },
});
