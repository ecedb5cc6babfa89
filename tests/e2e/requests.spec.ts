// Someone, please: what the patient can ask for with one tap more, and how it reaches staff and comes back.

import { expect, type Page } from '@playwright/test';
import {
  contrastOf,
  expectLargeAndApart,
  fadeMsOf,
  keysOf,
  leaveSession,
  runningIn,
  sized,
  wakeDisplay,
} from './patient-room.ts';
import { openDoorSign, test, toConsole } from './program.ts';

const WISHES = ['Water', 'Warmer', 'Sick', 'Company', 'Bathroom'];

const key = (room: Page, name: string) => room.getByRole('button', { name, exact: true });

/** Says that someone is asked for, and waits for the row of wishes. */
const ask = async (room: Page): Promise<void> => {
  await key(room, 'Someone, please').click();
  await key(room, 'Bathroom').waitFor();
};

test('what for is offered only once someone was asked for, fades in, and moves nothing', async ({
  launch,
  folder,
}) => {
  await leaveSession(folder, 'deep');
  const program = await launch();
  const { room } = program;
  await sized(program, 960, 600);
  await wakeDisplay(program);
  for (const wish of WISHES) await expect(key(room, wish)).toBeHidden();
  const before = await keysOf(room);
  await expectLargeAndApart(room, before);
  await ask(room);
  const after = await keysOf(room);
  expect(after.map(({ name }) => name)).toEqual(expect.arrayContaining(WISHES));
  for (const box of before) expect(after).toContainEqual(box);
  await expectLargeAndApart(room, after);
  await sized(program, 1280, 800);
  await expectLargeAndApart(room, await keysOf(room));
});

test('nothing of it comes or goes at once', async ({ launch, folder }) => {
  await leaveSession(folder, 'deep');
  const program = await launch();
  const { room, snapshot } = program;
  await wakeDisplay(program);
  // The page itself notes how strong the row is in the first frame that shows it: a test would look too late.
  await room.evaluate(() => {
    const look = (): void => {
      const row = document.querySelector('[aria-label="What for"]');
      if (row?.checkVisibility({ visibilityProperty: true }))
        Object.assign(window, { firstOpacity: Number(getComputedStyle(row).opacity) });
      else requestAnimationFrame(look);
    };
    look();
  });
  await key(room, 'Someone, please').click();
  const row = room.getByRole('group', { name: 'What for' });
  await row.waitFor();
  expect(await fadeMsOf(row)).toBeGreaterThanOrEqual(300);
  // On its way in it is still faint; it never jumps.
  const first = (): Promise<number | undefined> =>
    room.evaluate(() => (window as unknown as { firstOpacity?: number }).firstOpacity);
  await expect.poll(first).toBeDefined();
  expect(await first()).toBeLessThan(0.9);
  await expect.poll(() => row.evaluate((node) => getComputedStyle(node).opacity)).toBe('1');
  // On the lightest ground that a pressed key has.
  for (const name of [...WISHES, 'Someone, please', 'Darker'])
    expect(await contrastOf(key(room, name), [32, 22, 10])).toBeGreaterThanOrEqual(7);
  expect((await snapshot()).session.stage).toBe('running');
});

test('a wish is kept by a press and taken back by another', async ({ launch, folder }) => {
  await leaveSession(folder, 'deep');
  const program = await launch();
  const { room } = program;
  await wakeDisplay(program);
  await ask(room);
  const water = key(room, 'Water');
  await expect(water).toHaveAttribute('aria-pressed', 'false');
  await water.click();
  await expect(water).toHaveAttribute('aria-pressed', 'true');
  expect((await runningIn(program)).request?.wish).toBe('water');
  await key(room, 'Warmer').click();
  await expect(water).toHaveAttribute('aria-pressed', 'false');
  expect((await runningIn(program)).request?.wish).toBe('warmer');
  await key(room, 'Warmer').click();
  await expect(key(room, 'Warmer')).toHaveAttribute('aria-pressed', 'false');
  const { request } = await runningIn(program);
  expect(request).toMatchObject({ wish: null, comingAt: null });
});

test('the console says what someone was asked for, and the door where the clinic wishes it', async ({
  launch,
  folder,
}) => {
  await leaveSession(folder, 'deep');
  const program = await launch();
  const { room, window } = program;
  await wakeDisplay(program);
  await toConsole(room);
  const door = await openDoorSign({ room, window });
  await room.getByRole('button', { name: 'Patient display' }).click();
  await key(room, 'Someone, please').click();
  await expect(door.getByRole('heading', { name: 'Please go in', exact: true })).toBeVisible();
  await key(room, 'Water').click();
  await key(room, 'Staff').click();
  await expect(room.getByText('Someone, please · water')).toBeVisible();
  await expect(door.getByRole('heading', { name: 'Please go in', exact: true })).toBeVisible();
  await room.evaluate(() => globalThis.window.stillroom.send('tellWish', { tells: true }));
  await expect(door.getByRole('heading', { name: 'Please go in · water' })).toBeVisible();
  const small = room.locator('[aria-hidden] [aria-label="Water"]');
  await expect(small).toBeVisible();
  await expect(small).toHaveAttribute('aria-pressed', 'true');
  await room.getByRole('button', { name: 'On my way' }).click();
  await expect(room.getByText('Someone is coming · water')).toBeVisible();
  await expect(door.getByRole('heading', { name: 'Quiet, please' })).toBeVisible();
});

test('the bar says Asked until staff answer, and only then that someone is coming', async ({
  launch,
  folder,
}) => {
  await leaveSession(folder, 'deep');
  const program = await launch();
  const { room } = program;
  await wakeDisplay(program);
  await ask(room);
  const bar = key(room, 'Someone, please');
  await expect(bar).toHaveText('Asked');
  await toConsole(room);
  await room.getByRole('button', { name: 'On my way' }).click();
  await room.getByRole('button', { name: 'Patient display' }).click();
  await expect(bar).toHaveText('Someone is coming');
  // The next wish is a new one: nobody who is on the way already knows of it.
  await bar.click();
  await expect(bar).toHaveText('Asked');
  expect((await runningIn(program)).request?.comingAt).toBeNull();
});

for (const phase of ['onset', 'deep'] as const)
  test(`in ${phase} the patient display shows no text but the names of its keys`, async ({
    launch,
    folder,
  }) => {
    await leaveSession(folder, phase, { picture: true, write: true, draw: true });
    const program = await launch();
    const { room } = program;
    const display = room.getByRole('main', { name: 'Patient display' });
    await display.waitFor();
    const shown = async (): Promise<readonly string[]> =>
      (await display.innerText()).split('\n').filter((line) => line.trim() !== '');
    expect(await shown()).toEqual(['Staff']);
    await wakeDisplay(program);
    const keys = [
      'Darker',
      'Different',
      'Lighter',
      'Louder',
      'Silence',
      'Softer',
      'Someone, please',
      'Staff',
    ];
    await expect.poll(async () => [...(await shown())].sort()).toEqual(keys);
    await ask(room);
    const asked = ['Asked', ...keys.filter((name) => name !== 'Someone, please'), ...WISHES].sort();
    await expect.poll(async () => [...new Set(await shown())].sort()).toEqual(asked);
  });
