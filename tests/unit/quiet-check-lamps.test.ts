// A quiet check gives staff light to see by, also where the lamps are on their way to more light anyway.

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { guardRig } from '../../main/lights/guarded-rig.ts';
import { want } from '../../shared/score/score.ts';
import { reduce } from '../../shared/session/reduce.ts';
import { eventOf, MINUTE, play, SPRAVATO } from './session-arbitraries.ts';
import { simulateBridge, takeUp } from './simulated-lamps.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('lights the task lamps within a few seconds in the fade of return', async () => {
  const bridge = simulateBridge(3, () => 'taken');
  const began = 76 * MINUTE - performance.now();
  const now = (): number => began + performance.now();
  const guarded = guardRig({
    clock: { now, rate: 1 },
    random: () => 0.5,
    onFault: () => undefined,
    onMoved: () => undefined,
  });
  takeUp(guarded, bridge, 3);
  const before = play(SPRAVATO, [0, 'doseMark'], [76, 'tick']).session;
  guarded.goTo(want(before, now()));
  await vi.advanceTimersByTimeAsync(30_000);
  expect(bridge.output('task')).toBeLessThan(8);
  const during = reduce(before, eventOf('quietCheck', now()), now()).session;
  guarded.goTo(want(during, now()));
  await vi.advanceTimersByTimeAsync(5000);
  expect(bridge.output('task')).toBeGreaterThanOrEqual(15);
  guarded.close();
});
