// What a screen shows of the time: whoever sets the computer's clock moves the clock on the wall and no minute of the
// session.

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { anchorCame, nowOn, wallOf } from '../../renderer/ui/useNow.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 22, 12);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: NOON });
});
afterEach(() => {
  vi.useRealTimers();
});

it.each([
  ['an hour ahead', HOUR],
  ['an hour back', -HOUR],
  ['to another year', -20 * 365 * 24 * HOUR],
])('a clock that is set %s in a session shows no wrong minute at any moment', (_, by) => {
  const clock = { wallMs: NOON, sessionMs: 5000, rate: 1 };
  anchorCame(clock);
  vi.advanceTimersByTime(60_000);
  expect(nowOn(clock)).toEqual({ wallMs: NOON + 60_000, sessionMs: 65_000 });
  vi.setSystemTime(NOON + 60_000 + by);
  expect(nowOn(clock)).toEqual({ wallMs: NOON + 60_000 + by, sessionMs: 65_000 });
  // What lies a minute ahead is a minute ahead on the wall, too.
  expect(wallOf(clock, 125_000)).toBe(NOON + 120_000 + by);
  // A snapshot that comes again is no newer.
  anchorCame(clock);
  vi.advanceTimersByTime(60_000);
  expect(nowOn(clock).sessionMs).toBe(125_000);
});

it('the clock’s own small corrections, and a page that was told late, change nothing', () => {
  const clock = { wallMs: NOON - 700, sessionMs: 5000, rate: 60 };
  anchorCame(clock);
  expect(nowOn(clock).sessionMs).toBe(5000 + 60 * 700);
  vi.setSystemTime(NOON + 40);
  expect(nowOn(clock).sessionMs).toBe(5000 + 60 * 740);
});
