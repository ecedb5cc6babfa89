// What can be done with a preset from the list: taken in from a file, given out as one, removed and brought back. What
// came of it is one line, which stays until the next deed.

import { useState } from 'react';
import { type PresetSummary, plainPreset } from '../../../shared/ipc/snapshot.ts';
import { send } from '../../ui/bridge.ts';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';

const { presetList: say } = words;

/** The line, and how what it tells of is undone; null: it cannot be. */
export interface Told {
  readonly sentence: string;
  readonly undo: (() => void) | null;
  /** It came to nothing. */
  readonly isWrong?: boolean;
}

export interface PresetActions {
  readonly told: Told | null;
  readonly hush: () => void;
  readonly add: () => void;
  readonly giveOut: (preset: PresetSummary) => void;
  readonly remove: (preset: PresetSummary) => void;
}

/** @param onChoose chooses a preset that came or came back */
export const usePresetActions = (onChoose: (id: string) => void): PresetActions => {
  const { ask, wrong, forget } = useAsk();
  const [told, setTold] = useState<Told | null>(null);

  const hush = (): void => {
    forget();
    setTold(null);
  };

  const add = async (): Promise<void> => {
    setTold(null);
    const added = await ask('addPreset', {});
    if (!added.ok) return;
    const preset = await send('preset', { presetId: added.value });
    onChoose(added.value);
    if (preset.ok) setTold({ sentence: say.added(preset.value.label), undo: null });
  };

  const giveOut = async ({ id, label }: PresetSummary): Promise<void> => {
    setTold(null);
    const given = await ask('exportPreset', { presetId: id });
    if (given.ok) setTold({ sentence: say.exported(label), undo: null });
  };

  const remove = async ({ id, label }: PresetSummary): Promise<void> => {
    setTold(null);
    const former = await ask('preset', { presetId: id });
    if (!former.ok) return;
    const preset = plainPreset(former.value);
    const bringBack = async (): Promise<void> => {
      const saved = await ask('savePreset', { preset });
      if (!saved.ok) return;
      onChoose(saved.value);
      setTold({ sentence: say.back(label), undo: null });
    };
    const removed = await ask('removePreset', { presetId: id });
    if (removed.ok) setTold({ sentence: say.removed(label), undo: () => void bringBack() });
  };

  return {
    told: wrong === null ? told : { sentence: wrong, undo: null, isWrong: true },
    hush,
    add: () => void add(),
    giveOut: (preset) => void giveOut(preset),
    remove: (preset) => void remove(preset),
  };
};
