// The loudness meter in real Electron, with files as people have them: what it measures is what ffmpeg's ebur128 measures
// of the same file, and a bad file is called by its fault and holds nothing up.

import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, statSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { MeterOutcome } from '../../main/sound/library/known-files.ts';
import { ebur128OfFile } from '../integration/ebur128.ts';
import { type MeterProgram, startMeter } from './loudness-meter-program.ts';

const LUFS_OFF = 0.1;
const PEAK_OFF_DB = 0.2;

let folder = '';
let program: MeterProgram | null = null;

test.beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'stillroom-tracks-'));
});
test.afterEach(async () => {
  await program?.close();
  program = null;
  await rm(folder, { recursive: true, force: true });
});

const file = (name: string): string => path.join(folder, name);

/** Sound with a level that changes, so that the gates have work, and with highs and lows. */
const sound = (s: number): readonly string[] => [
  ...['-f', 'lavfi', '-i', `anoisesrc=d=${s}:c=pink:r=48000:a=0.5:s=7`],
  ...['-f', 'lavfi', '-i', `sine=f=330:r=48000:d=${s}`],
  '-filter_complex',
  '[0]volume=0.4*(1.1+sin(2*PI*t/9)):eval=frame[n];[1]volume=0.7[t];[n][t]join=inputs=2:channel_layout=stereo',
];

const make = (name: string, s: number, ...codec: readonly string[]): void => {
  execFileSync('ffmpeg', ['-loglevel', 'error', '-y', ...sound(s), ...codec, file(name)]);
};

const measured = async (count: number): Promise<ReadonlyMap<string, MeterOutcome>> => {
  program = await startMeter(folder);
  program.ask('go');
  return program.outcomes(count);
};

const TRACKS: Readonly<Record<string, readonly string[]>> = {
  'cbr.mp3': ['-c:a', 'libmp3lame', '-b:a', '192k'],
  'vbr.mp3': ['-c:a', 'libmp3lame', '-q:a', '4'],
  'without a count of frames.mp3': ['-c:a', 'libmp3lame', '-q:a', '4', '-write_xing', '0'],
  'sixteen.flac': ['-c:a', 'flac', '-sample_fmt', 's16'],
  'twenty-four.flac': ['-c:a', 'flac', '-sample_fmt', 's32', '-ar', '96000'],
  'a.opus': ['-c:a', 'libopus', '-b:a', '96k'],
  'vorbis.ogg': ['-c:a', 'libvorbis', '-q:a', '4', '-ar', '44100'],
  'index at the end.m4a': ['-c:a', 'aac', '-b:a', '160k', '-ar', '44100'],
  'index in front.m4a': ['-c:a', 'aac', '-b:a', '160k', '-movflags', '+faststart'],
  'sixteen.wav': ['-c:a', 'pcm_s16le', '-ar', '44100'],
  'twenty-four.wav': ['-c:a', 'pcm_s24le'],
  'one channel.mp3': ['-c:a', 'libmp3lame', '-b:a', '96k', '-ac', '1'],
  'five and one.flac': ['-c:a', 'flac', '-ac', '6'],
};

test('measures each kind of file as ffmpeg does', async () => {
  for (const [name, codec] of Object.entries(TRACKS)) make(name, 40, ...codec);
  const outcomes = await measured(Object.keys(TRACKS).length);
  for (const name of Object.keys(TRACKS)) {
    const ours = outcomes.get(name);
    const theirs = ebur128OfFile(file(name));
    expect(ours?.kind, name).toBe('measured');
    if (ours?.kind !== 'measured') continue;
    expect(Math.abs((ours.lufs ?? Number.NaN) - theirs.lufs), `${name}: LUFS`).toBeLessThanOrEqual(LUFS_OFF);
    expect(
      Math.abs((ours.truePeakDbtp ?? Number.NaN) - theirs.truePeakDbtp),
      `${name}: dBTP`,
    ).toBeLessThanOrEqual(PEAK_OFF_DB);
    expect(Math.abs(ours.durationS - 40), `${name}: length`).toBeLessThan(0.2);
  }
});

