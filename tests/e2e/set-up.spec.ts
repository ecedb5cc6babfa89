// Set-up on real Electron: every bad input gets one plain sentence and loses nothing.

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import { canRunUserSystemd, startUserSystemd } from '../practice/user-systemd.ts';
import {
  connectBridge,
  leaveSetUp,
  openSetUp,
  type Program,
  pressRoundButton,
  test,
  typeAddress,
} from './program.ts';

const serveFor = async (server: Server): Promise<string> => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const chooseInDialog = (program: Program, chosen: string): Promise<void> =>
  program.app.evaluate(({ dialog }, filePath) => {
    // The system's own dialog cannot be driven by a test; only its answer is given here.
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
  }, chosen);

test('what is not an address, and what is not a bridge, is said and loses nothing', async ({ launch }) => {
  const { room, snapshot } = await launch();
  await openSetUp(room);
  await typeAddress(room, 'not an address!');
  await expect(room.getByText('This is not an address')).toBeVisible();
  await expect(room.getByLabel('Bridge address')).toHaveValue('not an address!');

  const other = createServer((_request, response) => response.end('<h1>A printer</h1>'));
  await typeAddress(room, await serveFor(other));
  await expect(room.getByText('it is not a Hue bridge')).toBeVisible();
  other.close();

  await typeAddress(room, '127.0.0.1:9');
  await expect(room.getByText('Nothing answers at this address')).toBeVisible();
  const { lights } = await snapshot();
  expect(lights).toMatchObject({ source: 'practice', state: 'ready' });
});

test('a bridge that hangs is given up within a few seconds, with a sentence', async ({ launch }) => {
  const { room } = await launch();
  await openSetUp(room);
  const silent = createServer(() => undefined);
  await typeAddress(room, await serveFor(silent));
  await expect(room.getByText('Nothing answers at this address')).toBeVisible({ timeout: 8000 });
  silent.closeAllConnections();
  silent.close();
});

test('plain HTTP to another machine is never used unless somebody agrees to it in so many words', async ({
  launch,
}) => {
  const { room, snapshot } = await launch();
  await openSetUp(room);
  const consent = room.getByRole('checkbox', { name: 'This bridge can only be reached without encryption' });
  await expect(consent).toBeHidden();
  // An address that stands for nobody (RFC 5737): nothing may be sent there without the tick.
  await typeAddress(room, 'http://192.0.2.20');
  await expect(room.getByText('This way to the bridge is not encrypted')).toBeVisible();
  await expect(consent).not.toBeChecked();
  await room.getByLabel('Bridge address').fill('192.0.2.20');
  await expect(consent).toBeHidden();
  expect((await snapshot()).lights.source).toBe('practice');
});

test('a bridge waits for its round button, and connects once it is pressed', async ({ launch, bridge }) => {
  const { room, snapshot } = await launch();
  await openSetUp(room);
  await typeAddress(room, bridge.address);
  await expect(room.getByText('Press the round button on “')).toBeVisible();
  await expect(room.getByRole('progressbar', { name: 'Time left' })).toBeVisible();
  expect((await snapshot()).lights.source).toBe('practice');
  await pressRoundButton(room, bridge);
  await expect
    .poll(async () => (await snapshot()).lights)
    .toMatchObject({ source: 'bridge', state: 'ready' });
  expect((await snapshot()).pairing).toBeNull();
});

test('waiting for the button can be called off, and what was typed stays', async ({ launch, bridge }) => {
  const { room, snapshot } = await launch();
  await openSetUp(room);
  await typeAddress(room, bridge.address);
  await room.getByText('Press the round button on “').waitFor();
  await room.getByRole('button', { name: 'Cancel' }).click();
  await expect(room.getByRole('button', { name: 'Find a bridge' })).toBeVisible();
  await room.getByRole('button', { name: 'Or type its address' }).click();
  await expect(room.getByLabel('Bridge address')).toHaveValue(bridge.address);
  // Too late: nobody waits for it any more.
  bridge.pressButton();
  await room.waitForTimeout(1500);
  expect(await snapshot()).toMatchObject({ lights: { source: 'practice' }, pairing: null });
});

test('bridges are looked for on a press only, and the search ends on another', async ({ launch }) => {
  const { room, snapshot } = await launch();
  await room.getByRole('button', { name: 'Set-up' }).click();
  await room.getByRole('button', { name: 'Find a bridge' }).waitFor();
  expect((await snapshot()).pairing).toBeNull();
  await room.getByRole('button', { name: 'Find a bridge' }).click();
  await expect.poll(async () => (await snapshot()).pairing?.step).toBe('search');
  await room.getByRole('button', { name: 'Cancel' }).click();
  await expect(room.getByRole('button', { name: 'Find a bridge' })).toBeVisible();
  expect((await snapshot()).pairing).toBeNull();
});

