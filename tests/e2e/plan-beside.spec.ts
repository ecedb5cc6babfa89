// The plan beside a session on the smallest console: every note that matters now can be read there, and nothing of it
// pushes away what somebody asked for or what staff may have to press.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { LONGEST_NOTE } from '../../shared/preset/plan.ts';
import { press } from './after-session.ts';
import { leaveSession, sized, wakeDisplay } from './patient-room.ts';
import { type Program, test, toConsole } from './program.ts';

const LONGEST = 'a hand on the blanket and a slow breath together '.repeat(4).slice(0, LONGEST_NOTE).trim();

/** What the patient asks for on the display, and back to the console. */
const askFor = async ({ room }: Program, wish: string): Promise<void> => {
  await press(room, 'Someone, please');
  await press(room, wish);
  await toConsole(room);
};

const boxOf = async (what: Locator) => {
  const box = await what.boundingBox();
  if (box === null) throw new Error(`${what} is nowhere`);
  return box;
};

/** All of it is seen, and what is written in it is within it. */
const expectWhole = async (what: Locator): Promise<void> => {
  await expect(what).toBeInViewport({ ratio: 1 });
  expect(await what.evaluate((node) => node.scrollWidth - node.clientWidth)).toBeLessThanOrEqual(1);
  await what.click({ trial: true });
};

test('every note for going in is read at 960 × 600, beside the request and Full light', async ({
  launch,
  folder,
}) => {
  await leaveSession(folder, 'deep', {
    helps: 'a hand on the blanket',
    leaveAlone: 'tears, unless asked',
    companion: true,
  });
  const program = await launch();
  const { room } = program;
  await wakeDisplay(program);
  await askFor(program, 'Company');
  await sized(program, 960, 600);
  const plan = room.getByRole('region', { name: 'Plan' });
  for (const said of [
    'Companion is there',
    'Helps: a hand on the blanket',
    'Leave alone: tears, unless asked',
  ])
    await expect(plan.getByText(said)).toBeInViewport({ ratio: 1 });
  await expect(room.getByText('Someone, please · company')).toBeInViewport({ ratio: 1 });
  for (const name of ['On my way', 'Full light', 'Whole plan', 'Quiet check'])
    await expectWhole(room.getByRole('button', { name }));
});

/** True where some of it lies outside of what scrolls around it. */
const isCutOff = (what: Locator): Promise<boolean> =>
  what.evaluate((node) => {
    let around = node.parentElement;
    while (around !== null && getComputedStyle(around).overflowY !== 'auto') around = around.parentElement;
    return around !== null && around.scrollHeight > around.clientHeight + 1;
  });

test('where a page is to be kept and something is told as well, the rest of the plan is scrolled to', async ({
  launch,
  folder,
}) => {
  await leaveSession(folder, 'rest', { helps: LONGEST, leaveAlone: LONGEST, companion: true });
  await writeFile(path.join(folder, 'settings.json'), 'no settings');
  await writeFile(path.join(folder, 'settings.last-good.json'), '{"version":1}');
  const program = await launch();
  const { room } = program;
  await wakeDisplay(program);
  await press(room, 'Write');
  await room.getByRole('textbox').fill('to take home');
  await press(room, 'Keep');
  await press(room, 'Back');
  await expect(room.getByRole('region', { name: 'Write' })).toBeHidden();
  await askFor(program, 'Company');
  await sized(program, 960, 600);
  const plan = room.getByRole('region', { name: 'Plan' });
  await expect(room.getByText('The settings could not be read')).toBeInViewport({ ratio: 1 });
  const last = plan.getByText('Leave alone:');
  await expect.poll(() => isCutOff(last)).toBe(true);
  await last.scrollIntoViewIfNeeded();
  await expect(last).toBeInViewport({ ratio: 0.9 });
  for (const name of ['On my way', 'Print', 'Save as PDF', 'Full light', 'Whole plan'])
    await expectWhole(room.getByRole('button', { name }));
  // One stands under the other, and all of them above the keys of the session.
  const foot = await boxOf(room.getByRole('button', { name: 'Full light' }));
  const kept = await boxOf(room.getByRole('button', { name: 'Save as PDF' }));
  const card = await boxOf(plan);
  expect(card.y).toBeGreaterThan(kept.y + kept.height);
  expect(card.y + card.height).toBeLessThan(foot.y);
});
