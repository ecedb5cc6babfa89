// What was done on a screen and can be undone: a line of values with a place in it. Pure, whatever the values are.

/** A value, those before it, and those that were undone. */
export interface History<T> {
  /** The oldest first. */
  readonly past: readonly T[];
  readonly present: T;
  /** The next one to redo first. */
  readonly future: readonly T[];
  /** What the last change was about, and when; null: the next change is a step of its own. */
  readonly last: { readonly about: string; readonly atMs: number } | null;
}

/** Changes of the same thing within this time are one step: a key pressed several times. In ms. */
export const JOINED_WITHIN_MS = 1200;

/** How many steps can be undone. */
const MOST_STEPS = 300;

export const begun = <T>(present: T): History<T> => ({ past: [], present, future: [], last: null });

const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/**
 * The history with a new present. A change that changes nothing is no step, and neither is one that leads back to where
 * its step began.
 *
 * @param about what is changed: the same again shortly afterwards joins the same step; null: never joined
 * @param withinMs how shortly; a drag is one step however long it lasts
 */
export const changed = <T>(
  history: History<T>,
  next: T,
  about: string | null,
  atMs: number,
  withinMs = JOINED_WITHIN_MS,
): History<T> => {
  const { past, present, last } = history;
  if (isSame(next, present)) return history;
  const isJoined = last !== null && last.about === about && atMs - last.atMs <= withinMs && past.length > 0;
  const nextLast = about === null ? null : { about, atMs };
  if (!isJoined) {
    return { past: [...past, present].slice(-MOST_STEPS), present: next, future: [], last: nextLast };
  }
  if (isSame(next, past.at(-1))) return { past: past.slice(0, -1), present: next, future: [], last: null };
  return { past, present: next, future: [], last: nextLast };
};

export const undone = <T>(history: History<T>): History<T> => {
  const { past, present, future } = history;
  const before = past.at(-1);
  if (before === undefined) return history;
  return { past: past.slice(0, -1), present: before, future: [present, ...future], last: null };
};

export const redone = <T>(history: History<T>): History<T> => {
  const { past, present, future } = history;
  const [next, ...rest] = future;
  if (next === undefined) return history;
  return { past: [...past, present], present: next, future: rest, last: null };
};
