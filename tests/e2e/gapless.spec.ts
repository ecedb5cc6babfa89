// One continuous tone, cut into two files: heard through the player with gapless joins, it is one tone still.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { CUT_AT_S, makePair, PAIR_HZ, PAIR_KINDS, PAIR_S } from './cut-tone.ts';
import { cannotListen, startListening } from './listening.ts';
import { cannotMakeMusic, startPlayerAlone, trackOf } from './player-alone.ts';
import { type ToneFlaws, toneFlaws } from './tone.ts';

const why = cannotListen() ?? cannotMakeMusic();
test.skip(why !== null, why ?? '');

/** A busy machine lets the loudspeaker run empty now and then; what a join does wrong, it does wrong every time. */
const TRIES = 3;

/** Plays the two files of a folder, joined, and answers what is wrong with the tone about the join. */
const flawsOfJoin = async (media: string, ending: string): Promise<ToneFlaws> => {
  const listening = await startListening();
  const player = await startPlayerAlone(media, listening.env);
  try {
    const current = trackOf(`a.${ending}`, { durationS: CUT_AT_S });
    const next = trackOf(`b.${ending}`, { durationS: PAIR_S - CUT_AT_S });
    const recorder = await listening.record();
    await player.order({ current, next, levelDb: 0, joins: 'gapless' });
    const hasAdvanced = async (): Promise<boolean> =>
      (await player.reports()).some(({ kind }) => kind === 'advanced');
    await expect.poll(hasAdvanced, { timeout: 20_000 }).toBe(true);
    const joinedMs = recorder.heardMs();
    await player.page.waitForTimeout(2000);
    // The fade-in takes 4.5 s; two seconds before the join and more than one after it are heard.
    return toneFlaws(await recorder.stop(), PAIR_HZ, joinedMs - 2000, joinedMs + 1500);
  } finally {
    await player.close();
    await listening.close();
  }
};

for (const [ending, words] of Object.entries(PAIR_KINDS)) {
  test(`a tone cut into two ${ending} files is one tone when joined without a gap`, async () => {
    test.setTimeout(TRIES * 60_000);
    const media = await mkdtemp(path.join(tmpdir(), 'stillroom-music-'));
    makePair(media, ending, words);
    const flaws: ToneFlaws[] = [];
    const isWhole = ({ longestGapMs, phaseStepMs }: ToneFlaws): boolean =>
      longestGapMs <= 1 && phaseStepMs <= 0.05;
    while (flaws.length < TRIES && !flaws.some(isWhole)) flaws.push(await flawsOfJoin(media, ending));
    await rm(media, { recursive: true, force: true });
    expect(flaws.find(isWhole), JSON.stringify(flaws)).toBeDefined();
    expect(flaws.find(isWhole)?.amplitude).toBeGreaterThan(0.05);
  });
}
