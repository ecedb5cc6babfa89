// English for what every screen has a word for: the program, the kinds of treatment, the phases, the dose.

import type { Kind, PhaseName } from '../../shared/preset/preset.ts';

/** What stands on several screens. */
export const app = {
  name: 'Stillroom',
  practiceRoom: 'Practice room',
  separator: ' · ',
  rate: (rate: number) => `Time runs ${Math.round(rate)} times as fast`,
  dismiss: 'Dismiss',
  fullLight: 'Full light',
  back: 'Back',
};

/** What is undone and done again, in the same words wherever it can be. */
export const undoing = {
  undo: 'Undo',
  redo: 'Redo',
  nothingToUndo: 'There is nothing to undo.',
  nothingToRedo: 'There is nothing to redo.',
};

/** What a treatment is called. */
export const kinds: Readonly<Record<Kind, string>> = {
  spravato: 'Spravato',
  iv: 'IV infusion',
  im: 'IM injection',
};

/** What a phase is called. */
export const phases: Readonly<Record<PhaseName, string>> = {
  settle: 'settle',
  onset: 'onset',
  deep: 'deep',
  return: 'return',
  rest: 'rest',
};

/** What marks the dose. */
export const doseMark: Readonly<Record<Kind, string>> = {
  spravato: 'First device',
  iv: 'Infusion started',
  im: 'Injection given',
};

/** What the time since the dose is called. */
export const sinceDose: Readonly<Record<Kind, string>> = {
  spravato: 'Since first device',
  iv: 'Since infusion started',
  im: 'Since injection',
};

/** The same within a sentence. */
export const sinceThe: Readonly<Record<Kind, string>> = {
  spravato: 'since the first device',
  iv: 'since the infusion started',
  im: 'since the injection',
};
