// What staff do in a session, seen in the lamps of a bridge over real HTTP: checks that become due, the quiet check and
// the way back from it, hold, ten minutes more, the next phase and the gentle end.

import { expect } from '@playwright/test';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { LIGHT_SLOPES } from '../../shared/score/guard.ts';
import { want } from '../../shared/score/score.ts';
import { DUCK_DB } from '../../shared/score/sound-score.ts';
import { sessionNow } from '../../shared/session/clock.ts';
import type { FaultyBridge } from '../practice/faulty-bridge.ts';
import { phaseIn, runningIn } from './patient-room.ts';
import { launchOnBridge, pastOf, plantSession } from './planted.ts';
import { type Launch, openDoorSign, type Program, test, toConsole } from './program.ts';
import { outputs, steepest, watchLamps } from './watching.ts';

const [SPRAVATO, FORTY_MINUTES] = BUILT_IN_PRESETS as readonly [Preset, Preset];

const MINUTE_MS = 60_000;

/** One step of a lamp's 254, and rounding on the way, in points. */
const STEP_PCT = 0.6;

const pct = (bridge: FaultyBridge, name: string): number => outputs(bridge)[name] ?? Number.NaN;
const ceiling = (bridge: FaultyBridge): number => pct(bridge, 'Ceiling left');
const desk = (bridge: FaultyBridge): number => pct(bridge, 'Desk task lamp');

/** What the score wants now, of light in % and of sound in dB. */
const wanted = async ({ snapshot }: Program) => {
  const { session, clock } = await snapshot();
  const { light, sound } = want(session, sessionNow(clock, Date.now()));
  return {
    ambient: light?.ambient.now.brightnessPct ?? Number.NaN,
    task: light?.task.now.brightnessPct ?? Number.NaN,
    soundDb: sound.level?.toDb ?? Number.NaN,
  };
};

/** At the console, in a session whose dose was marked so many minutes ago; null: it settles. */
const atConsole = async (
  launch: Launch,
  folder: string,
  bridge: FaultyBridge,
  rate: number,
  doseMinutesAgo: number | null,
): Promise<Program> => {
  await plantSession(folder, pastOf(SPRAVATO, doseMinutesAgo), rate);
  const program = await launchOnBridge(launch, folder, bridge, ['--rate', String(rate)]);
  await toConsole(program.room);
  return program;
};

const press = ({ room }: Program, name: string): Promise<void> =>
  room.getByRole('button', { name, exact: true }).click();

/** In onset, once its fade is done: 8 %, and nothing on its way for a while. */
const inOnset = async (
  launch: Launch,
  folder: string,
  bridge: FaultyBridge,
  rate: number,
): Promise<Program> => {
  const program = await atConsole(launch, folder, bridge, rate, 8);
  await expect.poll(() => ceiling(bridge), { timeout: 20_000 }).toBeLessThan(8 + STEP_PCT);
  return program;
};

/** In deep, once its fade is done: 3 %. */
const inDeep = async (
  launch: Launch,
  folder: string,
  bridge: FaultyBridge,
  rate: number,
): Promise<Program> => {
  const program = await atConsole(launch, folder, bridge, rate, 28);
  await expect.poll(() => ceiling(bridge), { timeout: 20_000 }).toBeLessThan(3 + STEP_PCT);
  return program;
};

test('a quiet check gives light to see by and softer music, and gives back exactly what was there', async ({
  launch,
  bridge,
  folder,
}) => {
  const program = await inOnset(launch, folder, bridge, 20);
  const { room } = program;
  const before = await wanted(program);
  expect(Math.abs(desk(bridge) - before.task)).toBeLessThan(STEP_PCT);
  const lamps = outputs(bridge);
  const watch = watchLamps(bridge);

  await press(program, 'Quiet check');
  await expect.poll(() => desk(bridge)).toBeGreaterThan(15 - STEP_PCT);
  const during = await wanted(program);
  expect(during).toEqual({ ambient: before.ambient, task: 15, soundDb: before.soundDb - DUCK_DB });
  expect(desk(bridge)).toBeLessThan(15 + STEP_PCT);
  expect(Math.abs(ceiling(bridge) - before.ambient)).toBeLessThan(STEP_PCT);
  await expect(room.getByRole('region', { name: 'Light' })).toContainText('Quiet check');

  await press(program, 'End quiet check');
  await expect.poll(() => desk(bridge)).toBeLessThan(8 + STEP_PCT);
  await room.waitForTimeout(1000);
  watch.stop();
  expect(await wanted(program)).toEqual(before);
  for (const [name, was] of Object.entries(lamps)) {
    expect(Math.abs(pct(bridge, name) - was), name).toBeLessThan(STEP_PCT);
  }
  const seen = steepest(watch.samples);
  expect(seen.up).toBeLessThan(LIGHT_SLOPES.upPerS * 20 * 1.1);
  expect(seen.down).toBeLessThan(LIGHT_SLOPES.downPerS * 20 * 1.1);
});

