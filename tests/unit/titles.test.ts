// Titles from the names of files: a number goes only where it surely counts the tracks.

import path from 'node:path';
import { expect, it } from 'vitest';
import { numberedFolders, titleOfFile } from '../../main/sound/library/titles.ts';

const FOLDER = path.resolve('/music/evening');

const titles = (...names: readonly string[]): readonly string[] => {
  const files = names.map((name) => path.join(FOLDER, name));
  const isNumbered = numberedFolders(files).has(FOLDER);
  return files.map((file) => titleOfFile(file, isNumbered));
};

it.each([
  [
    ['01 Dusk.mp3', '02 - Night.mp3', '3. Dawn.mp3', '4_Noon.mp3', '5) Tea.mp3'],
    ['Dusk', 'Night', 'Dawn', 'Noon', 'Tea'],
  ],
  [
    ['1-01 Dusk.mp3', '1-02 Night.mp3', '2-01 Dawn.mp3'],
    ['Dusk', 'Night', 'Dawn'],
  ],
  [['1 Dusk.mp3'], ['Dusk']],
  [
    ['2 24 Hours.mp3', '1 4-7-8 Breath.mp3'],
    ['24 Hours', '4-7-8 Breath'],
  ],
])('of %j are %j', (names, expected) => {
  expect(titles(...names)).toEqual(expected);
});

it.each([
  [['432 Hz Healing.mp3']],
  [['8 Hours of Rain.mp3', '432 Hz Healing.mp3']],
  [['1 Hour of Rain.mp3']],
  [['1 Stunde Regen.mp3']],
  [['1 heure de pluie.mp3', '2 heures de mer.mp3']],
  [['1 hora de lluvia.mp3']],
  [['1-01 Dusk.mp3', '3-01 Night.mp3']],
  [['1-01 Dusk.mp3', '2 Night.mp3']],
  [['1 Hour of Rain.mp3', '2 Hours of Sea.mp3']],
  [['7 Seas.mp3', 'Calm.mp3']],
  [['1 Dusk.mp3', 'Calm.mp3']],
  [['2 Dusk.mp3', '3 Night.mp3']],
  [['99 Red.mp3', '100 Blue.mp3']],
  [['4.5 Miles.mp3']],
  [['1979.mp3', '7.mp3', '01.mp3']],
])('of %j keep their numbers', (names) => {
  expect(titles(...names)).toEqual(names.map((name) => path.basename(name, '.mp3')));
});
