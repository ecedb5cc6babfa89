// The plan card on real Electron: talked through by taps, kept at once, put on paper, and shown in a session when it
// matters. Nobody is asked for a name.

import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { LONGEST_NOTE, type PlanCard, USUAL_PLAN } from '../../shared/preset/plan.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { readPdf } from './pdf.ts';
import { type Program, presetOf, startPreset, test, toConsole } from './program.ts';

const [SPRAVATO] = BUILT_IN_PRESETS as readonly [Preset, ...Preset[]];

const HARBOUR = 'quiet-harbour';

const PLAN: PlanCard = {
  ...USUAL_PLAN,
  ...{ talk: 'none', touch: 'none', companion: true, eyeMask: true, quietAgreed: true },
  ...{ helps: 'humming', afterwards: 'tea, no talk for ten minutes' },
};

/** A preset of the person's own, as an import would bring it. */
const bringHarbour = async ({ room }: Program, plan: PlanCard | null): Promise<void> => {
  const preset = { ...SPRAVATO, id: HARBOUR, label: 'Quiet Harbour', plan };
  await room.evaluate(async (whole) => {
    await window.stillroom.send('savePreset', { preset: whole });
  }, preset);
  await room.getByRole('option', { name: 'Quiet Harbour' }).click();
  await room.getByRole('heading', { name: 'Quiet Harbour' }).waitFor();
};

const openPlan = async (room: Page): Promise<void> => {
  await room.getByRole('button', { name: /^Plan/ }).click();
  await room.getByRole('heading', { name: /^Plan/ }).waitFor();
};

const planOf = async (room: Page): Promise<PlanCard | null> => (await presetOf(room, HARBOUR)).plan;

/** The segment of a choice; its input is hidden beneath what is seen. */
const segment = (room: Page, choice: string, name: string) =>
  room.getByRole('radiogroup', { name: choice }).locator('label').filter({ hasText: name });

test('makes a preset for the person out of a built-in one, under an offered label, and begins its plan', async ({
  launch,
}) => {
  const { room } = await launch();
  await expect(room.getByRole('button', { name: /^Plan no plan yet/ })).toBeVisible();
  await openPlan(room);
  const offered = room.getByText('Label', { exact: true }).locator('xpath=following-sibling::*');
  const first = await offered.innerText();
  expect(first).toMatch(/^\p{Lu}\p{L}+ \p{Lu}\p{L}+$/u);
  await room.getByRole('button', { name: 'Another label' }).click();
  await expect(offered).not.toHaveText(first);
  const label = await offered.innerText();
  await room.getByRole('button', { name: 'Make it and begin the plan' }).click();
  await expect(room.getByRole('heading', { name: label })).toBeVisible();
  await expect(room.getByRole('radio', { name: 'Ask first' })).toBeChecked();

  await room.getByRole('button', { name: 'Back' }).click();
  await expect(room.getByRole('option', { name: label })).toHaveAttribute('aria-selected', 'true');
  await expect(room.getByRole('button', { name: /^Plan talked about/ })).toBeVisible();
  expect((await presetOf(room, SPRAVATO.id)).plan).toBeNull();
});

test('keeps every tap and every word at once, through the end of the program', async ({ launch }) => {
  const program = await launch();
  const { room } = program;
  await bringHarbour(program, null);
  await openPlan(room);
  await room.getByRole('button', { name: 'Begin the plan' }).click();
  await segment(room, 'Talk', 'None').click();
  await segment(room, 'Looking in', 'A soft word').click();
  await room.getByRole('button', { name: 'Eye mask' }).click();
  await room.getByRole('button', { name: 'Draw' }).click();
  await room.getByRole('button', { name: 'Companion' }).click();
  await room.getByText('We have talked about medicines').click();
  await expect
    .poll(() => planOf(room))
    .toEqual({
      ...USUAL_PLAN,
      ...{ talk: 'none', lookIn: 'softWord', eyeMask: true, draw: false, companion: true },
      medicinesTalkedAbout: true,
    });
  await expect(room.getByText('No names and no medicines')).toBeVisible();
  await room.getByLabel('What to leave alone').fill('x'.repeat(LONGEST_NOTE + 40));
  await room.getByLabel('What helps').fill('a hand on the blanket');
  // Gone from the screen in the same breath: what was written is not lost.
  await room.keyboard.press('F1');
  await room.getByRole('button', { name: 'Back as before' }).waitFor();
  const written = { helps: 'a hand on the blanket', leaveAlone: 'x'.repeat(LONGEST_NOTE) };
  await expect.poll(() => planOf(room)).toMatchObject(written);
  await program.close();

  const again = await launch();
  await again.room.getByRole('option', { name: 'Quiet Harbour' }).waitFor();
  expect(await planOf(again.room)).toMatchObject({ ...written, talk: 'none' });
});

test('takes back what was tapped, and a plan that was taken away', async ({ launch }) => {
  const program = await launch();
  const { room } = program;
  await bringHarbour(program, PLAN);
  await openPlan(room);
  await segment(room, 'Touch', 'Welcome').click();
  await expect.poll(async () => (await planOf(room))?.touch).toBe('welcome');
  await room.getByRole('button', { name: 'Undo' }).click();
  await expect(
    room.getByRole('radiogroup', { name: 'Touch' }).getByRole('radio', { name: 'None' }),
  ).toBeChecked();
  await expect.poll(() => planOf(room)).toEqual(PLAN);
  await room.getByRole('button', { name: 'Redo' }).click();
  await expect.poll(async () => (await planOf(room))?.touch).toBe('welcome');

  await room.getByRole('button', { name: 'Take the plan away' }).click();
  await expect(room.getByText('No plan yet')).toBeVisible();
  await expect.poll(() => planOf(room)).toBeNull();
  await room.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => planOf(room)).toEqual({ ...PLAN, touch: 'welcome' });
  await expect(room.getByLabel('What helps')).toHaveValue('humming');
});

