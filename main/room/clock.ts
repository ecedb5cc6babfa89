// The session clock: real time, or faster for practice runs. Setting the computer's clock never moves a deadline; time
// that the computer slept is added when it wakes.

import type { Clock } from '../../shared/session/clock.ts';

/**
 * The computer's two clocks, in ms. Anyone may set the wall clock, which counts from 1970. Nobody sets the steady one,
 * and on most systems it stands still while the computer sleeps.
 */
const COMPUTER = { wall: () => Date.now(), steady: () => performance.now() };

/** Starts a clock at a session instant: wall time, or where a session that is taken up again would be by now. */
export const startClock = (rate: number, startAtMs = Date.now(), times = COMPUTER): Clock => {
  const beganAt = times.steady();
  let sleptMs = 0;
  let asleep: { readonly wall: number; readonly steady: number } | null = null;

  const now = (): number => startAtMs + (times.steady() - beganAt + sleptMs) * rate;

  return {
    rate,
    now,
    anchor: () => ({ wallMs: times.wall(), sessionMs: now(), rate }),
    wallAt: (sessionMs) => times.wall() + (sessionMs - now()) / rate,
    sleeps: () => {
      asleep = { wall: times.wall(), steady: times.steady() };
    },
    wakes: () => {
      if (asleep === null) return 0;
      const steadyMs = times.steady() - asleep.steady;
      const wallMs = Math.max(steadyMs, times.wall() - asleep.wall);
      asleep = null;
      sleptMs += wallMs - steadyMs;
      return wallMs * rate;
    },
  };
};
