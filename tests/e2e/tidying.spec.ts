// What a session lays on the bridge to move its lamps together is gone once the session is over, however the program
// ends in between; what others keep there stays.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import type { FaultyBridge } from '../practice/faulty-bridge.ts';
import { launchOnBridge } from './planted.ts';
import { type Launch, type Program, startPreset, test, toConsole } from './program.ts';

test.use({ isAlone: true });

/** A key of the test's own, to look at the bridge as anybody else's program does. */
const EYES = 'eyes-of-this-test';
const SPRAVATO = BUILT_IN_PRESETS[0] as Preset;
const EVENING = { name: 'Evening', lights: ['1', '2'], recycle: false };

test.use({ bridgePlan: { knownUsers: [EYES] } });

const scenesOn = async (bridge: FaultyBridge): Promise<readonly string[]> => {
  const answer = await fetch(`http://${bridge.address}/api/${EYES}/scenes`);
  const scenes = (await answer.json()) as Readonly<Record<string, { readonly name: string }>>;
  return Object.values(scenes).map(({ name }) => name);
};

/** How many scenes of ours the bridge holds. */
const ours = async (bridge: FaultyBridge): Promise<number> =>
  (await scenesOn(bridge)).filter((name) => name.startsWith('Stillroom')).length;

/** Ends a session at rate 60, where the last five minutes take five seconds. */
const endGently = async (room: Page): Promise<void> => {
  await room.getByRole('button', { name: 'Gentle end' }).click();
  await room.getByRole('button', { name: 'Room is free' }).click({ timeout: 15_000 });
  await room.getByRole('button', { name: 'Room is free' }).waitFor({ state: 'detached' });
};

/** Where staff look is lighter than the rest: two looks at a time, which a scene carries at one command. */
const twoLooks = (folder: string): Promise<void> => {
  const phases = SPRAVATO.phases.map((phase) => ({ ...phase, task: { brightnessPct: 45, warmthK: 2400 } }));
  const preset = { ...SPRAVATO, id: 'quiet-harbour', label: 'Quiet Harbour', phases };
  return writeFile(path.join(folder, 'presets.json'), JSON.stringify({ version: 1, presets: [preset] }));
};

/** A session on the bridge that has come as far as to lay scenes there. */
const inSession = async (launch: Launch, bridge: FaultyBridge, folder: string): Promise<Program> => {
  await twoLooks(folder);
  const program = await launchOnBridge(launch, folder, bridge, ['--rate', '60']);
  const { room } = program;
  await startPreset(room, 'Quiet Harbour');
  await toConsole(room);
  await room.getByRole('button', { name: 'First device' }).click();
  await expect.poll(() => ours(bridge)).toBeGreaterThan(0);
  return program;
};

test('the scenes of a session go when it is over, and those of others stay', async ({
  launch,
  bridge,
  folder,
}) => {
  await fetch(`http://${bridge.address}/api/${EYES}/scenes`, {
    method: 'POST',
    body: JSON.stringify(EVENING),
  });
  const { room } = await inSession(launch, bridge, folder);
  await endGently(room);
  await expect.poll(() => ours(bridge)).toBe(0);
  // Nothing comes back when all is calm again.
  await room.waitForTimeout(10_000);
  expect(await scenesOn(bridge)).toEqual(['Evening']);
});

test('quitting as soon as a session is over leaves none either', async ({ launch, bridge, folder }) => {
  const program = await inSession(launch, bridge, folder);
  await endGently(program.room);
  await program.close();
  expect(await ours(bridge)).toBe(0);
});

test('a session that is quit and taken up again takes them all away at its end', async ({
  launch,
  bridge,
  folder,
}) => {
  const first = await inSession(launch, bridge, folder);
  await first.close();
  const { room, snapshot } = await launch(['--rate', '60']);
  await expect.poll(async () => (await snapshot()).lights.state).toBe('ready');
  await toConsole(room);
  await endGently(room);
  await expect.poll(() => ours(bridge)).toBe(0);
});
