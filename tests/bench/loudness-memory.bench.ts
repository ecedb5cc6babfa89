// Whether the memory of the loudness meter grows with the length of a track: hours of every kind are measured in the same.

import { expect, test } from '@playwright/test';
import { tellFigure } from './figures.ts';
import { folderForEach, HOUR_S, MOST_MB, makeFile, measureOne, music } from './measured-track.ts';

/** What a process never falls below for long: memory that is swept late comes and goes above it. */
const floorOf = (courseMb: readonly number[]): number =>
  courseMb.toSorted((one, other) => one - other)[Math.floor(courseMb.length / 10)] ?? Number.NaN;

/** Speech, so that many hours take minutes: twelve of it have as many frames as six of music. */
const SPEECH = ['-ac', '1', '-ar', '24000'];
const MOST_GROWTH_MB = 5;

/** By ending: for how many hours the memory is watched, and ffmpeg's words for the codec. */
const LONG: Readonly<Record<string, readonly [number, readonly string[]]>> = {
  mp3: [12, ['-c:a', 'libmp3lame', '-b:a', '48k']],
  flac: [4, ['-c:a', 'flac', '-compression_level', '0']],
  m4a: [4, ['-c:a', 'aac', '-b:a', '48k']],
  ogg: [4, ['-c:a', 'libvorbis', '-q:a', '0']],
  opus: [4, ['-c:a', 'libopus', '-b:a', '24k']],
  wav: [4, ['-c:a', 'pcm_s16le']],
};

const folder = folderForEach('reads /proc');

for (const [ending, [hours, codec]] of Object.entries(LONG)) {
  const name = `${hours} hours of ${ending}`;
  test(`${name} in the same memory`, async () => {
    test.setTimeout(1_500_000);
    const words = [...music(HOUR_S / 6), ...SPEECH];
    const figures = await measureOne(
      makeFile(folder(), `${name}, speech.${ending}`, hours * 6, words, codec),
      null,
    );
    expect(figures.durationS / HOUR_S).toBeCloseTo(hours, 1);
    // V8 widens its nursery in the first minutes.
    const { courseMb } = figures;
    const quarter = Math.floor(courseMb.length / 4);
    const [second, last] = [courseMb.slice(quarter, 2 * quarter), courseMb.slice(-quarter)].map(floorOf);
    const growthMb = (last ?? Number.NaN) - (second ?? Number.NaN);
    tellFigure(
      `memory of the meter's process with ${name}`,
      `${figures.privateMb.toFixed(0)} MB private at most, ${growthMb.toFixed(1)} MB higher a floor in its last quarter than in its second`,
      `within ${MOST_GROWTH_MB} MB, less than ${MOST_MB} MB`,
      growthMb <= MOST_GROWTH_MB && figures.privateMb < MOST_MB,
    );
  });
}
