// The steps of calibrating the level at the chair: where pink noise begins, and how far one press changes it. Pure. The
// noise begins softly, since nobody knows yet how loud it is in this room.

import { within } from '../../../shared/preset/ladder.ts';

/** The first level of the noise, the step of a press and the range of presses, in dB over the normalised track. */
export const NOISE_FROM_DB = -12;
const STEP_DB = 3;
const RANGE = { least: -27, most: 0 } as const;

/** The level after a press; at the end of the range it stays. */
export const nextNoiseDb = (levelDb: number, direction: 1 | -1): number =>
  within(levelDb + direction * STEP_DB, RANGE);

/** What the contract accepts from a meter, in dB(A). */
const SHOWN = { least: 20, most: 110 } as const;

/** The typed reading of a meter, with a point or a comma; null when it is not such a number. */
export const shownDbOf = (typed: string): number | null => {
  const text = typed.trim().replace(',', '.');
  const shown = /^\d{1,3}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return shown >= SHOWN.least && shown <= SHOWN.most ? shown : null;
};
