// The lamps of a bridge over real HTTP from the keys of the console: Full light by its key and back, and a bridge that
// does not answer. How lamps follow a session otherwise is in tests/integration.

import { expect } from '@playwright/test';
import type { Snapshot } from '../../shared/ipc/snapshot.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { LIGHT_SLOPES } from '../../shared/score/guard.ts';
import { want } from '../../shared/score/score.ts';
import { sessionNow } from '../../shared/session/clock.ts';
import type { FaultyBridge } from '../practice/faulty-bridge.ts';
import { pastOf } from '../practice/past-session.ts';
import { launchOnBridge, plantSession } from './planted.ts';
import { test, toConsole } from './program.ts';
import { outputs, steepest, watchLamps } from './watching.ts';

const SPRAVATO = BUILT_IN_PRESETS[0] as Preset;

const RATE = 20;

/** A command's way to the bridge, and one step of 254, are all that a lamp may be behind by, in points. */
const BEHIND_PCT = 3;

/** The slope is N times as steep at rate N; a tenth more for the jitter of the watch itself. */
const DOWN_PER_S = LIGHT_SLOPES.downPerS * RATE * 1.1;

const wantedPct = (snapshot: Snapshot): number => {
  const wanted = want(snapshot.session, sessionNow(snapshot.clock, Date.now()));
  return wanted.light?.ambient.now.brightnessPct ?? Number.NaN;
};

const ambientPct = (bridge: FaultyBridge): number => outputs(bridge)['Ceiling left'] ?? Number.NaN;

test('Full light is there within a second, and its undo returns to the look of that minute', async ({
  launch,
  bridge,
  folder,
}) => {
  await plantSession(folder, pastOf(SPRAVATO, 8), RATE);
  const { room, snapshot } = await launchOnBridge(launch, folder, bridge, ['--rate', String(RATE)]);
  await toConsole(room);
  await expect.poll(() => ambientPct(bridge), { timeout: 20_000 }).toBeLessThan(9);

  const pressedAt = Date.now();
  await room.keyboard.press('F1');
  await expect.poll(() => ambientPct(bridge), { intervals: [10], timeout: 3000 }).toBeGreaterThan(99);
  expect(Date.now() - pressedAt).toBeLessThan(1000);
  expect(Object.values(outputs(bridge)).every((pct) => pct > 99)).toBe(true);

  const watch = watchLamps(bridge);
  await room.getByRole('button', { name: 'Back to the session' }).click();
  const undone = await snapshot();
  await expect.poll(() => Math.abs(ambientPct(bridge) - wantedPct(undone))).toBeLessThan(BEHIND_PCT);
  watch.stop();
  expect(steepest(watch.samples).down).toBeLessThan(DOWN_PER_S);
});

test('a bridge that does not answer is said so on the console for as long, and then no more', async ({
  launch,
  bridge,
  folder,
}) => {
  await plantSession(folder, pastOf(SPRAVATO, null), RATE);
  const { room, snapshot } = await launchOnBridge(launch, folder, bridge, ['--rate', String(RATE)]);
  await toConsole(room);
  const told = room.getByText('The bridge does not answer');
  await expect(told).toBeHidden();
  const isBack = bridge.reboot(1500);
  // The dose mark has something to tell the lamps, so that it is noticed at once.
  await room.getByRole('button', { name: 'First device' }).click();
  await expect(told).toBeVisible();
  await isBack;
  await expect(told).toBeHidden();
  expect((await snapshot()).faults).toEqual([]);
});
