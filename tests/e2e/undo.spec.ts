// Undo is called so on every screen that has it, and where there is nothing to undo each says so in the same words.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { press } from './after-session.ts';
import { presetWith } from './patient-room.ts';
import { startPreset, test, toConsole } from './program.ts';

/** What the screen says of its two keys before anything was done there, and goes back to the console. */
const expectNothingYet = async (room: Page): Promise<void> => {
  for (const [name, why] of [
    ['Undo', 'There is nothing to undo.'],
    ['Redo', 'There is nothing to redo.'],
  ] as const) {
    const key = room.getByRole('button', { name, exact: true });
    await expect(key).toHaveAccessibleDescription(why);
    await key.click({ force: true });
    await expect(room.getByRole('status').getByText(why)).toBeVisible();
  }
  await press(room, 'Back');
};

test('the editor, the plan and music say in the same words that there is nothing to undo', async ({
  launch,
  folder,
}) => {
  await writeFile(path.join(folder, 'presets.json'), JSON.stringify({ version: 1, presets: [presetWith()] }));
  const { room } = await launch();
  await room.getByRole('option', { name: 'Quiet Harbour' }).click();
  await room.getByRole('heading', { name: 'Quiet Harbour' }).waitFor();
  await press(room, 'Change');
  await room.getByRole('menuitem', { name: 'Change' }).click();
  await expectNothingYet(room);
  await room.getByRole('button', { name: /^Plan/ }).click();
  await expectNothingYet(room);
  await press(room, 'Music');
  await expectNothingYet(room);
});

test('a mark and a gentle end are undone by a key of that name, and so is it told', async ({ launch }) => {
  const { room } = await launch();
  await startPreset(room);
  await toConsole(room);
  await press(room, 'First device');
  await press(room, 'Undo mark');
  await expect(room.getByText('Settling for')).toBeVisible();
  await press(room, 'First device');
  await press(room, 'Gentle end');
  await press(room, 'Undo gentle end');
  await expect(room.getByRole('button', { name: 'Gentle end', exact: true })).toBeVisible();
});
