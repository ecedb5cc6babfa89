// An ear that can listen for hours: it keeps what a loudspeaker plays as levels on the wall clock, not as sound. It must
// never take a stumble of the machine for something that the player did.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { FLOOR_DBFS } from '../../shared/score/guard.ts';
import { type Listening, levelsOf } from '../e2e/listening.ts';
import { median } from './figures.ts';

const SAMPLE_RATE = 48_000;
const CHANNELS = 2;

/** Levels are kept for windows of this length, in ms; a sine of whole hundreds of Hz is steady over each of them. */
const STEP_MS = 10;

/** Samples are measured in blocks of this size: a whole number of windows, and more than the recorder sends at once. */
const BLOCK_BYTES = (SAMPLE_RATE / 10) * CHANNELS * 4;
const BLOCK_MS = 100;

/** Among this many blocks on each side, the one with the least delay tells how late the others came. */
const AROUND = 30;

/** Below this the room is silent, in dBFS. */
export const SILENT_DBFS = -60;

/** A hole begins with a fall by at least this, in dB, and what follows it is as loud as before, within this. */
const HOLE_DB = 1;
const SAME_DB = 4.5;

/** How long a hole can be, and for how long on each side of it no rise is judged, in tenths of a second. */
const LONGEST_HOLE = 10;
const BESIDE_HOLE = 12;

export interface Ear {
  /** The levels in dBFS of each 10 ms from one instant on the wall clock to another, or to now. */
  readonly since: (wallMs: number, untilMs?: number) => readonly number[];
  /** All levels that were heard. */
  readonly levels: () => readonly number[];
  /** The instant on the wall clock at which that window was heard. */
  readonly wallAt: (window: number) => number;
  readonly close: () => Promise<void>;
}

