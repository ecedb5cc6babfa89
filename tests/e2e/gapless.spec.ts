// One continuous tone, cut into two files: heard through the player with gapless joins, it is one tone still.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { cannotListen, startListening } from './listening.ts';
import { cannotMakeMusic, makeMusic, startPlayerAlone, trackOf } from './player-alone.ts';
import { toneFlaws } from './tone.ts';

const HZ = 997;
const CUT_AT = 432_123;
const RATE = 44_100;

/** The tone in two files of a kind; the cut lies anywhere in a period. */
const makePair = (folder: string, ending: string, words: readonly string[]): void => {
  const tone = `aevalsrc='0.1*sin(2*PI*${HZ}*t)|0.1*sin(2*PI*${HZ}*t)':s=${RATE}:d=20`;
  const cuts = { a: `atrim=end_sample=${CUT_AT}`, b: `atrim=start_sample=${CUT_AT},asetpts=PTS-STARTPTS` };
  for (const [name, cut] of Object.entries(cuts)) {
    makeMusic(path.join(folder, `${name}.${ending}`), '-f', 'lavfi', '-i', tone, '-af', cut, ...words);
  }
};

const KINDS = {
  flac: ['-c:a', 'flac'],
  opus: ['-c:a', 'libopus', '-b:a', '128k'],
  mp3: ['-c:a', 'libmp3lame', '-b:a', '192k'],
  m4a: ['-c:a', 'aac', '-b:a', '192k'],
} as const;

const why = cannotListen() ?? cannotMakeMusic();
test.skip(why !== null, why ?? '');

for (const [ending, words] of Object.entries(KINDS)) {
  test(`a tone cut into two ${ending} files is one tone when joined without a gap`, async () => {
    const media = await mkdtemp(path.join(tmpdir(), 'stillroom-music-'));
    makePair(media, ending, words);
    const listening = await startListening();
    const player = await startPlayerAlone(media, listening.env);
    try {
      const current = trackOf(`a.${ending}`, { durationS: CUT_AT / RATE });
      const next = trackOf(`b.${ending}`, { durationS: 20 - CUT_AT / RATE });
      const recorder = await listening.record();
      await player.order({ current, next, levelDb: 0, joins: 'gapless' });
      await expect
        .poll(async () => (await player.reports()).some(({ kind }) => kind === 'advanced'), {
          timeout: 20_000,
        })
        .toBe(true);
      const joinedMs = recorder.heardMs();
      await player.page.waitForTimeout(2000);
      const recording = await recorder.stop();
      // The fade-in takes 4.5 s; two seconds either side of the join are heard.
      const flaws = toneFlaws(recording, HZ, joinedMs - 2000, joinedMs + 1500);
      console.log(ending, JSON.stringify(flaws));
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
