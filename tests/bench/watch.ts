// Watches rooms and their lamps: samples of what every lamp puts out beside what the score wants, and from them the
// slopes and the time until the look was right.

import { LIGHT_SLOPES } from '../../shared/score/guard.ts';
import type { FaultyBridge } from '../practice/faulty-bridge.ts';
import { type LampApart, type LitRoom, RIGHT_PCT } from './lit-room.ts';

/** What all lamps of a room did at an instant, on `performance.now()`. */
export interface Sample {
  readonly atMs: number;
  readonly outputs: readonly number[];
  readonly apart: readonly LampApart[];
}

/** A time in which a lamp moved without a command of ours; without a place, all lamps did. */
export interface Excuse {
  readonly fromMs: number;
  readonly toMs: number;
  readonly place?: number;
}

/** Slopes are checked over every window of up to this length, in ms, so that both jumps and climbs are seen. */
const LONGEST_WINDOW_MS = 1000;

/** Brightness has 254 steps, so that both ends of a ramp can be off by half a step, in percentage points. */
const STEP_PCT = 0.45;

export const sample = (lit: LitRoom, bridge: FaultyBridge): Sample => {
  const outputs = bridge.outputs();
  return {
    atMs: performance.now(),
    outputs: outputs.map(({ brightnessPct }) => brightnessPct),
    apart: lit.apart(outputs),
  };
};

const isExcused = (excuses: readonly Excuse[], place: number, fromMs: number, toMs: number): boolean =>
  excuses.some(
    (excuse) => (excuse.place ?? place) === place && fromMs <= excuse.toMs && toMs >= excuse.fromMs,
  );

/** The most that the guard allows over a time, in percentage points, where the session clock runs so many times as fast. */
const mostOver = (change: number, ms: number, rate: number): number =>
  ((change > 0 ? LIGHT_SLOPES.upPerS : LIGHT_SLOPES.downPerS) * ms * rate) / 1000 + STEP_PCT;

/** The change that is furthest past the guard, as `lamp 3 by 12.0 % in 200 ms at 4.1 s`; null where none is. */
export const pastGuard = (
  samples: readonly Pick<Sample, 'atMs' | 'outputs'>[],
  excuses: readonly Excuse[],
  rate = 1,
): string | null => {
  let worst = { beyond: 0, told: '' };
  const [first] = samples;
  for (const [i, from] of samples.entries()) {
    for (const to of samples.slice(i + 1)) {
      const ms = to.atMs - from.atMs;
      if (ms > LONGEST_WINDOW_MS) break;
      for (const [place, before] of from.outputs.entries()) {
        const change = (to.outputs[place] ?? before) - before;
        const beyond = Math.abs(change) - mostOver(change, ms, rate);
        if (beyond <= worst.beyond || isExcused(excuses, place, from.atMs, to.atMs)) continue;
        const atS = (from.atMs - (first?.atMs ?? 0)) / 1000;
        const told = `lamp ${place + 1} by ${change.toFixed(1)} % in ${ms.toFixed(0)} ms at ${atS.toFixed(1)} s`;
        worst = { beyond, told };
      }
    }
  }
  return worst.beyond > 0 ? worst.told : null;
};

const isWrong = ({ pct, isLeft }: LampApart): boolean => !isLeft && Math.abs(pct) > RIGHT_PCT;

/** How long after an instant a lamp was wrong for the last time, in ms. A lamp changed by hand is never wrong. */
export const wrongUntil = (samples: readonly Sample[], sinceMs: number): number => {
  const after = samples.filter(({ atMs }) => atMs >= sinceMs);
  const last = after.findLastIndex(({ apart }) => apart.some(isWrong));
  if (last === -1) return 0;
  return (after[last + 1]?.atMs ?? Number.POSITIVE_INFINITY) - sinceMs;
};

/** Which lamps were wrong in the last sample, and by how much. */
export const wrongAtEnd = (samples: readonly Sample[]): string =>
  (samples.at(-1)?.apart ?? [])
    .filter(isWrong)
    .map(({ lampId, pct }) => `lamp ${lampId} by ${pct.toFixed(1)} %`)
    .join(', ');
