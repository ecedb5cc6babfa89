// The player's window alone, heard over steady music: what happens between two tracks, when an output goes, and to
// its memory after hours of music.

import { linkSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { FLOOR_DBFS } from '../../shared/guard.ts';
import { trackGainDb } from '../../shared/player.ts';
import { CUT_AT_S, makePair, PAIR_HZ, PAIR_KINDS, PAIR_S } from '../e2e/cut-tone.ts';
import { cannotListen, type Listening, levelsOf, startListening } from '../e2e/listening.ts';
import {
  cannotMakeMusic,
  makeMusic,
  type PlayerAlone,
  startPlayerAlone,
  trackOf,
} from '../e2e/player-alone.ts';
import { toneFlaws } from '../e2e/tone.ts';
import { tellFigure } from './figures.ts';
import { holesMs, longestSilence, makeSteady, mostRise, type Steady } from './heard-music.ts';

const MOST_RISE_DB = 7;
const MOST_SILENCE_MS = 50;
const MOST_GAP_MS = 1;
const MOST_LEAK_MS = 200;
const MOST_GROWTH_MB = 5;

const CHANGES = 60;
const HOUR_S = 3600;

const why = cannotListen() ?? cannotMakeMusic();
test.skip(why !== null, why ?? '');

interface Place {
  readonly media: string;
  readonly listening: Listening;
  readonly player: PlayerAlone;
}

const inPlace = async (
  make: (media: string) => void,
  act: (place: Place) => Promise<void>,
  sinks: readonly string[] = ['room'],
): Promise<void> => {
  const media = await mkdtemp(path.join(tmpdir(), 'stillroom-music-'));
  make(media);
  const listening = await startListening(sinks);
  const player = await startPlayerAlone(media, listening.env);
  try {
    await act({ media, listening, player });
  } finally {
    await player.close();
    await listening.close();
    await rm(media, { recursive: true, force: true });
  }
};

const advances = async (player: PlayerAlone): Promise<number> =>
  (await player.reports()).filter(({ kind }) => kind === 'advanced').length;

/** Tracks from far too loud to far too soft, in the order that is hardest on the ear. */
const MUSIC: readonly Steady[] = [
  { name: 'faint.flac', lufs: -35, durationS: 16, isTone: false },
  { name: 'loud.flac', lufs: -6, durationS: 16, isTone: true },
  { name: 'soft.flac', lufs: -23, durationS: 16, isTone: false },
  { name: 'usual.flac', lufs: -14, durationS: 16, isTone: false },
  { name: 'end.flac', lufs: -6, durationS: 16, isTone: true },
];

test('tracks mastered from -6 to -35 LUFS follow one another without a jump and without a hole', async () => {
  await inPlace(
    (media) => {
      for (const steady of MUSIC) makeSteady(media, steady);
    },
    async ({ listening, player }) => {
      const tracks = MUSIC.map(({ name, lufs, durationS }) =>
        trackOf(name, { durationS, gainDb: trackGainDb(lufs, null) }),
      );
      const recorder = await listening.record();
      for (const [i, current] of tracks.slice(0, -1).entries()) {
        await player.order({ current, next: tracks[i + 1] ?? null, levelDb: 0 });
        await expect.poll(() => advances(player), { timeout: 25_000 }).toBe(i + 1);
      }
      await player.page.waitForTimeout(7000);
      const recording = await recorder.stop();
      const rise = mostRise(levelsOf(recording)).db;
      const holes = holesMs(levelsOf(recording, 10));
      const torn = holes === 0 ? '' : ` (${holes} ms of holes where the loudspeaker ran empty)`;
      const what = `${MUSIC.length - 1} cross-fades of tracks from -6 to -35 LUFS${torn}`;
      const riseIsKept = rise <= MOST_RISE_DB;
      tellFigure(`${what}: most louder`, `${rise.toFixed(1)} dB`, `at most ${MOST_RISE_DB} dB`, riseIsKept);
      const silence = longestSilence(levelsOf(recording, 10), 10);
      const isKept = silence <= MOST_SILENCE_MS;
      tellFigure(`${what}: longest silence`, `${silence} ms`, `at most ${MOST_SILENCE_MS} ms`, isKept);
    },
  );
});

for (const [ending, words] of Object.entries(PAIR_KINDS)) {
  test(`one tone in two ${ending} files has no gap`, async () => {
    await inPlace(
      (media) => makePair(media, ending, words),
      async ({ listening, player }) => {
        const current = trackOf(`a.${ending}`, { durationS: CUT_AT_S });
        const next = trackOf(`b.${ending}`, { durationS: PAIR_S - CUT_AT_S });
        const recorder = await listening.record();
        await player.order({ current, next, levelDb: 0, joins: 'gapless' });
        await expect.poll(() => advances(player), { timeout: 25_000 }).toBe(1);
        const joinedMs = recorder.heardMs();
        await player.page.waitForTimeout(2000);
        const flaws = toneFlaws(await recorder.stop(), PAIR_HZ, joinedMs - 2000, joinedMs + 1500);
        const isTone = flaws.amplitude > 0.05;
        tellFigure(
          `gap in one tone of two ${ending} files`,
          `${flaws.longestGapMs.toFixed(2)} ms, ${flaws.mostOffDb.toFixed(2)} dB off, turned by ${flaws.phaseStepMs.toFixed(3)} ms`,
          `at most ${MOST_GAP_MS} ms`,
          isTone && flaws.longestGapMs <= MOST_GAP_MS,
        );
      },
    );
  });
}

test('what an output that is pulled out lets another one hear', async () => {
  test.setTimeout(400_000);
  const leaks: number[] = [];
  for (let time = 0; time < 5; time += 1) {
    await inPlace(
      (media) => makeSteady(media, { name: 'tone.flac', lufs: -23, durationS: 60, isTone: true }),
      async ({ listening, player }) => {
        const outputs = async () =>
          (await player.reports()).findLast((report) => report.kind === 'outputs')?.present ?? [];
        await player.order({});
        await expect.poll(async () => (await outputs()).length).toBe(2);
        const output = (await outputs()).find(({ name }) => name === 'Other') ?? null;
        await player.order({ current: trackOf('tone.flac'), levelDb: 0, output });
        await player.page.waitForTimeout(6000 + 130 * time);
        const recorder = await listening.record('room');
        await player.page.waitForTimeout(500);
        listening.unloadSink('other');
        await player.page.waitForTimeout(2000);
        const levels = levelsOf(await recorder.stop(), 10);
        leaks.push(levels.filter((db) => db > FLOOR_DBFS).length * 10);
      },
      ['room', 'other'],
    );
  }
  const worst = Math.max(...leaks);
  tellFigure(
    'heard on another output when ours is pulled out, at full level',
    `${leaks.join(', ')} ms`,
    `at most ${MOST_LEAK_MS} ms`,
    worst <= MOST_LEAK_MS,
  );
});

/** The player's own memory in MB, with all that it does not need any more let go of. */
const memoryOf = async ({ app, page }: PlayerAlone): Promise<number> => {
  const devTools = await page.context().newCDPSession(page);
  for (let time = 0; time < 2; time += 1) await devTools.send('HeapProfiler.collectGarbage');
  await devTools.detach();
  const pid = await app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.getOSProcessId());
  const said = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss_Anon:\s+(\d+) kB/m.exec(said)?.[1]) / 1024;
};

