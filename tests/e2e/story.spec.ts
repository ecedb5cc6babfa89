// One session as a nurse and a patient live it, from the plan before to the start of the next one, on the lamps of a
// bridge. Throughout, two watches: no lamp moves faster than the guard allows, and in onset and deep nothing stands on
// the patient display that would have to be read.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { Phase, PhaseName, Preset } from '../../shared/preset/preset.ts';
import { LIGHT_SLOPES } from '../../shared/score/guard.ts';
import { OWN, press, SPRAVATO } from './after-session.ts';
import { runningIn } from './patient-room.ts';
import { connectBridge, openDoorSign, startPreset, test, toConsole } from './program.ts';
import { readSoFar, watchReading } from './reading.ts';
import {
  askedAndAnswered,
  assess,
  correctMark,
  fillPlan,
  gentleEnd,
  holdAndLengthen,
  keepAndTurnOver,
  keepPages,
  lookIn,
  toPatient,
} from './story-steps.ts';
import { steepest, watchLamps } from './watching.ts';

test.use({ isAlone: true });

/** A minute of the session is three seconds, and slopes of light are as many times as steep. */
const RATE = 20;

/** So short a time is looked at that a jump of ten points within it is steeper than anything may be at this rate. */
const JUMP_MS = 40;

/** What may stand on the display while nobody should have to read: the names of its keys, and the answer on one of them. */
const NAMES_OF_KEYS = [
  ...['Darker', 'Lighter', 'Softer', 'Louder', 'Different', 'Silence', 'Staff'],
  ...['Someone, please', 'Asked', 'Someone is coming'],
  ...['Water', 'Warmer', 'Sick', 'Company', 'Bathroom'],
];

/** Minutes and fades of this person's phases: as short as a story can be told in. */
const SHORT: Readonly<Partial<Record<PhaseName, Partial<Phase>>>> = {
  onset: { lengthMin: 5, fadeS: 60 },
  deep: { lengthMin: 30, fadeS: 60 },
};

/** A person's own preset, of which nothing was talked about yet. */
const bringOwn = (folder: string): Promise<void> => {
  const phases = SPRAVATO.phases.map((phase) => ({ ...phase, ...SHORT[phase.name] }));
  const short = { checksMin: [6], assessMin: 20 };
  const preset: Preset = { ...SPRAVATO, ...short, id: 'quiet-harbour', label: OWN, phases, plan: null };
  return writeFile(path.join(folder, 'presets.json'), JSON.stringify({ version: 1, presets: [preset] }));
};

test('one session, from the plan before to the start of the next one', async ({ launch, bridge, folder }) => {
  await bringOwn(folder);
  const program = await launch(['--rate', String(RATE)]);
  const { room } = program;
  const lamps = watchLamps(bridge);
  await watchReading(room);
  await connectBridge(room, bridge);
  const door = await openDoorSign(program);

  await room.getByRole('option', { name: OWN }).click();
  await room.getByRole('heading', { name: OWN }).waitFor();
  await fillPlan(room);
  const ready = room.getByRole('list', { name: 'Readiness' }).getByRole('listitem');
  await expect(ready).toHaveCount(8);
  await expect(ready.filter({ hasText: /^Lights/ }).getByRole('paragraph')).toHaveCount(0);

  await startPreset(room, OWN);
  const display = room.getByRole('main', { name: 'Patient display' });
  await expect(display.locator('canvas')).toHaveCount(1);
  await expect(door.getByRole('heading', { name: 'Quiet, please' })).toBeVisible();
  await room.getByRole('button', { name: 'Wake the display' }).click();
  for (const name of ['Darker', 'Darker', 'Softer']) await press(room, name);
  await toConsole(room);
  await expect(room.getByRole('region', { name: 'Plan' })).toContainText('companion is there');

  await press(room, 'First device');
  await askedAndAnswered(room, door);
  await correctMark(program);
  await toPatient(room);
  await toConsole(room);
  await lookIn(program, bridge, door);
  await holdAndLengthen(program, bridge);

  await gentleEnd(program, bridge);
  await keepPages(program, path.join(folder, 'kept.pdf'));
  await assess(program, door);
  const { onset = [], deep = [] } = await readSoFar(room);
  await keepAndTurnOver(program, door);

  await startPreset(room, OWN);
  expect(await runningIn(program)).toMatchObject({ doseAt: null, nudge: { light: 0, sound: 0 } });
  lamps.stop();
  const { up, down } = steepest(lamps.samples, JUMP_MS);
  expect(up).toBeLessThan(LIGHT_SLOPES.upPerS * RATE * 1.1);
  expect(down).toBeLessThan(LIGHT_SLOPES.downPerS * RATE * 1.1);
  expect(onset).toContain('Asked');
  expect(deep).toContain('Darker');
  expect(NAMES_OF_KEYS).toEqual(expect.arrayContaining([...onset, ...deep]));
});
