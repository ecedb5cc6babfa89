// Steady music for the bench: tones and pink noise, mastered on purpose from far too loud to far too soft. And a project
// folder whose bundled playlist holds nothing else.

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FLOOR_DBFS } from '../../shared/score/guard.ts';
import { makeMusic } from '../e2e/player-alone.ts';
import { PROJECT } from '../e2e/program.ts';

/** No tenth of a second may be louder than the one a second before it by more than this, in dB. */
export const MOST_RISE_DB = 7;

/** A level this much softer than before has begun to fall, in dB; a tone is steadier than that. */
export const FALLS_DB = 0.1;

export interface Steady {
  readonly name: string;
  readonly lufs: number;
  readonly durationS: number;
  readonly isTone: boolean;
}

/** Two channels of pink noise without its lowest part: that swells, and would be taken for the player's doing. */
const noise = (durationS: number): string => `anoisesrc=c=pink:d=${durationS}:r=48000:seed=7,highpass=f=200`;

/** What ffmpeg's pink noise measures on both channels, without its lowest part. */
const NOISE_LUFS = -12.2;

/** A tone of 1 kHz on both channels. Its loudness is its level: 0 LUFS at full scale. */
const tone = (durationS: number, lufs: number): string => {
  const one = `${10 ** (lufs / 20)}*sin(2*PI*997*t)`;
  return `aevalsrc='${one}|${one}':s=48000:d=${durationS}`;
};

/** Makes one file of the given loudness. */
export const makeSteady = (folder: string, { name, lufs, durationS, isTone }: Steady): void => {
  const file = path.join(folder, name);
  if (isTone) makeMusic(file, '-f', 'lavfi', '-i', tone(durationS, lufs));
  else {
    const source = `${noise(durationS)},pan=stereo|c0=c0|c1=c0,loudnorm=I=${lufs}:TP=-1:LRA=1:print_format=none`;
    makeMusic(file, '-f', 'lavfi', '-i', source, '-ar', '48000');
  }
};

/** Makes pink noise of the given loudness, half a minute by default; `words` tell ffmpeg the kind of file. */
export const makeMastered = (
  file: string,
  lufs: number,
  words: readonly string[] = [],
  lengthS = 30,
): void => {
  const source = `${noise(lengthS)},pan=stereo|c0=c0|c1=c0,volume=${lufs - NOISE_LUFS}dB,alimiter=level=false`;
  makeMusic(file, '-f', 'lavfi', '-i', source, '-ar', '48000', ...words);
};

/** Makes a folder like the project's that the program can be started from, with this music as its usual playlist. */
export const makeProject = (folder: string, music: readonly Steady[]): string => {
  const playlist = path.join(folder, 'assets', 'playlists', 'Slow Water');
  mkdirSync(playlist, { recursive: true });
  for (const part of ['out', 'node_modules', 'package.json']) {
    symlinkSync(path.join(PROJECT, part), path.join(folder, part));
  }
  for (const steady of music) makeSteady(playlist, steady);
  const known = music.map(({ name, lufs, durationS }) => [
    `Slow Water/${name}`,
    { durationS, lufs, title: name, truePeakDbtp: lufs, sha256: '' },
  ]);
  writeFileSync(path.join(playlist, '..', 'loudness.json'), JSON.stringify(Object.fromEntries(known)));
  return folder;
};

const WINDOWS_PER_S = 10;

/** By how many dB at most any 100 ms are louder than those a second before; what is below the floor counts as the floor. */
export const mostRise = (levels: readonly number[]): { readonly db: number; readonly atS: number } => {
  const heard = levels.map((db) => Math.max(FLOOR_DBFS, db));
  const rises = heard.slice(WINDOWS_PER_S).map((db, i) => db - (heard[i] ?? FLOOR_DBFS));
  const db = Math.max(0, ...rises);
  return { db, atS: 1 + Math.max(0, rises.indexOf(db)) / WINDOWS_PER_S };
};

/**
 * Holes in steady music, in ms: windows of 10 ms that are more than 6 dB below both what was 50 ms before and what
 * comes 50 ms after. A loudspeaker that ran empty on a busy machine sounds like this.
 */
export const holesMs = (levels: readonly number[]): number => {
  const heard = levels.map((db) => Math.max(FLOOR_DBFS, db));
  const isHole = (db: number, i: number): boolean =>
    db < Math.min(heard[i - 5] ?? FLOOR_DBFS, heard[i + 5] ?? FLOOR_DBFS) - 6;
  return heard.filter(isHole).length * 10;
};

/** The longest time below the floor, in ms, between the first sound and the last. */
export const longestSilence = (levels: readonly number[], windowMs: number): number => {
  const sounds = levels.map((db) => db > FLOOR_DBFS);
  const heard = sounds.slice(sounds.indexOf(true), sounds.lastIndexOf(true));
  let longest = 0;
  let run = 0;
  for (const isHeard of heard) {
    run = isHeard ? 0 : run + 1;
    longest = Math.max(longest, run);
  }
  return longest * windowMs;
};
