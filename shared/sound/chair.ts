// How loud a level is at the chair, in dB(A) and in a word, once somebody has measured it there, and how that is
// measured. Pure. Nothing may show dB without a calibration.

import { within } from '../preset/ladder.ts';

/** What a level sounds like to somebody in the chair. */
export type ChairWord = 'whisper' | 'soft' | 'speech';

/** Music is called soft from the first level on and speech from the second, in dB(A); 45–55 is usual (design). */
const SOFT_FROM_DB = 40;
const SPEECH_FROM_DB = 50;

/** How loud music at the chair usually is, in dB(A) (design: "45–55 dBA at the chair"); a hint, not a limit. */
export const USUAL_AT_CHAIR_DB = { least: 45, most: 55 } as const;

/** No sound at the chair is louder than this, in dB(A) (design: "45–55 dBA at the chair, 70 at most"). */
const MOST_AT_CHAIR_DB = 70;

/** The highest level that may reach the chair, in dB over the normalised track; null: not calibrated. */
export const chairCapDb = (chairDb: number | null): number =>
  chairDb === null ? 0 : Math.min(0, MOST_AT_CHAIR_DB - chairDb);

/**
 * A level at the chair in dB(A).
 *
 * @param levelDb over the normalised track
 * @param chairDb what a level of 0 dB is at the chair, in dB(A)
 */
export const atChairDb = (levelDb: number, chairDb: number): number => levelDb + chairDb;

/** A level at the chair in a word, from dB(A) as they are shown beside it: rounded. */
export const chairWordOf = (chairLevelDb: number): ChairWord => {
  const shown = Math.round(chairLevelDb);
  if (shown < SOFT_FROM_DB) return 'whisper';
  return shown < SPEECH_FROM_DB ? 'soft' : 'speech';
};

/**
 * The first level of the noise for calibration, the step of a press and the range of presses, in dB over the normalised
 * track. It begins softly, since nobody knows yet how loud it is in this room.
 */
export const NOISE_FROM_DB = -12;
const STEP_DB = 3;
const RANGE = { least: -27, most: 0 } as const;

/** The level after a press; at the end of the range it stays. */
export const nextNoiseDb = (levelDb: number, direction: 1 | -1): number =>
  within(levelDb + direction * STEP_DB, RANGE);

/** What a sound-level meter at the chair may show, in dB(A). */
export const METER_DB = { least: 20, most: 110 } as const;

/** The typed reading of a meter, with a point or a comma; null when it is not such a number. */
export const shownDbOf = (typed: string): number | null => {
  const text = typed.trim().replace(',', '.');
  const shown = /^\d{1,3}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return shown >= METER_DB.least && shown <= METER_DB.most ? shown : null;
};
