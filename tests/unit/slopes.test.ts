// The slopes of the design, kept by the guarded rig from any state of the lamps: whatever a bridge reports, after
// Full light and its undo, when a bridge comes back after a hand was at the wall, and at any rate of the clock.

import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { guardRig } from '../../main/lights/guarded-rig.ts';
import type { Look, Role } from '../../shared/preset.ts';
import { FULL_LIGHT_MS, type LightPath } from '../../shared/score.ts';
import {
  type Fate,
  ROLES,
  type SimulatedBridge,
  simulateBridge,
  takeUp,
  wishFor,
} from './simulated-lamps.ts';

/** How often the lamps are looked at, in real ms: every tenth of a session second, or as often as timers allow. */
const watchEveryMs = (rate: number): number => Math.max(1, 100 / rate);
/** Where every story ends, and no wish before it. */
const LAST_PCT = 12.5;

const percent = fc.integer({ min: 0, max: 100 });
const fate = fc.constantFrom<Fate>('taken', 'slow', 'dropped', 'refused', 'lostAnswer');

const look = (brightnessPct: number): Look => ({ brightnessPct, warmthK: 2200 });
const all = (one: LightPath): Record<Role, LightPath> => ({ ambient: one, task: one, door: one });

const opened = (rate: number) => {
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
      now: look(fromPct),
      to: look(toPct),
      reachAt: now() + overMs,
    }),
  };
};

/** Whether a Full light that was carried out is still on its way up. */
const isInFullLight = ({ commands }: SimulatedBridge): boolean =>
  commands.some(({ atOnce, atMs, changes }) => {
    const overMs = Math.max(...changes.map((change) => change.overMs));
    return atOnce && performance.now() <= atMs + overMs + watchEveryMs(1);
  });

/** Lets real ms go by, and holds every look outside Full light against the slopes in session time. */
const expectGentle = async (bridge: SimulatedBridge, ms: number, rate: number): Promise<void> => {
  const everyMs = watchEveryMs(rate);
  const sessionS = (everyMs * rate) / 1000;
  let before = ROLES.map(bridge.output);
  for (let passed = 0; passed < ms; passed += everyMs) {
    await vi.advanceTimersByTimeAsync(everyMs);
    const present = ROLES.map(bridge.output);
    for (const [i, value] of present.entries()) {
      const change = value - (before[i] ?? value);
      if (!isInFullLight(bridge)) expect(change).toBeLessThanOrEqual(10 * sessionS + 1e-6);
      expect(-change).toBeLessThanOrEqual(30 * sessionS + 1e-6);
    }
    before = present;
  }
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const anyWish = fc.record({
  from: percent,
  to: percent,
  overMs: fc.constantFrom(0, 1000, 20_000, 120_000),
  forMs: fc.integer({ min: 50, max: 6000 }),
  isFullLight: fc.boolean(),
});

it('are kept over any wishes, Full lights, undos and faults, from lamps that are not where a bridge says', async () => {
  await fc.assert(
    fc.asyncProperty(
      percent,
      percent,
      fc.array(fate, { maxLength: 12 }),
      fc.array(anyWish, { minLength: 1, maxLength: 6 }),
      async (found, reported, fates, wishes) => {
        const bridge = simulateBridge(found, (attempt) => fates[attempt] ?? 'taken');
        const { guarded, path } = opened(1);
        takeUp(guarded, bridge, reported);
        for (const { from, to, overMs, forMs, isFullLight } of wishes) {
          const wanted = isFullLight ? path(100, 100, FULL_LIGHT_MS) : path(from, to, overMs);
          guarded.goTo(wishFor(all(wanted), isFullLight));
          await expectGentle(bridge, forMs, 1);
        }
        guarded.goTo(wishFor(all(path(LAST_PCT, LAST_PCT, 0))));
        await expectGentle(bridge, 60_000, 1);
        expect(ROLES.map(bridge.output)).toEqual([LAST_PCT, LAST_PCT, LAST_PCT]);
        guarded.close();
      },
    ),
    { numRuns: 100 },
  );
});

it('are kept when a bridge is taken up again and a hand was at the wall meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(percent, percent, percent, percent, async (found, wanted, hand, after) => {
      const { guarded, path } = opened(1);
      const first = simulateBridge(found, () => 'taken');
      takeUp(guarded, first, found);
      guarded.goTo(wishFor(all(path(wanted, wanted, 0))));
      await expectGentle(first, 12_000, 1);
      guarded.use(null, [], performance.now());
      // What it reports is as old as the last fade: the guard must not build on it.
      const again = simulateBridge(hand, () => 'taken');
      takeUp(guarded, again, wanted);
      await expectGentle(again, 3000, 1);
      guarded.goTo(wishFor(all(path(after, after, 0))));
      await expectGentle(again, 20_000, 1);
      expect(again.output('ambient')).toBe(after);
      guarded.close();
    }),
    { numRuns: 60 },
  );
});

