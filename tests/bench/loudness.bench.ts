// How fast the loudness meter measures one hour and six hours of music on one core beside ffmpeg, and how much memory its
// process takes meanwhile. Main and meter share the one core, since main reads the file.

import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { type MeterProgram, startMeter } from '../e2e/loudness-meter-program.ts';
import { median, tellFigure } from './figures.ts';

const HOUR_S = 3600;

/** The core on which main, the meter and ffmpeg run. */
const CORE = 0;

/** How much of a file ffmpeg measures, in s, twice before the meter and twice after it. */
const FFMPEG_S = 300;

/**
 * The meter may take this many times as long as ffmpeg's ebur128 with true peaks, on the same core. It was 40 times
 * real time: 90 s for an hour, of which ffmpeg measures one in 14 s (FLAC, MP3) to 18 s (Opus).
 */
const MOST_TIMES = 5;
const MOST_MB = 150;

/** Music-like: different pink noise on both sides, swelling, and a tone that comes and goes. */
const music = (durationS: number): readonly string[] => [
  ...['-f', 'lavfi', '-i', `anoisesrc=d=${durationS}:c=pink:r=48000:a=0.5:s=1`],
  ...['-f', 'lavfi', '-i', `anoisesrc=d=${durationS}:c=pink:r=48000:a=0.5:s=2`],
  ...['-f', 'lavfi', '-i', `sine=f=220:r=48000:d=${durationS}`],
  '-filter_complex',
  [
    '[0][1]join=inputs=2:channel_layout=stereo,volume=0.5*(1.2+sin(2*PI*t/7)):eval=frame[n]',
    '[2]volume=0.5*(1+sin(2*PI*t/11)):eval=frame,pan=stereo|c0=c0|c1=0.6*c0[s]',
    '[n][s]amix=inputs=2:normalize=0',
  ].join(';'),
];

const ffmpeg = (...words: readonly string[]): void => {
  execFileSync('ffmpeg', ['-loglevel', 'error', '-y', ...words]);
};

/** Puts a process with all its threads on one core; threads that it starts later stay there. */
const pin = (pid: number, core: number): void => {
  execFileSync('taskset', ['-a', '-c', '-p', String(core), String(pid)], { stdio: 'ignore' });
};

/** How long ffmpeg takes to measure a file on one core, in s a second of music, by the beginning of the file. */
const ffmpegPace = async (file: string, core: number): Promise<number> => {
  const filter = ['-vn', '-af', 'ebur128=peak=true', '-f', 'null', '-'];
  const words = ['-c', String(core), 'ffmpeg', '-loglevel', 'error', '-t', String(FFMPEG_S), '-i', file];
  const began = performance.now();
  await promisify(execFile)('taskset', [...words, ...filter]);
  return (performance.now() - began) / 1000 / FFMPEG_S;
};

/** The private memory of a process, in MB, without what it shares with others. */
const privateMb = (pid: number): number => {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const kb = [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB/gm)].map((found) => Number(found[1]));
    return kb.reduce((sum, one) => sum + one, 0) / 1024;
  } catch {
    return 0;
  }
};

interface Figures {
  readonly tookS: number;
  /** How long ffmpeg would take for it, by what it took before and after. */
  readonly ffmpegS: number;
  readonly durationS: number;
  readonly privateMb: number;
  /** The private memory from then on to the end, five times a second. */
  readonly courseMb: readonly number[];
  readonly workingSetMb: number;
  /** The working set when the window was there and had not begun. */
  readonly atFirstMb: number;
}

/** Measures a file that lies alone in its folder, on one core. */
const measureOne = async (file: string): Promise<Figures> => {
  const pace = () => ffmpegPace(file, CORE);
  const paces = [await pace(), await pace()];
  const program: MeterProgram = await startMeter(path.dirname(file));
  try {
    pin(program.pid, CORE);
    program.ask('go');
    const meter = await program.until(({ kind }) => kind === 'loudnessMeter');
    if (meter.kind !== 'loudnessMeter') throw new Error('There is no meter.');
    pin(meter.pid, CORE);
    const courseMb: number[] = [];
    const watch = setInterval(() => {
      courseMb.push(privateMb(meter.pid));
      program.ask('metrics');
    }, 200);
    program.ask('metrics');
    const outcome = await program.until(({ kind }) => kind === 'outcome');
    clearInterval(watch);
    const begun = program.told().find((one) => one.kind === 'view' && one.view?.title != null);
    if (outcome.kind !== 'outcome' || begun?.kind !== 'view') throw new Error('Nothing came of it.');
    const { outcome: what } = outcome;
    if (what.kind !== 'measured') throw new Error(`It was called ${what.reason}.`);
    expect(what.lufs).not.toBeNull();
    const sets = program.told().flatMap((one) => (one.kind === 'metrics' ? [one.residentKb / 1024] : []));
    paces.push(await pace(), await pace());
    return {
      tookS: (outcome.atMs - begun.atMs) / 1000,
      ffmpegS: median(paces) * what.durationS,
      durationS: what.durationS,
      privateMb: Math.max(...courseMb),
      courseMb,
      workingSetMb: Math.max(...sets),
      atFirstMb: sets[0] ?? Number.NaN,
    };
  } finally {
    await program.close();
  }
};

