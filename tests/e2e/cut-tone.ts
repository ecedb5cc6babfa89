// One continuous tone, cut into two files that a gapless join must make one again.

import path from 'node:path';
import { makeMusic } from './player-alone.ts';

export const PAIR_HZ = 997;
export const PAIR_S = 14;

const RATE = 44_100;
/** Anywhere in a period of the tone. */
const CUT_AT = 312_123;
export const CUT_AT_S = CUT_AT / RATE;

/** Endings of files, and ffmpeg's words for them. */
export const PAIR_KINDS: Readonly<Record<string, readonly string[]>> = {
  flac: ['-c:a', 'flac'],
  opus: ['-c:a', 'libopus', '-b:a', '128k'],
  mp3: ['-c:a', 'libmp3lame', '-b:a', '192k'],
  m4a: ['-c:a', 'aac', '-b:a', '192k'],
};

/** Makes a.ENDING and b.ENDING. */
export const makePair = (folder: string, ending: string, words: readonly string[]): void => {
  const one = `0.1*sin(2*PI*${PAIR_HZ}*t)`;
  const tone = `aevalsrc='${one}|${one}':s=${RATE}:d=${PAIR_S}`;
  const cuts = { a: `atrim=end_sample=${CUT_AT}`, b: `atrim=start_sample=${CUT_AT},asetpts=PTS-STARTPTS` };
  for (const [name, cut] of Object.entries(cuts)) {
    makeMusic(path.join(folder, `${name}.${ending}`), '-f', 'lavfi', '-i', tone, '-af', cut, ...words);
  }
};