test('measures all that can be heard, whatever the name or the head of a file says', async () => {
  const loud = (from: string, to: string): readonly string[] => [
    ...['-f', 'lavfi', '-i', 'anoisesrc=d=32:c=pink:r=44100:a=0.5:s=7'],
    ...['-af', `volume=0.9:enable='between(t,0,4)',volume=0.001:enable='between(t,${from},${to})'`],
    ...['-ac', '1', '-c:a', 'libmp3lame', '-q:a', '0', '-write_xing', '0'],
  ];
  const ffmpeg = (...words: readonly string[]): void => {
    execFileSync('ffmpeg', ['-loglevel', 'error', '-y', ...words]);
  };
  ffmpeg(...loud('4', '32'), file('loud first.mp3'));
  ffmpeg(...loud('0', '28'), file('soft first.mp3'));
  make('m4a.mp3', 12, '-c:a', 'aac', '-f', 'mp4');
  make('adts.aac', 12, '-c:a', 'aac');
  make('crashed.wav', 12, '-c:a', 'pcm_s16le');
  const wav = readFileSync(file('crashed.wav'));
  wav.writeUInt32LE(0, 4);
  wav.writeUInt32LE(0, wav.indexOf('data') + 4);
  writeFileSync(file('crashed.wav'), wav);
  make('plain.mp3', 12, '-c:a', 'libmp3lame');
  const mp3 = readFileSync(file('plain.mp3'));
  writeFileSync(file('two in one.mp3'), Buffer.concat([mp3, mp3]));
  writeFileSync(file('behind noise.mp3'), Buffer.concat([Buffer.alloc(3000, 'no music '), mp3]));
  for (const [name, codec] of [
    ['chained.ogg', 'libvorbis'],
    ['chained.opus', 'libopus'],
  ] as const) {
    make(name, 12, '-c:a', codec);
    const ogg = readFileSync(file(name));
    writeFileSync(file(name), Buffer.concat([ogg, ogg]));
  }
  // What a media element goes on with, and what it stops at.
  const tone = ['-f', 'lavfi', '-i', 'sine=f=880:r=48000:d=8', '-ac', '2'];
  ffmpeg(...tone, '-c:a', 'libvorbis', file('tone.ogg'));
  make('other rate.ogg', 8, '-c:a', 'libvorbis', '-ar', '44100');
  const first = readFileSync(file('chained.ogg'));
  for (const [name, next] of [
    ['of two kinds.ogg', 'tone.ogg'],
    ['of two rates.ogg', 'other rate.ogg'],
  ] as const) {
    writeFileSync(file(name), Buffer.concat([first, readFileSync(file(next))]));
    unlinkSync(file(next));
  }
  make('other rate.mp3', 8, '-c:a', 'libmp3lame', '-ar', '44100');
  writeFileSync(file('of two rates.mp3'), Buffer.concat([mp3, readFileSync(file('other rate.mp3'))]));
  unlinkSync(file('other rate.mp3'));
  make('two in one.flac', 12, '-c:a', 'flac');
  const flac = readFileSync(file('two in one.flac'));
  writeFileSync(file('two in one.flac'), Buffer.concat([flac, flac]));
  make('tag behind.flac', 12, '-c:a', 'flac');
  const tagged = Buffer.concat([readFileSync(file('tag behind.flac')), Buffer.from('TAG'.padEnd(128, '\0'))]);
  writeFileSync(file('tag behind.flac'), tagged);
  const outcomes = await measured(15);
  const told = [...outcomes].map(([name, outcome]) =>
    outcome.kind === 'measured'
      ? [name, Math.round(outcome.durationS), Math.round(outcome.unheardS ?? Number.NaN)]
      : [name, outcome.reason],
  );
  expect(told.toSorted()).toEqual([
    ['adts.aac', 12, 0],
    ['behind noise.mp3', 12, 0],
    ['chained.ogg', 24, 0],
    ['chained.opus', 24, 0],
    ['crashed.wav', 12, 0],
    ['loud first.mp3', 32, 0],
    ['m4a.mp3', 12, 0],
    ['of two kinds.ogg', 32, 0],
    ['of two rates.mp3', 12, 8],
    ['of two rates.ogg', 24, 8],
    ['plain.mp3', 12, 0],
    ['soft first.mp3', 32, 0],
    ['tag behind.flac', 12, 0],
    ['two in one.flac', 'damaged'],
    ['two in one.mp3', 24, 0],
  ]);
  for (const name of ['adts.aac', 'loud first.mp3', 'of two kinds.ogg', 'plain.mp3']) {
    const outcome = outcomes.get(name);
    const lufs = outcome?.kind === 'measured' ? outcome.lufs : null;
    expect(Math.abs((lufs ?? Number.NaN) - ebur128OfFile(file(name)).lufs), name).toBeLessThanOrEqual(
      LUFS_OFF,
    );
  }
});

test('measures files that carry a cover larger than the sound', async () => {
  const noise = ['-f', 'lavfi', '-i', 'color=gray:s=1400x1400,noise=alls=100:allf=t', '-frames:v', '1'];
  execFileSync('ffmpeg', ['-loglevel', 'error', '-y', ...noise, path.join(folder, 'cover.png')]);
  expect(statSync(file('cover.png')).size).toBeGreaterThan(2_000_000);
  const covered = (name: string, ...codec: readonly string[]): void => {
    make(`plain ${name}`, 12, ...codec);
    const inputs = ['-i', file(`plain ${name}`), '-i', file('cover.png'), '-map', '0:a', '-map', '1:v'];
    const words = [...inputs, '-c', 'copy', '-disposition:v', 'attached_pic', file(name)];
    execFileSync('ffmpeg', ['-loglevel', 'error', '-y', ...words]);
    unlinkSync(file(`plain ${name}`));
  };
  covered('a.mp3', '-c:a', 'libmp3lame');
  covered('a.flac', '-c:a', 'flac');
  covered('a.m4a', '-c:a', 'aac');
  unlinkSync(file('cover.png'));
  const outcomes = await measured(3);
  for (const [name, outcome] of outcomes) {
    const lufs = outcome.kind === 'measured' ? outcome.lufs : null;
    expect(Math.abs((lufs ?? Number.NaN) - ebur128OfFile(file(name)).lufs), name).toBeLessThanOrEqual(
      LUFS_OFF,
    );
  }
});