const tellTimes = (what: string, { tookS, ffmpegS, durationS }: Figures): void => {
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

/** What a process never falls below for long: memory that is swept late comes and goes above it. */
const floorOf = (courseMb: readonly number[]): number =>
  courseMb.toSorted((one, other) => one - other)[Math.floor(courseMb.length / 10)] ?? Number.NaN;

interface Kind {
  readonly ending: string;
  readonly hours: number;
  /** How many equal parts the file has, of which one is coded. A FLAC file can only have one. */
  readonly parts: number;
  readonly codec: readonly string[];
}

const KINDS: readonly Kind[] = [
  { ending: 'flac', hours: 1, parts: 1, codec: ['-c:a', 'flac', '-sample_fmt', 's16'] },
  { ending: 'mp3', hours: 6, parts: 36, codec: ['-c:a', 'libmp3lame', '-b:a', '192k'] },
  { ending: 'opus', hours: 6, parts: 36, codec: ['-c:a', 'libopus', '-b:a', '128k'] },
];

/** Speech, so that many hours take minutes: twelve of it have as many frames as six of music. */
const SPEECH = ['-ac', '1', '-ar', '22050'];
const MOST_GROWTH_MB = 5;

/** By ending: for how many hours the memory is watched, and ffmpeg's words for the codec. */
const LONG: Readonly<Record<string, readonly [number, readonly string[]]>> = {
  mp3: [12, ['-c:a', 'libmp3lame', '-b:a', '48k']],
  flac: [4, ['-c:a', 'flac', '-compression_level', '0']],
  m4a: [4, ['-c:a', 'aac', '-b:a', '48k']],
  ogg: [4, ['-c:a', 'libvorbis', '-q:a', '0']],
  wav: [4, ['-c:a', 'pcm_s16le']],
};

let folder = '';
test.beforeEach(() => {
  test.skip(process.platform !== 'linux', 'pins processes and reads /proc');
  folder = mkdtempSync(path.join(tmpdir(), 'stillroom-hours-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Makes a file that repeats so many times what ffmpeg makes of a codec. It lies alone in a folder. */
const makeFile = (
  name: string,
  parts: number,
  words: readonly string[],
  codec: readonly string[],
): string => {
  const inside = path.join(folder, path.parse(name).name);
  mkdirSync(inside);
  const file = path.join(inside, name);
  const isOne = parts === 1 || name.endsWith('flac');
  const part = parts === 1 ? file : path.join(folder, isOne ? 'part.wav' : `part of ${name}`);
  ffmpeg(...words, ...(parts === 1 || !isOne ? codec : []), part);
  // The frames of a FLAC file are numbered, so it can only be coded whole.
  if (parts > 1) {
    ffmpeg('-stream_loop', String(parts - 1), '-i', part, ...(isOne ? codec : ['-c', 'copy']), file);
  }
  return file;
};

for (const { ending, hours, parts, codec } of KINDS) {
  const name = `${hours === 1 ? 'an hour' : `${hours} hours`} of ${ending}`;
  test(name, async () => {
    const words = music((hours * HOUR_S) / parts);
    const figures = await measureOne(makeFile(`${name}.${ending}`, parts, words, codec));
    expect(figures.durationS / HOUR_S).toBeCloseTo(hours, 1);
    tellTimes(name, figures);
    tellMemory(name, figures);
  });
}

for (const [ending, [hours, codec]] of Object.entries(LONG)) {
  const name = `${hours} hours of ${ending}`;
  test(`${name} in the same memory`, async () => {
    test.setTimeout(1_500_000);
    const words = [...music(HOUR_S / 6), ...SPEECH];
    const figures = await measureOne(makeFile(`${name}, speech.${ending}`, hours * 6, words, codec));
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
