// An mp3 whose bit rate varies and that does not say how long it is: a media element guesses. Whether it is measured or not,
// the next track comes when this one really ends.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { CROSSFADE_MS, type PlayerReport } from '../../shared/sound/player-orders.ts';
import { cannotMakeMusic, makeMusic, startPlayerAlone, trackOf } from './player-alone.ts';

const why = cannotMakeMusic();
test.skip(why !== null, why ?? '');

const LENGTH_S = 32;

/** Only the end is played, in seconds. */
const FROM_S = 18;

/** Noise takes many bits and a tone few, so that whatever comes first is a bad measure of the rest. */
const NOISE = '0.4*random(0)-0.2';
const TONE = '0.05*sin(600*PI*t)';

const makeGuessed = (file: string, first: string, then: string): void =>
  makeMusic(
    file,
    ...['-f', 'lavfi', '-i', `aevalsrc='if(lt(t,4),${first},${then})':s=44100:d=${LENGTH_S}`],
    ...['-c:a', 'libmp3lame', '-q:a', '2', '-write_xing', '0'],
  );

for (const isMeasured of [true, false]) {
  test(`a length that an element guesses is not believed: ${isMeasured ? '' : 'not '}measured`, async () => {
    const media = await mkdtemp(path.join(tmpdir(), 'stillroom-music-'));
    makeGuessed(path.join(media, 'loud-first.mp3'), NOISE, TONE);
    makeGuessed(path.join(media, 'soft-first.mp3'), TONE, NOISE);
    makeMusic(path.join(media, 'next.flac'), '-f', 'lavfi', '-i', 'sine=d=40');
    const player = await startPlayerAlone(media, { PULSE_SERVER: 'unix:/nowhere' });
    const reports = async (of: string): Promise<readonly PlayerReport[]> => {
      const all = await player.reports();
      return all.slice(all.findIndex((one) => one.kind === 'playing' && one.trackId === of));
    };
    try {
      for (const name of ['loud-first.mp3', 'soft-first.mp3']) {
        const known = isMeasured ? { isMeasured, durationS: LENGTH_S } : { durationS: 9 };
        const current = trackOf(name, { ...known, fromS: FROM_S });
        await player.order({ current, next: trackOf('next.flac'), levelDb: 0 });
        const isOver = async (): Promise<boolean> =>
          (await reports(name)).some(({ kind }) => kind === 'advanced');
        await expect.poll(isOver, { timeout: 40_000 }).toBe(true);
        const heard = (await reports(name)).flatMap((one) =>
          one.kind === 'playing' && one.trackId === name ? one.positionS : [],
        );
        const leftS = LENGTH_S - Math.max(...heard);
        expect(leftS, `${name}: seconds before its end`).toBeGreaterThan(CROSSFADE_MS / 1000 - 1);
        expect(leftS, `${name}: seconds before its end`).toBeLessThan(CROSSFADE_MS / 1000 + 1);
      }
    } finally {
      await player.close();
      await rm(media, { recursive: true, force: true });
    }
  });
}
