// The guarded rig keeps the slopes of the design, is right in the end, and lets Full light past everything.

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type GuardedRig, guardRig } from '../../main/lights/guarded-rig.ts';
import type { Look } from '../../shared/preset/preset.ts';
import type { LightPath } from '../../shared/score/light-score.ts';
import {
  all,
  type Fate,
  ROLES,
  type SimulatedBridge,
  simulateBridge,
  takeUp,
  wantedFor,
} from './simulated-lamps.ts';

const WATCH_EVERY_MS = 100;

const look = (brightnessPct: number): Look => ({ brightnessPct, warmthK: 2200 });
const now = (): number => performance.now();

/** A path from one brightness to another over a time, seen from now. */
const path = (fromPct: number, toPct: number, overMs: number): LightPath => ({
  at: now(),
  now: look(fromPct),
  to: look(toPct),
  reachAt: now() + overMs,
});

interface Bench {
  readonly bridge: SimulatedBridge;
  readonly guarded: GuardedRig;
}

const bench = (startPct: number, fateOf: (attempt: number) => Fate = () => 'taken'): Bench => {
  const bridge = simulateBridge(startPct, fateOf);
  const guarded = guardRig({
    clock: { now, rate: 1 },
    random: () => 0.5,
    onFault: () => undefined,
    onMoved: () => undefined,
  });
  takeUp(guarded, bridge, startPct);
  return { bridge, guarded };
};

/** Lets simulated time go by and gives the steepest change seen on the way, in points a second. */
const watch = async (bridge: SimulatedBridge, ms: number): Promise<{ up: number; down: number }> => {
  let up = 0;
  let down = 0;
  let before = ROLES.map(bridge.output);
  for (let passed = 0; passed < ms; passed += WATCH_EVERY_MS) {
    await vi.advanceTimersByTimeAsync(WATCH_EVERY_MS);
    const present = ROLES.map(bridge.output);
    for (const [i, value] of present.entries()) {
      const perS = ((value - (before[i] ?? value)) * 1000) / WATCH_EVERY_MS;
      up = Math.max(up, perS);
      down = Math.max(down, -perS);
    }
    before = present;
  }
  return { up, down };
};

