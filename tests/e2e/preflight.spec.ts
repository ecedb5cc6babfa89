// The eight facts before Start, seen in one glance: what is ready has a tick, what is not has one sentence and the way to
// where it is mended, and none of it is a barrier. Faults are made where they happen: at the lamps, the mains, the disk.

import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { TREATMENT_ROOM } from '../../main/lights/practice/room.ts';
import { cannotListen } from './listening.ts';
import { testWithLoudspeakers } from './loudspeakers.ts';
import { sized } from './patient-room.ts';
import { connectBridge, leaveSetUp, type Program, startPreset, test } from './program.ts';

const TOPICS = ['Lights', 'Sound', 'Music', 'Level', 'Awake', 'Power', 'Door', 'Disk'];

const readiness = (room: Page) => room.getByRole('list', { name: 'Readiness' });
const fact = (room: Page, topic: string) =>
  readiness(room)
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`^${topic}`) });

/** Away from the console and back to it: what it says before Start is looked at again. */
const lookAgain = async (room: Page): Promise<void> => {
  await room.getByRole('button', { name: 'Set-up' }).click();
  await leaveSetUp(room);
};

/** Lets the mains of the computer be as they are on a laptop that was unplugged, or was plugged in again. */
const mains = ({ app }: Program, onBattery: boolean): Promise<void> =>
  app.evaluate(({ powerMonitor }, battery) => {
    Object.assign(powerMonitor, { isOnBatteryPower: () => battery });
    powerMonitor.emit(battery ? 'on-battery' : 'on-ac');
  }, onBattery);

/** Switches the saver of this test's own X server on or off. */
const screenSaver = (isOn: boolean): void => {
  execFileSync('xset', isOn ? ['s', '600'] : ['s', 'off']);
};

/** Lets the disk have so many bytes free. */
const diskWith = ({ app }: Program, bytes: number): Promise<void> =>
  app.evaluate((_, free) => {
    const builtin = (name: string) =>
      (process as unknown as { getBuiltinModule(name: string): Record<string, unknown> }).getBuiltinModule(
        name,
      );
    builtin('node:fs/promises').statfs = async () => ({ bavail: free, bsize: 1 });
    (builtin('node:module') as { syncBuiltinESMExports(): void }).syncBuiltinESMExports();
  }, bytes);

