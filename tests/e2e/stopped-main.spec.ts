// Main itself stands still for a while, as in a computer without memory or a machine that is put to sleep. The music does
// not depend on it; whoever could not answer main meanwhile is not blamed for it. Heard at the loudspeaker.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import { makeProject } from '../bench/heard-music.ts';
import { BACK_WITHIN_MS, expectHeardBack, HEARD_DBFS } from './heard-silence.ts';
import { cannotListen, heardAbove, startListening } from './listening.ts';
import { cannotMakeMusic } from './player-alone.ts';
import { startPreset, test } from './program.ts';

const why = cannotListen() ?? cannotMakeMusic();
test.skip(why !== null, why ?? '');

/**
 * Longer than a media element plays on from what it has read of these tracks (22 s) and than a deck then waits for more
 * (6 s, deck.ts), in ms.
 */
const STOPPED_MS = 32_000;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

test('a main that stood still blames no track for it, and the music goes on gently', async ({ launch }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'stillroom-music-'));
  const listening = await startListening();
  try {
    const music = ['1 Noise.flac', '2 Noise.flac'].map((name) => ({
      ...{ name, lufs: -14, durationS: 150, isTone: false },
    }));
    const program = await launch([], { env: listening.env, project: makeProject(folder, music) });
    const { app, room, snapshot, said } = program;
    await startPreset(room);
    const rising = await listening.record();
    expect(await heardAbove(rising, HEARD_DBFS, BACK_WITHIN_MS)).toBe(true);
    await rising.stop();
    const main = app.process();
    main.kill('SIGSTOP');
    await pause(STOPPED_MS);
    const recorder = await listening.record();
    main.kill('SIGCONT');
    await expectHeardBack(recorder, 'main goes on');
    expect((await snapshot()).faults).toEqual([]);
    expect(said()).not.toContain('made anew');
    expect((await snapshot()).sound.playing?.title).toBe('1 Noise.flac');
    await program.close();
  } finally {
    await listening.close();
    await rm(folder, { recursive: true, force: true });
  }
});
