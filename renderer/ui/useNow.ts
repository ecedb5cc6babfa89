// The time for screens, on the wall clock and the session clock. A screen renders about once a second, and never more
// than four times.

import { useEffect, useReducer } from 'react';
import { type ClockAnchor, sessionNow } from '../../shared/session/clock.ts';

/** One instant on both clocks, in ms. */
export interface Now {
  readonly wallMs: number;
  readonly sessionMs: number;
}

/** This page's wall clock beyond its steady one when an anchor came, in ms. */
const offsets = new WeakMap<ClockAnchor, number>();
const offset = (): number => Date.now() - performance.now();

/** Less than this (ms) is the network's own correction of the clock. */
const LEAST_SET_MS = 500;

/** Notes that an anchor has just come from main, so that nobody who sets the computer's clock moves what is shown. */
export const anchorCame = (clock: ClockAnchor): void => {
  if (!offsets.has(clock)) offsets.set(clock, offset());
};

/** By how much the computer's clock was set since the anchor came, in ms. */
const setByMs = (clock: ClockAnchor): number => {
  const now = offset();
  const byMs = now - (offsets.get(clock) ?? now);
  return Math.abs(byMs) < LEAST_SET_MS ? 0 : byMs;
};

/** The present instant; whoever sets the computer's clock moves `wallMs` and nothing else. */
export const nowOn = (clock: ClockAnchor): Now => {
  const wallMs = Date.now();
  return { wallMs, sessionMs: sessionNow(clock, wallMs - setByMs(clock)) };
};

const SLOWEST_MS = 1000;
const FASTEST_MS = 250;

/**
 * The present instant. The component renders again once a second of the session, at most four times a second.
 *
 * @param isQuick true while something on the screen changes within seconds
 */
export const useNow = (clock: ClockAnchor, isQuick = false): Now => {
  const [, look] = useReducer((count: number) => count + 1, 0);
  const rateMs = SLOWEST_MS / Math.max(1, clock.rate);
  const everyMs = isQuick ? FASTEST_MS : Math.max(FASTEST_MS, rateMs);
  useEffect(() => {
    const timer = setInterval(look, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowOn(clock);
};

/** The wall instant of a session instant, in ms, by the clock as it is set now. */
export const wallOf = (clock: ClockAnchor, sessionMs: number): number =>
  clock.wallMs + setByMs(clock) + (sessionMs - clock.sessionMs) / Math.max(clock.rate, 1e-6);

/** A clock whose session time is of no matter. */
const WALL: ClockAnchor = { wallMs: 0, sessionMs: 0, rate: 1 };

/** The present instant on the clock on the wall, in ms. */
export const useWallNow = (isQuick = false): number => useNow(WALL, isQuick).wallMs;
