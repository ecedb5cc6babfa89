// Commands that go past each other: Full light past a look that hangs, its undo past a Full light that nobody answers
// for, and a look that a bridge carries out after a later one.

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FULL_LIGHT_MS } from '../../shared/score/light-score.ts';
import { expectGentle, expectTrue, opened, play } from './lamp-stories.ts';
import { all, type Fate, ROLES, simulateBridge, takeUp, wantedFor } from './simulated-lamps.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A room at a brightness, whose bridge then does with one command after the other as it is told. */
const settled = async (pct: number, fates: readonly Fate[]) => {
  let settledAfter = Number.POSITIVE_INFINITY;
  const bridge = simulateBridge(pct, (attempt) => fates[attempt - settledAfter] ?? 'taken');
  const { guarded, path } = opened();
  takeUp(guarded, bridge, pct);
  const ask = (toPct: number): void => guarded.goTo(wantedFor(all(path(toPct, toPct, 0))));
  ask(pct);
  await vi.advanceTimersByTimeAsync(12_000);
  settledAfter = bridge.attempts();
  return {
    ...{ bridge, guarded, ask },
    fullLight: (): void => guarded.goTo(wantedFor(all(path(100, 100, FULL_LIGHT_MS)), true)),
    sent: () => bridge.attempts() - settledAfter,
    outputs: () => ROLES.map(bridge.output),
  };
};

it.each([
  ['gently', (bridge, _, ms) => expectGentle(bridge, ms)],
  ['as is believed', expectTrue],
] satisfies [string, Parameters<typeof play>[1]][])(
  'comes back %s from a Full light that was carried out late, past a look that was lost',
  async (_, watch) => {
    await play(
      {
        ...{ found: 4, reported: 1 },
        fates: ['dropped', 'slow', 'lostAnswer', 'taken', 'dropped'],
        turns: [
          { from: 89, to: 24, overMs: 1000, forMs: 674, isFullLight: false },
          { from: 100, to: 100, overMs: 0, forMs: 228, isFullLight: true },
          { from: 1, to: 67, overMs: 0, forMs: 1271, isFullLight: false },
          { from: 100, to: 100, overMs: 0, forMs: 5424, isFullLight: true },
        ],
      },
      watch,
    );
  },
);

it('has one look on its way at a time, also when Full light went past it and was undone', async () => {
  const { ask, fullLight, sent } = await settled(40, ['dropped']);
  ask(3);
  await vi.advanceTimersByTimeAsync(100);
  fullLight();
  await vi.advanceTimersByTimeAsync(100);
  ask(8);
  await vi.advanceTimersByTimeAsync(1000);
  expect(sent()).toBe(2);
});

it('says Full light again as soon as a slower look is answered, also while nobody has answered for the first', async () => {
  const { ask, fullLight, outputs } = await settled(40, ['slow', 'lostAnswer']);
  ask(3);
  await vi.advanceTimersByTimeAsync(100);
  fullLight();
  await vi.advanceTimersByTimeAsync(1200);
  expect(outputs()).toEqual([100, 100, 100]);
});

it('undoes Full light at once, also while nobody has answered for it', async () => {
  const { bridge, ask, fullLight, outputs } = await settled(40, ['lostAnswer']);
  fullLight();
  await vi.advanceTimersByTimeAsync(1000);
  ask(40);
  await expectGentle(bridge, 500);
  expect(outputs()[0]).toBeLessThan(95);
  await expectGentle(bridge, 3500);
  expect(outputs()).toEqual([40, 40, 40]);
});

it('undoes a Full light that is carried out after its undo', async () => {
  const { bridge, ask, fullLight, outputs } = await settled(40, ['slow']);
  fullLight();
  await vi.advanceTimersByTimeAsync(300);
  ask(40);
  await vi.advanceTimersByTimeAsync(400);
  await expectGentle(bridge, 6000);
  expect(outputs()).toEqual([40, 40, 40]);
});

it('leads the lamps back where they should be when a look is carried out after a later one', async () => {
  const { bridge, ask, outputs } = await settled(40, ['tooLate']);
  ask(60);
  await vi.advanceTimersByTimeAsync(1000);
  ask(30);
  await vi.advanceTimersByTimeAsync(1300);
  expect(outputs()).not.toEqual([30, 30, 30]);
  await expectGentle(bridge, 6000);
  expect(outputs()).toEqual([30, 30, 30]);
});

it('goes no further, while a look may still be carried out, than that one finds gently', async () => {
  const { bridge, ask, outputs } = await settled(40, ['tooLate']);
  ask(55);
  await vi.advanceTimersByTimeAsync(1950);
  ask(0);
  await expectGentle(bridge, 8000);
  expect(outputs()).toEqual([0, 0, 0]);
});

it('makes good a look that was lost with one more command, within three seconds', async () => {
  const { ask, sent, outputs } = await settled(40, ['refused']);
  ask(8);
  await vi.advanceTimersByTimeAsync(3000);
  expect(outputs()).toEqual([8, 8, 8]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent()).toBe(2);
});
