// Write and Draw, once the light is back: what a patient makes lives in memory, survives sleep and a look at
// the console, is kept only when they wish it, and is offered to nobody in onset and deep.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { ONE_PRESS_MS } from '../../main/ipc/session-handlers.ts';
import type { NurseAct } from '../../shared/session/events.ts';
import {
  expectLargeAndApart,
  fadeMsOf,
  inRest,
  keysOf,
  leaveSession,
  runningIn,
  sized,
  wakeDisplay,
} from './patient-room.ts';
import { drawPdfPage, readPdf } from './pdf.ts';
import { letPass, type Program, test, toConsole } from './program.ts';

const key = (room: Page, name: string) => room.getByRole('button', { name, exact: true });

const backToDisplay = (room: Page): Promise<void> =>
  room.getByRole('button', { name: 'Patient display' }).click();

const paperOf = (room: Page) => room.getByRole('img', { name: 'Page to draw on' });

/** Where the paper lies, once the page takes presses: a hand that comes sooner does nothing. */
const paperBox = async (room: Page): Promise<{ x: number; y: number; width: number; height: number }> => {
  await room.locator('[data-page][data-takes]').waitFor();
  const box = await paperOf(room).boundingBox();
  if (box === null) throw new Error('there is no paper');
  return box;
};

/** Draws a wave over the paper, at that share of its height. */
const drawAt = async (room: Page, share: number): Promise<void> => {
  const box = await paperBox(room);
  const y = box.y + box.height * share;
  await room.mouse.move(box.x + 40, y);
  await room.mouse.down();
  for (let step = 1; step <= 30; step += 1)
    await room.mouse.move(box.x + 40 + (step * (box.width - 80)) / 30, y + 12 * Math.sin(step / 4));
  await room.mouse.up();
};

/** How many pixels of the paper's finished strokes have ink on them. */
const inked = (room: Page): Promise<number> =>
  paperOf(room).evaluate((paper) => {
    const canvas = paper.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return -1;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let i = 3; i < data.length; i += 4) if ((data[i] ?? 0) > 128) count += 1;
    return count;
  });

/** Lets so many ms pass for main and for the page. The nurse's press, which changes nothing, has main look at its clock. */
const passes = async (program: Program, ms: number): Promise<void> => {
  await letPass(program, ms);
  await program.room.evaluate(async (gone) => {
    const before = performance.now.bind(performance);
    performance.now = () => before() + gone;
    await window.stillroom.send('nurse', { act: 'acknowledge' });
  }, ms);
};

/** Waits until the display has fallen asleep. */
const sleeps = async (program: Program): Promise<void> => {
  await expect.poll(async () => (await runningIn(program)).awakeUntil).toBeNull();
  await expect(program.room.getByRole('button', { name: 'Wake the display' })).toBeVisible();
};

test('Write and Draw are offered when the light is back, large and apart, each if the plan has it', async ({
  launch,
  folder,
}) => {
  await leaveSession(folder, 'rest', { draw: false });
  const without = await launch();
  await wakeDisplay(without);
  await expect(key(without.room, 'Write')).toBeVisible();
  await expect(key(without.room, 'Draw')).toBeHidden();
  await without.close();
  await leaveSession(folder, 'return');
  const program = await launch();
  const { room } = program;
  await sized(program, 960, 600);
  await wakeDisplay(program);
  await expect(key(room, 'Write')).toBeVisible();
  await expectLargeAndApart(room, await keysOf(room));
  await key(room, 'Someone, please').click();
  await expect(key(room, 'Water')).toBeVisible();
  await expect(key(room, 'Draw')).toHaveCount(1);
  await expectLargeAndApart(room, await keysOf(room));
});

for (const phase of ['settle', 'onset', 'deep'] as const)
  test(`neither is offered in ${phase}`, async ({ launch, folder }) => {
    await leaveSession(folder, phase, { write: true, draw: true });
    const program = await launch();
    await wakeDisplay(program);
    await expect(key(program.room, 'Darker')).toBeVisible();
    await expect(key(program.room, 'Write')).toHaveCount(0);
    await expect(key(program.room, 'Draw')).toHaveCount(0);
  });