for (const [sheet, locale] of [
  ['A4', 'de_DE.UTF-8'],
  ['letter', 'en_US.UTF-8'],
] as const) {
  test(`puts the longest plan on one sheet of ${sheet} under its label, as it stands on the screen`, async ({
    launch,
    folder,
  }) => {
    const program = await launch([], { env: { LC_ALL: locale, CUPS_SERVER: '/no/such/server' } });
    const { room } = program;
    const longest = 'Mmmm mmmm '.repeat(LONGEST_NOTE / 10).trim();
    await bringHarbour(program, { ...PLAN, leaveAlone: longest, musicNever: longest, afterwards: longest });
    await openPlan(room);
    const file = path.join(folder, 'plan.pdf');
    await program.app.evaluate(({ dialog }, filePath) => {
      // The system's own dialog cannot be driven by a test; only its answer is given here.
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, file);
    await room.getByLabel('What helps').fill(`the grey blanket ${longest}`.slice(0, LONGEST_NOTE));
    await room.getByRole('button', { name: 'Save as PDF' }).click();
    await expect(room.getByText('Saved.')).toBeVisible();

    const { pages, words, paper } = await readPdf(file);
    expect(pages).toBe(1);
    expect(paper).toBe(sheet);
    const said = (words[0] ?? '').replace(/\s+/g, ' ');
    expect(said).toContain('Quiet Harbour Plan');
    for (const line of ['Talk None', 'Touch None', 'the grey blanket', 'Eye mask Yes']) {
      expect(said).toContain(line);
    }
    expect(said).not.toContain('humming');

    await room.getByRole('button', { name: 'Print' }).click();
    await expect(room.getByText('No printer took the page')).toBeVisible();
  });
}

test('shows in a session what of the plan matters now, and all of it beside keys that still work', async ({
  launch,
}) => {
  const program = await launch();
  const { room, snapshot } = program;
  await bringHarbour(program, PLAN);
  await expect(room.getByRole('button', { name: /^Plan companion comes/ })).toBeVisible();
  await startPreset(room, 'Quiet Harbour');
  await toConsole(room);
  const plan = room.getByRole('region', { name: 'Plan' });
  await expect(plan).toContainText('Eye mask · blanket · water · companion is there · phone away');
  await room.getByRole('button', { name: 'First device' }).click();
  await expect(plan).not.toContainText('blanket');
  await room.getByRole('button', { name: 'Quiet check' }).click();
  await expect(plan).toContainText('No touch · no talk · look in from the door');

  await plan.getByRole('button', { name: 'Whole plan' }).click();
  const whole = room.getByRole('dialog', { name: 'Whole plan' });
  await expect(whole).toContainText('humming');
  await expect(whole).toContainText('tea, no talk for ten minutes');
  for (const key of ['End quiet check', 'Full light']) {
    await room.getByRole('button', { name: key }).click({ trial: true });
  }
  await room.getByRole('button', { name: 'Full light' }).click();
  await expect
    .poll(async () => (await snapshot()).session)
    .toMatchObject({ fullLightSince: expect.any(Number) });
});

test('has no place for a plan in a session without one', async ({ launch }) => {
  const { room } = await launch();
  await startPreset(room);
  await toConsole(room);
  await expect(room.getByRole('region', { name: 'Plan' })).toHaveCount(0);
});

test('tells a companion how to be here, and gives the staff their way back', async ({ launch }) => {
  const program = await launch();
  const { room } = program;
  await bringHarbour(program, PLAN);
  await openPlan(room);
  await room.getByRole('button', { name: 'For the companion' }).click();
  await expect(room.getByRole('heading', { name: 'Be quiet. Be near.' })).toBeVisible();
  await expect(room.getByText('Please do not touch.')).toBeVisible();
  await expect(room.getByText('No talking.')).toBeVisible();
  await room.getByRole('button', { name: 'Staff' }).click();
  await expect(room.getByRole('button', { name: 'Start', exact: true })).toBeVisible();

  await openPlan(room);
  await room.getByRole('button', { name: 'Companion', exact: true }).click();
  await expect(room.getByRole('button', { name: 'For the companion' })).toHaveCount(0);
});

test('gives the patient their display back at the first touch of the companion’s page', async ({
  launch,
}) => {
  const program = await launch();
  const { room } = program;
  await bringHarbour(program, PLAN);
  await startPreset(room, 'Quiet Harbour');
  await toConsole(room);
  await room.getByRole('button', { name: 'Whole plan' }).click();
  await room.getByRole('button', { name: 'For the companion' }).click();
  await expect(room.getByText('Be quiet. Be near.')).toBeVisible();
  await room.mouse.click(300, 300);
  await expect(room.getByRole('button', { name: 'Someone, please' })).toBeVisible();
  expect((await program.snapshot()).view).toBe('patient');
});

test('gives the patient their display back by itself within a minute, whoever has forgotten it', async ({
  launch,
}) => {
  const program = await launch();
  const { room } = program;
  await bringHarbour(program, PLAN);
  await startPreset(room, 'Quiet Harbour');
  await toConsole(room);
  await room.clock.install();
  await room.getByRole('button', { name: 'Whole plan' }).click();
  await room.getByRole('button', { name: 'For the companion' }).click();
  await expect(room.getByText('Be quiet. Be near.')).toBeVisible();
  await room.clock.fastForward(55_000);
  expect((await program.snapshot()).view).toBe('companion');
  await room.clock.fastForward(6000);
  await expect.poll(async () => (await program.snapshot()).view).toBe('patient');
});