test('a quiet check in the dark of deep raises the room to what can be seen in, and no further', async ({
  launch,
  bridge,
  folder,
}) => {
  const program = await inDeep(launch, folder, bridge, 20);
  await press(program, 'Quiet check');
  await expect.poll(() => ceiling(bridge)).toBeGreaterThan(5 - STEP_PCT);
  await expect.poll(() => desk(bridge)).toBeGreaterThan(15 - STEP_PCT);
  expect(ceiling(bridge)).toBeLessThan(5 + STEP_PCT);
  await press(program, 'End quiet check');
  await expect.poll(() => ceiling(bridge)).toBeLessThan(3 + STEP_PCT);
  await expect.poll(() => desk(bridge)).toBeLessThan(3 + STEP_PCT);
});

test('checks that become due are told together, silently, on the console, the door and its lamp', async ({
  launch,
  bridge,
  folder,
}) => {
  // The check at 10 minutes is due, and that at 20 becomes due within a second or two.
  const rate = 20;
  await plantSession(folder, pastOf(FORTY_MINUTES, 19.5), rate);
  const program = await launchOnBridge(launch, folder, bridge, ['--rate', String(rate)]);
  const { room, window } = program;
  await toConsole(room);
  const door = await openDoorSign({ room, window });
  const lamp = (): number => pct(bridge, 'Door lamp');
  const next = room.getByRole('region', { name: 'Next' });
  await expect(next).toContainText(/checks? due/i);
  await expect(door.getByRole('heading', { name: /checks? due/i })).toBeVisible();
  await expect.poll(lamp).toBeGreaterThan(25);
  // Nothing of it reaches the patient: light, sound and display are wanted as they would be without it.
  const { session, clock } = await program.snapshot();
  if (session.stage !== 'running') throw new Error('the session should be running');
  const now = sessionNow(clock, Date.now());
  const without = { ...session, checks: [] };
  for (const part of ['sound', 'display'] as const) {
    expect(want(session, now)[part]).toEqual(want(without, now)[part]);
  }
  expect(want(session, now).light?.ambient).toEqual(want(without, now).light?.ambient);
  await expect(next).toContainText('2 checks due');
  await expect(next).toContainText('at 10 and 20 min');
  await press(program, 'Done');
  await expect(door.getByRole('heading', { name: 'Quiet, please' })).toBeVisible();
  await expect.poll(lamp).toBeLessThan(15);
});

test('hold keeps lamps and phases where they are, and Resume takes both up again', async ({
  launch,
  bridge,
  folder,
}) => {
  const program = await atConsole(launch, folder, bridge, 20, null);
  await expect.poll(() => ceiling(bridge)).toBeLessThan(41);
  await press(program, 'First device');
  await expect.poll(() => ceiling(bridge), { timeout: 20_000 }).toBeLessThan(30);
  await press(program, 'Hold');
  const held = await runningIn(program);
  const heldAt = held.heldAt ?? 0;
  await program.room.waitForTimeout(1500);
  const still = ceiling(bridge);
  expect(Math.abs(still - (await wanted(program)).ambient)).toBeLessThan(STEP_PCT);
  expect(still).toBeGreaterThan(10);
  await program.room.waitForTimeout(3000);
  expect(Math.abs(ceiling(bridge) - still)).toBeLessThan(STEP_PCT);
  await press(program, 'Resume');
  const resumed = await runningIn(program);
  // The phase ends as much later as it was held.
  const { clock } = await program.snapshot();
  const heldMs = (resumed.phase.endsAt ?? 0) - (held.phase.endsAt ?? 0);
  expect(heldMs).toBeGreaterThan(4500 * 20);
  expect(heldMs).toBeLessThan(sessionNow(clock, Date.now()) - heldAt);
  await expect.poll(() => ceiling(bridge), { timeout: 20_000 }).toBeLessThan(8 + STEP_PCT);
});