test('what is written is large, and is there again after the keys and a look at the console', async ({
  launch,
  folder,
}) => {
  const program = await inRest(launch, folder);
  const { room } = program;
  await key(room, 'Write').click();
  const page = room.getByRole('textbox', { name: 'Page to write on' });
  await expect(page).toBeFocused();
  const look = await page.evaluate((node) => {
    const style = getComputedStyle(node);
    return {
      px: Number.parseFloat(style.fontSize),
      face: style.fontFamily,
      ink: style.color,
      ground: style.backgroundColor,
    };
  });
  expect(look.px).toBeGreaterThanOrEqual(28);
  expect(look.face).toContain('Atkinson Hyperlegible');
  expect([look.ink, look.ground]).toEqual(['rgb(240, 200, 144)', 'rgb(0, 0, 0)']);
  await room.keyboard.type('The field was warm');
  expect(await fadeMsOf(page.locator('xpath=ancestor::section'))).toBeGreaterThanOrEqual(300);
  await expect(key(room, 'Someone, please')).toBeVisible();
  await key(room, 'Back').click();
  await expect(key(room, 'Darker')).toBeVisible();
  await key(room, 'Write').click();
  await expect(page).toHaveValue('The field was warm');
  await key(room, 'Staff').click();
  await expect(room.getByText('writing', { exact: true })).toBeVisible();
  // What is on the page is the patient's, and not on the console.
  await expect(room.getByText('The field was warm')).toHaveCount(0);
  await backToDisplay(room);
  await expect(page).toHaveValue('The field was warm');
  await expect(page).toBeFocused();
  await room.keyboard.type(', and wide');
  await expect(page).toHaveValue('The field was warm, and wide');
});

test('the keys of both pages are large and apart on a small display, and someone is within reach', async ({
  launch,
  folder,
}) => {
  const program = await inRest(launch, folder);
  const { room } = program;
  await sized(program, 960, 600);
  for (const kind of ['Write', 'Draw']) {
    await key(room, kind).click();
    await expect(key(room, 'Keep')).toBeVisible();
    await key(room, 'Keep').click();
    await expect(async () => expectLargeAndApart(room, await keysOf(room))).toPass();
    await expect(key(room, 'Someone, please')).toBeVisible();
    await key(room, 'Back').click();
    await expect(key(room, 'Darker')).toBeVisible();
  }
  await key(room, 'Draw').click();
  const bar = room.getByRole('region', { name: 'Draw' }).getByRole('button', { name: 'Someone, please' });
  await bar.click();
  await expect(bar).toHaveText('Asked');
  expect((await runningIn(program)).request?.comingAt).toBeNull();
});

test('a drawing is drawn in the chosen ink, undone step by step, and cleared with a way back', async ({
  launch,
  folder,
}) => {
  const { room } = await inRest(launch, folder);
  await key(room, 'Draw').click();
  await key(room, 'Broad').click();
  await key(room, 'Rose').click();
  await expect(key(room, 'Rose')).toHaveAttribute('aria-pressed', 'true');
  await drawAt(room, 0.3);
  const one = await inked(room);
  expect(one).toBeGreaterThan(2000);
  const colour = await paperOf(room).evaluate((paper) => {
    const canvas = paper.querySelector('canvas');
    const context = canvas?.getContext('2d');
    const data = context?.getImageData(0, 0, canvas?.width ?? 1, canvas?.height ?? 1).data ?? [];
    for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) return [...data.slice(i, i + 3)];
    return null;
  });
  expect(colour).toEqual([0xd9, 0x8d, 0x8a]);
  await key(room, 'Fine').click();
  await drawAt(room, 0.6);
  const two = await inked(room);
  expect(two).toBeGreaterThan(one);
  // A fine line has far less ink than a broad one.
  expect(two - one).toBeLessThan(one / 3);
  await key(room, 'Clear').click();
  await expect.poll(() => inked(room)).toBe(0);
  await key(room, 'Undo').click();
  await expect.poll(() => inked(room)).toBe(two);
  await key(room, 'Undo').click();
  await expect.poll(() => inked(room)).toBe(one);
  await key(room, 'Undo').click();
  await expect.poll(() => inked(room)).toBe(0);
});

test('the display stays awake while the hand moves, sleeps after, and a touch brings back the same page', async ({
  launch,
  folder,
}) => {
  const program = await inRest(launch, folder);
  const { room } = program;
  await key(room, 'Draw').click();
  await drawAt(room, 0.4);
  const before = (await runningIn(program)).awakeUntil ?? 0;
  await passes(program, 11_000);
  await drawAt(room, 0.6);
  await expect.poll(async () => (await runningIn(program)).awakeUntil ?? 0).toBeGreaterThan(before + 9000);
  const drawn = await inked(room);
  await passes(program, 46_000);
  await sleeps(program);
  await expect(key(room, 'Undo')).toBeHidden();
  await room.mouse.click(500, 300);
  await expect(key(room, 'Undo')).toBeVisible();
  // That touch only woke it.
  await expect.poll(() => inked(room)).toBe(drawn);
});

