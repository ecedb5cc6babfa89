// Presets on real Electron: found among thousands, given out and taken in, removed and brought back; a file that is no
// preset costs nothing.

import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { sized } from './patient-room.ts';
import { type Program, presetOf, startPreset, test } from './program.ts';

const [SPRAVATO, , IM] = BUILT_IN_PRESETS as readonly [Preset, Preset, Preset];
const HARBOUR: Preset = { ...SPRAVATO, id: 'quiet-harbour', label: 'Quiet Harbour', assessMin: 130 };
const DUNE: Preset = { ...IM, id: 'velvet-dune', label: 'Velvet Dune' };
const DAY_MS = 86_400_000;

const lay = (folder: string, presets: readonly Preset[], lastUsed: Readonly<Record<string, number>> = {}) =>
  writeFile(path.join(folder, 'presets.json'), JSON.stringify({ version: 1, presets, lastUsed }));

const field = (room: Page) => room.getByRole('searchbox', { name: 'Find a preset' });
const options = (room: Page) => room.getByRole('listbox', { name: 'Presets' }).getByRole('option');
const chosen = (room: Page) => room.getByRole('heading', { level: 2 });

const more = async (room: Page, entry: string | RegExp): Promise<void> => {
  await room.getByRole('button', { name: 'More for presets' }).click();
  await room.getByRole('menuitem', { name: entry }).click();
};

/** The system's own dialogs cannot be driven by a test; only their answers are given here. */
const answerDialogs = ({ app }: Program, file: string): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
    dialog.showSaveDialog = async (...all: unknown[]) => {
      Object.assign(globalThis, { wished: (all.at(-1) as { defaultPath?: string }).defaultPath });
      return { canceled: false, filePath };
    };
  }, file);

test('a preset is found by label, by kind and by when it was used last', async ({ launch, folder }) => {
  const now = Date.now();
  await lay(folder, [HARBOUR, DUNE], { 'velvet-dune': now - 22 * DAY_MS });
  const { room } = await launch();
  await expect(options(room)).toHaveText([
    /^Spravato, two hours/,
    /^IV, forty minutes/,
    /^IM/,
    /^Velvet Dune.*3 weeks ago/,
    /^Quiet Harbour.*not used yet/,
  ]);
  await field(room).fill('harb');
  await expect(options(room)).toHaveText([/^Quiet Harbour/]);
  await field(room).fill('injection');
  await expect(options(room)).toHaveText([/^IM/, /^Velvet Dune/]);
  await field(room).fill('3 weeks');
  await expect(options(room)).toHaveText([/^Velvet Dune/]);
  await field(room).press('Enter');
  await expect(chosen(room).filter({ hasText: 'Velvet Dune' })).toBeVisible();
  await field(room).fill('nobody');
  await expect(room.getByText('No preset is found by “nobody”.')).toBeVisible();
});

test('by keyboard alone: type, go into the list, and the row under the focus is the chosen one', async ({
  launch,
  folder,
}) => {
  await lay(folder, [HARBOUR, DUNE]);
  const { room } = await launch();
  await field(room).focus();
  await room.keyboard.type('injection');
  await room.keyboard.press('ArrowDown');
  await expect(room.getByRole('option', { name: 'IM' })).toBeFocused();
  await room.keyboard.press('ArrowDown');
  await expect(chosen(room).filter({ hasText: 'Velvet Dune' })).toBeVisible();
});

test('a Start is remembered: that preset was used today, and comes first of one’s own', async ({
  launch,
  folder,
}) => {
  await lay(folder, [HARBOUR, DUNE]);
  const program = await launch();
  await startPreset(program.room, 'Velvet Dune');
  await program.close();
  await rm(path.join(folder, 'journal.json'));
  const { room } = await launch();
  await expect(options(room).nth(3)).toHaveText(/^Velvet Dune.*today/);
  await field(room).fill('today');
  await expect(options(room)).toHaveText([/^Velvet Dune/]);
});

test('a preset that is saved as a file and added again is the same, under an id of its own', async ({
  launch,
  folder,
}) => {
  await lay(folder, [HARBOUR]);
  const program = await launch();
  const { room, app } = program;
  const file = path.join(folder, 'given.json');
  await answerDialogs(program, file);
  await room.getByRole('option', { name: 'Quiet Harbour' }).click();
  await more(room, 'Save “Quiet Harbour” as a file');
  await expect(room.getByText('“Quiet Harbour” is saved as a file.')).toBeVisible();
  expect(await app.evaluate(() => (globalThis as unknown as { wished: string }).wished)).toBe(
    'Quiet Harbour.json',
  );
  const text = await readFile(file, 'utf8');
  expect(JSON.parse(text)).toEqual({ $schema: 'preset.schema.json', ...HARBOUR });
  expect(text.split('\n').length).toBeGreaterThan(40);

  await more(room, 'Add from a file');
  await expect(room.getByText('“Quiet Harbour” is added.')).toBeVisible();
  const { id, ...added } = await presetOf(room, 'quiet-harbour-2');
  const { id: _, ...given } = HARBOUR;
  expect(added).toEqual({ ...given, isBuiltIn: false });
  await expect(room.getByRole('option', { name: 'Quiet Harbour' })).toHaveCount(2);
});

