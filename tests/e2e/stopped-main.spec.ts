// Main itself stands still for a while, as in a computer without memory or a machine that is put to sleep. The music does
// not depend on it; whoever could not answer main meanwhile is not blamed for it. Heard at the loudspeaker.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import { makeProject } from '../bench/heard-music.ts';
import { BACK_WITHIN_MS, expectBack, expectHeardBack, HEARD_DBFS, SILENT_DBFS } from './heard-silence.ts';
import { cannotListen, heardAbove, type Listening, levelsOf, startListening } from './listening.ts';
import { cannotMakeMusic } from './player-alone.ts';
import { type Launch, type Program, startPreset, test } from './program.ts';

const why = cannotListen() ?? cannotMakeMusic();
test.skip(why !== null, why ?? '');

/**
 * Longer than a media element plays on from what it has read of these tracks (22 s) and than a deck then waits for more
 * (6 s, deck.ts), in ms.
 */
const STOPPED_MS = 32_000;

/** It is silent for longer than a busy computer ever holds up the sound, in ms. */
const SILENCE_MS = 2000;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

interface Place {
  readonly program: Program;
  readonly listening: Listening;
}

/** A session whose music is heard, which nothing that happens in it may be blamed for. */
const withMusic = async (launch: Launch, act: (place: Place) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'stillroom-music-'));
  const listening = await startListening();
  try {
    const music = ['1 Noise.flac', '2 Noise.flac'].map((name) => ({
      ...{ name, lufs: -14, durationS: 90, isTone: false },
    }));
    const program = await launch([], { env: listening.env, project: makeProject(folder, music) });
    await startPreset(program.room);
    const rising = await listening.record();
    expect(await heardAbove(rising, HEARD_DBFS, BACK_WITHIN_MS)).toBe(true);
    await rising.stop();
    await act({ program, listening });
    expect((await program.snapshot()).faults).toEqual([]);
    expect(program.said()).not.toContain('made anew');
    expect((await program.snapshot()).sound.playing?.title).toBe('1 Noise.flac');
    await program.close();
  } finally {
    await listening.close();
    await rm(folder, { recursive: true, force: true });
  }
};

test('a main that stood still blames no track for it, and the music goes on gently', async ({ launch }) => {
  await withMusic(launch, async ({ program, listening }) => {
    const main = program.app.process();
    main.kill('SIGSTOP');
    await pause(STOPPED_MS);
    const recorder = await listening.record();
    main.kill('SIGCONT');
    await expectHeardBack(recorder, 'main goes on');
  });
});

test('a program that stood still as a whole comes back from the floor', async ({ launch }) => {
  await withMusic(launch, async ({ program, listening }) => {
    const pids = await program.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
    const signal = (name: NodeJS.Signals): void => {
      for (const pid of pids) process.kill(pid, name);
    };
    await expectBack({ listening }, 'all goes on', async () => {
      const recorder = await listening.record();
      signal('SIGSTOP');
      const isLong = (): boolean =>
        recorder.heardMs() > SILENCE_MS &&
        levelsOf(recorder.last(SILENCE_MS)).every((db) => db < SILENT_DBFS);
      await expect.poll(isLong, { intervals: [100] }).toBe(true);
      await recorder.stop();
      signal('SIGCONT');
    });
  });
});