test('a paired bridge is used again after a restart', async ({ launch, bridge }) => {
  const first = await launch();
  await connectBridge(first.room, bridge);
  await first.close();
  const again = await launch();
  await expect
    .poll(async () => (await again.snapshot()).lights)
    .toMatchObject({ source: 'bridge', state: 'ready' });
});

test('a folder without audio is said', async ({ launch, folder }) => {
  const program = await launch();
  const { room } = program;
  await openSetUp(room);
  const empty = path.join(folder, 'empty');
  await mkdir(empty);
  await writeFile(path.join(empty, 'notes.txt'), 'no music');
  await chooseInDialog(program, empty);
  await room.getByRole('button', { name: 'Open music' }).click();
  await room.getByRole('button', { name: 'Add a folder' }).click();
  await expect(room.getByText('There is no music in this folder')).toBeVisible();
});

test('a file that is no preset, or a newer one, is said; one of an older version is completed', async ({
  launch,
  folder,
}) => {
  const program = await launch();
  const { room } = program;
  await openSetUp(room);
  const bad = path.join(folder, 'bad.json');
  await writeFile(bad, '{"label": "Quiet Harbour", "phases": "none"');
  await chooseInDialog(program, bad);
  await room.getByRole('button', { name: 'Add a preset from a file' }).click();
  await expect(room.getByText('This file is not valid JSON: it breaks in line 1, column')).toBeVisible();

  const newer = path.join(folder, 'newer.json');
  await writeFile(newer, JSON.stringify({ version: 99, label: 'Slow River' }));
  await chooseInDialog(program, newer);
  await room.getByRole('button', { name: 'Add a preset from a file' }).click();
  await expect(room.getByText('This preset was made by a newer Stillroom')).toBeVisible();

  const older = path.join(folder, 'older.json');
  await writeFile(older, JSON.stringify({ version: 0, label: 'Quiet Harbour', kind: 'im' }));
  await chooseInDialog(program, older);
  await room.getByRole('button', { name: 'Add a preset from a file' }).click();
  await leaveSetUp(room);
  await expect(room.getByText('Quiet Harbour came from an older Stillroom and was completed')).toBeVisible();
  await expect(room.getByRole('option', { name: 'Quiet Harbour' })).toBeVisible();
});

test('the log is saved as CSV, and a place that cannot be written is said', async ({ launch, folder }) => {
  const { app, room } = await launch();
  await openSetUp(room);
  const save = async (filePath: string): Promise<void> => {
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
    }, filePath);
    await room.getByRole('button', { name: 'Save as CSV' }).click();
  };
  await save(path.join(folder, 'nowhere', 'log.csv'));
  await expect(room.getByText('The file could not be written')).toBeVisible();
  await save(path.join(folder, 'log.csv'));
  await expect(room.getByText('Saved.')).toBeVisible();
  const lines = (await readFile(path.join(folder, 'log.csv'), 'utf8')).split(/\r?\n/);
  expect(lines[0]).toBe('at,kind,what,minute,command,label');
  expect(lines.some((line) => line.includes(',program,started,'))).toBe(true);
});

test('the program is started at login once that is ticked, and what is said of it is what the system says', async ({
  launch,
  folder,
}) => {
  const home = await mkdtemp(path.join(tmpdir(), 'stillroom-home-'));
  const systemd = canRunUserSystemd() ? await startUserSystemd(home) : null;
  const config = path.join(home, '.config');
  try {
    const env = systemd?.env ?? { HOME: home, XDG_CONFIG_HOME: config };
    const { room } = await launch([`--user-data-dir=${folder}`], { env });
    await openSetUp(room);
    const start = room.getByRole('checkbox', { name: 'Start Stillroom when somebody logs in' });
    await expect(start).not.toBeChecked();
    await start.press('Space');
    await expect(start).toBeChecked();
    const said = systemd === null ? 'This system cannot start it again' : 'From the next login on';
    await expect(room.getByText(said)).toBeVisible();
    const entry = path.join(config, 'autostart', 'stillroom-from-source.desktop');
    expect(await readFile(entry, 'utf8')).toContain('\nType=Application\n');
    await start.press('Space');
    await expect(start).not.toBeChecked();
    expect(await readdir(path.dirname(entry))).toEqual([]);
    await rm(config, { recursive: true });
    await writeFile(config, 'a file where a folder should be');
    await start.press('Space');
    await expect(room.getByText('The system did not take this')).toBeVisible();
    await expect(start).not.toBeChecked();
  } finally {
    await systemd?.end();
    await rm(home, { recursive: true, force: true });
  }
});
