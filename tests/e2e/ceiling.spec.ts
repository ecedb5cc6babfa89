// However wrongly a track was measured, nothing comes out above -1 dBFS, and what is not too loud comes out as it is.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { FLOOR_DBFS } from '../../shared/score/guard.ts';
import { cannotListen, levelsOf, type Recording, startListening } from './listening.ts';
import { cannotMakeMusic, makeMusic, startPlayerAlone, trackOf } from './player-alone.ts';

const why = cannotListen() ?? cannotMakeMusic();
test.skip(why !== null, why ?? '');

const CEILING = 10 ** (-1 / 20);

const peakOf = ({ samples }: Recording): number =>
  samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);

const peakDbOf = (recording: Recording): number => 20 * Math.log10(peakOf(recording));

test('a track that is far too loud is held at -1 dBFS, and one that is not is left alone', async () => {
  const media = await mkdtemp(path.join(tmpdir(), 'stillroom-music-'));
  // Blows out of silence, at full scale: the worst that a limiter can be given.
  const blows = "aevalsrc='sin(2*PI*500*t)*gt(mod(t,0.5),0.4)':s=48000:d=20";
  makeMusic(path.join(media, 'blows.flac'), '-f', 'lavfi', '-i', blows);
  makeMusic(path.join(media, 'noise.flac'), '-f', 'lavfi', '-i', 'anoisesrc=c=white:a=1:d=20:r=48000');
  makeMusic(
    path.join(media, 'calm.flac'),
    '-f',
    'lavfi',
    '-i',
    "aevalsrc='0.85*sin(2*PI*500*t)':s=48000:d=20",
  );
  const listening = await startListening();
  const player = await startPlayerAlone(media, listening.env);
  try {
    const hear = async (file: string, gainDb: number): Promise<Recording> => {
      await player.order({ current: trackOf(file, { gainDb }), levelDb: 0 });
      // The fade-in takes 4.5 s.
      await player.page.waitForTimeout(5000);
      const recorder = await listening.record();
      await player.page.waitForTimeout(1200);
      await player.order({ current: null, levelDb: null });
      const isOut = (): boolean => {
        const levels = levelsOf(recorder.last(300));
        return levels.length >= 3 && levels.every((db) => db < FLOOR_DBFS);
      };
      await expect.poll(isOut, { intervals: [100] }).toBe(true);
      return recorder.stop();
    };
    for (const file of ['blows.flac', 'noise.flac']) {
      const peak = peakOf(await hear(file, 6));
      expect(peak).toBeLessThanOrEqual(CEILING * 1.0001);
      expect(peak).toBeGreaterThan(CEILING * 0.9);
    }
    expect(Math.abs(peakDbOf(await hear('calm.flac', 0)) - 20 * Math.log10(0.85))).toBeLessThan(0.05);
  } finally {
    await player.close();
    await listening.close();
    await rm(media, { recursive: true, force: true });
  }
});
