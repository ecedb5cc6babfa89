// Which preset is chosen on the console: a person's choice on this screen and no truth of the room. It outlives
// a look into Set-up and is forgotten at Start, so that the next person's session begins with the first again.

import { useReducer } from 'react';
import type { PresetSummary } from '../../../shared/ipc/snapshot.ts';

let chosenId: string | null = null;

/** Chooses one from another screen than the console. */
export const choosePreset = (id: string): void => {
  chosenId = id;
};

/** What somebody chose, and nothing where nobody did. */
export const chosenPresetId = (): string | null => chosenId;

/** Forgets what was chosen. */
export const forgetChosenPreset = (): void => {
  chosenId = null;
};

/** The chosen preset's id, or the first while nobody chose one that is still there; null when there are none. */
export const useChosenPreset = (
  presets: readonly PresetSummary[] | null,
): readonly [string | null, (id: string) => void] => {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const choose = (id: string): void => {
    chosenId = id;
    draw();
  };
  const chosen = presets?.find(({ id }) => id === chosenId) ?? presets?.[0];
  return [chosen?.id ?? null, choose];
};
