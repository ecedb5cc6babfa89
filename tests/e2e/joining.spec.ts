// Which room of a bridge is this one, and whose key opens it, as the screens say it: a bridge that forgot this computer,
// and another one in its place, are paired with again. Whose lamps follow a session is in tests/integration.

import { expect, type Page } from '@playwright/test';
import type { FaultyBridge } from '../practice/faulty-bridge.ts';
import { pastOf } from '../practice/past-session.ts';
import { press, SPRAVATO } from './after-session.ts';
import { wakeDisplay } from './patient-room.ts';
import { launchOnBridge, plantSession } from './planted.ts';
import { leaveSetUp, pressRoundButton, test, toConsole } from './program.ts';
import { outputs } from './watching.ts';

/** Two rooms share the bridge: the door lamp hangs in South. */
const TWO_ROOMS = [
  { name: 'North', kind: 'Room', lamps: [1, 2, 5] },
  { name: 'South', kind: 'Room', lamps: [3, 4, 6] },
] as const;

/** How often a bridge was sent something like this. */
const requestsLike = ({ requests }: FaultyBridge, pattern: RegExp): number =>
  requests.filter(({ method, path }) => pattern.test(`${method} ${path}`)).length;

/** Commands that would move a lamp: to one, to a group, or a scene that is recalled. */
const orders = (bridge: FaultyBridge): number => requestsLike(bridge, /^PUT .*\/(state|action)$/);

/** Waits until the bridge was asked so many times more who it is or how its lamps are. */
const askedAgain = async (bridge: FaultyBridge, times = 2): Promise<void> => {
  const asked = (): number => requestsLike(bridge, /^GET .*\/(config|lights)$/);
  const before = asked();
  await expect.poll(asked).toBeGreaterThanOrEqual(before + times);
};

/** The key by which the bridge was last asked how its lamps are. */
const keyInUse = (bridge: FaultyBridge): string | undefined =>
  bridge.requests.findLast(({ path }) => path.endsWith('/lights'))?.path.split('/')[2];

/** Pairs again in Set-up, and goes back to the console. */
const pairAgain = async (room: Page, bridge: FaultyBridge): Promise<void> => {
  await press(room, 'Pair again');
  await room.getByText('Press the round button on “').waitFor();
  bridge.setFault(null);
  await pressRoundButton(room, bridge);
  await expect(room.getByRole('button', { name: 'Pair again' })).toBeHidden();
  await leaveSetUp(room);
};

test.describe('on a bridge with several rooms', () => {
  test.use({ bridgePlan: { rooms: TWO_ROOMS } });
  const unchosenText = 'The bridge has several rooms, so none of its lamps is touched yet';

  test('no lamp is touched until somebody says which room this is', async ({ launch, bridge, folder }) => {
    await plantSession(folder, pastOf(SPRAVATO, null));
    const { room, snapshot } = await launchOnBridge(launch, folder, bridge, [], {});
    const before = outputs(bridge);
    await toConsole(room);
    await expect(room.getByText(unchosenText)).toBeVisible();
    await press(room, 'First device');
    await room.keyboard.press('F1');
    await expect.poll(async () => (await snapshot()).session.fullLightSince).not.toBeNull();
    await askedAgain(bridge);
    expect(orders(bridge)).toBe(0);
    expect(outputs(bridge)).toEqual(before);
    expect((await snapshot()).lights.lamps.every(({ role }) => role === 'none')).toBe(true);
  });

  test('once it is said in Set-up which room this is, its lamps answer', async ({
    launch,
    bridge,
    folder,
  }) => {
    const { room, snapshot } = await launchOnBridge(launch, folder, bridge, [], {});
    await press(room, 'See to the lights');
    await room.getByRole('button', { name: 'Which room is this?' }).click();
    await room.getByRole('option', { name: 'North' }).click();
    await expect.poll(async () => (await snapshot()).lights.roomId).toBe('1');
    await leaveSetUp(room);
    await expect(room.getByText(unchosenText)).toBeHidden();
    await expect(room.getByText(/^3 lamps answer/)).toBeVisible();
  });
});

test('a bridge that forgot this computer is said so, and paired with again', async ({
  launch,
  bridge,
  folder,
}) => {
  const { room, snapshot } = await launchOnBridge(launch, folder, bridge);
  const formerKey = keyInUse(bridge);
  // As after a reset: it knows nobody, and its button has not been pressed.
  bridge.setFault({ kind: 'unauthorised' });
  const forgotten = room.getByText('The bridge no longer knows this computer');
  await expect(forgotten).toBeVisible();

  await press(room, 'See to the lights');
  await pairAgain(room, bridge);
  await expect(forgotten).toBeHidden();
  expect((await snapshot()).lights).toMatchObject({ source: 'bridge', state: 'ready' });
  await expect.poll(() => keyInUse(bridge)).not.toBe(formerKey);
});

test('another bridge in its place is touched only after somebody paired with it', async ({
  launch,
  bridge,
  folder,
}) => {
  await plantSession(folder, [...pastOf(SPRAVATO, 20), [10, { type: 'gentleEnd' }], [0, { type: 'tick' }]]);
  const program = await launchOnBridge(launch, folder, bridge);
  const { room, snapshot } = program;
  bridge.replaceBy('001788FFFE570002');
  await wakeDisplay(program);
  await press(room, 'Staff');
  const notItself = room.getByText('What answers is not the bridge that was paired here');
  await expect(notItself).toBeVisible();
  const before = orders(bridge);
  await press(room, 'Room is free');
  await askedAgain(bridge);
  expect(orders(bridge)).toBe(before);

  await press(room, 'Set-up');
  await expect(room.getByText('Pair again only if you know that it was replaced.')).toBeVisible();
  await pairAgain(room, bridge);
  await expect(notItself).toBeHidden();
  await room.keyboard.press('F1');
  await expect.poll(() => Math.min(...Object.values(outputs(bridge)))).toBeGreaterThan(99);
  expect((await snapshot()).faults).toEqual([]);
});
