// The preset in the editor's hands: what it is now, what was done to it, and that main keeps every change. The newest
// wish is the one that is kept; those between may be passed over.

import { useCallback, useRef, useState } from 'react';
import type { Preset } from '../../../shared/preset.ts';
import { send } from '../../ui/bridge.ts';
import { useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import { begun, changed, type History, JOINED_WITHIN_MS, redone, undone } from './history.ts';

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

/** One message to main at a time; what is wished meanwhile waits, and only the newest of it is sent. */
const useKeeping = (): ((preset: Preset) => void) => {
  const { refuse } = useCommands();
  const waits = useRef<Preset | null>(null);
  const isSending = useRef(false);
  return useCallback(
    (preset: Preset): void => {
      waits.current = preset;
      if (isSending.current) return;
      isSending.current = true;
      const sendAll = async (): Promise<void> => {
        for (let next = waits.current; next !== null; next = waits.current) {
          waits.current = null;
          const answer = await send('savePreset', { preset: next });
          if (!answer.ok) refuse(words.errors[answer.error]);
        }
        isSending.current = false;
      };
      void sendAll();
    },
    [refuse],
  );
};

/** The draft of an own preset, begun with it as main has it. */
export const usePresetDraft = (first: Preset): PresetDraft => {
  const [history, setHistory] = useState(() => begun(first));
  // Several moves may come between two drawings: each goes on from the newest.
  const newest = useRef(history);
  const keep = useKeeping();
  const step = useCallback(
    (next: History<Preset>): void => {
      if (next === newest.current) return;
      const isKept = next.present === newest.current.present;
      newest.current = next;
      setHistory(next);
      if (!isKept) keep(next.present);
    },
    [keep],
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