testWithLoudspeakers(
  'a fresh install says eight things, and only what needs a look in a sentence',
  async ({ launch }) => {
    const program = await launch();
    const { room } = program;
    await mains(program, false);
    await expect(readiness(room).getByRole('listitem')).toHaveCount(8);
    const said = await readiness(room).getByRole('listitem').allInnerTexts();
    expect(said.map((text) => TOPICS.find((topic) => text.startsWith(topic)))).toEqual(TOPICS);
    for (const topic of ['Music', 'Awake', 'Power', 'Door', 'Disk']) {
      await expect(fact(room, topic).getByRole('paragraph')).toHaveCount(0);
    }
    await expect(fact(room, 'Level')).toContainText('How loud it is at the chair is not calibrated');
    await expect(room.getByRole('button', { name: /of eight are ready/ })).toBeVisible();
    // Nothing is cut off, and the console needs no scrolling, at either size that it is made for.
    for (const [width, height] of [
      [1280, 800],
      [960, 600],
    ] as const) {
      await sized(program, width, height);
      for (const item of await readiness(room).getByRole('listitem').all()) {
        for (const part of await item.locator('> span, > p > span:first-child').all()) {
          const box = await part.boundingBox();
          expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
          expect(await part.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(1);
        }
      }
      const start = await room.getByRole('button', { name: 'Start', exact: true }).boundingBox();
      expect((start?.y ?? 0) + (start?.height ?? 0)).toBeLessThan(height);
    }
  },
);

test('all eight open at a press, each with what was found, and close again', async ({ launch }) => {
  screenSaver(true);
  const { room } = await launch();
  await fact(room, 'Disk').waitFor();
  await room.getByRole('button', { name: /of eight are ready/ }).click();
  const details = room.getByRole('dialog', { name: 'What was looked at' });
  await expect(details.getByRole('term')).toHaveText(TOPICS);
  await expect(details).toContainText('6 lamps answer');
  await expect(details).toContainText('room enough for what is kept');
  await expect(details).toContainText('this computer does not say whether it will');
  await room.keyboard.press('Escape');
  await expect(details).toBeHidden();
});

test('a battery, a refused blocker and a full disk are told in one sentence each, and Start is not barred', async ({
  launch,
}) => {
  const program = await launch();
  const { app, room, snapshot } = program;
  await mains(program, false);
  await expect(fact(room, 'Power')).toContainText('plugged in');
  await mains(program, true);
  await expect(fact(room, 'Power').getByText('please plug it in')).toBeVisible();
  await mains(program, false);
  await expect(fact(room, 'Power').getByText('please plug it in')).toBeHidden();

  await app.evaluate(({ powerSaveBlocker }) => {
    Object.assign(powerSaveBlocker, { isStarted: () => false });
  });
  await diskWith(program, 100_000_000);
  await lookAgain(room);
  await expect(fact(room, 'Awake').getByText('The display may go dark in a session')).toBeVisible();
  await expect(fact(room, 'Disk').getByText('Less than 500 MB are free')).toBeVisible();
  await diskWith(program, 1_000_000);
  await lookAgain(room);
  await expect(fact(room, 'Disk').getByText('can no longer be written')).toBeVisible();
  expect((await snapshot()).quiet).toMatchObject({ disk: 'full', awake: 'refused' });

  await startPreset(room);
  expect((await snapshot()).session.stage).toBe('running');
});

test('lamps that do not answer are named, and ready again when they do', async ({ launch, bridge }) => {
  const { room } = await launch();
  await connectBridge(room, bridge);
  await expect(fact(room, 'Lights')).toContainText(/6 lamps answer/);
  bridge.setReachable('3', false);
  await expect(fact(room, 'Lights').getByText('Floor lamp does not answer')).toBeVisible({ timeout: 30_000 });
  bridge.setReachable('3', true);
  await expect(fact(room, 'Lights')).toContainText(/6 lamps answer/, { timeout: 30_000 });
});

test.describe('with a bridge that has no lamp at the door', () => {
  test.use({ bridgePlan: { lamps: TREATMENT_ROOM.filter(({ name }) => name !== 'Door lamp') } });

  test('the missing sign leads to Set-up, where its window is opened', async ({ launch, bridge }) => {
    const { room, window } = await launch();
    await connectBridge(room, bridge);
    await expect(fact(room, 'Door').getByText('There is no sign at the door')).toBeVisible();
    await fact(room, 'Door').getByRole('button', { name: 'See to the door' }).click();
    await room.getByRole('button', { name: 'Open door window' }).click();
    await window('door');
    await leaveSetUp(room);
    await expect(fact(room, 'Door')).toContainText('window open');
    await expect(fact(room, 'Door').getByRole('button')).toHaveCount(0);
  });
});

testWithLoudspeakers.describe('with loudspeakers', () => {
  const why = cannotListen();
  testWithLoudspeakers.skip(why !== null, why ?? '');

  const calibrated = async (folder: string, chairDb: number): Promise<void> => {
    const settings = { version: 1, chairDb: { Room: chairDb } };
    await writeFile(path.join(folder, 'settings.json'), JSON.stringify(settings));
  };

  testWithLoudspeakers(
    'the output is named, and with the level at the chair all eight are ready',
    async ({ launch, folder }) => {
      await calibrated(folder, 58);
      screenSaver(false);
      const program = await launch();
      const { room } = program;
      await mains(program, false);
      await expect(fact(room, 'Sound')).toContainText('plays on Room');
      await expect(fact(room, 'Level')).toContainText('at most 52 dB(A) at the chair, 58 with Louder');
      await expect(room.getByRole('button', { name: 'All eight are ready' })).toBeVisible();
      screenSaver(true);
      await lookAgain(room);
      await expect(room.getByRole('button', { name: 'Seven of eight are ready' })).toBeVisible();
      await expect(readiness(room).getByRole('paragraph')).toHaveCount(0);
    },
  );

  testWithLoudspeakers('more than 55 dB(A) at the chair is said plainly', async ({ launch, folder }) => {
    await calibrated(folder, 66);
    const { room } = await launch();
    await expect(
      fact(room, 'Level').getByText('It comes to 60 dB(A) at the chair, over the usual 55'),
    ).toBeVisible();
  });
});