for (const [joins, lastS] of [
  ['crossfade', 14],
  ['gapless', 5],
] as const) {
  test(`memory over ${CHANGES} changes of tracks of an hour, by ${joins}`, async () => {
    test.setTimeout(1_500_000);
    await inPlace(
      (media) => {
        const first = path.join(media, '0.opus');
        makeMusic(first, '-f', 'lavfi', '-i', `anoisesrc=c=pink:d=${HOUR_S}:r=48000:a=0.1`, '-b:a', '12k');
        for (const other of [1, 2]) linkSync(first, path.join(media, `${other}.opus`));
      },
      async ({ player }) => {
        const trackAt = (i: number) => trackOf(`${i % 3}.opus`, { fromS: HOUR_S - lastS, durationS: HOUR_S });
        const used: number[] = [];
        for (let change = 0; change < CHANGES; change += 1) {
          await player.order({ current: trackAt(change), next: trackAt(change + 1), levelDb: 0, joins });
          await expect.poll(() => advances(player), { timeout: 40_000 }).toBe(change + 1);
          used.push(await memoryOf(player));
        }
        const third = used[2] ?? Number.NaN;
        const most = Math.max(...used.slice(3)) - third;
        const end = (used.at(-1) ?? Number.NaN) - third;
        tellFigure(
          `memory of the player after the third of ${CHANGES} changes by ${joins}`,
          `${third.toFixed(1)} MB, at most ${most.toFixed(1)} MB more, ${end.toFixed(1)} MB at the end`,
          `within ${MOST_GROWTH_MB} MB`,
          most <= MOST_GROWTH_MB,
        );
      },
    );
  });
}
