// The player's memory after hours of music: after sixty changes between tracks of an hour it is as large as after the
// third. Each track begins near its end, so that this takes minutes.

import { spawn } from 'node:child_process';
import { linkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { builtMain } from '../e2e/built-main.ts';
import { cannotMakeMusic, makeMusic } from '../e2e/player-alone.ts';
import { cleanEnvironment, electron, PROJECT } from '../e2e/program.ts';
import { median, tellFigure } from './figures.ts';

const MOST_GROWTH_MB = 5;
const CHANGES = 60;
const HOUR_S = 3600;

/** Garbage comes and goes by a megabyte or two, so that the median of this many changes is taken. */
const TOGETHER = 10;

const why = cannotMakeMusic();
test.skip(why !== null, why ?? '');

/** The private memory of the player's process after each change, in MB. */
const usedBy = async (env: Readonly<Record<string, string>>): Promise<readonly number[]> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'stillroom-player-'));
  const { executable, switches } = electron();
  const main = await builtMain('player-memory', import.meta.dirname);
  const child = spawn(executable, [main, ...switches, `--user-data-dir=${folder}`], {
    env: cleanEnvironment({ ...env, STILLROOM_PROJECT: PROJECT }),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  child.stdout?.on('data', (bytes: Buffer) => {
    said += bytes.toString();
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  await rm(folder, { recursive: true, force: true });
  expect(code, 'the player went through all changes').toBe(0);
  return said
    .trim()
    .split('\n')
    .map((kb) => Number(kb) / 1024);
};

/** How much of each track is played, in s. Two cross-fades of 6 s must not meet. */
for (const [joins, lastS] of [
  ['crossfade', 12.5],
  ['gapless', 5],
] as const) {
  test(`memory over ${CHANGES} changes of tracks of an hour, by ${joins}`, async () => {
    test.setTimeout(1_500_000);
    const media = await mkdtemp(path.join(tmpdir(), 'stillroom-music-'));
    const part = path.join(media, 'part.opus');
    makeMusic(part, '-f', 'lavfi', '-i', `anoisesrc=c=pink:d=${HOUR_S / 6}:r=48000:a=0.1`, '-b:a', '12k');
    const first = path.join(media, '0.opus');
    makeMusic(first, '-stream_loop', '5', '-i', part, '-t', String(HOUR_S), '-c', 'copy');
    for (const other of [1, 2]) linkSync(first, path.join(media, `${other}.opus`));
    const used = await usedBy({
      STILLROOM_MEDIA: media,
      STILLROOM_JOINS: joins,
      STILLROOM_CHANGES: String(CHANGES),
      STILLROOM_LAST_S: String(lastS),
    });
    await rm(media, { recursive: true, force: true });
    expect(used).toHaveLength(CHANGES);
    const third = used[2] ?? Number.NaN;
    const end = median(used.slice(-TOGETHER)) - third;
    const most = Math.max(...used.slice(3)) - third;
    tellFigure(
      `memory of the player after the third of ${CHANGES} changes by ${joins}`,
      `${third.toFixed(1)} MB; the last ${TOGETHER} ${end.toFixed(1)} MB more, at most ${most.toFixed(1)} MB`,
      `within ${MOST_GROWTH_MB} MB`,
      end <= MOST_GROWTH_MB,
    );
  });
}
