// Hurried hands, heard at the loudspeaker: Different pressed twice in one breath, and soon twice again. Whatever the
// fades are doing then, the room must never become deaf to what is pressed after it.

import { expect, type Page } from '@playwright/test';
import { press, turnOver } from './after-session.ts';
import { expectBack, expectSilence, FULL_LIGHT_WITHIN_MS, SILENT_WITHIN_MS } from './heard-silence.ts';
import { cannotListen, startListening } from './listening.ts';
import { endPhases, startPreset, test } from './program.ts';

/** From one press of a burst to the other, and from the first burst to the second, in ms. */
const APART_MS = 170;
const AGAIN_AFTER_MS = 7000;

/** From the last press of the second burst until the patient has had enough, in ms. */
const ENOUGH_AFTER_MS = 1500;

const why = cannotListen();
test.skip(why !== null, why ?? '');

type Point = readonly [x: number, y: number];

/** Where a key is: a click by its place is as quick as a finger. */
const placeOf = async (room: Page, name: string): Promise<Point> => {
  const box = await room.getByRole('button', { name, exact: true }).boundingBox();
  if (box === null) throw new Error(`${name} is not on the screen`);
  return [box.x + box.width / 2, box.y + box.height / 2];
};

/** Presses once and once more; answers how far apart the presses were, in ms. */
const twice = async (room: Page, [x, y]: Point): Promise<number> => {
  const first = performance.now();
  await room.mouse.click(x, y);
  await room.waitForTimeout(Math.max(0, APART_MS - (performance.now() - first)));
  const apartMs = performance.now() - first;
  await room.mouse.click(x, y);
  return apartMs;
};

const wake = async (room: Page): Promise<void> => {
  await room.getByRole('button', { name: 'Wake the display' }).click();
  // What has just appeared takes no press for a moment.
  await room.waitForTimeout(600);
};

test('two hurried Differents and two more leave every key what it was: Silence, Full light, the end, the next Start', async ({
  launch,
}) => {
  test.setTimeout(150_000);
  const listening = await startListening();
  try {
    const program = await launch([], { env: listening.env });
    const { room, snapshot, said } = program;
    const heard = { listening, room };
    const thrown: string[] = [];
    (await program.window('player')).on('pageerror', ({ message }) => thrown.push(message));
    await startPreset(room);
    await expect.poll(async () => (await snapshot()).sound.playing?.title).toBe('Low Tide');
    await expect.poll(async () => (await snapshot()).sound.levelDb, { timeout: 20_000 }).toBe(-12);
    await wake(room);
    const different = await placeOf(room, 'Different');
    const silence = await placeOf(room, 'Silence');
    const louder = await placeOf(room, 'Louder');
    const click = ([x, y]: Point) => room.mouse.click(x, y);

    const began = performance.now();
    const apart = [await twice(room, different)];
    await room.waitForTimeout(AGAIN_AFTER_MS - (performance.now() - began));
    apart.push(await twice(room, different));
    // A busy machine is a slower hand; the fades of both presses still meet.
    for (const ms of apart) expect(ms).toBeLessThan(1000);
    await room.waitForTimeout(ENOUGH_AFTER_MS - 500);
    await expectSilence(heard, 'Silence', SILENT_WITHIN_MS, () => click(silence));
    await expectBack(heard, 'Louder', () => click(louder));
    await expectSilence(heard, 'Full light', FULL_LIGHT_WITHIN_MS, () => room.keyboard.press('F1'));
    await expectBack(heard, 'Back to the session', () => press(room, 'Back to the session'));

    expect.soft(thrown, 'what the player threw').toEqual([]);
    await endPhases(program);
    await expectSilence(heard, 'Room is free', SILENT_WITHIN_MS, () => press(room, 'Room is free'));
    await turnOver(program);
    await press(room, 'Ready for the next person');
    await startPreset(room);
    expect((await snapshot()).session.stage).toBe('running');
    expect((await snapshot()).faults).toEqual([]);
    expect.soft(said()).not.toContain('window was lost');
    await program.close();
  } finally {
    await listening.close();
  }
});