/** The slopes of the design, with what linear interpolation leaves over. */
const expectGentle = (seen: { up: number; down: number }): void => {
  expect(seen.up).toBeLessThanOrEqual(10 + 1e-6);
  expect(seen.down).toBeLessThanOrEqual(30 + 1e-6);
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the guarded rig', () => {
  it('sends one command for one look, whatever the roles', async () => {
    const { bridge, guarded } = bench(40);
    guarded.goTo(wantedFor(all(path(40, 40, 0))));
    await watch(bridge, 20_000);
    expect(bridge.commands).toHaveLength(1);
    expect(bridge.commands[0]?.changes.map(({ lampIds }) => lampIds)).toEqual([ROLES]);
  });

  it('follows a fade of the score with one fade back to it and one along it', async () => {
    const { bridge, guarded } = bench(90);
    guarded.goTo(wantedFor(all(path(40, 3, 120_000))));
    await watch(bridge, 130_000);
    expect(bridge.commands.length).toBeLessThanOrEqual(2);
    expect(bridge.output('ambient')).toBe(3);
  });

  it('sends nothing more for a path that it already follows', async () => {
    const { bridge, guarded } = bench(40);
    const fade = all(path(40, 3, 60_000));
    guarded.goTo(wantedFor(fade));
    await watch(bridge, 15_000);
    const sent = bridge.commands.length;
    const half = path(0, 0, 0);
    const rest: LightPath = { ...half, now: look(30.75), to: look(3), reachAt: fade.ambient.reachAt };
    guarded.goTo(wantedFor(all(rest)));
    await watch(bridge, 2000);
    expect(bridge.commands.length).toBe(sent);
  });

  it('tells what became of its commands, and never that they were taken before they were', async () => {
    const { bridge, guarded } = bench(3, (attempt) => (attempt <= 2 ? 'dropped' : 'taken'));
    expect(guarded.commands()).toBe('taken');
    guarded.goTo(wantedFor(all(path(40, 40, 0))));
    expect(guarded.commands()).toBe('awaited');
    await watch(bridge, 2500);
    expect(guarded.commands()).toBe('failing');
    await watch(bridge, 10_000);
    expect(guarded.commands()).toBe('taken');
    guarded.setAway(true);
    expect(guarded.commands()).toBe('failing');
    guarded.use(null, [], now());
    guarded.setAway(false);
    expect(guarded.commands()).toBe('failing');
  });

  it('brings all lamps to full within a second of Full light, past a command that hangs', async () => {
    const { bridge, guarded } = bench(3, (attempt) => (attempt === 1 ? 'dropped' : 'taken'));
    guarded.goTo(wantedFor(all(path(3, 3, 0))));
    await vi.advanceTimersByTimeAsync(12_000);
    guarded.goTo(wantedFor(all(path(5, 5, 0))));
    await vi.advanceTimersByTimeAsync(10);
    guarded.goTo(wantedFor(all(path(100, 100, 600)), true));
    await vi.advanceTimersByTimeAsync(1000);
    expect(ROLES.map(bridge.output)).toEqual([100, 100, 100]);
  });

  it('sends Full light again after a slow command that it overtook', async () => {
    const { bridge, guarded } = bench(40, (attempt) => (attempt === 1 ? 'slow' : 'taken'));
    guarded.goTo(wantedFor(all(path(40, 40, 0))));
    await vi.advanceTimersByTimeAsync(12_000);
    guarded.goTo(wantedFor(all(path(3, 3, 0))));
    await vi.advanceTimersByTimeAsync(10);
    guarded.goTo(wantedFor(all(path(100, 100, 600)), true));
    await vi.advanceTimersByTimeAsync(2500);
    expect(ROLES.map(bridge.output)).toEqual([100, 100, 100]);
  });

  it('shows one lamp by itself, and brings that one to Full light too', async () => {
    const { bridge, guarded } = bench(40);
    guarded.goTo(wantedFor(all(path(40, 40, 0))));
    await watch(bridge, 12_000);
    guarded.show('task', look(5));
    expectGentle(await watch(bridge, 4000));
    expect(ROLES.map(bridge.output)).toEqual([40, 5, 40]);
    guarded.goTo(wantedFor(all(path(100, 100, 600)), true));
    await vi.advanceTimersByTimeAsync(1000);
    expect(ROLES.map(bridge.output)).toEqual([100, 100, 100]);
  });

  it.each([30, 45])(
    'plans anew what waits for its turn when a lamp is elsewhere meanwhile, after a look of %i percent',
    async (beforePct) => {
      let fate: Fate = 'taken';
      const { bridge, guarded } = bench(30, () => fate);
      guarded.goTo(wantedFor(all(path(30, 30, 0))));
      await vi.advanceTimersByTimeAsync(10_000);
      guarded.report({ lamps: bridge.report(), askedAt: now() });
      // A command of just now leaves doubts; without one, what a report shows is a hand.
      guarded.goTo(wantedFor(all(path(beforePct, beforePct, 0))));
      await vi.advanceTimersByTimeAsync(3000);
      fate = 'waited';
      guarded.goTo(wantedFor(all(path(10, 10, 0))));
      fate = 'taken';
      await vi.advanceTimersByTimeAsync(300);
      // Its power was cut and is back.
      bridge.hand('door', 100);
      guarded.report({ lamps: bridge.report(), askedAt: now() });
      expectGentle(await watch(bridge, 15_000));
      expect(bridge.output('ambient')).toBe(10);
    },
  );

  it('sends what waits for its turn where reports show nothing else than was planned', async () => {
    let fate: Fate = 'taken';
    const { bridge, guarded } = bench(30, () => fate);
    guarded.goTo(wantedFor(all(path(60, 60, 90_000))));
    await vi.advanceTimersByTimeAsync(5000);
    const { length } = bridge.commands;
    fate = 'waited';
    guarded.goTo(wantedFor(all(path(10, 10, 0))));
    for (let report = 0; report < 6; report += 1) {
      await vi.advanceTimersByTimeAsync(100);
      guarded.report({ lamps: bridge.report(), askedAt: now() });
    }
    await vi.advanceTimersByTimeAsync(150);
    expect(bridge.commands).toHaveLength(length + 1);
  });

  it('comes back gently from Full light', async () => {
    const { bridge, guarded } = bench(3);
    guarded.goTo(wantedFor(all(path(100, 100, 600)), true));
    await vi.advanceTimersByTimeAsync(1000);
    guarded.goTo(wantedFor(all(path(3, 3, 0))));
    expectGentle(await watch(bridge, 8000));
    expect(bridge.output('ambient')).toBe(3);
  });

  it('never tries more than once a second while the bridge is away', async () => {
    const { bridge, guarded } = bench(40, () => 'refused');
    guarded.goTo(wantedFor(all(path(40, 3, 60_000))));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(bridge.attempts()).toBeLessThanOrEqual(61);
    expect(bridge.attempts()).toBeGreaterThan(15);
  });

  it('keeps the slopes over any light wanted and any faults, and is right in the end', async () => {
    const fate = fc.constantFrom<Fate>('taken', 'slow', 'dropped', 'refused', 'lostAnswer');
    const turn = fc.record({
      from: fc.integer({ min: 0, max: 100 }),
      to: fc.integer({ min: 0, max: 100 }),
      overMs: fc.constantFrom(0, 1000, 20_000, 120_000),
      doorPct: fc.constantFrom(0, 10, 30),
      forMs: fc.integer({ min: 50, max: 9000 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 100 }),
        fc.array(fate, { maxLength: 12 }),
        fc.array(turn, { minLength: 1, maxLength: 8 }),
        async (startPct, fates, turns) => {
          const { bridge, guarded } = bench(startPct, (attempt) => fates[attempt] ?? 'taken');
          for (const { from, to, overMs, doorPct, forMs } of turns) {
            const room = path(from, to, overMs);
            guarded.goTo(wantedFor({ ambient: room, task: room, door: path(doorPct, doorPct, 0) }));
            expectGentle(await watch(bridge, forMs));
          }
          const last = turns[turns.length - 1];
          expectGentle(await watch(bridge, 200_000));
          expect(bridge.output('ambient')).toBe(last?.to);
          expect(bridge.output('door')).toBe(last?.doorPct);
          guarded.close();
        },
      ),
      { numRuns: 300 },
    );
  });
});
