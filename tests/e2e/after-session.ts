// Between two people, for the tests that go there: a session that is soon over, and the turnover after it.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Answer } from '../../shared/ipc/contract.ts';
import type { Snapshot } from '../../shared/ipc/snapshot.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { USUAL_PLAN } from '../../shared/preset/plan.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import type { Turnover } from '../../shared/session/session.ts';
import { type Program, startPreset, toConsole } from './program.ts';

/** A preset that comes with Stillroom. */
export const SPRAVATO = BUILT_IN_PRESETS[0] as Preset;

/** The label of a person's own preset. */
export const OWN = 'Quiet Harbour';

/** A whole session lasts some seconds: a gentle end takes two and a half. */
export const FAST = ['--rate', '120'];

/** A person's own preset, with a plan, in which staff look in where it is lighter: two looks at a time, which a scene carries. */
export const withOwn = (folder: string): Promise<void> => {
  const phases = SPRAVATO.phases.map((phase) => ({ ...phase, task: { brightnessPct: 45, warmthK: 2400 } }));
  const preset = { ...SPRAVATO, id: 'quiet-harbour', label: OWN, phases, plan: USUAL_PLAN };
  return writeFile(path.join(folder, 'presets.json'), JSON.stringify({ version: 1, presets: [preset] }));
};

/** Presses a button by its whole name. */
export const press = (room: Page, name: string): Promise<void> =>
  room.getByRole('button', { name, exact: true }).click();

/** A session whose patient made it two steps darker and one softer, from settle to its gentle end. */
export const throughSession = async (room: Page, label: string, presses = ['Darker', 'Darker', 'Softer']) => {
  await startPreset(room, label);
  await room.getByRole('button', { name: 'Wake the display' }).click();
  for (const name of presses) await press(room, name);
  await toConsole(room);
  await press(room, 'First device');
  // More than a minute of onset has gone by.
  await room.waitForTimeout(1000);
  await press(room, 'Gentle end');
  await room.getByRole('button', { name: 'Room is free' }).click({ timeout: 15_000 });
  await room.getByRole('heading', { name: 'Afterwards' }).waitFor();
};

/** A session of a person's own preset, up to the page to write on that lies open at its end. */
export const toWritePage = async (room: Page): Promise<void> => {
  await startPreset(room, OWN);
  await toConsole(room);
  await press(room, 'First device');
  await press(room, 'Gentle end');
  await room.getByRole('button', { name: 'Room is free' }).waitFor({ timeout: 15_000 });
  await press(room, 'Patient display');
  const write = room.getByRole('button', { name: 'Write', exact: true });
  const wake = room.getByRole('button', { name: 'Wake the display' });
  await write.or(wake).first().waitFor();
  if (await wake.isVisible()) await wake.click();
  await write.click();
};

/** A session at whose end the patient writes something and leaves the room. */
export const throughWriting = async (room: Page, words: string): Promise<void> => {
  await toWritePage(room);
  await room.getByLabel('Page to write on').fill(words);
  await press(room, 'Back');
  await press(room, 'Staff');
  await press(room, 'Room is free');
};

/** The turnover that the room waits for. */
export const turnoverOf = ({ session }: Snapshot): Turnover => {
  if (session.stage !== 'idle' || session.turnover === null)
    throw new Error('the room waits for no turnover');
  return session.turnover;
};

/** What main answers to a command of the room window. */
export const ask = <T>(room: Page, name: string, argument: object = {}): Promise<Answer<T>> =>
  room.evaluate(([command, value]) => window.stillroom.send(command as never, value as never), [
    name,
    argument,
  ] as const) as Promise<Answer<T>>;

/** How far each step of the turnover has come. */
export const stepsOf = async (snapshot: Program['snapshot']): Promise<readonly string[]> =>
  Object.values(turnoverOf(await snapshot()).steps);

/** Turns the room over by its one press, and waits until no step lies ahead. */
export const turnOver = async ({ room, snapshot }: Pick<Program, 'room' | 'snapshot'>): Promise<void> => {
  await press(room, 'Turn the room over');
  await expect.poll(() => stepsOf(snapshot), { timeout: 15_000 }).not.toContain('ahead');
};
