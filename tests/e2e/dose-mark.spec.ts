// The dose mark on the console: pressed by mistake it is taken back within two minutes, pressed late or early it is put
// right at any time, by a key, by steps or typed, and what counts from it moves with it.

import { expect, type Page } from '@playwright/test';
import { pastOf } from '../practice/past-session.ts';
import { SPRAVATO } from './after-session.ts';
import { phaseIn, runningIn, sized } from './patient-room.ts';
import { plantSession } from './planted.ts';
import { type Launch, letPass, type Program, startPreset, test, toConsole } from './program.ts';

const MINUTE_MS = 60_000;

/** At the console, with the first device marked just now. */
const marked = async (launch: Launch, folder: string): Promise<Program> => {
  await plantSession(folder, pastOf(SPRAVATO, 0));
  const program = await launch();
  await toConsole(program.room);
  await program.room.getByRole('button', { name: 'Undo mark' }).waitFor();
  return program;
};

const correct = (room: Page) => room.getByRole('button', { name: 'Correct', exact: false }).first();
const sheet = (room: Page) => room.getByRole('dialog', { name: 'When was the first device?' });

/** A time as the sheet says it, some minutes from now; the minute may turn while it is looked at. */
const clockIn = (minutes: number): RegExp => {
  const said = (ms: number): string =>
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(ms);
  const at = Date.now() + minutes * MINUTE_MS;
  return new RegExp([-20_000, 0, 20_000].map((off) => said(at + off)).join('|'));
};

test('a mark that was pressed by mistake is taken back, and the room settles on', async ({
  launch,
  folder,
}) => {
  const program = await marked(launch, folder);
  const { room } = program;
  await room.getByRole('button', { name: 'Undo mark' }).click();
  await expect.poll(() => phaseIn(program)).toBe('settle');
  expect(await runningIn(program)).toMatchObject({ doseAt: null, doseMarkedAt: null });
  await expect(room.getByText('Settling for')).toBeVisible();
  await expect(room.getByRole('button', { name: 'Undo mark' })).toBeHidden();
  // And marked again when the time has come.
  await room.getByRole('button', { name: 'First device' }).click();
  await expect.poll(() => phaseIn(program)).toBe('onset');
});

test('a second press in haste on First device does not take the mark back', async ({ launch }) => {
  const program = await launch();
  const { room } = program;
  await startPreset(room);
  await toConsole(room);
  await room.getByRole('button', { name: 'First device' }).dblclick();
  await expect(room.getByRole('button', { name: 'Undo mark' })).toBeVisible();
  expect((await runningIn(program)).doseAt).not.toBeNull();
  await expect(sheet(room)).toBeHidden();
});

test('taking it back is offered for two minutes, and Correct from then on too', async ({
  launch,
  folder,
}) => {
  const program = await marked(launch, folder);
  const { room } = program;
  const back = room.getByRole('button', { name: 'Undo mark' });
  await expect(correct(room)).toBeVisible();
  await letPass(program, 2 * MINUTE_MS);
  // The page hears of main's clock with the next press.
  await room.keyboard.press('h');
  await expect(back).toBeHidden();
  await expect(correct(room)).toBeVisible();
});

test('the mark is put right by one key, which first shows what it means by the clock', async ({
  launch,
  folder,
}) => {
  const program = await marked(launch, folder);
  const { room } = program;
  const before = await runningIn(program);
  await correct(room).click();
  const keys = sheet(room).getByRole('radio');
  await expect(keys).toHaveCount(7);
  for (const name of ['now', '1 min', '2 min', '4 min', '5 min', '10 min', '15 min']) {
    await expect(sheet(room).getByRole('radio', { name: new RegExp(`^${name}`) })).toHaveCount(1);
  }
  // Nothing is sent before somebody agrees, and what stands already is no correction.
  await sheet(room).getByText('10 min ago').click();
  expect((await runningIn(program)).doseAt).toBe(before.doseAt);
  await expect(sheet(room).getByText(clockIn(-10)).first()).toBeVisible();
  const row = (name: string) =>
    sheet(room)
      .getByRole('definition')
      .filter({ hasText: clockIn(name === 'Check' ? 30 : 110) });
  await expect(row('Check')).toBeVisible();
  await expect(row('Assess mark').first()).toContainText('instead of');
  await sheet(room)
    .getByRole('button', { name: /^Correct to/ })
    .click();
  await expect(sheet(room)).toBeHidden();
  const after = await runningIn(program);
  const movedMs = (before.doseAt ?? 0) - (after.doseAt ?? 0);
  expect(Math.abs(movedMs - 10 * MINUTE_MS)).toBeLessThan(60_000);
  expect((after.phase.endsAt ?? 0) - (before.phase.endsAt ?? 0)).toBeCloseTo(-movedMs, 0);
  await expect(room.getByText('10 min', { exact: true }).first()).toBeVisible();
});

