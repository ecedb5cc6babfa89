// Which room of a bridge is this one, and whose key opens it: no lamp of another room is ever touched, and a bridge
// that forgot this computer is paired with again.

import { expect, type Page } from '@playwright/test';
import { LIGHT_SLOPES } from '../../shared/score/guard.ts';
import type { FaultyBridge } from '../practice/faulty-bridge.ts';
import { turnOver } from './after-session.ts';
import { connectBridge, leaveSetUp, pressRoundButton, startPreset, test, toConsole } from './program.ts';
import { outputs, steepest, watchLamps } from './watching.ts';

/** Two rooms share the bridge: the door lamp hangs in South. */
const TWO_ROOMS = [
  { name: 'North', kind: 'Room', lamps: [1, 2, 5] },
  { name: 'South', kind: 'Room', lamps: [3, 4, 6] },
] as const;

const IN_NORTH = ['Ceiling left', 'Ceiling right', 'Desk task lamp'];

/** Commands that would move a lamp: to one, to a group, or a scene that is recalled. */
const orders = (bridge: FaultyBridge): number =>
  bridge.requests.filter(({ method, path }) => method === 'PUT' && /\/(state|action)$/.test(path)).length;

/** The key by which the bridge was last asked how its lamps are. */
const keyInUse = (bridge: FaultyBridge): string | undefined =>
  bridge.requests.findLast(({ path }) => path.endsWith('/lights'))?.path.split('/')[2];

const chooseRoom = async (room: Page, name: string): Promise<void> => {
  await room.getByRole('button', { name: 'Which room is this?' }).click();
  await room.getByRole('option', { name }).click();
};

test.describe('on a bridge with several rooms', () => {
  test.use({ bridgePlan: { rooms: TWO_ROOMS } });

  test('no lamp is touched until somebody says which room this is', async ({ launch, bridge }) => {
    const { room, snapshot } = await launch(['--rate', '20']);
    await connectBridge(room, bridge);
    const unchosen = room.getByText('The bridge has several rooms, so none of its lamps is touched yet');
    await expect(unchosen).toBeVisible();
    const before = outputs(bridge);

    await startPreset(room);
    await toConsole(room);
    await expect(unchosen).toBeVisible();
    await room.getByRole('button', { name: 'First device' }).click();
    await room.keyboard.press('F1');
    await room.waitForTimeout(3000);
    expect(orders(bridge)).toBe(0);
    expect(outputs(bridge)).toEqual(before);
    expect((await snapshot()).lights.lamps.every(({ role }) => role === 'none')).toBe(true);
  });

  test('the lamps of the chosen room follow the session, and only those', async ({ launch, bridge }) => {
    const { room, snapshot } = await launch(['--rate', '20']);
    await connectBridge(room, bridge);
    await room.getByRole('button', { name: 'See to the lights' }).click();
    await chooseRoom(room, 'North');
    await expect.poll(async () => (await snapshot()).lights.roomId).toBe('1');
    await leaveSetUp(room);
    await expect(room.getByText('The bridge has several rooms')).toBeHidden();
    await expect(room.getByText(/^3 lamps answer/)).toBeVisible();
    const before = outputs(bridge);

    await startPreset(room);
    for (const name of IN_NORTH) await expect.poll(() => outputs(bridge)[name]).toBeLessThan(41);
    await toConsole(room);
    await room.keyboard.press('F1');
    for (const name of IN_NORTH) await expect.poll(() => outputs(bridge)[name]).toBeGreaterThan(99);
    for (const [name, pct] of Object.entries(outputs(bridge))) {
      if (!IN_NORTH.includes(name)) expect(pct).toBe(before[name]);
    }
  });
});

test('a bridge that forgot this computer is said so, and paired with again', async ({ launch, bridge }) => {
  const { room, snapshot } = await launch(['--rate', '20']);
  await connectBridge(room, bridge);
  const formerKey = keyInUse(bridge);
  // As after a reset: it comes back, knows nobody, and its button has not been pressed.
  bridge.setFault({ kind: 'unauthorised' });
  await bridge.reboot(500);
  const forgotten = room.getByText('The bridge no longer knows this computer');
  await expect(forgotten).toBeVisible({ timeout: 15_000 });

  await room.getByRole('button', { name: 'See to the lights' }).click();
  await room.getByRole('button', { name: 'Pair again' }).click();
  await room.getByText('Press the round button on “').waitFor();
  bridge.setFault(null);
  await pressRoundButton(room, bridge);
  await expect(room.getByRole('button', { name: 'Pair again' })).toBeHidden();
  await leaveSetUp(room);
  await expect(forgotten).toBeHidden();
  expect((await snapshot()).lights).toMatchObject({ source: 'bridge', state: 'ready' });
  await expect.poll(() => keyInUse(bridge)).not.toBe(formerKey);

  const watch = watchLamps(bridge);
  await startPreset(room);
  await expect.poll(() => outputs(bridge)['Ceiling left']).toBeLessThan(41);
  watch.stop();
  expect(steepest(watch.samples).down).toBeLessThan(LIGHT_SLOPES.downPerS * 20 * 1.1);
});

test('another bridge in its place is touched only after somebody paired with it', async ({
  launch,
  bridge,
}) => {
  const { room, snapshot } = await launch(['--rate', '20']);
  await connectBridge(room, bridge);
  const notItself = room.getByText('What answers is not the bridge that was paired here');
  bridge.replaceBy('001788FFFE570002');
  await expect(notItself).toBeVisible({ timeout: 15_000 });
  const before = outputs(bridge);
  await startPreset(room);
  await toConsole(room);
  await room.waitForTimeout(3000);
  expect(outputs(bridge)).toEqual(before);
  await room.getByRole('button', { name: 'Gentle end' }).click();
  await room.getByRole('button', { name: 'Room is free' }).click({ timeout: 25_000 });

  await room.getByRole('button', { name: 'Set-up' }).click();
  await expect(room.getByText('Pair again only if you know that it was replaced.')).toBeVisible();
  await room.getByRole('button', { name: 'Pair again' }).click();
  await pressRoundButton(room, bridge);
  await leaveSetUp(room);
  await expect(notItself).toBeHidden();
  await turnOver({ room, snapshot });
  await room.getByRole('button', { name: 'Ready for the next person' }).click();
  await startPreset(room);
  await expect.poll(() => outputs(bridge)['Ceiling left']).toBeLessThan(41);
  expect((await snapshot()).faults).toEqual([]);
});
