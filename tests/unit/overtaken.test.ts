// Commands that overtake each other: Full light a command that hangs, its undo a Full light that gets no answer, and a
// command that takes effect after a later one.

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

/** A room at a brightness; each later command to its bridge meets the next of the fates. */
const settled = async (pct: number, fates: readonly Fate[]) => {
  let settledAfter = Number.POSITIVE_INFINITY;
  const bridge = simulateBridge(pct, (attempt) => fates[attempt - settledAfter] ?? 'taken');
  const { guarded, path } = opened();
  takeUp(guarded, bridge, pct);
  const ask = (toPct: number): void => guarded.goTo(wantedFor(all(path(toPct, toPct, 0))));
  ask(pct);
  await vi.advanceTimersByTimeAsync(12_000);
  guarded.report({ lamps: bridge.report(), askedAt: performance.now() });
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
  ['as estimated', expectTrue],
] satisfies [string, Parameters<typeof play>[1]][])(
  'comes back %s from a Full light that took effect late, past a command that was lost',
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

it('takes a command that took effect late for no hand, however long it was until another could be sent', () =>
  play(
    {
      ...{ found: 0, reported: 0 },
      fates: ['taken', 'waitedTooLate', 'oneSilent', 'taken', 'oneSilent', 'noRoom'],
      turns: [
        { from: 0, to: 0, overMs: 0, forMs: 50, isFullLight: false },
        { from: 0, to: 1, overMs: 0, forMs: 50, isFullLight: false },
        { from: 100, to: 100, overMs: 0, forMs: 50, isFullLight: true },
        { from: 0, to: 0, overMs: 0, forMs: 50, isFullLight: false },
      ],
    },
    expectTrue,
  ));

it('takes a report that had to wait for what was when it was asked for', () =>
  play(
    {
      ...{ found: 0, reported: 0 },
      fates: ['taken', 'taken', 'waitedTooLate', 'oneSilent', 'waitedTooLate', 'noRoom'],
      turns: [
        { from: 0, to: 0, overMs: 0, forMs: 50, isFullLight: false },
        { from: 0, to: 1, overMs: 0, forMs: 1101, isFullLight: false },
        { from: 0, to: 57, overMs: 20_000, forMs: 5601, isFullLight: false },
        { from: 0, to: 0, overMs: 0, forMs: 601, isFullLight: true },
      ],
    },
    expectTrue,
  ));

it('has one command on its way at a time, also when Full light overtook it and was undone', async () => {
  const { ask, fullLight, sent } = await settled(40, ['dropped']);
  ask(3);
  await vi.advanceTimersByTimeAsync(100);
  fullLight();
  await vi.advanceTimersByTimeAsync(100);
  ask(8);
  await vi.advanceTimersByTimeAsync(1000);
  expect(sent()).toBe(2);
});

it('sends Full light again as soon as a slower command is answered, also while the first got no answer', async () => {
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

it('leads the lamps back where they should be when a command takes effect after a later one', async () => {
  const { bridge, ask, outputs } = await settled(40, ['tooLate']);
  ask(60);
  await vi.advanceTimersByTimeAsync(1000);
  ask(30);
  await vi.advanceTimersByTimeAsync(1300);
  expect(outputs()).not.toEqual([30, 30, 30]);
  await expectGentle(bridge, 6000);
  expect(outputs()).toEqual([30, 30, 30]);
});

it('goes no further, while a fade may still take effect, than that one can gently start from', async () => {
  const { bridge, ask, outputs } = await settled(40, ['tooLate']);
  ask(55);
  await vi.advanceTimersByTimeAsync(1950);
  ask(0);
  await expectGentle(bridge, 8000);
  expect(outputs()).toEqual([0, 0, 0]);
});

it('makes good a lost command with one more, within three seconds', async () => {
  const { ask, sent, outputs } = await settled(40, ['refused']);
  ask(8);
  await vi.advanceTimersByTimeAsync(3000);
  expect(outputs()).toEqual([8, 8, 8]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent()).toBe(2);
});
