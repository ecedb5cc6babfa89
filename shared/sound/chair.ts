// How loud a level is at the chair, in dB(A) and in a word, once somebody has held a meter there. Pure; without a
// calibration nobody may speak of dB at all.

/** What a level sounds like to somebody in the chair. */
export type ChairWord = 'whisper' | 'soft' | 'speech';

/**
 * From these on a level is no whisper any more, and is as loud as speech; in dB(A). The design asks for 45–55 dB(A) at
 * the chair (70 at most), which stands between the two.
 */
export const SOFT_FROM_DB = 40;
export const SPEECH_FROM_DB = 50;

/** How loud music at the chair usually is, in dB(A) (design: "45–55 dBA at the chair"); a hint, and never a limit. */
export const USUAL_AT_CHAIR_DB = { least: 45, most: 55 } as const;

/** No sound at the chair is louder than this, in dB(A) (design: "45–55 dBA at the chair, 70 at most"). */
const MOST_AT_CHAIR_DB = 70;

/** The highest level that the chair may hear, in dB over the normalised track; null: not calibrated. */
export const chairCapDb = (chairDb: number | null): number =>
  chairDb === null ? 0 : Math.min(0, MOST_AT_CHAIR_DB - chairDb);

/**
 * A level at the chair in dB(A).
 *
 * @param levelDb over the normalised track
 * @param chairDb what a level of 0 dB is at the chair, in dB(A)
 */
export const atChairDb = (levelDb: number, chairDb: number): number => levelDb + chairDb;

/** A level at the chair, in a word; from dB(A), rounded as it is shown beside it. */
export const chairWordOf = (chairLevelDb: number): ChairWord => {
  const shown = Math.round(chairLevelDb);
  if (shown < SOFT_FROM_DB) return 'whisper';
  return shown < SPEECH_FROM_DB ? 'soft' : 'speech';
};