test('a removed preset comes back as it was, where it was', async ({ launch, folder }) => {
  await lay(folder, [HARBOUR, DUNE], { 'quiet-harbour': Date.now() - DAY_MS, 'velvet-dune': Date.now() });
  const program = await launch();
  const { room } = program;
  await expect(options(room)).toHaveCount(5);
  const before = await options(room).allTextContents();
  await room.getByRole('option', { name: 'Quiet Harbour' }).click();
  await more(room, 'Remove “Quiet Harbour”');
  await expect(room.getByText('“Quiet Harbour” is removed.')).toBeVisible();
  await expect(options(room)).toHaveCount(4);
  await room.getByRole('button', { name: 'Undo' }).click();
  await expect(options(room)).toHaveText(before);
  const { isBuiltIn: _, ...back } = await presetOf(room, 'quiet-harbour');
  expect(back).toEqual(HARBOUR);
  await expect(chosen(room).filter({ hasText: 'Quiet Harbour' })).toBeVisible();
  await program.close();
  const kept = JSON.parse(await readFile(path.join(folder, 'presets.json'), 'utf8'));
  expect(kept.presets).toEqual([HARBOUR, DUNE]);
});

test('what comes with Stillroom can be given out and never removed', async ({ launch }) => {
  const { room } = await launch();
  await room.getByRole('button', { name: 'More for presets' }).click();
  await expect(room.getByRole('menuitem', { name: 'Save “Spravato, two hours” as a file' })).toBeVisible();
  await expect(room.getByRole('menuitem', { name: /Remove/ })).toHaveCount(0);
});

