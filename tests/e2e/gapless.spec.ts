// One continuous tone, cut into two files: heard through the player with gapless joins, it is one tone still.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { CUT_AT_S, makePair, PAIR_HZ, PAIR_KINDS, PAIR_S } from './cut-tone.ts';
import { cannotListen, startListening } from './listening.ts';
import { cannotMakeMusic, startPlayerAlone, trackOf } from './player-alone.ts';
import { toneFlaws } from './tone.ts';

const why = cannotListen() ?? cannotMakeMusic();
test.skip(why !== null, why ?? '');

for (const [ending, words] of Object.entries(PAIR_KINDS)) {
  test(`a tone cut into two ${ending} files is one tone when joined without a gap`, async () => {
    const media = await mkdtemp(path.join(tmpdir(), 'stillroom-music-'));
    makePair(media, ending, words);
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
      const flaws = toneFlaws(await recorder.stop(), PAIR_HZ, joinedMs - 2000, joinedMs + 1500);
      expect(flaws.amplitude).toBeGreaterThan(0.05);
      expect(flaws.longestGapMs).toBeLessThanOrEqual(1);
      expect(flaws.phaseStepMs).toBeLessThanOrEqual(0.05);
    } finally {
      await player.close();
      await listening.close();
      await rm(media, { recursive: true, force: true });
    }
  });
}
