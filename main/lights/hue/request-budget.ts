// How many requests a bridge takes, as far as it has shown by refusing some, and when the next one may go. Pure. It must
// never let more go within a window than was learnt, and it keeps room for Full light.

/** How urgent a request is. `background`: readings, and what is laid on the bridge ahead. */
export type Rank = 'fullLight' | 'look' | 'background';

interface Limit {
  readonly most: number;
  readonly withinMs: number;
}

/**
 * Learnt one after another: the first is what clients of real bridges found safe, readings counted; the others are for
 * bridges that take less.
 */
const LIMITS: readonly [Limit, ...Limit[]] = [
  { most: 2, withinMs: 250 },
  { most: 1, withinMs: 250 },
  { most: 1, withinMs: 500 },
  { most: 1, withinMs: 1000 },
];

/** Requests may arrive so much nearer to each other than they were sent, in ms. */
const JITTER_MS = 50;

/** Of a window with more than one request this many are for Full light alone. */
const RESERVE = 1;

/** A bridge that refuses everything is asked this often, in ms. */
const LONG_PAUSE_MS = 1000;

/** A refusal teaches only where two requests came within so long: otherwise they were not too many. */
const CLOSE_MS = 1000;

/** After so long without a refusal the limit before is tried again; the first is kept. */
const EASED_AFTER_MS = 60_000;

/** A bridge takes about one command to a group a second, and drops what comes sooner (Hue, "Limitations"). */
const GROUP_EVERY_MS = 1000;

/**
 * A command reached the bridge at some time before its answer: one that was answered late counts from there, less what is
 * usual, up to this, in ms. A bridge that takes longer is slow to answer, not to hear.
 */
const MOST_LATE_MS = 250;

const KEPT_INSTANTS = 8;

/** Instants are in ms on one clock that never goes back. */
export interface Budget {
  /** Its place among the limits; null: none was learnt. */
  readonly limit: number | null;
  /** When the last requests were sent, the newest last. */
  readonly sentAt: readonly number[];
  /** When the last command to a group was sent or, where its answer came late, may have reached the bridge. */
  readonly groupAt: number;
  /** When a request was last refused, or the limit last eased. */
  readonly refusedAt: number;
  /** Refusals since a request was last taken, those of one burst counted once. */
  readonly refusals: number;
}

const NEVER = Number.NEGATIVE_INFINITY;

/** Nothing was refused yet. */
export const NO_LIMIT: Budget = { limit: null, sentAt: [], groupAt: NEVER, refusedAt: NEVER, refusals: 0 };

const limitOf = ({ limit }: Budget): Limit => LIMITS[limit ?? 0] ?? LIMITS[0];

const windowMs = (budget: Budget): number => limitOf(budget).withinMs + JITTER_MS;

/**
 * After a refusal all wait for a window, and after one more, all but Full light wait as for a bridge that is not well.
 * Then one of them tries, and the others wait for what becomes of it.
 */
const pauseEndsAt = (budget: Budget, rank: Rank): number => {
  const { refusals, refusedAt, sentAt } = budget;
  if (refusals === 0) return NEVER;
  const once = windowMs(budget);
  const pauseMs = rank === 'fullLight' || refusals === 1 ? once : Math.max(once, LONG_PAUSE_MS);
  return Math.max(refusedAt, sentAt.at(-1) ?? NEVER) + pauseMs;
};

const placesFor = (budget: Budget, rank: Rank): number => {
  const { most } = limitOf(budget);
  return rank === 'fullLight' ? most : Math.max(1, most - RESERVE);
};

/** When a request may go, from `at` on, if no other goes before it. */
export const roomAt = (budget: Budget, rank: Rank, at: number): number => {
  const from = Math.max(at, pauseEndsAt(budget, rank));
  if (budget.limit === null) return from;
  const before = budget.sentAt.at(-placesFor(budget, rank)) ?? NEVER;
  return Math.max(from, before + windowMs(budget));
};

/** When a group takes a look's next command, from `at` on. */
export const groupRoomAt = (budget: Budget, at: number): number =>
  Math.max(roomAt(budget, 'look', at), budget.groupAt + GROUP_EVERY_MS);

/** How far apart the requests of a look have to be, in ms; 0 where no limit was learnt. */
export const apartMs = (budget: Budget): number =>
  budget.limit === null ? 0 : windowMs(budget) / placesFor(budget, 'look');

/** The budget once a request was sent. */
export const afterSending = (budget: Budget, at: number, isToGroup: boolean): Budget => ({
  ...budget,
  sentAt: [...budget.sentAt, at].slice(-KEPT_INSTANTS),
  groupAt: isToGroup ? at : budget.groupAt,
});

const nextLimit = ({ limit }: Budget): number => Math.min(limit === null ? 0 : limit + 1, LIMITS.length - 1);

/** The budget once a request that was sent at `sentAt` was refused for being one too many. */
export const afterRefusal = (budget: Budget, sentAt: number, at: number): Budget => {
  // It was on its way already when an earlier one was refused: it belongs to the same burst.
  if (sentAt <= budget.refusedAt) return { ...budget, refusedAt: at };
  const near = budget.sentAt.filter((each) => each <= sentAt && each > sentAt - CLOSE_MS);
  // One that refuses whatever it is asked is not well, and shows no limit.
  const isLearnt = budget.refusals === 0 && near.length > 1;
  const limit = isLearnt ? nextLimit(budget) : budget.limit;
  return { ...budget, limit, refusedAt: at, refusals: budget.refusals + 1 };
};

/** When a command to a group that was sent at `sentAt`, and answered by now, reached the bridge at the latest. */
const reachedAt = (sentAt: number, at: number): number =>
  sentAt + Math.min(MOST_LATE_MS, Math.max(0, at - sentAt - JITTER_MS));

/** The budget once a request that was sent at `sentAt` was answered. */
export const afterAnswer = (before: Budget, sentAt: number, at: number, isToGroup: boolean): Budget => {
  const budget = isToGroup ? { ...before, groupAt: Math.max(before.groupAt, reachedAt(sentAt, at)) } : before;
  if (sentAt <= budget.refusedAt) return budget;
  const { limit, refusedAt } = budget;
  if (limit === null || limit === 0 || at < refusedAt + EASED_AFTER_MS) return { ...budget, refusals: 0 };
  return { ...budget, limit: limit - 1, refusedAt: at, refusals: 0 };
};
