// The player's window alone, heard over tracks of any loudness: they come out equally loud.

import path from 'node:path';
import { test } from '@playwright/test';
import { trackGainDb } from '../../shared/sound/player-orders.ts';
import { cannotListen } from '../e2e/listening.ts';
import { cannotMakeMusic, trackOf } from '../e2e/player-alone.ts';
import { ebur128OfFile, ebur128OfSamples } from '../integration/ebur128.ts';
import { tellFigure } from './figures.ts';
import { makeMastered } from './heard-music.ts';
import { inPlace } from './player-place.ts';

const MOST_APART_LU = 1;

/** From an order until its track is heard alone and at its level: a cross-fade of 6 s and some more, in ms. */
const CALM_MS = 8000;

/** This much of a track is measured, in ms. */
const MEASURED_MS = 5000;

const why = cannotListen() ?? cannotMakeMusic();
test.skip(why !== null, why ?? '');

/** Files as people have them, mastered to a loudness. A file of one channel is heard from two loudspeakers. */
const MASTERED: readonly (readonly [name: string, lufs: number, ...words: readonly string[]])[] = [
  ['crushed.flac', -6],
  ['loud.mp3', -10, '-b:a', '192k'],
  ['one channel.mp3', -17, '-ac', '1'],
  ['usual.opus', -16, '-b:a', '96k'],
  ['classical.m4a', -23, '-c:a', 'aac'],
  ['quiet.wav', -28],
];

test('tracks of any loudness come out as one', async () => {
  await inPlace(
    (media) => {
      for (const [name, lufs, ...words] of MASTERED) makeMastered(path.join(media, name), lufs, words);
    },
    async ({ listening, media, player }) => {
      const heard: number[] = [];
      for (const [name] of MASTERED) {
        const { lufs, truePeakDbtp } = ebur128OfFile(path.join(media, name));
        const current = trackOf(name, { gainDb: trackGainDb(lufs, truePeakDbtp) });
        await player.order({ current, levelDb: 0 });
        await player.page.waitForTimeout(CALM_MS);
        const recorder = await listening.record();
        await player.page.waitForTimeout(MEASURED_MS);
        const { samples, sampleRate, channels } = await recorder.stop();
        const planes = Array.from({ length: channels }, (_, channel) =>
          samples.filter((_sample, i) => i % channels === channel),
        );
        heard.push(ebur128OfSamples({ sampleRate, planes }, path.join(media, 'heard.f32')).lufs);
      }
      const apart = Math.max(...heard) - Math.min(...heard);
      tellFigure(
        `integrated loudness as played of ${MASTERED.length} files from -6 to -28 LUFS`,
        `${apart.toFixed(2)} LU apart (${heard.map((lufs) => lufs.toFixed(2)).join(', ')})`,
        `within ${MOST_APART_LU} LU`,
        apart <= MOST_APART_LU,
      );
    },
  );
});
