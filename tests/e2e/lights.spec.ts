// Set-up's lights and the hand at the wall, on real Electron: lamps are shown gently, nothing of them changes under a
// session, and what a person changed by hand stays until staff want the room back.

import { expect } from '@playwright/test';
import { LIGHT_SLOPES } from '../../shared/score/guard.ts';
import { launchOnBridge } from './planted.ts';
import { openSetUp, startPreset, test, toConsole } from './program.ts';
import { outputs, steepest, watchLamps } from './watching.ts';

test('Try it shows one lamp after another, gently, and Stop ends it', async ({ launch, bridge, folder }) => {
  const { room, snapshot } = await launchOnBridge(launch, folder, bridge);
  await openSetUp(room);
  const watch = watchLamps(bridge);
  await room.getByRole('button', { name: 'Try it' }).click();
  const trying = async (): Promise<string | null> => (await snapshot()).lights.trying;
  await expect.poll(trying).not.toBeNull();
  const first = await trying();
  await expect(room.getByText('shown now', { exact: true })).toHaveCount(1);
  // Two looks and the way back take five seconds each.
  await expect.poll(trying, { timeout: 25_000 }).not.toBe(first);
  await room.getByRole('button', { name: 'Stop' }).click();
  await expect.poll(trying).toBeNull();
  await expect(room.getByText('shown now', { exact: true })).toHaveCount(0);
  await room.waitForTimeout(1000);
  watch.stop();
  const seen = steepest(watch.samples);
  expect(seen.up).toBeLessThan(LIGHT_SLOPES.upPerS * 1.1);
  expect(seen.down).toBeLessThan(LIGHT_SLOPES.downPerS * 1.1);
});

test('while a session runs, bridge, room and power cut stay as they are and say why', async ({
  launch,
  bridge,
  folder,
}) => {
  const { room, snapshot } = await launchOnBridge(launch, folder, bridge);
  await startPreset(room);
  await toConsole(room);
  await openSetUp(room);
  for (const name of ['Find a bridge', 'Use the practice room', 'Try it']) {
    await expect(room.getByRole('button', { name })).toHaveAttribute('aria-disabled', 'true');
  }
  await expect(room.getByText('Which room is this?')).toBeHidden();
  const reason = room.getByRole('paragraph').filter({ hasText: 'A session is running; change this' });
  await expect(reason.first()).toBeVisible();
  // A press all the same only gets the reason.
  await room.getByRole('button', { name: 'Find a bridge' }).click({ force: true });
  await room.getByRole('button', { name: 'Try it' }).click({ force: true });
  expect(await snapshot()).toMatchObject({ pairing: null, lights: { trying: null, source: 'bridge' } });
});

test('lamps that would come up in full white are told, and come back as they were once that is asked for', async ({
  launch,
  bridge,
  folder,
}) => {
  bridge.setStartup('safety');
  const { room, snapshot } = await launchOnBridge(launch, folder, bridge);
  await openSetUp(room);
  await expect(room.getByText(/in full white when/)).toBeVisible();
  await room.getByRole('button', { name: 'Let them come back as they were' }).click();
  await expect(room.getByText(/come back as they were when their power returns/)).toBeVisible();
  const { lamps } = (await snapshot()).lights;
  const ours = lamps.filter(({ role, afterPowerCut }) => role !== 'none' && afterPowerCut !== null);
  expect(ours.every(({ afterPowerCut }) => afterPowerCut === 'asBefore')).toBe(true);
  await room.getByRole('button', { name: 'As delivered' }).click();
  await expect(room.getByText(/in full white when/)).toBeVisible();
});

test('a lamp changed by hand is told and left, until the room is taken back gently', async ({
  launch,
  bridge,
  folder,
}) => {
  const { room, snapshot } = await launchOnBridge(launch, folder, bridge);
  await startPreset(room);
  await toConsole(room);
  const ceiling = (): number => outputs(bridge)['Ceiling left'] ?? Number.NaN;
  const told = room.getByText('Ceiling left was changed by hand');
  // The room is on its way down to 40 % for a minute; a dimmer takes 0.4 s for what it is turned to.
  await expect.poll(ceiling).toBeLessThan(97);
  for (const hand of [
    { bri: 25, pct: 10 },
    { bri: 254, pct: 100 },
  ]) {
    bridge.handAtTheWall('1', { bri: hand.bri });
    await expect(told).toBeVisible({ timeout: 10_000 });
    await expect(room.getByText('1 lamp changed by hand')).toBeVisible();
    await room.waitForTimeout(3000);
    expect(Math.abs(ceiling() - hand.pct)).toBeLessThan(0.5);

    const watch = watchLamps(bridge);
    await room.keyboard.press('t');
    await expect(told).toBeHidden();
    const apart = (): number => Math.abs(ceiling() - (outputs(bridge)['Ceiling right'] ?? Number.NaN));
    await expect.poll(apart, { timeout: 15_000 }).toBeLessThan(2);
    watch.stop();
    const seen = steepest(watch.samples);
    expect(seen.up).toBeLessThan(LIGHT_SLOPES.upPerS * 1.1);
    expect(seen.down).toBeLessThan(LIGHT_SLOPES.downPerS * 1.1);
  }
  expect((await snapshot()).lights.lamps.some(({ isChanged }) => isChanged)).toBe(false);
});