test('the first that is drawn is the whole screen, with its presets and the first one’s chart', async ({
  launch,
  folder,
}) => {
  await lay(folder, [HARBOUR]);
  const { room } = await launch();
  await expect(options(room)).toHaveCount(4);
  await room.addInitScript(() => {
    const look = (): void => {
      const root = document.getElementById('root');
      if (root === null || root.childElementCount === 0 || 'first' in window) return;
      const texts = [...root.querySelectorAll('[role="option"]')].map((option) => option.textContent);
      const heading = root.querySelector('main h2')?.textContent ?? null;
      Object.assign(window, { first: { texts, heading } });
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
  await room.reload();
  await expect(options(room)).toHaveCount(4);
  const first = await room.evaluate(
    () => (window as unknown as { first: { texts: string[]; heading: string } }).first,
  );
  expect(first.texts).toHaveLength(4);
  expect(first.heading).toBe('Spravato, two hours');
});

test('a session keeps its own preset while that one is removed and the program dies', async ({
  launch,
  folder,
}) => {
  await lay(folder, [DUNE]);
  const first = await launch([], { isAlone: true });
  await startPreset(first.room, 'Velvet Dune');
  await first.room.evaluate(async () => {
    await window.stillroom.send('removePreset', { presetId: 'velvet-dune' });
  });
  const kept = async (): Promise<unknown> =>
    JSON.parse(await readFile(path.join(folder, 'presets.json'), 'utf8')).presets;
  await expect.poll(kept).toEqual([]);
  await first.kill();
  const again = await launch();
  await expect
    .poll(async () => (await again.snapshot()).session)
    .toMatchObject({ stage: 'running', preset: { id: 'velvet-dune', label: 'Velvet Dune' } });
});

test('a file that is no preset is said in one sentence with the place, and nothing is lost', async ({
  launch,
  folder,
}) => {
  await lay(folder, [HARBOUR]);
  const program = await launch();
  const { room } = program;
  const file = path.join(folder, 'bad.json');
  await answerDialogs(program, file);
  const [settle, onset, ...later] = DUNE.phases;
  await writeFile(
    file,
    JSON.stringify({ ...DUNE, phases: [settle, { ...onset, lengthMin: 601 }, ...later] }),
  );
  await more(room, 'Add from a file');
  await expect(
    room.getByText('This preset cannot be used: in phases 2, lengthMin is more than 600. Nothing was added.'),
  ).toBeVisible();
  await expect(options(room)).toHaveCount(4);

  await writeFile(file, '{"label": "Velvet');
  await room.getByRole('button', { name: 'Set-up' }).click();
  await room.getByRole('button', { name: 'Add a preset from a file' }).click();
  await expect(room.getByText('This file is not valid JSON: it breaks in line 1, column')).toBeVisible();
  await expect(room.getByText('3 presets come with Stillroom, and 1 is your own.')).toBeVisible();

  await writeFile(file, JSON.stringify(DUNE));
  await room.getByRole('button', { name: 'Add a preset from a file' }).click();
  await expect(room.getByText('“Velvet Dune” is added, and chosen on the console.')).toBeVisible();
  await room.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(chosen(room).filter({ hasText: 'Velvet Dune' })).toBeVisible();
});

test.describe('five thousand presets', () => {
  const COUNT = 5000;
  const many = Array.from({ length: COUNT }, (_, i): Preset => {
    const label = `${['Quiet', 'Mellow', 'Azure', 'Sunlit', 'Velvet'][i % 5]} Cove ${i}`;
    return { ...(i % 3 === 0 ? IM : SPRAVATO), id: `p${i}`, label };
  });

  test('are listed, found and chosen, and only the rows that are seen are drawn', async ({
    launch,
    folder,
  }) => {
    await lay(folder, many, { p4321: Date.now() - DAY_MS });
    const program = await launch();
    const { room, snapshot } = program;
    await expect(options(room).nth(3)).toHaveText(/Mellow Cove 4321.*yesterday/);
    expect((await snapshot()).presets.count).toBe(COUNT + 3);
    expect(await options(room).count()).toBeLessThan(60);
    await field(room).fill('cove 4999');
    await expect(options(room)).toHaveText([/^Velvet Cove 4999/]);
    await field(room).press('Enter');
    await expect(chosen(room).filter({ hasText: 'Velvet Cove 4999' })).toBeVisible();
    // Without the search the chosen one is still among what is seen.
    await room.getByRole('button', { name: 'Clear the search' }).click();
    const row = room.getByRole('option', { name: 'Velvet Cove 4999' });
    await expect.poll(() => options(room).count()).toBeGreaterThan(5);
    await expect(row).toBeInViewport();
    await expect(row).toHaveAttribute('aria-selected', 'true');

    await more(room, 'Remove “Velvet Cove 4999”');
    await room.getByRole('button', { name: 'Undo' }).click();
    await expect(room.getByText('“Velvet Cove 4999” is back.')).toBeVisible();
    await program.close();
    const kept = JSON.parse(await readFile(path.join(folder, 'presets.json'), 'utf8'));
    expect(kept.presets).toHaveLength(COUNT);
    expect(kept.presets[4999].label).toBe('Velvet Cove 4999');
    expect((await readdir(folder)).filter((name) => name.startsWith('presets.'))).toEqual(['presets.json']);
  });
});

test('the label of the chosen preset is whole beside its keys, which stand still, on every size of window', async ({
  launch,
  folder,
}) => {
  const longest = { ...HARBOUR, id: 'longest', label: 'Comfortable Constellation 12' };
  await lay(folder, [longest]);
  const program = await launch();
  const { room } = program;
  await field(room).waitFor();
  const change = room.getByRole('button', { name: 'Change', exact: true });
  for (const [width, height] of [
    [960, 600],
    [1024, 768],
    [1280, 800],
    [1920, 1080],
  ] as const) {
    await sized(program, width, height);
    const keysAt = new Set<number>();
    for (const label of ['Spravato, two hours', 'IV, forty minutes', 'IM', longest.label]) {
      await options(room).filter({ hasText: label }).click();
      await expect(chosen(room)).toHaveText(label);
      const said = await chosen(room).evaluate((heading) => {
        const words = document.createRange();
        words.selectNodeContents(heading);
        const { right, bottom } = words.getBoundingClientRect();
        return { right, bottom, cut: heading.scrollWidth - heading.clientWidth };
      });
      const keys = await change.boundingBox();
      const summary = await room.getByText(/assess at \d+ min/).boundingBox();
      const where = `${label} at ${width}`;
      expect(said.cut, where).toBeLessThanOrEqual(1);
      expect(said.right, where).toBeLessThan(keys?.x ?? 0);
      expect(said.bottom, where).toBeLessThanOrEqual((summary?.y ?? 0) + 1);
      keysAt.add(Math.round(keys?.y ?? 0));
    }
    expect([...keysAt], `at ${width}`).toHaveLength(1);
  }
});
