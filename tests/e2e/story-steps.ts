// The steps of a whole session, as the people in it take them: each by what stands on the keys, and each with what it
// has to bring about, on the console, the patient display, by the door and in the lamps.

import { expect, type Locator, type Page } from '@playwright/test';
import { want } from '../../shared/score/score.ts';
import { sessionNow } from '../../shared/session/clock.ts';
import { MINUTE_MS } from '../../shared/session/timeline.ts';
import type { FaultyBridge } from '../practice/faulty-bridge.ts';
import { ask, OWN, press, turnOver } from './after-session.ts';
import { runningIn } from './patient-room.ts';
import { drawPdfPage, readPdf } from './pdf.ts';
import { type Program, presetOf, toConsole } from './program.ts';
import { outputs } from './watching.ts';

/** One step of a lamp's 254, and rounding on the way, in points. */
const STEP_PCT = 0.6;

/** A lamp puts out the nearest of its 254 steps: at most half a step away, in points. */
const NEAREST_PCT = 0.2;

const WORDS = 'The lamp was a small moon.';

/** The ink that a pen has at first. */
const AMBER = '#e8a13a';

const ceiling = (bridge: FaultyBridge): number => outputs(bridge)['Ceiling left'] ?? Number.NaN;
const desk = (bridge: FaultyBridge): number => outputs(bridge)['Desk task lamp'] ?? Number.NaN;

const next = (room: Page): Locator => room.getByRole('region', { name: 'Next' });

/** What the score wants of the room now: how loud, how bright, and whether light is still on its way. */
const wanted = async ({ snapshot }: Program) => {
  const { session, clock } = await snapshot();
  const { light, sound } = want(session, sessionNow(clock, Date.now()));
  const { now, to } = light?.ambient ?? {};
  return {
    soundDb: sound.level?.nowDb ?? null,
    ambientPct: now?.brightnessPct ?? Number.NaN,
    isSteady: now?.brightnessPct === to?.brightnessPct,
  };
};

/** Waits until the light of the score has come to rest and the ceiling puts it out; says what each lamp puts out. */
const atRest = async (program: Program, bridge: FaultyBridge) => {
  await expect.poll(async () => (await wanted(program)).isSteady).toBe(true);
  const { ambientPct } = await wanted(program);
  const apart = () =>
    Object.entries(outputs(bridge)).filter(
      ([name, pct]) => name !== 'Door lamp' && Math.abs(pct - ambientPct) > NEAREST_PCT,
    );
  await expect.poll(apart).toEqual([]);
  return outputs(bridge);
};

/** From the console to the patient display, awake. */
export const toPatient = async (room: Page): Promise<void> => {
  await press(room, 'Patient display');
  const wake = room.getByRole('button', { name: 'Wake the display' });
  const someone = room.getByRole('button', { name: 'Someone, please' });
  await wake.or(someone).first().waitFor();
  if (await wake.isVisible()) await wake.click();
  await someone.waitFor();
};

/** Talked through with the patient beside, by taps. */
export const fillPlan = async (room: Page): Promise<void> => {
  await room.getByRole('button', { name: /^Plan no plan yet/ }).click();
  await press(room, 'Begin the plan');
  const choose = (choice: string, name: string) =>
    room.getByRole('radiogroup', { name: choice }).getByText(name, { exact: true }).click();
  await choose('Talk', 'None');
  await choose('Touch', 'Ask first');
  for (const name of ['Companion', 'Still picture']) await press(room, name);
  await room.getByText('We have talked about medicines').click();
  await room.getByLabel('What helps').fill('a hand on the blanket');
  await press(room, 'Back');
  await expect(room.getByRole('button', { name: /^Plan companion comes/ })).toBeVisible();
};

/** The patient asks for water and is answered; the console says what for, and the door does not. */
export const askedAndAnswered = async (room: Page, door: Page): Promise<void> => {
  await toPatient(room);
  await press(room, 'Someone, please');
  await press(room, 'Water');
  await toConsole(room);
  await expect(room.getByText('Someone, please · water')).toBeVisible();
  await expect(door.getByRole('heading', { name: 'Please go in', exact: true })).toBeVisible();
  await expect(room.getByRole('region', { name: 'Plan' })).toContainText('Helps: a hand on the blanket');
  await press(room, 'On my way');
  await toPatient(room);
  await expect(room.getByText('Someone is coming').first()).toBeVisible();
  await expect(door.getByRole('heading', { name: 'Quiet, please' })).toBeVisible();
  await toConsole(room);
};

/** Puts the mark right: the first device was ten minutes ago. */
export const correctMark = async (program: Program): Promise<void> => {
  const { room } = program;
  const { doseAt } = await runningIn(program);
  await room.getByRole('button', { name: 'Correct' }).first().click();
  const sheet = room.getByRole('dialog', { name: 'When was the first device?' });
  await sheet.getByText('10 min ago', { exact: true }).click();
  await sheet.getByRole('button', { name: /^Correct to/ }).click();
  await expect(sheet).toBeHidden();
  expect((await runningIn(program)).doseAt ?? Infinity).toBeLessThan(doseAt ?? 0);
};