test('a key that is pressed at a sleeping page only wakes it, and the next one is written', async ({
  launch,
  folder,
}) => {
  const program = await inRest(launch, folder);
  const { room } = program;
  await key(room, 'Write').click();
  const page = room.getByRole('textbox');
  await page.fill('one');
  await passes(program, 46_000);
  await sleeps(program);
  await expect(page).toBeHidden();
  await room.keyboard.press('x');
  await expect(page).toBeFocused();
  await expect(page).toHaveValue('one');
  await room.keyboard.type(' two');
  await expect(page).toHaveValue('one two');
});

test('a long stroke is drawn whole, and is undone at once', async ({ launch, folder }) => {
  const program = await inRest(launch, folder);
  const { room } = program;
  await sized(program, 960, 600);
  await key(room, 'Draw').click();
  const box = await paperBox(room);
  await room.mouse.move(box.x + 30, box.y + 40);
  await room.mouse.down();
  for (let turn = 0; turn < 4; turn += 1) {
    const x = turn % 2 === 0 ? box.width - 30 : 30;
    await room.mouse.move(box.x + x, box.y + 60 + (turn * (box.height - 100)) / 4, { steps: 40 });
  }
  await room.mouse.up();
  await expect.poll(() => inked(room)).toBeGreaterThan(5000);
  await key(room, 'Undo').click();
  await expect.poll(() => inked(room)).toBe(0);
});

test('when staff go back to the session an open page closes softly and keeps what is on it', async ({
  launch,
  folder,
}) => {
  await leaveSession(folder, 'deep', {}, [{ type: 'gentleEnd' }]);
  const program = await launch(['--rate', '1']);
  const { room } = program;
  const act = (what: NurseAct): Promise<unknown> =>
    room.evaluate((name) => {
      return window.stillroom.send('nurse', { act: name });
    }, what);
  await wakeDisplay(program);
  // Into rest, where the light is back.
  await act('nextPhase');
  await key(room, 'Write').click();
  await room.getByRole('textbox').fill('half a sentence');
  await act('undoGentleEnd');
  await expect(key(room, 'Darker')).toBeVisible();
  await expect(room.getByRole('textbox')).toHaveCount(0);
  await expect(key(room, 'Write')).toHaveCount(0);
  // Within a second it would be the same press.
  await letPass(program, ONE_PRESS_MS);
  await act('gentleEnd');
  await act('nextPhase');
  await expect(key(room, 'Write')).toBeVisible();
  // It did not open by itself.
  await expect(room.getByRole('textbox')).toHaveCount(0);
  await key(room, 'Write').click();
  await expect(room.getByRole('textbox')).toHaveValue('half a sentence');
});

test('Keep says what happens, and lets staff save the page without seeing it', async ({ launch, folder }) => {
  const program = await inRest(launch, folder);
  const { room, app } = program;
  await key(room, 'Draw').click();
  await key(room, 'Broad').click();
  await drawAt(room, 0.5);
  await key(room, 'Back').click();
  await key(room, 'Write').click();
  await room.getByRole('textbox').fill('to take home');
  await toConsole(room);
  await expect(room.getByText('The patient wants to keep')).toHaveCount(0);
  await backToDisplay(room);
  await key(room, 'Keep').click();
  await expect(key(room, 'Keep')).toHaveAttribute('aria-pressed', 'true');
  await expect(room.getByText('Staff can print it or save it to your drive.')).toBeVisible();
  await key(room, 'Back').click();
  await key(room, 'Draw').click();
  await expect(key(room, 'Keep')).toHaveAttribute('aria-pressed', 'false');
  await key(room, 'Keep').click();
  await toConsole(room);
  await expect(room.getByText('The patient wants to keep both pages')).toBeVisible();
  await expect(room.getByText('to take home')).toHaveCount(0);
  const file = path.join(folder, 'kept.pdf');
  await app.evaluate(({ dialog }, filePath) => {
    // The system's own dialog cannot be driven by a test; only its answer is given here.
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await key(room, 'Save as PDF').click();
  await expect(room.getByText('It was saved as a PDF')).toBeVisible();
  const { words, pages } = await readPdf(file);
  expect(words.join(' ')).toContain('to take home');
  const drawn = await Promise.all(Array.from({ length: pages }, (_, i) => drawPdfPage(file, i + 1)));
  expect(drawn.some(({ colours }) => (colours.get('#e8a13a') ?? 0) > 0)).toBe(true);
  // Nothing of it lies anywhere else.
  for (const kept of ['journal.json', 'presets.json'])
    expect(await readFile(path.join(folder, kept), 'utf8')).not.toContain('to take home');
});
