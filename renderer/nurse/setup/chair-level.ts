// The steps of measuring how loud the room is at the chair: how loud pink noise begins, and how far a press takes it.
// Pure; it begins softly, since nobody knows yet how loud that is here.

import { within } from '../../../shared/preset/ladder.ts';

/** The level at which noise begins, one press, and how far presses go; in dB over the normalised track. */
export const NOISE_FROM_DB = -12;
const STEP_DB = 3;
const RANGE = { least: -27, most: 0 } as const;

/** The level after a press in a direction; the same at the end. */
export const nextNoiseDb = (levelDb: number, direction: 1 | -1): number =>
  within(levelDb + direction * STEP_DB, RANGE);

/** What a meter can show, in dB(A), as the contract has it. */
const SHOWN = { least: 20, most: 110 } as const;

/** What somebody typed off a meter, with a point or a comma; null when it is no such number. */
export const shownDbOf = (typed: string): number | null => {
  const text = typed.trim().replace(',', '.');
  const shown = /^\d{1,3}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return shown >= SHOWN.least && shown <= SHOWN.most ? shown : null;
};