/** Staff look in at the check and go again: every lamp is exactly as it was. */
export const lookIn = async (program: Program, bridge: FaultyBridge, door: Page): Promise<void> => {
  const { room } = program;
  await expect(next(room)).toContainText('Check due');
  await expect(door.getByRole('heading', { name: 'Check due' })).toBeVisible();
  await press(room, 'Done');
  await expect(door.getByRole('heading', { name: 'Quiet, please' })).toBeVisible();
  const before = await atRest(program, bridge);
  expect(before['Ceiling left']).toBeLessThan(2);
  await press(room, 'Quiet check');
  await expect.poll(() => desk(bridge)).toBeGreaterThan(15 - STEP_PCT);
  await expect(room.getByRole('region', { name: 'Plan' })).toContainText(/ask before touch · no talk/i);
  await press(room, 'End quiet check');
  await expect.poll(() => outputs(bridge), { message: 'every lamp as it was' }).toEqual(before);
};

/** On hold nothing moves; then ten minutes more. */
export const holdAndLengthen = async (program: Program, bridge: FaultyBridge): Promise<void> => {
  const { room } = program;
  const before = outputs(bridge);
  await press(room, 'Hold');
  await expect(next(room)).toContainText('on hold');
  await press(room, 'Resume');
  const { endsAt } = (await runningIn(program)).phase;
  await press(room, '+10 min');
  await expect
    .poll(async () => (await runningIn(program)).phase.endsAt)
    .toBe((endsAt ?? Number.NaN) + 10 * MINUTE_MS);
  expect(outputs(bridge)).toEqual(before);
};

/** The way back: music while the light still waits, then light, and the pages only when it is back. */
export const gentleEnd = async (program: Program, bridge: FaultyBridge): Promise<void> => {
  const { room } = program;
  const { soundDb } = await wanted(program);
  const dark = ceiling(bridge) + STEP_PCT;
  const write = room.getByRole('button', { name: 'Write', exact: true });
  const soon = { timeout: 20_000, intervals: [50] };
  await press(room, 'Gentle end');
  await expect.poll(async () => (await wanted(program)).soundDb, soon).not.toBe(soundDb);
  expect(ceiling(bridge), 'music leads').toBeLessThan(dark);
  await toPatient(room);
  await expect.poll(() => ceiling(bridge), soon).toBeGreaterThan(dark);
  await expect(write).toBeHidden();
  await write.waitFor(soon);
  expect(ceiling(bridge), 'there is light to see by').toBeGreaterThan(10);
};

/** What came is written and drawn, and staff save it for the patient without seeing it. */
export const keepPages = async ({ app, room }: Program, file: string): Promise<void> => {
  await press(room, 'Write');
  await room.getByLabel('Page to write on').fill(WORDS);
  await press(room, 'Keep');
  await press(room, 'Back');
  await press(room, 'Draw');
  await press(room, 'Broad');
  const box = await room.getByRole('img', { name: 'Page to draw on' }).boundingBox();
  if (box === null) throw new Error('there is no paper');
  await room.mouse.move(box.x + 60, box.y + 80);
  await room.mouse.down();
  await room.mouse.move(box.x + 300, box.y + 200, { steps: 12 });
  await room.mouse.up();
  await press(room, 'Keep');
  await toConsole(room);
  await expect(room.getByText('The patient wants to keep both pages')).toBeVisible();
  await app.evaluate(({ dialog }, filePath) => {
    // The system's own dialog cannot be driven by a test; only its answer is given here.
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await press(room, 'Save as PDF');
  await expect(room.getByText('It was saved as a PDF')).toBeVisible();
  const { words, pages } = await readPdf(file);
  expect(words.join(' ')).toContain(WORDS);
  const drawn = await Promise.all(Array.from({ length: pages }, (_, at) => drawPdfPage(file, at + 1)));
  expect(drawn.some(({ colours }) => (colours.get(AMBER) ?? 0) > 0)).toBe(true);
};

/** The mark waits until staff have assessed; the session, until they say that the room is free. */
export const assess = async ({ room }: Program, door: Page): Promise<void> => {
  await expect(next(room)).toContainText('20 min since the first device: assess', { timeout: 25_000 });
  await expect(door.getByRole('heading', { name: 'Time to assess' })).toBeVisible();
  await expect(next(room)).toContainText(/reached \d+ min ago/);
  await press(room, 'Assessed');
  await expect(door.getByRole('heading', { name: 'Quiet, please' })).toBeVisible();
  await press(room, 'Room is free');
  await room.getByRole('heading', { name: 'Afterwards' }).waitFor();
};

/** Same as last time, except that it was darker; and no next session before the room is turned over. */
export const keepAndTurnOver = async (program: Program, door: Page): Promise<void> => {
  const { room } = program;
  const darker = room.getByRole('radiogroup', { name: /^Two steps darker/ });
  await darker.getByText('Keep', { exact: true }).click();
  await press(room, 'Keep these');
  await expect(room.getByText(`Kept in “${OWN}”`)).toBeVisible();
  const deep = (await presetOf(room, 'quiet-harbour')).phases.find(({ name }) => name === 'deep');
  expect(deep?.ambient.brightnessPct).toBe(1);

  await expect(door.getByRole('heading', { name: 'One moment' })).toBeVisible();
  await expect(room.getByRole('button', { name: 'Start', exact: true })).toHaveCount(0);
  expect(await ask(room, 'start', { presetId: 'quiet-harbour' })).toEqual({
    ok: false,
    error: 'turnoverFirst',
  });
  await turnOver(program);
  expect(await ask(room, 'start', { presetId: 'quiet-harbour' })).toEqual({
    ok: false,
    error: 'turnoverFirst',
  });
  await expect(room.locator('body')).not.toContainText(OWN);
  await press(room, 'Ready for the next person');
  await expect(door.getByRole('heading', { name: 'One moment' })).toBeHidden();
};
