// What was done and can be taken back: a line of values with a place in it. Pure, whatever the values are.

/** A value with those before it and those that were taken back. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the last change was about, and when; null: nothing is joined to it any more. */
  readonly last: { readonly about: string; readonly atMs: number } | null;
}

/** Changes of one thing that follow each other within this time are one: a key pressed several times. In ms. */
export const JOINED_WITHIN_MS = 1200;

/** So many steps can be taken back. */
const MOST_STEPS = 300;

export const begun = <T>(present: T): History<T> => ({ past: [], present, future: [], last: null });

const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/**
 * The history with another present. What changes nothing is no step, and neither is a joined change that leads back to
 * where it began.
 *
 * @param about what is changed; the same again shortly afterwards is joined to it
 * @param withinMs how shortly; a drag is one change, however long somebody holds on to it
 */
export const changed = <T>(
  history: History<T>,
  next: T,
  about: string,
  atMs: number,
  withinMs = JOINED_WITHIN_MS,
): History<T> => {
  const { past, present, last } = history;
  if (isSame(next, present)) return history;
  const isJoined = last?.about === about && atMs - last.atMs <= withinMs && past.length > 0;
  if (!isJoined) {
    return { past: [...past, present].slice(-MOST_STEPS), present: next, future: [], last: { about, atMs } };
  }
  if (isSame(next, past.at(-1))) return { past: past.slice(0, -1), present: next, future: [], last: null };
  return { past, present: next, future: [], last: { about, atMs } };
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
