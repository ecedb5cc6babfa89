// What a session lays on the bridge to move its lamps together is gone once the session is over, however the program
// ends in between. That what others keep there stays is in tests/integration.

import { expect, type Page } from '@playwright/test';
import type { FaultyBridge } from '../practice/faulty-bridge.ts';
import { pastOf } from '../practice/past-session.ts';
import { HARBOUR, press } from './after-session.ts';
import { launchOnBridge, plantSession } from './planted.ts';
import { type Launch, type Program, test, toConsole } from './program.ts';

/** A key of the test's own, to look at the bridge as anybody else's program does. */
const EYES = 'eyes-of-this-test';

test.use({ isAlone: true, bridgePlan: { knownUsers: [EYES] } });

/** The last five minutes take two and a half seconds. */
const RATE = 120;
const FAST = ['--rate', String(RATE)];

/** How many scenes of ours the bridge holds. */
const ours = async (bridge: FaultyBridge): Promise<number> => {
  const answer = await fetch(`http://${bridge.address}/api/${EYES}/scenes`);
  const scenes = (await answer.json()) as Readonly<Record<string, { readonly name: string }>>;
  return Object.values(scenes).filter(({ name }) => name.startsWith('Stillroom')).length;
};

const endGently = async (room: Page): Promise<void> => {
  await toConsole(room);
  await press(room, 'Gentle end');
  const free = room.getByRole('button', { name: 'Room is free' });
  await free.click();
  await free.waitFor({ state: 'detached' });
};

/** A session of two looks at a time, which has laid scenes on the bridge. */
const inSession = async (launch: Launch, bridge: FaultyBridge, folder: string): Promise<Program> => {
  await plantSession(folder, pastOf(HARBOUR, 10), RATE);
  const program = await launchOnBridge(launch, folder, bridge, FAST);
  await expect.poll(() => ours(bridge)).toBeGreaterThan(0);
  return program;
};

test('quitting as soon as a session is over leaves no scene', async ({ launch, bridge, folder }) => {
  const program = await inSession(launch, bridge, folder);
  await endGently(program.room);
  await program.close();
  expect(await ours(bridge)).toBe(0);
});

test('a session that is quit and taken up again takes its scenes away at its end', async ({
  launch,
  bridge,
  folder,
}) => {
  const first = await inSession(launch, bridge, folder);
  await first.close();
  expect(await ours(bridge)).toBeGreaterThan(0);
  const { room, snapshot } = await launch(FAST);
  await expect.poll(async () => (await snapshot()).lights.state).toBe('ready');
  await endGently(room);
  await expect.poll(() => ours(bridge)).toBe(0);
});
