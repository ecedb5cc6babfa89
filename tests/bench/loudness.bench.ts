// How fast the loudness meter measures an hour of music on one core, and what its process takes in memory meanwhile; and
// that six hours go through as well. Main and meter share the one core, since main reads the file.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { type MeterProgram, startMeter } from '../e2e/loudness-meter-program.ts';
import { tellFigure } from './figures.ts';

const HOUR_S = 3600;
const LEAST_TIMES = 40;
const MOST_MB = 150;

/** Music-like: pink noise apart on both sides, swelling, and a tone that comes and goes. */
const MUSIC = [
  ...['-f', 'lavfi', '-i', `anoisesrc=d=${HOUR_S}:c=pink:r=48000:a=0.5:s=1`],
  ...['-f', 'lavfi', '-i', `anoisesrc=d=${HOUR_S}:c=pink:r=48000:a=0.5:s=2`],
  ...['-f', 'lavfi', '-i', `sine=f=220:r=48000:d=${HOUR_S}`],
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

/** Puts a process with all its threads on the first core; those that it makes later stay there. */
const pin = (pid: number): void => {
  execFileSync('taskset', ['-a', '-c', '-p', '0', String(pid)], { stdio: 'ignore' });
};

/** What a process has for itself alone, in MB; what it shares with others is not in it. */
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
  readonly durationS: number;
  readonly privateMb: number;
  readonly workingSetMb: number;
  /** The working set when the window was there and had not begun. */
  readonly atFirstMb: number;
}

/** Measures the one file in a folder. */
const measureOne = async (folder: string): Promise<Figures> => {
  const program: MeterProgram = await startMeter(folder);
  try {
    pin(program.pid);
    program.ask('go');
    const meter = await program.until(({ kind }) => kind === 'loudnessMeter');
    if (meter.kind !== 'loudnessMeter') throw new Error('There is no meter.');
    pin(meter.pid);
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, privateMb(meter.pid));
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
    return {
      tookS: (outcome.atMs - begun.atMs) / 1000,
      durationS: what.durationS,
      ...{ privateMb: most, workingSetMb: Math.max(...sets), atFirstMb: sets[0] ?? Number.NaN },
    };
  } finally {
    await program.close();
  }
};

const tellTimes = (what: string, { tookS, durationS }: Figures): void => {
  const times = durationS / tookS;
  const measured = `${times.toFixed(0)} times real time (${tookS.toFixed(1)} s)`;
  tellFigure(`${what} measured on one core`, measured, `at least ${LEAST_TIMES} times`, times >= LEAST_TIMES);
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

const CODECS: Readonly<Record<string, readonly string[]>> = {
  flac: ['-c:a', 'flac', '-sample_fmt', 's16'],
  mp3: ['-c:a', 'libmp3lame', '-b:a', '192k'],
  opus: ['-c:a', 'libopus', '-b:a', '128k'],
};

let folder = '';
test.beforeEach(() => {
  test.skip(process.platform !== 'linux', 'pins processes and reads /proc');
  folder = mkdtempSync(path.join(tmpdir(), 'stillroom-hours-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

for (const [ending, codec] of Object.entries(CODECS)) {
  test(`an hour of ${ending}`, async () => {
    ffmpeg(...MUSIC, ...codec, path.join(folder, `hour.${ending}`));
    const figures = await measureOne(folder);
    tellTimes(`an hour of ${ending}`, figures);
    tellMemory(`an hour of ${ending}`, figures);
  });
}

for (const ending of ['opus', 'mp3']) {
  test(`six hours of ${ending}`, async () => {
    // On a machine that others use as well it is a matter of minutes.
    test.setTimeout(900_000);
    const part = path.join(tmpdir(), `stillroom-part-${process.pid}.${ending}`);
    const bitrate = ['-b:a', '32k'];
    try {
      ffmpeg('-f', 'lavfi', '-i', 'sine=f=330:r=48000:d=1800', '-ac', '2', ...bitrate, part);
      ffmpeg('-stream_loop', '11', '-i', part, '-c', 'copy', path.join(folder, `six hours.${ending}`));
    } finally {
      rmSync(part, { force: true });
    }
    const figures = await measureOne(folder);
    expect(figures.durationS / HOUR_S).toBeCloseTo(6, 1);
    tellTimes(`six hours of ${ending}`, figures);
    tellMemory(`six hours of ${ending}`, figures);
  });
}
