// What can be done with a preset from the list: adding one from a file, exporting it, removing it and undoing that. What
// came of it is one line, which stays until the next action.

import { useState } from 'react';
import { type PresetSummary, plainPreset } from '../../../shared/ipc/snapshot.ts';
import { send } from '../../ui/bridge.ts';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';

const { presetList: say } = words;

interface Outcome {
  readonly sentence: string;
  /** null: it cannot be undone. */
  readonly undo: (() => void) | null;
  readonly isWrong?: boolean;
}

/** @param onChoose chooses a preset that was added or brought back */
export const usePresetActions = (onChoose: (id: string) => void) => {
  const { ask, wrong, forget } = useAsk();
  const [done, setDone] = useState<Outcome | null>(null);

  const add = async (): Promise<void> => {
    setDone(null);
    const added = await ask('addPreset', {});
    if (!added.ok) return;
    const preset = await send('preset', { presetId: added.value });
    onChoose(added.value);
    if (preset.ok) setDone({ sentence: say.added(preset.value.label), undo: null });
  };

  const exportToFile = async ({ id, label }: PresetSummary): Promise<void> => {
    setDone(null);
    const exported = await ask('exportPreset', { presetId: id });
    if (exported.ok) setDone({ sentence: say.exported(label), undo: null });
  };

  const remove = async ({ id, label }: PresetSummary): Promise<void> => {
    setDone(null);
    const former = await ask('preset', { presetId: id });
    if (!former.ok) return;
    const preset = plainPreset(former.value);
    const bringBack = async (): Promise<void> => {
      const saved = await ask('savePreset', { preset });
      if (!saved.ok) return;
      onChoose(saved.value);
      setDone({ sentence: say.back(label), undo: null });
    };
    const removed = await ask('removePreset', { presetId: id });
    if (removed.ok) setDone({ sentence: say.removed(label), undo: () => void bringBack() });
  };

  return {
    outcome: wrong === null ? done : { sentence: wrong, undo: null, isWrong: true },
    dismiss: (): void => {
      forget();
      setDone(null);
    },
    add: (): void => void add(),
    exportToFile: (preset: PresetSummary): void => void exportToFile(preset),
    remove: (preset: PresetSummary): void => void remove(preset),
  };
};

export type PresetActions = ReturnType<typeof usePresetActions>;
