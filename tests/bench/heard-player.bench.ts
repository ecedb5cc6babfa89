// The player's window alone, heard over steady music: what happens between two tracks, and when an output is lost.

import { expect, test } from '@playwright/test';
import { FLOOR_DBFS } from '../../shared/score/guard.ts';
import { trackGainDb } from '../../shared/sound/player-orders.ts';
import { CUT_AT_S, makePair, PAIR_HZ, PAIR_KINDS, PAIR_S } from '../e2e/cut-tone.ts';
import { cannotListen, levelsOf } from '../e2e/listening.ts';
import { cannotMakeMusic, type PlayerAlone, trackOf } from '../e2e/player-alone.ts';
import { toneFlaws } from '../e2e/tone.ts';
import { tellFigure } from './figures.ts';
import { holesMs, longestSilence, MOST_RISE_DB, makeSteady, mostRise, type Steady } from './heard-music.ts';
import { inPlace } from './player-place.ts';

const MOST_SILENCE_MS = 50;
const MOST_GAP_MS = 1;
const MOST_LEAK_MS = 200;

/** How often an output is pulled out, each time at another place in the music. */
const PULLS = 4;

const why = cannotListen() ?? cannotMakeMusic();
test.skip(why !== null, why ?? '');

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
  for (let time = 0; time < PULLS; time += 1) {
    await inPlace(
      (media) => makeSteady(media, { name: 'tone.flac', lufs: -23, durationS: 60, isTone: true }),
      async ({ listening, player }) => {
        const outputs = async () =>
          (await player.reports()).findLast((report) => report.kind === 'outputs')?.present ?? [];
        await player.order({});
        await expect.poll(async () => (await outputs()).length).toBe(2);
        const output = (await outputs()).find(({ name }) => name === 'Other') ?? null;
        await player.order({ current: trackOf('tone.flac'), levelDb: 0, output });
        await player.page.waitForTimeout(4000 + 130 * time);
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
