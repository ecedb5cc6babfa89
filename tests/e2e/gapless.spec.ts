// One continuous tone, cut into two files: heard through the player with gapless joins, it is one tone still.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { FLOOR_DBFS } from '../../shared/score/guard.ts';
import { CUT_AT_S, makePair, PAIR_HZ, PAIR_KINDS, PAIR_S } from './cut-tone.ts';
import { cannotListen, type Listening, levelsOf, startListening } from './listening.ts';
import { cannotMakeMusic, type PlayerAlone, startPlayerAlone, trackOf } from './player-alone.ts';
import { type ToneFlaws, toneFlaws } from './tone.ts';

const why = cannotListen() ?? cannotMakeMusic();
test.skip(why !== null, why ?? '');

/** A busy machine lets the loudspeaker run empty now and then; what a join does wrong, it does wrong every time. */
const TRIES = 3;

/** Plays two files of one kind, joined, and answers what is wrong with the tone about the join. */
const flawsOfJoin = async (listening: Listening, player: PlayerAlone, ending: string): Promise<ToneFlaws> => {
  const advanced = async (): Promise<number> =>
    (await player.reports()).filter(({ kind }) => kind === 'advanced').length;
  const before = await advanced();
  const current = trackOf(`a.${ending}`, { durationS: CUT_AT_S });
  const next = trackOf(`b.${ending}`, { durationS: PAIR_S - CUT_AT_S });
  const recorder = await listening.record();
  // What was played before fades out first: the tone of this pair would only begin to rise then.
  const isStill = (): boolean => {
    const levels = levelsOf(recorder.last(300));
    return levels.length >= 3 && levels.every((db) => db < FLOOR_DBFS);
  };
  await expect.poll(isStill, { intervals: [100] }).toBe(true);
  await player.order({ current, next, levelDb: 0, joins: 'gapless' });
  await expect.poll(advanced, { timeout: 20_000 }).toBeGreaterThan(before);
  const joinedMs = recorder.heardMs();
  await expect.poll(() => recorder.heardMs(), { intervals: [100] }).toBeGreaterThan(joinedMs + 1600);
  const recording = await recorder.stop();
  await player.order({ current: null, next: null, levelDb: null });
  // The fade-in takes 4.5 s; two seconds before the join and more than one after it are heard.
  return toneFlaws(recording, PAIR_HZ, joinedMs - 2000, joinedMs + 1500);
};

const isWhole = ({ longestGapMs, phaseStepMs }: ToneFlaws): boolean =>
  longestGapMs <= 1 && phaseStepMs <= 0.05;

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
        const flaws: ToneFlaws[] = [];
        while (flaws.length < TRIES && !flaws.some(isWhole))
          flaws.push(await flawsOfJoin(listening, player, ending));
        expect(flaws.find(isWhole), `${ending}: ${JSON.stringify(flaws)}`).toBeDefined();
        expect(flaws.find(isWhole)?.amplitude, ending).toBeGreaterThan(0.05);
      }
    } finally {
      await player.close();
      await listening.close();
      await rm(media, { recursive: true, force: true });
    }
  });
}
