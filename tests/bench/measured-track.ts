// A track of hours, made for the bench, and what the loudness meter takes to measure it: time and memory.

import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { type MeterProgram, startMeter } from '../e2e/loudness-meter-program.ts';
import { median } from './figures.ts';

export const HOUR_S = 3600;

/** The meter's process may take less than this, in MB of its own. */
export const MOST_MB = 150;

/** How much of a file ffmpeg measures, in s, twice before the meter and twice after it. */
const FFMPEG_S = 300;

/** Music-like: different pink noise on both sides, swelling, and a tone that comes and goes. */
export const music = (durationS: number): readonly string[] => [
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

/** Gives every test of a file a folder of its own; elsewhere than on Linux they are left out, for this reason. */
export const folderForEach = (why: string): (() => string) => {
  let folder = '';
  test.beforeEach(() => {
    test.skip(process.platform !== 'linux', why);
    folder = mkdtempSync(path.join(tmpdir(), 'stillroom-hours-'));
  });
  test.afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
};

/** Makes a file that repeats so many times what ffmpeg makes of a codec. It lies alone in a folder of the given one. */
export const makeFile = (
  folder: string,
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

export interface Figures {
  readonly tookS: number;
  /** How long ffmpeg would take for it on the same core, by what it took before and after; null: nobody asked. */
  readonly ffmpegS: number | null;
  readonly durationS: number;
  readonly privateMb: number;
  /** The private memory from then on to the end, five times a second. */
  readonly courseMb: readonly number[];
  readonly workingSetMb: number;
  /** The working set when the window was there and had not begun. */
  readonly atFirstMb: number;
}

/**
 * Measures a file that lies alone in its folder.
 *
 * @param core the only one that it may use, and ffmpeg beside which it is timed; null: any, and nothing is timed beside it
 */
export const measureOne = async (file: string, core: number | null): Promise<Figures> => {
  const twice = async (): Promise<readonly number[]> =>
    core === null ? [] : [await ffmpegPace(file, core), await ffmpegPace(file, core)];
  const before = await twice();
  const program: MeterProgram = await startMeter(path.dirname(file));
  try {
    if (core !== null) pin(program.pid, core);
    program.ask('go');
    const meter = await program.until(({ kind }) => kind === 'loudnessMeter');
    if (meter.kind !== 'loudnessMeter') throw new Error('There is no meter.');
    if (core !== null) pin(meter.pid, core);
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
    const paces = [...before, ...(await twice())];
    return {
      tookS: (outcome.atMs - begun.atMs) / 1000,
      ffmpegS: core === null ? null : median(paces) * what.durationS,
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
