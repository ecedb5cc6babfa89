// Watches what the lamps of a practice bridge really put out, many times a second, and says how steeply it
// changed. It reads the lamps themselves, never what a bridge reports of them.

import type { FaultyBridge } from '../practice/faulty-bridge.ts';

/** What the lamps put out at an instant, in %, by lamp name. */
export interface Sample {
  /** Wall ms. */
  readonly at: number;
  readonly pct: Readonly<Record<string, number>>;
}

export interface Watch {
  readonly samples: readonly Sample[];
  readonly stop: () => void;
}

const EVERY_MS = 20;

/** What each lamp puts out now, in %. */
export const outputs = (bridge: FaultyBridge): Readonly<Record<string, number>> =>
  Object.fromEntries(bridge.outputs().map((lamp) => [lamp.name, lamp.brightnessPct]));

/** Samples every 20 ms until it is stopped. */
export const watchLamps = (bridge: FaultyBridge): Watch => {
  const samples: Sample[] = [];
  const timer = setInterval(() => samples.push({ at: Date.now(), pct: outputs(bridge) }), EVERY_MS);
  return { samples, stop: () => clearInterval(timer) };
};

/** Slopes are measured over at least this time unless a test says otherwise: a lamp's 254 steps are no jumps. */
const SPAN_MS = 200;

/** One step of 254, in %: the least that a lamp can change. */
const STEP_PCT = 100 / 254;

/** The steepest rise and fall of any lamp over at least so many ms, in percentage points a second. */
export const steepest = (
  samples: readonly Sample[],
  spanMs = SPAN_MS,
): { readonly up: number; readonly down: number } => {
  let up = 0;
  let down = 0;
  let from = 0;
  for (const [to, sample] of samples.entries()) {
    while (from < to && sample.at - (samples[from + 1]?.at ?? sample.at) >= spanMs) from += 1;
    const before = samples[from];
    if (before === undefined || sample.at - before.at < spanMs) continue;
    const seconds = (sample.at - before.at) / 1000;
    for (const [name, pct] of Object.entries(sample.pct)) {
      const change = pct - (before.pct[name] ?? pct);
      const slope = Math.max(0, Math.abs(change) - STEP_PCT) / seconds;
      if (change > 0) up = Math.max(up, slope);
      else down = Math.max(down, slope);
    }
  }
  return { up, down };
};
