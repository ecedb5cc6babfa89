// The preset that is being edited, and its undo history. Main keeps every change at once.

import { useCallback, useRef, useState } from 'react';
import type { Preset } from '../../../shared/preset/preset.ts';
import { useCommands } from '../../ui/Commands.tsx';
import { begun, changed, type History, JOINED_WITHIN_MS, redone, undone } from '../../ui/history.ts';
import { words } from '../../words/index.ts';
import { keepPreset } from './preset-saving.ts';

export interface PresetDraft {
  readonly preset: Preset;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /**
   * @param about what is changed: many small changes of the same are one step
   * @param isDrag true where they are one step however long they take
   */
  readonly edit: (about: string, change: (preset: Preset) => Preset, isDrag?: boolean) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** @param first the preset as main has it */
export const usePresetDraft = (first: Preset): PresetDraft => {
  const [history, setHistory] = useState(() => begun(first));
  // Several moves may come between two drawings: each starts from the newest.
  const newest = useRef(history);
  const { refuse } = useCommands();
  const step = useCallback(
    (next: History<Preset>): void => {
      const isKept = next.present === newest.current.present;
      newest.current = next;
      setHistory(next);
      if (!isKept) keepPreset(next.present, (error) => refuse(words.errors[error]));
    },
    [refuse],
  );
  const edit = useCallback(
    (about: string, change: (preset: Preset) => Preset, isDrag = false): void => {
      const next = change(newest.current.present);
      step(changed(newest.current, next, about, performance.now(), isDrag ? Infinity : JOINED_WITHIN_MS));
    },
    [step],
  );
  return {
    preset: history.present,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    edit,
    undo: useCallback(() => step(undone(newest.current)), [step]),
    redo: useCallback(() => step(redone(newest.current)), [step]),
  };
};
