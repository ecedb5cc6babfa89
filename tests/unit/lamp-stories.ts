// Stories of turns, Full lights, undos and faults over simulated lamps, and how they are played. Fake timers have to
// run already.

import fc from 'fast-check';
import { expect, vi } from 'vitest';
import { type GuardedRig, guardRig } from '../../main/lights/guarded-rig.ts';
import { brightnessAt } from '../../main/lights/tracking/brightness-estimate.ts';
import type { Look } from '../../shared/preset/preset.ts';
import { FULL_LIGHT_MS, type LightPath } from '../../shared/score/light-score.ts';
import {
  all,
  type Fate,
  ROLES,
  type SimulatedBridge,
  simulateBridge,
  takeUp,
  wantedFor,
} from './simulated-lamps.ts';

/** Random stories for each promise; a long run tries many thousands. */
export const STORIES = Number(process.env.STILLROOM_STORIES ?? 100);

/** Where every story ends, and no turn before it. */
export const LAST_PCT = 12.5;

/** What is wished for a while. */
export interface StoryTurn {
  readonly from: number;
  readonly to: number;
  readonly overMs: number;
  readonly forMs: number;
  readonly isFullLight: boolean;
}

export interface Story {
  /** Where the lamps are, and where the bridge says they are, in %. */
  readonly found: number;
  readonly reported: number;
  /** What becomes of one command after the other; all others are taken. */
  readonly fates: readonly Fate[];
  readonly turns: readonly StoryTurn[];
}

export const percent = fc.integer({ min: 0, max: 100 });

/** What becomes of commands for which a bridge answers in time or never again. */
export const fate = fc.constantFrom<Fate>(
  ...(['taken', 'slow', 'dropped', 'refused', 'lostAnswer'] as const),
  ...(['waited', 'noRoom', 'oneSilent'] as const),
);

/** The same, and commands that are carried out when nobody waits for them any more. */
export const anyFate = fc.constantFrom<Fate>(
  ...(['taken', 'slow', 'dropped', 'refused', 'lostAnswer', 'tooLate', 'waitedTooLate'] as const),
  ...(['waited', 'noRoom', 'oneSilent'] as const),
);

/** @param longestMs for which something is wished; the shorter, the more meets on the way */
export const anyTurn = (longestMs = 6000): fc.Arbitrary<StoryTurn> =>
  fc.record({
    from: percent,
    to: percent,
    overMs: fc.constantFrom(0, 1000, 20_000, 120_000),
    forMs: fc.integer({ min: 50, max: longestMs }),
    isFullLight: fc.boolean(),
  });

/** Stories of up to six turns. */
export const storyOf = (oneFate: fc.Arbitrary<Fate>, oneWish: fc.Arbitrary<StoryTurn>): fc.Arbitrary<Story> =>
  fc.record({
    found: percent,
    reported: percent,
    fates: fc.array(oneFate, { maxLength: 12 }),
    turns: fc.array(oneWish, { minLength: 1, maxLength: 6 }),
  });

export const look = (brightnessPct: number): Look => ({ brightnessPct, warmthK: 2200 });

/** A guarded rig without a bridge, on a clock of its own rate. */
export const opened = (rate = 1) => {
  const now = (): number => performance.now() * rate;
  const guarded = guardRig({
    clock: { now, rate },
    random: () => 0.5,
    onFault: () => undefined,
    onMoved: () => undefined,
  });
  return {
    guarded,
    now,
    /** A path over session time, seen from now. */
    path: (fromPct: number, toPct: number, overMs: number): LightPath => ({
      at: now(),
      now: look(fromPct),
      to: look(toPct),
      reachAt: now() + overMs,
    }),
  };
};

/** How often the lamps are looked at, in real ms: every tenth of a session second, or as often as timers allow. */
const watchEveryMs = (rate: number): number => Math.max(1, 100 / rate);

/** Whether a Full light that was carried out is still on its way up. */
const isInFullLight = ({ commands }: SimulatedBridge): boolean =>
  commands.some(({ atOnce, atMs, changes }) => {
    const overMs = Math.max(...changes.map((change) => change.overMs));
    return atOnce && performance.now() <= atMs + overMs + watchEveryMs(1);
  });

/** Lets real ms pass, and checks the brightness outside Full light against the slopes in session time. */
export const expectGentle = async (bridge: SimulatedBridge, ms: number, rate = 1): Promise<void> => {
  const everyMs = watchEveryMs(rate);
  const sessionS = (everyMs * rate) / 1000;
  let before = ROLES.map(bridge.output);
  let up = 0;
  let down = 0;
  for (let passed = 0; passed < ms; passed += everyMs) {
    await vi.advanceTimersByTimeAsync(everyMs);
    const present = ROLES.map(bridge.output);
    const changes = present.map((value, i) => value - (before[i] ?? value));
    if (!isInFullLight(bridge)) up = Math.max(up, ...changes);
    down = Math.max(down, ...changes.map((change) => -change));
    before = present;
  }
  expect(up).toBeLessThanOrEqual(10 * sessionS + 1e-6);
  expect(down).toBeLessThanOrEqual(30 * sessionS + 1e-6);
};

/** Lets real ms pass, and checks the estimates of the lamps against what they put out. */
export const expectTrue = async (bridge: SimulatedBridge, guarded: GuardedRig, ms: number): Promise<void> => {
  const untrue: string[] = [];
  for (let passed = 0; passed < ms; passed += watchEveryMs(1)) {
    await vi.advanceTimersByTimeAsync(watchEveryMs(1));
    for (const [lampId, { role, estimate }] of guarded.lamps()) {
      const pct = bridge.output(role);
      const { low, high } = brightnessAt(estimate, performance.now());
      if (pct >= low - 1e-6 && pct <= high + 1e-6) continue;
      untrue.push(`${lampId} is at ${pct} %, and estimated between ${low} and ${high}`);
    }
  }
  expect(untrue).toEqual([]);
};

/** How a story is looked at while it is played. */
type Watch = (bridge: SimulatedBridge, guarded: GuardedRig, ms: number) => Promise<void>;

/** Plays a story, and gives the lamps a minute to be where it ends. */
export const play = async ({ found, reported, fates, turns }: Story, watch: Watch): Promise<void> => {
  const bridge = simulateBridge(found, (attempt) => fates[attempt] ?? 'taken');
  const { guarded, path } = opened();
  takeUp(guarded, bridge, reported);
  for (const { from, to, overMs, forMs, isFullLight } of turns) {
    const wanted = isFullLight ? path(100, 100, FULL_LIGHT_MS) : path(from, to, overMs);
    guarded.goTo(wantedFor(all(wanted), isFullLight));
    await watch(bridge, guarded, forMs);
  }
  guarded.goTo(wantedFor(all(path(LAST_PCT, LAST_PCT, 0))));
  await watch(bridge, guarded, 60_000);
  expect(ROLES.map(bridge.output)).toEqual([LAST_PCT, LAST_PCT, LAST_PCT]);
  guarded.close();
};
