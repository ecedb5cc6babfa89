// The assess mark and the end of a session: reached, the mark waits on the console, the door and its lamp until staff
// say that they assessed; the session lasts until they say that the room is free. Nothing says that anyone may leave.

import { expect } from '@playwright/test';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { MINUTE_MS } from '../../shared/session/timeline.ts';
import { type Past, pastOf } from '../practice/past-session.ts';
import { ask } from './after-session.ts';
import { runningIn } from './patient-room.ts';
import { launchOnBridge, plantSession } from './planted.ts';
import { type Launch, letPass, openDoorSign, type Program, test, toConsole } from './program.ts';
import { outputs } from './watching.ts';

/** A program that takes up a session of a built-in preset which began so many minutes ago, with what happened in it. */
const takenUp = async (
  launch: Launch,
  folder: string,
  place: number,
  ...events: readonly Past[]
): Promise<Program> => {
  const preset = BUILT_IN_PRESETS[place];
  if (preset === undefined) throw new Error('there is always a built-in preset');
  await plantSession(folder, [
    [150, { type: 'start', preset, found: null }],
    ...events,
    [0, { type: 'tick' }],
  ]);
  const program = await launch();
  await program.room.getByRole('button', { name: 'Wake the display' }).click();
  await program.room.getByRole('button', { name: 'Staff' }).click();
  return program;
};

test('the assess mark waits on the console, the door window and the door lamp until staff have assessed', async ({
  launch,
  bridge,
  folder,
}) => {
  const [spravato] = BUILT_IN_PRESETS;
  if (spravato === undefined) throw new Error('there are built-in presets');
  await plantSession(folder, [...pastOf(spravato, 90), [0, { type: 'tick' }]]);
  const program = await launchOnBridge(launch, folder, bridge);
  const { room, window } = program;
  await toConsole(room);
  await room.getByRole('button', { name: 'Done', exact: true }).click();
  const lamp = (): number => outputs(bridge)['Door lamp'] ?? Number.NaN;
  await expect.poll(lamp).toBeLessThan(15);

  const told = room.getByText('2 h since the first device: assess');
  await expect(told).toBeHidden();
  await letPass(program, 31 * MINUTE_MS);
  // A press that changes nothing has main look at its clock.
  await ask(room, 'nurse', { act: 'acknowledge' });
  await expect(told).toBeVisible();
  const door = await openDoorSign({ room, window });
  await expect(door.getByRole('heading', { name: 'Time to assess' })).toBeVisible();
  await expect.poll(lamp).toBeGreaterThan(25);
  expect((await runningIn(program)).assessedAt).toBeNull();

  await room.getByRole('button', { name: 'Assessed' }).click();
  await expect(told).toBeHidden();
  await expect(door.getByRole('heading', { name: 'Quiet, please' })).toBeVisible();
  await expect.poll(lamp).toBeLessThan(15);
  expect((await runningIn(program)).assessedAt).not.toBeNull();
});

test('the mark is told by what the dose was, and nothing says that anyone may leave', async ({
  launch,
  folder,
}) => {
  const { room } = await takenUp(launch, folder, 1, [90, { type: 'doseMark' }], [40, { type: 'checkDone' }]);
  await expect(room.getByText('1 h 15 min since the infusion started: assess')).toBeVisible();
  const said = await room.locator('body').innerText();
  expect(said).not.toMatch(/may (leave|go)|can (leave|go)|safe|discharge/i);
});

test('a check that is due comes first, and the assess mark is told beside it', async ({ launch, folder }) => {
  const program = await takenUp(launch, folder, 1, [90, { type: 'doseMark' }]);
  const { room } = program;
  const next = room.getByRole('region', { name: 'Next' });
  await expect(next).toContainText('4 checks due');
  await expect(next).toContainText('at 10, 20, 30 and 40 min');
  await expect(next).toContainText('assess mark reached too');
  await room.getByRole('button', { name: 'Only one' }).click();
  await room.getByRole('menuitem', { name: 'Check at 20 min is done' }).click();
  await expect(next).toContainText('at 10, 30 and 40 min');
  await room.getByRole('button', { name: 'All done', exact: true }).click();
  await expect(next).toContainText('since the infusion started: assess');
  expect((await runningIn(program)).checks.every(({ state }) => state === 'done')).toBe(true);
});

test('after the phases the session lasts until staff press Room is free, which is then the thing to do', async ({
  launch,
  folder,
}) => {
  const program = await takenUp(launch, folder, 0, [140, { type: 'doseMark' }], [90, { type: 'checkDone' }]);
  const { room, snapshot } = program;
  const free = room.getByRole('button', { name: 'Room is free' });
  await expect(free).toBeVisible();
  const next = room.getByRole('region', { name: 'Next' });
  const ground = () => free.evaluate((button) => getComputedStyle(button).backgroundColor);
  const whileAssessWaits = await ground();
  // The mark is held, however long that is.
  await expect(next).toContainText('reached 20 min');
  await room.getByRole('button', { name: 'Assessed' }).click();
  await expect(next).toContainText('The phases are over');
  await expect(next).toContainText('press Room is free when the patient has left');
  await expect.poll(ground).not.toBe(whileAssessWaits);
  for (const name of ['Hold', '+10 min', 'Next phase']) {
    await expect(room.getByRole('button', { name })).toHaveAttribute('aria-disabled', 'true');
  }
  expect((await snapshot()).session.stage).toBe('running');
  await free.click();
  await expect.poll(async () => (await snapshot()).session.stage).toBe('idle');
});