test('ten minutes more are ten minutes to the phase, and change no lamp', async ({
  launch,
  bridge,
  folder,
}) => {
  const program = await inOnset(launch, folder, bridge, 20);
  const before = (await runningIn(program)).phase.endsAt ?? 0;
  const lamps = outputs(bridge);
  await press(program, '+10 min');
  await expect.poll(async () => (await runningIn(program)).phase.endsAt).toBe(before + 10 * MINUTE_MS);
  await program.room.waitForTimeout(1000);
  for (const [name, was] of Object.entries(lamps)) {
    expect(Math.abs(pct(bridge, name) - was), name).toBeLessThan(STEP_PCT);
  }
});

test('the next phase begins at once and goes from the lamps as they are to its own look', async ({
  launch,
  bridge,
  folder,
}) => {
  const program = await atConsole(launch, folder, bridge, 20, null);
  await expect.poll(() => ceiling(bridge)).toBeLessThan(41);
  await press(program, 'First device');
  await expect.poll(() => ceiling(bridge), { timeout: 20_000 }).toBeLessThan(25);
  const watch = watchLamps(bridge);
  await press(program, 'Next phase');
  await expect.poll(() => phaseIn(program)).toBe('deep');
  await expect.poll(() => ceiling(bridge), { timeout: 20_000 }).toBeLessThan(3 + STEP_PCT);
  watch.stop();
  expect(steepest(watch.samples).up).toBeLessThan(1);
  expect(steepest(watch.samples).down).toBeLessThan(LIGHT_SLOPES.downPerS * 20 * 1.1);
});

test('a gentle end walks what is left of the way back in five minutes, and never darkens', async ({
  launch,
  bridge,
  folder,
}) => {
  const program = await inDeep(launch, folder, bridge, 20);
  const { room } = program;
  const watch = watchLamps(bridge);
  await press(program, 'Gentle end');
  await expect(room.getByRole('region', { name: 'Next' })).toContainText(/Room is back in [45] min/);
  const ending = await runningIn(program);
  const beganAt = ending.phase.beganAt;
  await expect.poll(async () => (await runningIn(program)).overAt, { timeout: 30_000 }).not.toBeNull();
  const { overAt } = await runningIn(program);
  expect((overAt ?? 0) - beganAt).toBeLessThanOrEqual(5 * MINUTE_MS);
  expect((overAt ?? 0) - beganAt).toBeGreaterThan(4.5 * MINUTE_MS);
  await expect.poll(() => ceiling(bridge)).toBeGreaterThan(40 - STEP_PCT);
  watch.stop();
  const seen = steepest(watch.samples);
  // 37 points in 15 s of real time, and nothing on the way back goes down.
  expect(seen.up).toBeLessThan(LIGHT_SLOPES.upPerS * 20 * 1.1);
  expect(seen.down).toBeLessThan(1);
  // The session lasts, and the assess mark still counts from the dose.
  await expect(room.getByRole('button', { name: 'Room is free' })).toBeVisible();
  await expect(room.getByRole('region', { name: 'Next' })).toContainText('Check in');
});

test('what cannot be done now says so in one sentence, and changes nothing', async ({
  launch,
  bridge,
  folder,
}) => {
  const program = await atConsole(launch, folder, bridge, 1, null);
  const { room } = program;
  for (const [key, name] of [
    ['h', 'Hold'],
    ['e', '+10 min'],
    ['n', 'Next phase'],
  ] as const) {
    await expect(room.getByRole('button', { name })).toHaveAttribute('aria-disabled', 'true');
    await room.keyboard.press(key);
    await expect(
      room.getByRole('status').getByText('The room is settling; this begins with First device.'),
    ).toBeVisible();
  }
  const session = await runningIn(program);
  expect([session.heldAt, session.past.length, session.phase.index]).toEqual([null, 0, 0]);
});
