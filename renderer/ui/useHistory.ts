// What a screen edits, with undo and redo.

import { useCallback, useRef, useState } from 'react';
import { begun, changed, type History, JOINED_WITHIN_MS, redone, undone } from './history.ts';
import { useLatest } from './useLatest.ts';

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

/** @param onChange gets every new present, and what was changed; null: an undo or a redo */
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
