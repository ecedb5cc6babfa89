// The preset in the editor's hands: what it is now, what was done to it, and that main keeps every change.

import { useCallback, useRef, useState } from 'react';
import type { Preset } from '../../../shared/preset/preset.ts';
import { useCommands } from '../../ui/Commands.tsx';
import { begun, changed, type History, JOINED_WITHIN_MS, redone, undone } from '../../ui/history.ts';
import { words } from '../../words/index.ts';
import { keepPreset } from './keeping-presets.ts';

export interface PresetDraft {
  readonly preset: Preset;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /**
   * Makes another preset of it.
   *
   * @param about what is changed, so that many small changes of it are one step back
   * @param isDrag true where they are one however long they take
   */
  readonly edit: (about: string, change: (preset: Preset) => Preset, isDrag?: boolean) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** The draft of an own preset, begun with it as main has it. */
export const usePresetDraft = (first: Preset): PresetDraft => {
  const [history, setHistory] = useState(() => begun(first));
  // Several moves may come between two drawings: each goes on from the newest.
  const newest = useRef(history);
  const { refuse } = useCommands();
  const step = useCallback(
    (next: History<Preset>): void => {
      if (next === newest.current) return;
      const isKept = next.present === newest.current.present;
      newest.current = next;
      setHistory(next);
      if (!isKept) keepPreset(next.present, (error) => refuse(words.errors[error]));
    },
    [refuse],
  );
  const edit = useCallback(
    (about: string, change: (preset: Preset) => Preset, isDrag = false): void => {
      const { present } = newest.current;
      const withinMs = isDrag ? Infinity : JOINED_WITHIN_MS;
      step(changed(newest.current, change(present), about, performance.now(), withinMs));
    },
    [step],
  );
  const undo = useCallback(() => step(undone(newest.current)), [step]);
  const redo = useCallback(() => step(redone(newest.current)), [step]);
  return {
    preset: history.present,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    ...{ edit, undo, redo },
  };
};
