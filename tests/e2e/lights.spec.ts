// Set-up's lights and the hand at the wall, on the screens: which lamp is shown, nothing changes under a session, and
// what a person changed by hand is told. How gently lamps move then is in tests/integration.

import { expect } from '@playwright/test';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { pastOf } from '../practice/past-session.ts';
import { launchOnBridge, plantSession } from './planted.ts';
import { openSetUp, startPreset, test, toConsole } from './program.ts';
import { outputs } from './watching.ts';

const SPRAVATO = BUILT_IN_PRESETS[0] as Preset;

test('Try it says which lamp is shown, and Stop ends it', async ({ launch, bridge, folder }) => {
  const { room, snapshot } = await launchOnBridge(launch, folder, bridge);
  await openSetUp(room);
  const trying = async (): Promise<string | null> => (await snapshot()).lights.trying;
  const shown = room.getByText('shown now', { exact: true });
  await room.getByRole('button', { name: 'Try it' }).click();
  await expect(shown).toHaveCount(1);
  const first = (await snapshot()).lights.lamps.find(({ role }) => role !== 'none');
  expect(await trying()).toBe(first?.id);
  await room.getByRole('button', { name: 'Stop' }).click();
  await expect.poll(trying).toBeNull();
  await expect(shown).toHaveCount(0);
});

test('while a session runs, bridge, room and power cut stay as they are and say why', async ({
  launch,
  bridge,
  folder,
}) => {
  const { room, snapshot } = await launchOnBridge(launch, folder, bridge);
  await startPreset(room);
  await toConsole(room);
  await openSetUp(room);
  for (const name of ['Find a bridge', 'Use the practice room', 'Try it']) {
    await expect(room.getByRole('button', { name })).toHaveAttribute('aria-disabled', 'true');
  }
  await expect(room.getByText('Which room is this?')).toBeHidden();
  const reason = room.getByRole('paragraph').filter({ hasText: 'A session is running; change this' });
  await expect(reason.first()).toBeVisible();
  // A press all the same only gets the reason.
  await room.getByRole('button', { name: 'Find a bridge' }).click({ force: true });
  await room.getByRole('button', { name: 'Try it' }).click({ force: true });
  expect(await snapshot()).toMatchObject({ pairing: null, lights: { trying: null, source: 'bridge' } });
});

test('lamps that would come up in full white are told, and come back as they were once that is asked for', async ({
  launch,
  bridge,
  folder,
}) => {
  bridge.setStartup('safety');
  const { room, snapshot } = await launchOnBridge(launch, folder, bridge);
  await openSetUp(room);
  await expect(room.getByText(/in full white when/)).toBeVisible();
  await room.getByRole('button', { name: 'Let them come back as they were' }).click();
  await expect(room.getByText(/come back as they were when their power returns/)).toBeVisible();
  const { lamps } = (await snapshot()).lights;
  const ours = lamps.filter(({ role, afterPowerCut }) => role !== 'none' && afterPowerCut !== null);
  expect(ours.every(({ afterPowerCut }) => afterPowerCut === 'asBefore')).toBe(true);
  await room.getByRole('button', { name: 'As delivered' }).click();
  await expect(room.getByText(/in full white when/)).toBeVisible();
});

test('a lamp changed by hand is told on the console, until the room is taken back by its key', async ({
  launch,
  bridge,
  folder,
}) => {
  await plantSession(folder, pastOf(SPRAVATO, null));
  const { room, snapshot } = await launchOnBridge(launch, folder, bridge);
  await toConsole(room);
  const ceiling = (): number => outputs(bridge)['Ceiling left'] ?? Number.NaN;
  const told = room.getByText('Ceiling left was changed by hand');
  await expect.poll(ceiling).toBeLessThan(41);
  // A hand that comes beside a command cannot be told from it.
  const calmMs = (): number =>
    performance.now() - (bridge.requests.findLast(({ method }) => method === 'PUT')?.atMs ?? 0);
  await expect.poll(calmMs).toBeGreaterThan(1000);
  bridge.handAtTheWall('1', { bri: 153 });
  await expect(told).toBeVisible();
  await expect(room.getByText('1 lamp changed by hand')).toBeVisible();
  // The hand takes 0.4 s.
  await expect.poll(ceiling).toBeCloseTo((153 / 254) * 100);

  await room.keyboard.press('t');
  await expect(told).toBeHidden();
  await expect.poll(ceiling).toBeLessThan(41);
  expect((await snapshot()).lights.lamps.some(({ isChanged }) => isChanged)).toBe(false);
});