it.each([10, 100, 1000])('are kept in session time at rate %i', async (rate) => {
  await fc.assert(
    fc.asyncProperty(
      percent,
      fc.array(fate, { maxLength: 6 }),
      fc.array(anyWish, { minLength: 1, maxLength: 4 }),
      async (found, fates, wishes) => {
        const bridge = simulateBridge(found, (attempt) => fates[attempt] ?? 'taken');
        const { guarded, path } = opened(rate);
        takeUp(guarded, bridge, found);
        for (const { from, to, overMs, forMs } of wishes) {
          guarded.goTo(wishFor(all(path(from, to, overMs))));
          await expectGentle(bridge, forMs / 8, rate);
        }
        guarded.goTo(wishFor(all(path(LAST_PCT, LAST_PCT, 0))));
        await expectGentle(bridge, 2000, rate);
        await vi.advanceTimersByTimeAsync(18_000);
        expect(bridge.output('ambient')).toBe(LAST_PCT);
        guarded.close();
      },
    ),
    { numRuns: 10 },
  );
});

it.each([1, 60, 1000])(
  'are gone round by Full light alone: within a second of real time at rate %i',
  async (rate) => {
    const bridge = simulateBridge(3, () => 'taken');
    const { guarded, path } = opened(rate);
    takeUp(guarded, bridge, 3);
    guarded.goTo(wishFor(all(path(3, 3, 0))));
    await vi.advanceTimersByTimeAsync(12_000);
    guarded.goTo(wishFor(all(path(100, 100, FULL_LIGHT_MS)), true));
    await vi.advanceTimersByTimeAsync(1000);
    expect(ROLES.map(bridge.output)).toEqual([100, 100, 100]);
    const [full] = bridge.commands.filter(({ atOnce }) => atOnce);
    expect(full?.changes[0]?.overMs, 'and no flash').toBeGreaterThanOrEqual(200);
  },
);

it('are kept when the room is taken back from a hand at the wall, which is left in peace till then', async () => {
  await fc.assert(
    fc.asyncProperty(percent, percent, percent, async (agreed, byHand, next) => {
      fc.pre(Math.abs(byHand - agreed) > 10 && agreed !== LAST_PCT + next / 2);
      const bridge = simulateBridge(agreed, () => 'taken');
      const { guarded, path } = opened(1);
      takeUp(guarded, bridge, agreed);
      guarded.goTo(wishFor(all(path(agreed, agreed, 0))));
      await vi.advanceTimersByTimeAsync(20_000);
      for (const role of ROLES) bridge.hand(role, byHand);
      guarded.seen({ lamps: bridge.report(), askedAt: performance.now() });
      guarded.goTo(wishFor(all(path(agreed, agreed, 0))));
      await vi.advanceTimersByTimeAsync(5000);
      expect(bridge.output('ambient')).toBe(byHand);
      guarded.takeBack();
      guarded.goTo(wishFor(all(path(LAST_PCT + next / 2, LAST_PCT + next / 2, 0))));
      await expectGentle(bridge, 15_000, 1);
      expect(bridge.output('ambient')).toBe(LAST_PCT + next / 2);
      guarded.close();
    }),
    { numRuns: 60 },
  );
});
