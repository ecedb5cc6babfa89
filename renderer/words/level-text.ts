// How loud a level is, as the console says it: in a word, and in dB as well once somebody has measured at the chair.
// Without a calibration nothing here speaks of dB.

import { within } from '../../shared/preset/ladder.ts';
import { type Preset, playlistIn } from '../../shared/preset/preset.ts';
import { atChairDb, chairCapDb, chairWordOf } from '../../shared/sound/chair.ts';
import { words } from './index.ts';

const { levels } = words.cards;

/**
 * From this level on it is called so, in dB over the normalised track; the levels of the presets are 'soft' to
 * 'moderate'. Only while nothing was measured.
 */
const UNMEASURED = [
  { fromDb: -3, name: levels.full },
  { fromDb: -10, name: levels.moderate },
  { fromDb: -18, name: levels.soft },
] as const;

/** A level in a word, as long as nobody has measured what it is at the chair. */
export const levelInAWord = (levelDb: number): string =>
  UNMEASURED.find(({ fromDb }) => levelDb >= fromDb)?.name ?? levels.whisper;

/** What of a level is heard at the chair, in dB(A): the player goes no further than the most that the chair may hear. */
const heardDb = (levelDb: number, chairDb: number): number =>
  atChairDb(Math.min(levelDb, chairCapDb(chairDb)), chairDb);

/** A level over the normalised track as the console says it; `chairDb` null: not calibrated. */
export const levelText = (levelDb: number, chairDb: number | null): string => {
  if (chairDb === null) return levelInAWord(levelDb);
  const db = heardDb(levelDb, chairDb);
  return words.sound.withDb(words.sound.words[chairWordOf(db)], Math.round(db));
};

/** The loudest that a preset's phases are, within its limits; null while that cannot be said in dB. */
export const loudestText = ({ phases, limits }: Preset, chairDb: number | null): string | null => {
  if (chairDb === null) return null;
  const loudest = Math.max(...phases.map(({ levelDb }) => within(levelDb, limits.soundDb)));
  const db = heardDb(loudest, chairDb);
  return words.sound.upTo(words.sound.words[chairWordOf(db)], Math.round(db));
};

/**
 * How loud a preset comes to be at the chair, rounded to whole dB(A): by its phases that have music, and as far as the
 * patient's Louder goes.
 */
export const loudestAtChair = (
  preset: Preset,
  chairDb: number,
): { readonly scoredDb: number; readonly louderDb: number } => {
  const { phases, limits } = preset;
  const heard = phases.filter(({ name }) => playlistIn(preset, name) !== null);
  const shown = (levelDb: number): number =>
    Math.round(atChairDb(Math.min(levelDb, chairCapDb(chairDb)), chairDb));
  const scored = Math.max(...heard.map(({ levelDb }) => within(levelDb, limits.soundDb)));
  return { scoredDb: shown(scored), louderDb: shown(limits.soundDb.most) };
};
