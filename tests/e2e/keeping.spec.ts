// Files that cannot be read, and a program that dies: nothing is lost, one sentence is said, and the room is taken
// up again softly.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { storedPin } from '../../main/storage/pin.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { LIGHT_SLOPES } from '../../shared/score/guard.ts';
import { pastOf } from '../practice/past-session.ts';
import { sized } from './patient-room.ts';
import { launchOnBridge, plantBridge, plantSession } from './planted.ts';
import { type Program, startPreset, test } from './program.ts';
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

/** Nothing of the console is on the screen, and it never was: the page has only ever been the patient's. */
const isPatientsOnly = async ({ room, snapshot }: Program): Promise<void> => {
  await expect(room.getByRole('main', { name: 'Patient display' })).toBeVisible();
  expect((await snapshot()).view).toBe('patient');
  await expect(room.getByRole('button', { name: 'Start', exact: true })).toBeHidden();
  await expect(room.getByText('could not be read')).toBeHidden();
  // As dark as at rest: the ring is faint, and nothing else is lit.
  expect(await litPixels(room)).toBeLessThan(0.002);
};

/** The share of the screen that is brighter than dim ink on black. */
const litPixels = async (room: Page): Promise<number> => {
  const picture = (await room.screenshot()).toString('base64');
  return room.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const paper = canvas.getContext('2d');
    paper?.drawImage(image, 0, 0);
    const { data } = paper?.getImageData(0, 0, image.width, image.height) ?? {
      data: new Uint8ClampedArray(),
    };
    const bright = data.filter((value, i) => i % 4 === 0 && value > 120);
    return (bright.length * 4) / data.length;
  }, picture);
};

const PIN = '2580';

const SPRAVATO = BUILT_IN_PRESETS[0] as Preset;

const havePin = async (folder: string): Promise<void> => {
  const file = path.join(folder, 'settings.json');
  const settings = JSON.parse(await readFile(file, 'utf8').catch(() => '{"version":1}'));
  await writeFile(file, JSON.stringify({ ...settings, pin: await storedPin(PIN) }));
};

const locked = (room: Page) => room.getByRole('heading', { name: 'Locked' });

test('a settings file that is damaged in a session leaves the room its bridge, its lamps and its lock', async ({
  launch,
  folder,
  bridge,
}) => {
  await plantBridge(folder, bridge);
  await havePin(folder);
  await plantSession(folder, pastOf(SPRAVATO, 30));
  const first = await launch();
  await expect.poll(async () => (await first.snapshot()).lights.state).toBe('ready');
  await first.kill();
  await writeFile(path.join(folder, 'settings.json'), '{"lights": {"sour');

  const again = await launch();
  await isPatientsOnly(again);
  await expect
    .poll(async () => (await again.snapshot()).lights)
    .toMatchObject({ source: 'bridge', state: 'ready' });
  expect(await again.snapshot()).toMatchObject({ lock: 'locked', session: { stage: 'running' } });
  await toStaff(again.room);
  await expect(locked(again.room)).toBeVisible();
  await again.room.keyboard.type(PIN);
  await again.room.keyboard.press('Enter');
  await expect(again.room.getByText('which has what could be saved of them')).toBeVisible();
});

/** From the patient display, awake or not, to what staff see. */
const toStaff = async (room: Page): Promise<void> => {
  const wake = room.getByRole('button', { name: 'Wake the display' });
  if (await wake.isVisible()) await wake.click();
  await room.getByRole('button', { name: 'Staff' }).click();
};

test('a damaged journal shows a patient nothing of the console, and staff what happened', async ({
  launch,
  folder,
}) => {
  await havePin(folder);
  await writeFile(path.join(folder, 'journal.json'), '{"version":1,"session":{"sta');
  const program = await launch();
  await isPatientsOnly(program);
  expect((await program.snapshot()).lock).toBe('locked');
  await toStaff(program.room);
  await expect(locked(program.room)).toBeVisible();
  await program.room.keyboard.type(PIN);
  await program.room.keyboard.press('Enter');
  await expect(program.room.getByText('look in on them')).toBeVisible();
});

test('a room that lost its settings, copy and all, in a session comes up dark and locked', async ({
  launch,
  folder,
}) => {
  await writeFile(path.join(folder, 'settings.json'), '');
  await plantSession(folder, pastOf(SPRAVATO, 30));
  const program = await launch();
  await isPatientsOnly(program);
  await toStaff(program.room);
  await expect(locked(program.room)).toBeVisible();
  await expect(program.room.getByText('The PIN can no longer be read')).toBeVisible();
  // What needs no PIN is as near as ever, on a small screen too.
  await sized(program, 960, 600);
  await expect(program.room.getByText('set a new PIN in Set-up')).toBeInViewport({ ratio: 1 });
  await expect(program.room.getByRole('button', { name: 'Full light' })).toBeInViewport({ ratio: 1 });
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
