// Files that cannot be read, and a program that dies: nothing is lost, one sentence is said, and the room is taken
// up again softly.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { LIGHT_SLOPES } from '../../shared/score/guard.ts';
import { launchOnBridge } from './planted.ts';
import { startPreset, test } from './program.ts';
import { outputs, steepest, watchLamps } from './watching.ts';

test.use({ isAlone: true });

test('a settings file that cannot be read is put aside, told once, and never replaced silently', async ({
  launch,
  folder,
}) => {
  await writeFile(path.join(folder, 'settings.json'), '{"roomName": "Room 2", ');
  const { room } = await launch();
  await expect(room.getByText('The settings could not be read and were put aside')).toBeVisible();
  const aside = (await readdir(folder)).find((name) => /^settings.*\d{4}-\d{2}-\d{2}/.test(name));
  expect(await readFile(path.join(folder, aside ?? 'none'), 'utf8')).toBe('{"roomName": "Room 2", ');
  await room.getByRole('button', { name: 'Dismiss' }).first().click();
  await expect(room.getByText('The settings could not be read')).toBeHidden();
});

test('a hand-edited settings file keeps what is good in it', async ({ launch, folder }) => {
  const edited = { version: 1, roomName: 'Room 7', playlistFolders: 12 };
  await writeFile(path.join(folder, 'settings.json'), JSON.stringify(edited));
  const { room, snapshot } = await launch();
  expect((await snapshot()).roomName).toBe('Room 7');
  await expect(room.getByText('The settings could not be read and were put aside')).toBeVisible();
});

test('a session goes on after a crash, and no lamp jumps', async ({ launch, bridge, folder }) => {
  const first = await launchOnBridge(launch, folder, bridge);
  await startPreset(first.room);
  await expect.poll(() => outputs(bridge)['Ceiling left']).toBeLessThan(99);
  const before = (await first.snapshot()).session;
  const watch = watchLamps(bridge);
  await first.kill();

  const again = await launch();
  await expect.poll(async () => (await again.snapshot()).session.stage).toBe('running');
  const { session, view } = await again.snapshot();
  expect(view).toBe('patient');
  expect(session.stage === 'running' && before.stage === 'running' && session.startedAt).toBe(
    before.stage === 'running' && before.startedAt,
  );
  await expect.poll(async () => (await again.snapshot()).lights.state).toBe('ready');
  const leftAt = outputs(bridge)['Ceiling left'] ?? Number.NaN;
  await expect.poll(() => outputs(bridge)['Ceiling left']).toBeLessThan(leftAt - 1);
  watch.stop();
  const seen = steepest(watch.samples);
  expect(seen.up).toBeLessThan(LIGHT_SLOPES.upPerS * 1.1);
  expect(seen.down).toBeLessThan(LIGHT_SLOPES.downPerS * 1.1);
});

test('a dead player is born again, and the patient display says nothing of it', async ({ launch }) => {
  const { app, room, snapshot, window } = await launch();
  await startPreset(room);
  await expect.poll(async () => (await snapshot()).sound.playing?.title).toBe('Low Tide');
  await window('player');
  await app.evaluate(({ BrowserWindow }) => {
    const player = BrowserWindow.getAllWindows().find((each) =>
      each.webContents.getURL().endsWith('player.html'),
    );
    player?.webContents.forcefullyCrashRenderer();
  });
  await expect.poll(async () => (await snapshot()).sound.state, { timeout: 15_000 }).toBe('ready');
  await expect.poll(async () => (await snapshot()).sound.playing?.title).toBe('Low Tide');
  await expect(room.getByText('music')).toHaveCount(0);
});
