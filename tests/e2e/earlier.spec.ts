// Going back to earlier presets and settings in Set-up: what is shown is what was, it takes effect at once, and it can be
// undone.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { wavOf } from '../integration/wav.ts';
import { pairedWith, plantPresets, plantSettings, plantVersion } from './planted.ts';
import { leaveSetUp, startPreset, test, toConsole } from './program.ts';

const LONG_AGO = '2026-11-22T10-15-00';

const preset = (label: string): Preset => ({
  ...(BUILT_IN_PRESETS[0] as Preset),
  ...{ id: label.toLowerCase(), label },
});

const open = async (room: Page, title: string): Promise<void> => {
  await room.getByRole('button', { name: 'Set-up' }).click();
  await room.getByRole('button', { name: title }).click();
};

const back = (room: Page) => room.getByRole('button', { name: 'Go back to how it was until 22 November' });
const undo = (room: Page) => room.getByRole('button', { name: 'Undo', exact: true });

test('the settings go back at once, lights, music and all, and forth again', async ({
  launch,
  folder,
  bridge,
}) => {
  const music = path.join(folder, 'Evening');
  await mkdir(music);
  await writeFile(path.join(music, '1 Dusk.wav'), wavOf(1));
  await plantSettings(folder, { roomName: 'Room 1' });
  await plantVersion(folder, 'settings', LONG_AGO, {
    ...pairedWith(bridge),
    ...{ roomName: 'Room 2', playlistFolders: [music], doorTellsWish: true },
  });
  const { room, snapshot } = await launch();
  const seen = async () => {
    const { roomName, lights, sound, quiet } = await snapshot();
    const lists = sound.playlists.map(({ title }) => title);
    return [roomName, lights.source, lights.state, lists.includes('Evening'), quiet.doorTellsWish];
  };
  const before = ['Room 1', 'practice', 'ready', false, false];
  await expect.poll(seen).toEqual(before);
  await open(room, 'Settings as they were');
  await expect(
    room.getByText(
      'Changed since: the room’s name, which was “Room 2”, the bridge, what the lamps are for, the folders of music and the sign by the door.',
    ),
  ).toBeVisible();
  await back(room).click();
  await expect(room.getByText('It is as it was then.')).toBeVisible();
  await expect.poll(seen).toEqual(['Room 2', 'bridge', 'ready', true, true]);
  await expect(room.getByText('Changed since: the room’s name, which was “Room 1”')).toBeVisible();
  await undo(room).click();
  await expect(room.getByText('It is as it was before you went back.')).toBeVisible();
  await expect.poll(seen).toEqual(before);
});

test('the presets go back, and forth again', async ({ launch, folder }) => {
  await plantPresets(folder, [preset('Amber'), preset('Birch')]);
  const earlier = [{ ...preset('Amber'), assessMin: 150 }, preset('Cedar')];
  await plantVersion(folder, 'presets', LONG_AGO, { presets: earlier });
  const { room } = await launch();
  await open(room, 'Presets as they were');
  for (const line of ['Changed since: “Amber”.', 'Added since: “Birch”.', 'Removed since: “Cedar”.']) {
    await expect(room.getByText(line)).toBeVisible();
  }
  await back(room).click();
  await expect(undo(room)).toBeVisible();
  await leaveSetUp(room);
  const offered = (label: string) => room.getByRole('option', { name: label });
  await expect(offered('Cedar')).toBeVisible();
  await expect(offered('Birch')).toBeHidden();
  await open(room, 'Presets as they were');
  await expect(room.getByText('Added since: “Cedar”.')).toBeVisible();
  await room
    .getByRole('button', { name: /Go back to how it was until today/ })
    .first()
    .click();
  await leaveSetUp(room);
  await expect(offered('Birch')).toBeVisible();
  await expect(offered('Cedar')).toBeHidden();
});

test('nothing goes back while a session runs, and where nothing was changed it says so', async ({
  launch,
  folder,
}) => {
  await plantVersion(folder, 'settings', LONG_AGO, { roomName: 'Room 2' });
  const { room, snapshot } = await launch();
  await startPreset(room);
  await toConsole(room);
  await open(room, 'Settings as they were');
  await expect(back(room)).toBeDisabled();
  expect((await snapshot()).roomName).toBe('Treatment room');
  const answer = await room.evaluate(
    (versionId) => window.stillroom.send('goBack', { what: 'settings', versionId }),
    LONG_AGO,
  );
  expect(answer).toMatchObject({ ok: false, error: 'sessionRuns' });
  await room.getByRole('button', { name: 'Presets as they were' }).click();
  await expect(room.getByText('Nothing was kept yet that differs from now.')).toBeVisible();
});

test('a whole set-up is saved as a file and taken over in another room, and what is no such file is said', async ({
  launch,
  folder,
}) => {
  await plantPresets(folder, [preset('Amber')]);
  await plantSettings(folder, { roomName: 'Room 1', doorTellsWish: true });
  const program = await launch();
  const { room, snapshot } = program;
  const file = path.join(folder, 'moved.json');
  await program.app.evaluate(({ dialog }, filePath) => {
    // The system's own dialogs cannot be driven by a test; only their answers are given here.
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
  }, file);
  await room.getByRole('button', { name: 'Set-up' }).click();
  await room.getByRole('button', { name: 'Save as a file' }).click();
  await expect(room.getByText('Saved.', { exact: true })).toBeVisible();
  const saved = await readFile(file, 'utf8');
  expect(saved).toContain('Room 1');

  await writeFile(file, saved.replaceAll('Room 1', 'Room 9').replaceAll('Amber', 'Birch'));
  const takeOver = room.getByRole('button', { name: 'Take over from a file' });
  await takeOver.click();
  await expect(room.getByText('Taken over: 1 preset of your own, 0 lists of music')).toBeVisible();
  expect((await snapshot()).roomName).toBe('Room 9');
  await undo(room).click();
  await expect(room.getByText('It is as it was before.', { exact: true })).toBeVisible();
  expect((await snapshot()).roomName).toBe('Room 1');

  await writeFile(file, '{"version":1}');
  await takeOver.click();
  await expect(room.getByText('This file is not a set-up')).toBeVisible();
  expect((await snapshot()).roomName).toBe('Room 1');
  await leaveSetUp(room);
  await expect(room.getByRole('option', { name: 'Amber' })).toBeVisible();
});
