// The preset in the editor's hands: what it is now, what was done to it, and that main keeps every change. The newest
// wish is the one that is kept; those between may be passed over.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Preset } from '../../../shared/preset.ts';
import { send } from '../../ui/bridge.ts';
import { useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import { begun, changed, type History, redone, undone } from './history.ts';

export interface PresetDraft {
  readonly preset: Preset;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Grows whenever main has kept what is here. */
  readonly keptCount: number;
  /**
   * Makes another preset of it.
   *
   * @param about what is changed, so that a drag is one step back and not a hundred
   */
  readonly edit: (about: string, change: (preset: Preset) => Preset) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** One message to main at a time; what is wished meanwhile waits, and only the newest of it is sent. */
const useKeeping = (): { readonly keep: (preset: Preset) => void; readonly keptCount: number } => {
  const { refuse } = useCommands();
  const [keptCount, setKeptCount] = useState(0);
  const waits = useRef<Preset | null>(null);
  const isSending = useRef(false);
  const keep = useCallback(
    (preset: Preset): void => {
      waits.current = preset;
      if (isSending.current) return;
      isSending.current = true;
      const sendAll = async (): Promise<void> => {
        for (let next = waits.current; next !== null; next = waits.current) {
          waits.current = null;
          const answer = await send('savePreset', { preset: next });
          if (answer.ok) setKeptCount((count) => count + 1);
          else refuse(words.errors[answer.error]);
        }
        isSending.current = false;
      };
      void sendAll();
    },
    [refuse],
  );
  return { keep, keptCount };
};

/** The draft of an own preset, begun with it as main has it. */
export const usePresetDraft = (first: Preset): PresetDraft => {
  const [history, setHistory] = useState(() => begun(first));
  // Several moves may come between two drawings: each goes on from the newest.
  const newest = useRef(history);
  const { keep, keptCount } = useKeeping();
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
    (about: string, change: (preset: Preset) => Preset): void =>
      step(changed(newest.current, change(newest.current.present), about, performance.now())),
    [step],
  );
  const undo = useCallback(() => step(undone(newest.current)), [step]);
  const redo = useCallback(() => step(redone(newest.current)), [step]);
  useEffect(() => {
    newest.current = history;
  }, [history]);
  return {
    preset: history.present,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    ...{ keptCount, edit, undo, redo },
  };
};
