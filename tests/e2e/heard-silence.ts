// Whether a press makes the room silent, and brings it back, heard at the loudspeaker. It asks the recording, never what
// the program says of itself.

import { expect, type Page } from '@playwright/test';
import { SOUND_SLOPES } from '../../shared/score/guard.ts';
import { heardAbove, type Listening, levelsOf, type Recorder, steepest } from './listening.ts';

/** Nothing is heard below this, in dBFS. */
export const SILENT_DBFS = -60;

/** From the press, in ms (design: music out within 1 s of Full light; Silence falls by the guard's slope). */
export const SILENT_WITHIN_MS = 2000;
export const FULL_LIGHT_WITHIN_MS = 1000;

/** What the sound needs through the sound server and back, at most, in ms. */
const WAY_MS = 250;

/** Silence is listened to for so long, to hear that it stays, in ms. */
const LISTENED_MS = 4500;

/** Levels are taken over windows of this length, in ms. */
const STEP_MS = 20;

/** Music swells by itself; this much may come on top of the guard's slopes, in dB a second. */
const SWELL = 3;

/** Music that comes back is up within this time, at the guard's slope and after a player was made anew, in ms. */
export const BACK_WITHIN_MS = 12_000;

/** Settle's music is louder than this, in dBFS. */
export const HEARD_DBFS = -45;

interface Fall {
  /** From the press until the recording is silent and stays so, in ms; infinite when it does not. */
  readonly afterMs: number;
  /** The loudest of its last second, in dBFS. */
  readonly endsAtDb: number;
}

const fallAfter = async (recorder: Recorder, pressedAt: number): Promise<Fall> => {
  const beganAt = recorder.beganAt();
  const levels = levelsOf(await recorder.stop(), STEP_MS);
  const lastHeard = levels.findLastIndex((db) => db > SILENT_DBFS);
  const isSilent = lastHeard < levels.length - 1;
  return {
    afterMs: isSilent ? beganAt + (lastHeard + 1) * STEP_MS - pressedAt : Number.POSITIVE_INFINITY,
    endsAtDb: Math.max(...levels.slice(-1000 / STEP_MS)),
  };
};

interface Noted {
  pressedAt?: number | undefined;
}

/** Lets the page note when it is pressed next: a click waits for its button first, and that is no part of the fall. */
const notePress = (room: Page): Promise<void> =>
  room.evaluate(() => {
    const noted = window as Noted;
    noted.pressedAt = undefined;
    addEventListener('pointerdown', () => (noted.pressedAt ??= Date.now()), { capture: true, once: true });
  });

/** On the wall clock in ms; undefined where nothing was pressed with a pointer. */
const pressNoted = (room: Page): Promise<number | undefined> =>
  room.evaluate(() => (window as Noted).pressedAt);

export interface HeardRoom {
  readonly listening: Listening;
  readonly room: Page;
}

/** Presses, and expects silence within a time, for as long as it is listened to. */
export const expectSilence = async (
  { listening, room }: HeardRoom,
  what: string,
  withinMs: number,
  act: () => Promise<void>,
): Promise<void> => {
  const recorder = await listening.record();
  await room.waitForTimeout(500);
  await notePress(room);
  const begunAt = Date.now();
  await act();
  const pressedAt = (await pressNoted(room)) ?? begunAt;
  await room.waitForTimeout(LISTENED_MS);
  const { afterMs, endsAtDb } = await fallAfter(recorder, pressedAt);
  const told = `${what}: ms until it is silent, and ${endsAtDb.toFixed(1)} dBFS in the end`;
  expect.soft(afterMs, told).toBeLessThanOrEqual(withinMs + WAY_MS);
};

/** Expects the music to come to its level, no faster than the guard lets it since the recording began. */
export const expectHeardBack = async (recorder: Recorder, what: string): Promise<void> => {
  const isBack = await heardAbove(recorder, HEARD_DBFS, BACK_WITHIN_MS);
  const levels = levelsOf(await recorder.stop());
  const endsAtDb = Math.max(...levels.slice(-20));
  expect.soft(isBack, `${what}: back, and ${endsAtDb.toFixed(1)} dBFS in the end`).toBe(true);
  const { risePerS } = steepest(levels);
  expect.soft(risePerS, `${what}: rise in dB a second`).toBeLessThan(SOUND_SLOPES.upPerS + SWELL);
};

/** Presses, and expects the music to come back in the same way. */
export const expectBack = async (
  { listening }: Pick<HeardRoom, 'listening'>,
  what: string,
  act: () => Promise<void>,
): Promise<void> => {
  const recorder = await listening.record();
  await act();
  const wasSilent = (): boolean => levelsOf(recorder.last(5000)).some((db) => db < SILENT_DBFS);
  await expect.poll(wasSilent, { message: `${what}: out of silence`, intervals: [50] }).toBe(true);
  await expectHeardBack(recorder, what);
};
