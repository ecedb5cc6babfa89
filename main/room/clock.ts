// The session clock: real time, or faster for practice runs. Setting the computer's clock never moves a deadline; time
// that the computer slept is added at the next look at the clock, whether or not the system tells of it.

import { uptime } from 'node:os';
import type { Clock } from '../../shared/session/clock.ts';

/**
 * The computer's clocks, in ms. Anyone may set the wall clock, which counts from 1970. Nobody sets the other two: on most
 * systems the steady one stands still while the computer sleeps, and `up`, which is coarse, counts on.
 */
export const COMPUTER = {
  wall: () => Date.now(),
  steady: () => performance.now(),
  up: () => uptime() * 1000,
};

/** The two clocks differ by less between two looks while the computer is awake: some systems count whole seconds (ms). */
const SHORTEST_SLEEP_MS = 2000;

/** The wall clock was set if it moved by more than this against the steady one (ms); less is the network's correction. */
const LEAST_SET_MS = 500;

/** How often the clocks are looked at, in real ms. */
const LOOK_EVERY_MS = 1000;

/** Starts a clock at a session instant: wall time, or where a session that is taken up again would be by now. */
export const startClock = (rate: number, startAtMs = Date.now(), times = COMPUTER): Clock => {
  const beganAt = times.steady();
  let last = { steady: beganAt, up: times.up() };
  let sleptMs = 0;
  let told = 0;

  /** Real ms since the clock started, with what the computer slept. */
  const goneMs = (): number => {
    const seen = { steady: times.steady(), up: times.up() };
    const asleepMs = seen.up - last.up - (seen.steady - last.steady);
    if (asleepMs >= SHORTEST_SLEEP_MS) sleptMs += asleepMs;
    last = seen;
    return seen.steady - beganAt + sleptMs;
  };

  const now = (): number => startAtMs + goneMs() * rate;

  return {
    rate,
    now,
    anchor: () => ({ wallMs: times.wall(), sessionMs: now(), rate }),
    wallAt: (sessionMs) => times.wall() + (sessionMs - now()) / rate,
    sleptMs: () => {
      goneMs();
      const newMs = sleptMs - told;
      told = sleptMs;
      return newMs * rate;
    },
  };
};

export interface ClockWatchParts {
  readonly clock: Pick<Clock, 'sleptMs' | 'now' | 'rate'>;
  /** The computer slept for so many session ms and is awake again; 0: the system says that it slept, and no clock does. */
  readonly woke: (gapMs: number) => void;
  /** Somebody set the computer's clock: wall times that were published are out of date. */
  readonly wasSet: () => void;
}

/** Looks at the clocks all the time until it is closed. A look more, or a late one, changes nothing. */
export const watchClocks = ({ clock, woke, wasSet }: ClockWatchParts, wall = COMPUTER.wall) => {
  const offset = (): number => wall() - clock.now() / clock.rate;
  let known = offset();
  const look = (hasSlept: boolean): void => {
    const gapMs = clock.sleptMs();
    if (hasSlept || gapMs > 0) woke(gapMs);
    const present = offset();
    if (Math.abs(present - known) > LEAST_SET_MS) wasSet();
    known = present;
  };
  const timer = setInterval(() => look(false), LOOK_EVERY_MS);
  return {
    /** The system says that the computer slept. */
    resumed: () => look(true),
    close: (): void => clearInterval(timer),
  };
};
