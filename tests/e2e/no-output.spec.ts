// A machine without any sound output: the music goes on where nobody hears it, so that nothing waits for it.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { cannotMakeMusic, makeMusic, startPlayerAlone, trackOf } from './player-alone.ts';

const why = cannotMakeMusic();
test.skip(why !== null, why ?? '');

for (const joins of ['crossfade', 'gapless'] as const) {
  test(`the music goes on without an output, with joins by ${joins}`, async () => {
    const media = await mkdtemp(path.join(tmpdir(), 'stillroom-music-'));
    makeMusic(path.join(media, 'noise.flac'), '-f', 'lavfi', '-i', 'anoisesrc=c=pink:a=0.1:d=30');
    // A sound server that is not there: nothing is heard on the machine that runs this test either.
    const player = await startPlayerAlone(media, { PULSE_SERVER: 'unix:/nowhere' });
    try {
      await player.order({ current: trackOf('noise.flac'), levelDb: 0, joins });
      const positionS = async (): Promise<number> => {
        const report = (await player.reports()).at(-1);
        return report?.kind === 'playing' && report.trackId !== null ? report.positionS : 0;
      };
      await expect.poll(positionS, { timeout: 15_000 }).toBeGreaterThan(2);
    } finally {
      await player.close();
      await rm(media, { recursive: true, force: true });
    }
  });
}