/** Starts to listen to the first loudspeaker; resolves once something has come, and rejects where there is no loudspeaker. */
export const openEar = async ({ env }: Pick<Listening, 'env'>): Promise<Ear> => {
  const format = ['--format=float32le', `--rate=${SAMPLE_RATE}`, `--channels=${CHANNELS}`];
  const child = spawn('parec', ['-d', 'room.monitor', '--latency-msec=10', ...format], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const levels: number[] = [];
  /** For each block: when the recording would have begun if that block had come without delay. */
  const beganAt: number[] = [];
  let waiting = Buffer.alloc(0);
  child.stdout.on('data', (bytes: Buffer) => {
    waiting = Buffer.concat([waiting, bytes]);
    while (waiting.length >= BLOCK_BYTES) {
      const samples = new Float32Array(new Uint8Array(waiting.subarray(0, BLOCK_BYTES)).buffer);
      waiting = waiting.subarray(BLOCK_BYTES);
      levels.push(...levelsOf({ samples, sampleRate: SAMPLE_RATE, channels: CHANNELS }, STEP_MS));
      const restMs = (waiting.length / 4 / CHANNELS / SAMPLE_RATE) * 1000;
      beganAt.push(Date.now() - restMs - (beganAt.length + 1) * BLOCK_MS);
    }
  });
  const ended = once(child, 'close');
  const nothing = ended.then(() => Promise.reject(new Error('There is no loudspeaker to listen to.')));
  await Promise.race([once(child.stdout, 'data'), nothing]);
  // Later it ends when it is closed, or with its loudspeaker.
  nothing.catch(() => undefined);

  /** The nearby block with the least delay tells best. Lost samples shift all blocks after them. */
  const beganAround = (window: number): number => {
    const block = Math.min(beganAt.length - 1, Math.max(0, Math.floor((window * STEP_MS) / BLOCK_MS)));
    return Math.min(...beganAt.slice(Math.max(0, block - AROUND), block + AROUND + 1));
  };
  const windowAt = (wallMs: number): number => {
    const guess = (wallMs - (beganAt.at(-1) ?? wallMs)) / STEP_MS;
    return Math.max(0, Math.round((wallMs - beganAround(guess)) / STEP_MS));
  };
  return {
    since: (wallMs, untilMs) =>
      levels.slice(windowAt(wallMs), untilMs === undefined ? undefined : windowAt(untilMs)),
    levels: () => levels,
    wallAt: (window) => beganAround(window) + window * STEP_MS,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};

/** The median level of the last half second, in dBFS. */
export const presentLevel = (ear: Ear): number => median(ear.levels().slice(-500 / STEP_MS));

/** The ms from the beginning of levels until they are silent and stay so; infinite when they do not. */
export const silentAfter = (levels: readonly number[]): number => {
  const lastHeard = levels.findLastIndex((db) => db > SILENT_DBFS);
  return lastHeard === levels.length - 1 ? Number.POSITIVE_INFINITY : (lastHeard + 1) * STEP_MS;
};

/** The ms until levels are more than `byDb` below what they begin with; infinite when they never are. */
export const fallsAfter = (levels: readonly number[], byDb: number): number => {
  const before = median(levels.slice(0, 4));
  const at = levels.findIndex((db) => db < before - byDb);
  return at === -1 ? Number.POSITIVE_INFINITY : at * STEP_MS;
};

/** Makes levels of 100 ms from levels of 10 ms, by their power. */
export const inTenths = (levels: readonly number[]): readonly number[] =>
  Array.from({ length: Math.floor(levels.length / 10) }, (_, tenth) => {
    const part = levels.slice(tenth * 10, tenth * 10 + 10);
    return 10 * Math.log10(part.reduce((sum, db) => sum + 10 ** (db / 10), 0) / 10);
  });

export interface Rise {
  /** By how much any tenth of a second is louder than the one a second before, where that was judged. */
  readonly db: number;
  readonly atS: number;
  /** How much of the recording was judged, in seconds. */
  readonly judgedS: number;
  /** How many times the loudspeaker ran empty. */
  readonly holes: number;
}

/** Where the hole ends that begins at a tenth of a second; null where none begins. */
const holeEnd = (heard: readonly number[], from: number): number | null => {
  const at = (tenth: number): number => heard[tenth] ?? FLOOR_DBFS;
  const before = Math.max(at(from - 1), at(from - 2));
  if (before - at(from) <= HOLE_DB) return null;
  let end: number | null = null;
  let least = at(from);
  for (let to = from + 1; to <= from + LONGEST_HOLE; to += 1) {
    const isBack = Math.abs(at(to) - before) < SAME_DB && at(to) > at(from) + HOLE_DB;
    if (isBack && at(to) > least + HOLE_DB) end = to;
    least = Math.min(least, at(to));
  }
  return end;
};

/**
 * The steepest rise in levels of tenths of a second, leaving out what is near a hole. Where steady music falls steeply
 * and is back within a second, the loudspeaker ran empty because the machine was busy. Everything else is judged, also
 * a jump without a fall before it.
 */
export const riseBesideHoles = (tenths: readonly number[]): Rise => {
  const heard = tenths.map((db) => Math.max(FLOOR_DBFS, db));
  const isBeside = heard.map(() => false);
  let holes = 0;
  for (let from = 1; from < heard.length; from += 1) {
    const end = holeEnd(heard, from);
    if (end === null) continue;
    holes += 1;
    isBeside.fill(true, Math.max(0, from - BESIDE_HOLE), end + BESIDE_HOLE + 1);
    from = end;
  }
  let rise: Rise = { db: 0, atS: 0, judgedS: 0, holes };
  for (let from = 0; from + 10 < heard.length; from += 1) {
    if (isBeside.slice(from, from + 11).includes(true)) continue;
    const db = (heard[from + 10] ?? FLOOR_DBFS) - (heard[from] ?? FLOOR_DBFS);
    const judgedS = rise.judgedS + 0.1;
    rise = db > rise.db ? { ...rise, db, atS: from / 10 + 1, judgedS } : { ...rise, judgedS };
  }
  return rise;
};
