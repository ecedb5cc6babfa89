// What was done on a screen and can be undone: a line of values with a place in it, and the same for a component.

import { useCallback, useRef, useState } from 'react';
import { useLatest } from './useLatest.ts';

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

export interface UndoHistory<T> {
  readonly present: T;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /**
   * @param about what is changed: many small changes of the same are one step
   * @param isDrag true where they are one step however long they take
   */
  readonly edit: (about: string, change: (before: T) => T, isDrag?: boolean) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/**
 * What a screen edits, with undo and redo.
 *
 * @param onChange gets every new present, and what was changed; null: an undo or a redo
 */
export const useHistory = <T>(
  first: T,
  onChange: (present: T, about: string | null) => void,
): UndoHistory<T> => {
  const [history, setHistory] = useState(() => begun(first));
  // Several edits may come between two drawings: each starts from the newest.
  const newest = useRef(history);
  const changedTo = useLatest(onChange);
  const step = useCallback(
    (next: History<T>, about: string | null): void => {
      const isSame = next.present === newest.current.present;
      newest.current = next;
      setHistory(next);
      if (!isSame) changedTo(next.present, about);
    },
    [changedTo],
  );
  const edit = useCallback(
    (about: string, change: (before: T) => T, isDrag = false): void => {
      const next = change(newest.current.present);
      const withinMs = isDrag ? Infinity : JOINED_WITHIN_MS;
      step(changed(newest.current, next, about, performance.now(), withinMs), about);
    },
    [step],
  );
  return {
    present: history.present,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    edit,
    undo: useCallback(() => step(undone(newest.current), null), [step]),
    redo: useCallback(() => step(redone(newest.current), null), [step]),
  };
};
