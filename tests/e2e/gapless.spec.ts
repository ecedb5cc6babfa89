// One continuous tone, cut into two files: heard through the player with gapless joins, it is one tone still.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { FLOOR_DBFS } from '../../shared/score/guard.ts';
import type { OrderedTrack } from '../../shared/sound/player-orders.ts';
import { CUT_AT_S, makePair, PAIR_HZ, PAIR_KINDS, PAIR_S } from './cut-tone.ts';
import { cannotListen, type Listening, levelsOf, startListening } from './listening.ts';
import { cannotMakeMusic, type PlayerAlone, startPlayerAlone, trackOf } from './player-alone.ts';
import { type ToneFlaws, toneFlaws } from './tone.ts';

const why = cannotListen() ?? cannotMakeMusic();
test.skip(why !== null, why ?? '');

const TRIES = 3;

/** Plays two tracks, joined, and answers what is wrong with the tone between two times, in ms from the join. */
const flawsOfJoin = async (
  listening: Listening,
  player: PlayerAlone,
  [current, next]: readonly [OrderedTrack, OrderedTrack],
  [fromMs, toMs]: readonly [number, number],
): Promise<ToneFlaws> => {
  const advanced = async (): Promise<number> =>
    (await player.reports()).filter(({ kind }) => kind === 'advanced').length;
  const before = await advanced();
  const recorder = await listening.record();
  // What was played before fades out first: the tone of this pair would only begin to rise then.
  const isStill = (): boolean => {
    const levels = levelsOf(recorder.last(300));
    return levels.length >= 3 && levels.every((db) => db < FLOOR_DBFS);
  };
  await expect.poll(isStill, { intervals: [100] }).toBe(true);
  await player.order({ current, next, levelDb: 0, joins: 'gapless' });
  await expect.poll(advanced, { intervals: [50], timeout: 20_000 }).toBeGreaterThan(before);
  const joinedMs = recorder.heardMs();
  await expect.poll(() => recorder.heardMs(), { intervals: [100] }).toBeGreaterThan(joinedMs + 1600);
  const recording = await recorder.stop();
  await player.order({ current: null, next: null, levelDb: null });
  return toneFlaws(recording, PAIR_HZ, joinedMs + fromMs, joinedMs + toMs);
};

const isWhole = ({ longestGapMs, phaseStepMs }: ToneFlaws): boolean =>
  longestGapMs <= 1 && phaseStepMs <= 0.05;

/** A busy machine lets the loudspeaker run empty now and then; what a join does wrong, it does wrong every time. */
const isOneTone = async (what: string, listen: () => Promise<ToneFlaws>): Promise<void> => {
  const flaws: ToneFlaws[] = [];
  while (flaws.length < TRIES && !flaws.some(isWhole)) flaws.push(await listen());
  expect(flaws.find(isWhole), `${what}: ${JSON.stringify(flaws)}`).toBeDefined();
  expect(flaws.find(isWhole)?.amplitude, what).toBeGreaterThan(0.05);
};

const kinds = Object.entries(PAIR_KINDS);

// Two kinds with each player, since a player takes as long to start as a pair takes to play.
for (const some of [kinds.slice(0, 2), kinds.slice(2)]) {
  const names = some.map(([ending]) => ending).join(', or into two ');
  test(`a tone cut into two ${names} files is one tone when joined without a gap`, async () => {
    const media = await mkdtemp(path.join(tmpdir(), 'stillroom-music-'));
    for (const [ending, words] of some) makePair(media, ending, words);
    const listening = await startListening();
    const player = await startPlayerAlone(media, listening.env);
    try {
      for (const [ending] of some) {
        const current = trackOf(`a.${ending}`, { durationS: CUT_AT_S });
        const next = trackOf(`b.${ending}`, { durationS: PAIR_S - CUT_AT_S });
        // The fade-in takes 4.5 s; two seconds before the join and more than one after it are heard.
        await isOneTone(ending, () => flawsOfJoin(listening, player, [current, next], [-2000, 1500]));
      }
    } finally {
      await player.close();
      await listening.close();
      await rm(media, { recursive: true, force: true });
    }
  });
}

test('a tone cut into two streams of one Ogg file is one tone, wherever it is begun', async () => {
  const media = await mkdtemp(path.join(tmpdir(), 'stillroom-music-'));
  makePair(media, 'ogg', ['-c:a', 'libvorbis', '-b:a', '128k']);
  const parts = await Promise.all(['a', 'b'].map((name) => readFile(path.join(media, `${name}.ogg`))));
  await writeFile(path.join(media, 'chain.ogg'), Buffer.concat(parts));
  const listening = await startListening();
  const player = await startPlayerAlone(media, listening.env);
  const heard = async (fromS: number, from: number, to: number): Promise<void> => {
    const chain = trackOf('chain.ogg', { fromS, durationS: PAIR_S, isMeasured: true });
    const after = trackOf('a.ogg', { durationS: CUT_AT_S });
    await isOneTone(`from ${fromS} s`, () => flawsOfJoin(listening, player, [chain, after], [from, to]));
  };
  try {
    // The second stream begins 7 s before the end.
    await heard(0, -8900, -5000);
    await heard(CUT_AT_S + 1, -1200, -200);
  } finally {
    await player.close();
    await listening.close();
    await rm(media, { recursive: true, force: true });
  }
});