test('calls each bad file by its fault, and measures those between them', async () => {
  writeFileSync(file('1 empty.mp3'), '');
  writeFileSync(file('2 text.mp3'), 'This is a shopping list, and no music at all.\n'.repeat(200));
  make('3 cut short.flac', 20, '-c:a', 'flac');
  truncateSync(file('3 cut short.flac'), Math.floor(readFileSync(file('3 cut short.flac')).length * 0.6));
  make('4 cut short.mp3', 20, '-c:a', 'libmp3lame');
  truncateSync(file('4 cut short.mp3'), Math.floor(readFileSync(file('4 cut short.mp3')).length * 0.6));
  make('5 three seconds.opus', 3, '-c:a', 'libopus');
  make('6 cut short.m4a', 20, '-c:a', 'aac', '-movflags', '+faststart');
  truncateSync(file('6 cut short.m4a'), Math.floor(readFileSync(file('6 cut short.m4a')).length * 0.6));
  make('7 whole.mp3', 8, '-c:a', 'libmp3lame');
  const scrambled = Buffer.from(readFileSync(file('7 whole.mp3')));
  // The beginning of a flac and the middle of something else.
  make('8 scrambled.flac', 8, '-c:a', 'flac');
  const flac = readFileSync(file('8 scrambled.flac'));
  scrambled.copy(flac, Math.floor(flac.length / 4), 0, Math.floor(flac.length / 2));
  writeFileSync(file('8 scrambled.flac'), flac);
  make('9 no codec of ours.m4a', 8, '-c:a', 'alac');
  copyFileSync(file('7 whole.mp3'), file(`${'ä音'.repeat(35)} long.mp3`));
  const outcomes = await measured(10);
  const said = (name: string): string => {
    const outcome = outcomes.get(name);
    return outcome?.kind === 'unplayable' ? outcome.reason : (outcome?.kind ?? 'nothing');
  };
  expect(said('1 empty.mp3')).toBe('unsupported');
  expect(said('2 text.mp3')).toBe('unsupported');
  expect(said('3 cut short.flac')).toBe('damaged');
  expect(said('4 cut short.mp3')).toBe('damaged');
  expect(said('5 three seconds.opus')).toBe('measured');
  expect(said('6 cut short.m4a')).toBe('damaged');
  expect(said('7 whole.mp3')).toBe('measured');
  expect(said('8 scrambled.flac')).toBe('damaged');
  expect(said('9 no codec of ours.m4a')).toBe('unsupported');
  expect(said(`${'ä音'.repeat(35)} long.mp3`)).toBe('measured');
});

test('calls a file unreadable that is gone by the time it is measured', async () => {
  make('a.mp3', 5, '-c:a', 'libmp3lame');
  program = await startMeter(folder);
  unlinkSync(file('a.mp3'));
  program.ask('go');
  expect((await program.outcomes(1)).get('a.mp3')).toEqual({ kind: 'unplayable', reason: 'unreadable' });
});

test('leaves off for a session, begins the track anew after it, and shows how far it has come', async () => {
  make('long.flac', 900, '-c:a', 'flac', '-compression_level', '0');
  program = await startMeter(folder);
  program.ask('go');
  await program.until((one) => one.kind === 'view' && (one.view?.share ?? 0) > 0.1);
  const asked = program.told().length;
  program.ask('pause');
  await program.until((one) => one.kind === 'view' && one.view?.title === null, asked);
  const before = program.told().length;
  // Nothing may be heard of the meter while it rests.
  await new Promise((done) => setTimeout(done, 1500));
  expect(program.told().length).toBe(before);
  program.ask('go');
  expect((await program.outcomes(1)).get('long.flac')?.kind).toBe('measured');
  const shares = program.told().flatMap((one) => (one.kind === 'view' ? [one.view?.share ?? 0] : []));
  expect(shares.filter((share) => share > 0 && share < 1).length).toBeGreaterThan(2);
  expect(program.told().filter(({ kind }) => kind === 'loudnessMeter')).toHaveLength(2);
});

test('measures a track with a new meter when the first one dies, and gives it up when both do', async () => {
  make('1 long.flac', 900, '-c:a', 'flac', '-compression_level', '0');
  make('2 short.mp3', 5, '-c:a', 'libmp3lame');
  program = await startMeter(folder);
  program.ask('go');
  for (const meters of [1, 2]) {
    await expect
      .poll(() => program?.told().filter(({ kind }) => kind === 'loudnessMeter').length)
      .toBe(meters);
    const since = program.told().length;
    await program.until((one) => one.kind === 'view' && (one.view?.share ?? 0) > 0.02, since);
    program.ask('crash');
  }
  const outcomes = await program.outcomes(2);
  expect(outcomes.get('1 long.flac')).toEqual({ kind: 'unplayable', reason: 'damaged' });
  expect(outcomes.get('2 short.mp3')?.kind).toBe('measured');
});
