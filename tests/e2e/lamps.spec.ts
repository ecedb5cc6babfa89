// The lamps of a bridge over real HTTP, from Start to Full light and back: what they put out is compared with the
// score, and no change may be steeper than the guard allows.

import { expect } from '@playwright/test';
import type { Snapshot } from '../../shared/ipc/snapshot.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { LIGHT_SLOPES } from '../../shared/score/guard.ts';
import { want } from '../../shared/score/score.ts';
import { sessionNow } from '../../shared/session/clock.ts';
import type { FaultyBridge } from '../practice/faulty-bridge.ts';
import { launchOnBridge, pastOf, plantSession } from './planted.ts';
import { type Launch, startPreset, test, toConsole } from './program.ts';
import { outputs, steepest, watchLamps } from './watching.ts';

const SPRAVATO = BUILT_IN_PRESETS[0] as Preset;

const RATE = 20;

/** A command's way to the bridge, and one step of 254, are all that a lamp may be behind by, in points. */
const BEHIND_PCT = 3;

/** Slopes are N times as steep at rate N; a tenth more for the jitter of the watch itself. */
const UP_PER_S = LIGHT_SLOPES.upPerS * RATE * 1.1;
const DOWN_PER_S = LIGHT_SLOPES.downPerS * RATE * 1.1;

const wantedPct = (snapshot: Snapshot): number => {
  const wanted = want(snapshot.session, sessionNow(snapshot.clock, Date.now()));
  return wanted.light?.ambient.now.brightnessPct ?? Number.NaN;
};

const ambientPct = (bridge: FaultyBridge): number => outputs(bridge)['Ceiling left'] ?? Number.NaN;

/** A session whose room has come to settle, at the console, with its lamps watched from then on. */
const watchedInSettle = async (launch: Launch, folder: string, bridge: FaultyBridge) => {
  await plantSession(folder, pastOf(SPRAVATO, null), RATE);
  const program = await launchOnBridge(launch, folder, bridge, ['--rate', String(RATE)]);
  await expect.poll(() => ambientPct(bridge)).toBeLessThan(41);
  await toConsole(program.room);
  return { ...program, watch: watchLamps(bridge) };
};

test('Start dims the lamps along the score, never faster than the guard allows', async ({
  launch,
  bridge,
  folder,
}) => {
  const { room, snapshot } = await launchOnBridge(launch, folder, bridge, ['--rate', String(RATE)]);
  expect(ambientPct(bridge)).toBe(100);
  const watch = watchLamps(bridge);

  await startPreset(room);
  await expect.poll(() => ambientPct(bridge)).toBeLessThan(41);
  await toConsole(room);
  await room.getByRole('button', { name: 'First device' }).click();
  const marked = await snapshot();
  for (let looked = 0; looked < 8; looked += 1) {
    await room.waitForTimeout(1000);
    expect(Math.abs(ambientPct(bridge) - wantedPct(marked))).toBeLessThan(BEHIND_PCT);
  }
  await expect.poll(() => ambientPct(bridge), { timeout: 20_000 }).toBeLessThan(9);

  watch.stop();
  const seen = steepest(watch.samples);
  expect(seen.up).toBeLessThan(UP_PER_S);
  expect(seen.down).toBeLessThan(DOWN_PER_S);
  expect(outputs(bridge)['Door lamp']).toBeGreaterThan(5);
});

test('the patient makes it darker and lighter within the agreed limits', async ({
  launch,
  bridge,
  folder,
}) => {
  await plantSession(folder, pastOf(SPRAVATO, null), RATE);
  const { room } = await launchOnBridge(launch, folder, bridge, ['--rate', String(RATE)]);
  await expect.poll(() => ambientPct(bridge)).toBeLessThan(41);
  const watch = watchLamps(bridge);

  await room.getByRole('button', { name: 'Wake the display' }).click();
  await room.getByRole('button', { name: 'Darker' }).click();
  await expect.poll(() => ambientPct(bridge)).toBeLessThan(30);
  const darker = ambientPct(bridge);
  await room.getByRole('button', { name: 'Lighter' }).click();
  await expect.poll(() => ambientPct(bridge)).toBeGreaterThan(darker + 8);
  for (let press = 0; press < 15; press += 1) await room.getByRole('button', { name: 'Darker' }).click();
  // The least that was agreed is 1 %; a lamp never goes out by a press for darker.
  await expect.poll(() => ambientPct(bridge)).toBeLessThan(2);
  expect(ambientPct(bridge)).toBeGreaterThan(0);
  for (let press = 0; press < 15; press += 1) await room.getByRole('button', { name: 'Lighter' }).click();
  await expect.poll(() => ambientPct(bridge)).toBeGreaterThan(65);
  await room.waitForTimeout(500);
  expect(ambientPct(bridge)).toBeLessThan(71);

  watch.stop();
  const seen = steepest(watch.samples);
  expect(seen.up).toBeLessThan(UP_PER_S);
  expect(seen.down).toBeLessThan(DOWN_PER_S);
});

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

test('a bridge that fails leaves the lamps as they are, and is followed again when it is back', async ({
  launch,
  bridge,
  folder,
}) => {
  const { room, snapshot, watch } = await watchedInSettle(launch, folder, bridge);

  bridge.setFault({ kind: 'hang' });
  await room.getByRole('button', { name: 'First device' }).click();
  await expect(room.getByText('The bridge answers very slowly')).toBeVisible();
  bridge.setFault(null);
  const back = await snapshot();
  await expect
    .poll(() => Math.abs(ambientPct(bridge) - wantedPct(back)), { timeout: 20_000 })
    .toBeLessThan(BEHIND_PCT);
  await expect(room.getByText('The bridge answers very slowly')).toBeHidden();

  watch.stop();
  const seen = steepest(watch.samples);
  expect(seen.up).toBeLessThan(UP_PER_S);
  expect(seen.down).toBeLessThan(DOWN_PER_S);
});

test('a bridge that is gone for a while is said so for as long, and followed again without a jump', async ({
  launch,
  bridge,
  folder,
}) => {
  const { room, snapshot, watch } = await watchedInSettle(launch, folder, bridge);

  const isBack = bridge.reboot(6000);
  await room.getByRole('button', { name: 'First device' }).click();
  await expect(room.getByText('The bridge does not answer')).toBeVisible();
  await isBack;
  const back = await snapshot();
  await expect
    .poll(() => Math.abs(ambientPct(bridge) - wantedPct(back)), { timeout: 20_000 })
    .toBeLessThan(BEHIND_PCT);
  await expect.poll(async () => (await snapshot()).faults).toEqual([]);

  watch.stop();
  const seen = steepest(watch.samples);
  expect(seen.up).toBeLessThan(UP_PER_S);
  expect(seen.down).toBeLessThan(DOWN_PER_S);
});

test('a fade is left to the lamps: a few commands, and not one a second', async ({
  launch,
  bridge,
  folder,
}) => {
  const { room } = await launchOnBridge(launch, folder, bridge);
  await startPreset(room);
  const pressed = performance.now();
  // Settle takes a minute to its look.
  await room.waitForTimeout(15_000);
  const orders = bridge.requests.filter(
    ({ atMs, method, path }) => atMs > pressed && method === 'PUT' && /\/(state|action)$/.test(path),
  );
  expect(orders.length).toBeLessThan(6);
  expect(ambientPct(bridge)).toBeLessThan(90);
});
