// How soon a press shows on bridges that take little at a time, that refuse what others take, or that never answer for
// a part of it: within 1.5 s, and Full light within one. In simulated time, so that no machine is too slow for it.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Preset } from '../../shared/preset/preset.ts';
import { type Act, eventOf, SPRAVATO } from './session-arbitraries.ts';
import type { Condition } from './simulated-network.ts';
import { openSimulatedRoom, type SimulatedRoom, TWO_DESKS } from './simulated-room.ts';

const SHOWS_WITHIN_MS = 1500;
const FULL_WITHIN_MS = 1000;

/** A lamp that is so far on its way is seen to move, in percentage points. */
const SEEN_PCT = 0.5;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

const press = ({ room }: SimulatedRoom, act: Act): void => {
  expect(room.apply(eventOf(act, performance.now())), act).toBeNull();
};

/** The same preset where staff look in where it is lighter: looks that a scene carries. */
const TWO_LOOKS: Preset = {
  ...SPRAVATO,
  phases: SPRAVATO.phases.map((phase) => ({ ...phase, task: { brightnessPct: 45, warmthK: 2400 } })),
};

const ROOM = ['1', '2', '3', '4'];

/** A session that has settled, on a bridge that is so from the start. */
const settledOn = async (condition: Condition, preset = SPRAVATO): Promise<SimulatedRoom> => {
  const simulated = openSimulatedRoom(condition, preset === TWO_LOOKS ? TWO_DESKS : undefined);
  await pass(5000);
  expect(simulated.lights.view().state).toBe('ready');
  simulated.room.apply({ type: 'start', preset, found: simulated.lights.found() });
  await pass(90_000);
  return simulated;
};

const outputs = ({ network }: SimulatedRoom, lampIds: readonly string[]) => lampIds.map(network.outputPct);

const expectMoved = async (
  simulated: SimulatedRoom,
  lampIds: readonly string[],
  act: Act,
  withinMs = SHOWS_WITHIN_MS,
) => {
  const before = outputs(simulated, lampIds);
  press(simulated, act);
  await pass(withinMs);
  for (const [i, now] of outputs(simulated, lampIds).entries()) {
    expect(Math.abs(now - (before[i] ?? 0)), `lamp ${lampIds[i]} after ${act}`).toBeGreaterThan(SEEN_PCT);
  }
};

const expectRight = (simulated: SimulatedRoom, lampIds: readonly string[]): void => {
  for (const { lampId, pct, wantedPct } of simulated.apart(true)) {
    if (lampIds.includes(lampId)) expect(Math.abs(pct - wantedPct), `lamp ${lampId}`).toBeLessThan(1);
  }
};

describe.each([
  ['limited', 'one look', SPRAVATO, ['1', '2', '3']],
  ['limited', 'two looks', TWO_LOOKS, ['1', '2', '3', '4']],
  ['groupsRefused', 'two looks', TWO_LOOKS, ['1', '2', '3', '4']],
  ['scenesHang', 'two looks', TWO_LOOKS, ['1', '2', '3', '4']],
  ['oneSilent', 'one look', SPRAVATO, ['2', '3']],
  ['oneSilent', 'two looks', TWO_LOOKS, ['2', '3', '4']],
] as const)('on a bridge that is %s, with %s', (condition, _, preset, followers) => {
  it('every press shows within 1.5 s', async () => {
    const simulated = await settledOn(condition, preset);
    expectRight(simulated, followers);
    for (const act of ['darker', 'darker', 'lighter', 'darker', 'lighter', 'lighter'] as const) {
      await expectMoved(simulated, followers, act);
      await pass(3777);
      expectRight(simulated, followers);
    }
    expect(simulated.network.broken()).toEqual([]);
    simulated.close();
  });

  it('no press of several in a hurry is lost', async () => {
    const simulated = await settledOn(condition, preset);
    const before = outputs(simulated, followers);
    for (const act of ['darker', 'darker', 'darker', 'lighter'] as const) {
      press(simulated, act);
      await pass(150);
    }
    await pass(SHOWS_WITHIN_MS - 150);
    for (const [i, now] of outputs(simulated, followers).entries()) {
      expect(now).toBeLessThan((before[i] ?? 0) - SEEN_PCT);
    }
    await pass(6000);
    expectRight(simulated, followers);
    expect(simulated.network.broken()).toEqual([]);
    simulated.close();
  });

  it.each([100, 900, 5000])(
    'Full light comes in a second, and all follow its undo after %i ms',
    async (afterMs) => {
      const simulated = await settledOn(condition, preset);
      const all = [...followers, simulated.network.lampIds.at(-1) ?? ''];
      press(simulated, 'darker');
      await pass(40);
      press(simulated, 'fullLight');
      if (afterMs >= FULL_WITHIN_MS) {
        await pass(FULL_WITHIN_MS);
        for (const pct of outputs(simulated, all)) expect(pct).toBeGreaterThan(99);
      }
      await pass(Math.max(0, afterMs - FULL_WITHIN_MS));
      const isThere = outputs(simulated, all).map((pct) => pct > 99);
      press(simulated, 'undoFullLight');
      await pass(SHOWS_WITHIN_MS);
      for (const [i, pct] of outputs(simulated, all).entries()) if (isThere[i]) expect(pct).toBeLessThan(99);
      await pass(9000);
      expectRight(simulated, all);
      expect(simulated.network.broken()).toEqual([]);
      simulated.close();
    },
  );
});

it('has a look wait once for a scene that is never answered, for less than a second, and soon lays none any more', async () => {
  const simulated = await settledOn('well', TWO_LOOKS);
  simulated.network.setCondition('scenesHang');
  const sinceMs = performance.now();
  const laid = (): number =>
    simulated.network
      .requests()
      .filter(({ atMs, method, url }) => atMs >= sinceMs && method !== 'GET' && url.includes('/scenes'))
      .length;
  await expectMoved(simulated, ROOM, 'darker', 1000);
  await pass(5000);
  expect(laid()).toBe(1);
  for (const act of ['darker', 'lighter', 'lighter'] as const) {
    const before = laid();
    await expectMoved(simulated, ROOM, act);
    expect(laid(), `while ${act} waits`).toBe(before);
    // In this calm what comes next is laid ahead.
    await pass(20_000);
  }
  expect(laid()).toBe(2);
  expect(simulated.network.broken()).toEqual([]);
  simulated.close();
});

it('is sent a look by as few requests as it takes, and refuses none of them once it has shown what it takes', async () => {
  const simulated = await settledOn('limited');
  const sinceMs = performance.now();
  for (const act of ['darker', 'lighter', 'darker', 'lighter'] as const) {
    press(simulated, act);
    await pass(2000);
  }
  const seconds = (performance.now() - sinceMs) / 1000;
  const asked = simulated.network.requests().filter(({ atMs }) => atMs >= sinceMs);
  expect(asked.length).toBeLessThan(seconds * 3);
  expect(simulated.network.refused()).toBeLessThan(8);
  simulated.close();
});

it('says nothing of a slow bridge where one lamp does not answer, but that this one is out of reach', async () => {
  const simulated = await settledOn('oneSilent');
  press(simulated, 'darker');
  await pass(8000);
  expect(simulated.faults).not.toContain('hangs');
  const away = simulated.lights.view().lamps.filter(({ reachable }) => !reachable);
  expect(away.map(({ id }) => id)).toEqual(['1']);
  simulated.network.setCondition('well');
  await pass(8000);
  expectRight(simulated, ['1', '2', '3']);
  expect(simulated.lights.view().lamps.every(({ reachable }) => reachable)).toBe(true);
  simulated.close();
});