test('any minute is typed or stepped to by keys alone, and a check that has come is due at once', async ({
  launch,
  folder,
}) => {
  const program = await marked(launch, folder);
  const { room } = program;
  await correct(room).focus();
  await room.keyboard.press('Enter');
  const minutes = sheet(room).getByRole('textbox', { name: 'Minutes ago' });
  await minutes.focus();
  await room.keyboard.press('Control+A');
  await room.keyboard.type('44');
  await room.keyboard.press('ArrowUp');
  await expect(minutes).toHaveValue('45');
  await expect(sheet(room).getByText('due at once')).toBeVisible();
  // A letter in the sheet is no command: H would hold.
  await sheet(room).getByRole('button', { name: 'One minute earlier' }).focus();
  await room.keyboard.press('h');
  await room.keyboard.press('Tab');
  await expect(sheet(room).getByRole('button', { name: /^Correct to/ })).toBeFocused();
  await room.keyboard.press('Enter');
  await expect(sheet(room)).toBeHidden();
  await expect(room.getByText('Check due').first()).toBeVisible();
  const after = await runningIn(program);
  expect(after.heldAt).toBeNull();
  expect(after.checks).toEqual([{ atMin: 40, state: 'due' }]);
  expect(await phaseIn(program)).toBe('deep');
});

test('more than four hours cannot be typed', async ({ launch, folder }) => {
  const program = await marked(launch, folder);
  const { room } = program;
  await correct(room).click();
  const minutes = sheet(room).getByRole('textbox', { name: 'Minutes ago' });
  await minutes.fill('900');
  await minutes.blur();
  await expect(minutes).toHaveValue('240');
  await expect(sheet(room).getByText(/before this session was started/)).toBeVisible();
});

test('a correction is corrected again, back to the instant at which it was pressed', async ({
  launch,
  folder,
}) => {
  const program = await marked(launch, folder);
  const { room } = program;
  const pressedAt = (await runningIn(program)).doseAt ?? 0;
  await correct(room).click();
  await sheet(room).getByText('15 min ago').click();
  await sheet(room)
    .getByRole('button', { name: /^Correct to/ })
    .click();
  await expect(sheet(room)).toBeHidden();
  expect((await runningIn(program)).doseAt).toBeLessThan(pressedAt - 14 * MINUTE_MS);
  await correct(room).click();
  await sheet(room)
    .getByRole('button', { name: /^As it was pressed/ })
    .click();
  await expect(sheet(room)).toBeHidden();
  expect(Math.abs(((await runningIn(program)).doseAt ?? 0) - pressedAt)).toBeLessThan(1000);
});

test('Escape leaves the mark as it stands', async ({ launch, folder }) => {
  const program = await marked(launch, folder);
  const { room } = program;
  const { doseAt } = await runningIn(program);
  await correct(room).click();
  await sheet(room).getByText('5 min ago', { exact: true }).click();
  await room.keyboard.press('Escape');
  await expect(sheet(room)).toBeHidden();
  expect((await runningIn(program)).doseAt).toBe(doseAt);
});

test('the sheet and the keys of the mark fit the smallest console, and what stands beside them is not cut off', async ({
  launch,
  folder,
}) => {
  const program = await marked(launch, folder);
  const { room } = program;
  await sized(program, 960, 600);
  await expect(room.getByRole('button', { name: 'Undo mark' })).toBeVisible();
  const next = room.getByRole('region', { name: 'Next' }).getByText(/^Deep in/);
  await expect.poll(() => next.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
  await correct(room).click();
  await sheet(room).getByText('15 min ago').click();
  for (const name of [/^Correct to/, 'Leave it', 'One minute earlier']) {
    const key = sheet(room).getByRole('button', { name });
    await expect(key).toBeInViewport({ ratio: 1 });
  }
  await expect(room.getByRole('button', { name: 'Full light', includeHidden: true })).toBeInViewport({
    ratio: 1,
  });
  const overlap = await sheet(room).evaluate((one) => one.scrollHeight - one.clientHeight);
  expect(overlap).toBeLessThanOrEqual(1);
});

test('Full light is one press away while the sheet is open, and the sheet goes', async ({
  launch,
  folder,
}) => {
  const program = await marked(launch, folder);
  const { room } = program;
  await correct(room).click();
  await expect(sheet(room).getByRole('radio')).toHaveCount(7);
  await room.getByRole('button', { name: 'Full light' }).click();
  await expect(sheet(room)).toBeHidden();
  expect((await runningIn(program)).fullLightSince).not.toBeNull();
  await room.getByRole('button', { name: 'Back to the session' }).click();
  // And the figure itself closes what it has opened.
  await correct(room).click();
  await expect(sheet(room)).toBeVisible();
  await correct(room).click();
  await expect(sheet(room)).toBeHidden();
});
