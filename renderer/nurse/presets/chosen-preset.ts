// Which preset is chosen on the console: a choice on this screen, not part of the room's state. It survives a visit to
// Set-up and is forgotten at Start, so that the next person's session begins with the first preset again.

import { useReducer } from 'react';
import type { PresetSummary } from '../../../shared/ipc/snapshot.ts';

let chosenId: string | null = null;

/** Chooses a preset from another screen than the console; null forgets the choice. */
export const choosePreset = (id: string | null): void => {
  chosenId = id;
};

/** What somebody chose; null when nobody did. */
export const chosenPresetId = (): string | null => chosenId;

/** The chosen preset's id, or the first while nobody chose one that is still there; null when there are none. */
export const useChosenPreset = (
  presets: readonly PresetSummary[] | null,
): readonly [string | null, (id: string) => void] => {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const choose = (id: string): void => {
    chosenId = id;
    redraw();
  };
  const chosen = presets?.find(({ id }) => id === chosenId) ?? presets?.[0];
  return [chosen?.id ?? null, choose];
};
