// Between two people, for the tests that go there: a session that is soon over, and the turnover after it.

import { expect, type Page } from '@playwright/test';
import type { Answer } from '../../shared/ipc/contract.ts';
import type { Snapshot } from '../../shared/ipc/snapshot.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { USUAL_PLAN } from '../../shared/preset/plan.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import type { Turnover } from '../../shared/session/session.ts';
import { type Past, pastOf } from '../practice/past-session.ts';
import { wakeDisplay } from './patient-room.ts';
import { plantPresets, plantSession } from './planted.ts';
import type { Launch, Program } from './program.ts';

/** A preset that comes with Stillroom. */
export const SPRAVATO = BUILT_IN_PRESETS[0] as Preset;

/** The label of a person's own preset. */
export const OWN = 'Quiet Harbour';

const FAST_RATE = 120;

/** A whole session lasts some seconds: a gentle end takes two and a half. */
export const FAST = ['--rate', String(FAST_RATE)];

/** A person's own preset, with a plan, in which staff look in where it is lighter: two looks at a time, which a scene carries. */
export const HARBOUR: Preset = {
  ...SPRAVATO,
  id: 'quiet-harbour',
  label: OWN,
  phases: SPRAVATO.phases.map((phase) => ({ ...phase, task: { brightnessPct: 45, warmthK: 2400 } })),
  plan: USUAL_PLAN,
};

/**
 * Lays down a room in which a session was over just now: its patient made it two steps darker and one softer, or pressed
 * what is named, from settle on.
 */
export const plantAfterSession = async (
  folder: string,
  preset: Preset,
  presses: readonly ('darker' | 'softer' | 'silence')[] = ['darker', 'darker', 'softer'],
): Promise<void> => {
  if (!BUILT_IN_PRESETS.includes(preset)) await plantPresets(folder, [preset]);
  await plantSession(
    folder,
    [
      [30, { type: 'start', preset, found: null }],
      ...presses.map((type): Past => [25, { type, awakeUntil: 0 }]),
      [20, { type: 'doseMark' }],
      [10, { type: 'gentleEnd' }],
      [0, { type: 'roomFree' }],
    ],
    FAST_RATE,
  );
};

/** A program in which a session of a preset is over, with the room not turned over yet. */
export const launchAfterSession = async (
  launch: Launch,
  folder: string,
  preset: Preset,
  presses?: Parameters<typeof plantAfterSession>[2],
): Promise<Program> => {
  await plantAfterSession(folder, preset, presses);
  const program = await launch(FAST);
  await program.room.getByRole('heading', { name: 'Afterwards' }).waitFor();
  return program;
};

/** Presses a button by its whole name. */
export const press = (room: Page, name: string): Promise<void> =>
  room.getByRole('button', { name, exact: true }).click();

/** A session of a person's own preset, planted at its end, with the page to write on open. */
export const launchToWrite = async (launch: Launch, folder: string): Promise<Program> => {
  await plantPresets(folder, [HARBOUR]);
  const end: readonly Past[] = [...pastOf(HARBOUR, 20), [10, { type: 'gentleEnd' }], [0, { type: 'tick' }]];
  await plantSession(folder, end, FAST_RATE);
  const program = await launch(FAST);
  await wakeDisplay(program);
  await press(program.room, 'Write');
  return program;
};

/** A session at whose end the patient writes something and leaves the room. */
export const launchAfterWriting = async (launch: Launch, folder: string, words: string): Promise<Program> => {
  const program = await launchToWrite(launch, folder);
  const { room } = program;
  await room.getByLabel('Page to write on').fill(words);
  await press(room, 'Back');
  await press(room, 'Staff');
  await press(room, 'Room is free');
  return program;
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
