// A level as the console shows it: in a word, and in dB too once somebody calibrated the level at the chair. Without a
// calibration nothing here may speak of dB.

import { within } from '../../shared/preset/ladder.ts';
import { type Preset, playlistIn } from '../../shared/preset/preset.ts';
import { atChairDb, chairCapDb, chairWordOf } from '../../shared/sound/chair.ts';
import { words } from './index.ts';

const { levels } = words.cards;

/**
 * The lowest level of each word, in dB over the normalised track, while nothing is calibrated. Presets are 'soft' to
 * 'moderate'.
 */
const UNMEASURED = [
  { fromDb: -3, name: levels.full },
  { fromDb: -10, name: levels.moderate },
  { fromDb: -18, name: levels.soft },
] as const;

/** A level in a word, without a calibration. */
export const levelInAWord = (levelDb: number): string =>
  UNMEASURED.find(({ fromDb }) => levelDb >= fromDb)?.name ?? levels.whisper;

/** The level at the chair, in dB(A); the player never exceeds the cap at the chair. */
const heardDb = (levelDb: number, chairDb: number): number =>
  atChairDb(Math.min(levelDb, chairCapDb(chairDb)), chairDb);

/** A level over the normalised track as the console shows it; `chairDb` null: not calibrated. */
export const levelText = (levelDb: number, chairDb: number | null): string => {
  if (chairDb === null) return levelInAWord(levelDb);
  const db = heardDb(levelDb, chairDb);
  return words.sound.withDb(words.sound.words[chairWordOf(db)], Math.round(db));
};

/** The loudest of some phases of a preset, within its limits, in dB over the normalised track. */
const loudestDb = (phases: Preset['phases'], { limits }: Preset): number =>
  Math.max(...phases.map(({ levelDb }) => within(levelDb, limits.soundDb)));

/** How loud a preset gets, as the console shows it; null without a calibration. */
export const loudestText = (preset: Preset, chairDb: number | null): string | null => {
  if (chairDb === null) return null;
  const db = heardDb(loudestDb(preset.phases, preset), chairDb);
  return words.sound.upTo(words.sound.words[chairWordOf(db)], Math.round(db));
};

/** How loud a preset gets at the chair, in whole dB(A): in its phases with music, and after every Louder of the patient. */
export const loudestAtChair = (preset: Preset, chairDb: number) => {
  const heard = preset.phases.filter(({ name }) => playlistIn(preset, name) !== null);
  return {
    scoredDb: Math.round(heardDb(loudestDb(heard, preset), chairDb)),
    louderDb: Math.round(heardDb(preset.limits.soundDb.most, chairDb)),
  };
};
