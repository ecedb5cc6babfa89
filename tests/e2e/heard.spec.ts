// What really comes out of the loudspeaker: the program plays into a null sink, and what it played is recorded and
// measured. Skipped, with a word, where there is no PulseAudio.

import { expect } from '@playwright/test';
import { FLOOR_DBFS, SOUND_SLOPES } from '../../shared/score/guard.ts';
import { cannotListen, heardAbove, levelsOf, type Recorder, startListening, steepest } from './listening.ts';
import { type Launch, type Program, startPreset, test, toConsole } from './program.ts';

/** Music swells by itself; this much may come on top of the guard's slopes, in dB a second. */
const SWELL = 3;

const WINDOW_MS = 100;

const why = cannotListen();
test.skip(why !== null, why ?? '');

interface Heard {
  readonly program: Program;
  readonly record: () => Promise<Recorder>;
}

/** Runs a test with a loudspeaker of its own. */
const listeningTo = async (launch: Launch, act: (heard: Heard) => Promise<void>): Promise<void> => {
  const listening = await startListening();
  try {
    const program = await launch([], { env: listening.env });
    await act({ program, record: listening.record });
    await program.close();
  } finally {
    await listening.close();
  }
};

/** The level in the middle of the last second, in dBFS. */
const lastSecond = (levels: readonly number[]): number => {
  const last = levels.slice(-1000 / WINDOW_MS).sort((a, b) => a - b);
  return last[Math.floor(last.length / 2)] ?? Number.NEGATIVE_INFINITY;
};

const expectGentle = (levels: readonly number[]): void => {
  const { risePerS, fallPerS } = steepest(levels);
  expect(risePerS).toBeLessThan(SOUND_SLOPES.upPerS + SWELL);
  expect(fallPerS).toBeLessThan(SOUND_SLOPES.downPerS + SWELL);
};

/** Music that is started comes to its level within this time, in ms. */
const UP_WITHIN_MS = 15_000;

/** In settle music is louder than this, in dBFS. */
const HEARD_DBFS = -42;

/** What is heard until music is back at its level. */
const heardBack = async (record: Heard['record']): Promise<readonly number[]> => {
  const recorder = await record();
  await heardAbove(recorder, -45, UP_WITHIN_MS);
  return levelsOf(await recorder.stop(), WINDOW_MS);
};

test('music rises from silence, gently, to where the score wants it, and fades when the program quits', async ({
  launch,
}) => {
  await listeningTo(launch, async ({ program, record }) => {
    const { room, snapshot } = program;
    await expect.poll(async () => (await snapshot()).sound.state).toBe('ready');
    const recorder = await record();
    await room.waitForTimeout(1000);
    await startPreset(room);
    await heardAbove(recorder, HEARD_DBFS, UP_WITHIN_MS);
    const levels = levelsOf(await recorder.stop(), WINDOW_MS);
    expect(Math.max(...levels.slice(0, 8))).toBeLessThan(FLOOR_DBFS);
    // Settle is 12 dB under a track of -23 LUFS.
    expect(lastSecond(levels)).toBeGreaterThan(-42);
    expect(lastSecond(levels)).toBeLessThan(-28);
    expectGentle(levels);

    const quitting = await record();
    await room.waitForTimeout(1000);
    await program.close();
    const fading = levelsOf(await quitting.stop(), WINDOW_MS);
    expect(lastSecond(fading.slice(0, 10))).toBeGreaterThan(-42);
    expectGentle(fading);
  });
});

test('Softer is softer, Silence and Full light are silent, what follows brings the music back, and none of it jumps', async ({
  launch,
}) => {
  await listeningTo(launch, async ({ program: { room, snapshot }, record }) => {
    await startPreset(room);
    const recorder = await record();
    await heardAbove(recorder, HEARD_DBFS, UP_WITHIN_MS);
    expect((await snapshot()).sound.playing?.title).toBe('Low Tide');
    await room.getByRole('button', { name: 'Wake the display' }).click();
    for (let press = 0; press < 2; press += 1) await room.getByRole('button', { name: 'Softer' }).click();
    // Two steps are 6 dB: a second at the guard's slope, and one more to be heard in.
    await room.waitForTimeout(2500);
    const softer = lastSecond(levelsOf(await recorder.stop(), WINDOW_MS));

    const silent = await record();
    await room.getByRole('button', { name: 'Silence' }).click();
    await room.waitForTimeout(4000);
    const silence = levelsOf(await silent.stop(), WINDOW_MS);
    expect(lastSecond(silence)).toBeLessThan(FLOOR_DBFS);
    await room.getByRole('button', { name: 'Louder' }).click();
    const louder = await heardBack(record);
    expect(Math.abs(lastSecond(louder) - softer)).toBeLessThan(5);

    await toConsole(room);
    const lit = await record();
    await room.keyboard.press('F1');
    await room.waitForTimeout(2000);
    const fullLight = levelsOf(await lit.stop(), WINDOW_MS);
    const isOut = fullLight.findIndex((_, i) => fullLight.slice(i).every((level) => level < FLOOR_DBFS));
    expect(isOut * WINDOW_MS).toBeLessThan(1200);
    await room.getByRole('button', { name: 'Back to the session' }).click();
    const undone = await heardBack(record);
    expect(lastSecond(undone)).toBeGreaterThan(-45);
    for (const levels of [silence, louder, undone]) expectGentle(levels);
  });
});
