// How fast the loudness meter measures an hour of music on one core beside ffmpeg, and how much memory its process takes
// meanwhile. Main and meter share the one core, since main reads the file.

import { expect, test } from '@playwright/test';
import { tellFigure } from './figures.ts';
import {
  type Figures,
  folderForEach,
  HOUR_S,
  MOST_MB,
  makeFile,
  measureOne,
  music,
} from './measured-track.ts';

/** The core on which main, the meter and ffmpeg run. */
const CORE = 0;

/**
 * The meter may take this many times as long as ffmpeg's ebur128 with true peaks, on the same core. It was 40 times
 * real time: 90 s for an hour, of which ffmpeg measures one in 14 s (FLAC, MP3) to 18 s (Opus).
 */
const MOST_TIMES = 5;

const tellTimes = (what: string, { tookS, ffmpegS, durationS }: Figures): void => {
  if (ffmpegS === null) throw new Error('nothing was timed beside it');
  const ratio = tookS / ffmpegS;
  tellFigure(
    `${what} measured on one core`,
    `${tookS.toFixed(1)} s (${(durationS / tookS).toFixed(0)} times real time), ${ratio.toFixed(2)} times ffmpeg's ${ffmpegS.toFixed(1)} s`,
    `at most ${MOST_TIMES} times`,
    ratio <= MOST_TIMES,
  );
};

const tellMemory = (what: string, figures: Figures): void => {
  const { workingSetMb, atFirstMb } = figures;
  const ofSet = `working set ${workingSetMb.toFixed(0)} MB, ${(workingSetMb - atFirstMb).toFixed(0)} MB more than before`;
  tellFigure(
    `memory of the meter's process with ${what}`,
    `${figures.privateMb.toFixed(0)} MB private at most (${ofSet})`,
    `less than ${MOST_MB} MB private`,
    figures.privateMb < MOST_MB,
  );
};

/** By ending: in how many equal parts the hour is made, of which one is coded, and ffmpeg's words for the codec. */
const KINDS: Readonly<Record<string, readonly [number, readonly string[]]>> = {
  flac: [1, ['-c:a', 'flac', '-sample_fmt', 's16']],
  mp3: [6, ['-c:a', 'libmp3lame', '-b:a', '192k']],
  opus: [6, ['-c:a', 'libopus', '-b:a', '128k']],
};

const folder = folderForEach('pins processes and reads /proc');

for (const [ending, [parts, codec]] of Object.entries(KINDS)) {
  const name = `an hour of ${ending}`;
  test(name, async () => {
    const file = makeFile(folder(), `${name}.${ending}`, parts, music(HOUR_S / parts), codec);
    const figures = await measureOne(file, CORE);
    expect(figures.durationS / HOUR_S).toBeCloseTo(1, 1);
    tellTimes(name, figures);
    tellMemory(name, figures);
  });
}
