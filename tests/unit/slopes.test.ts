// The slopes of the design, kept by the guarded rig from any state of the lamps: whatever a bridge reports, after
// Full light and its undo, when a bridge comes back after a hand was at the wall, and at any rate of the clock.

import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FULL_LIGHT_MS } from '../../shared/score/light-score.ts';
import {
  anyFate,
  anyTurn,
  expectGentle,
  fate,
  LAST_PCT,
  opened,
  percent,
  play,
  STORIES,
  storyOf,
} from './lamp-stories.ts';
import { all, ROLES, simulateBridge, takeUp, wantedFor } from './simulated-lamps.ts';

/** For promises that take longer to try, or have less to try. */
const FEWER_STORIES = Math.ceil(STORIES * 0.6);
const FEW_STORIES = Math.ceil(STORIES / 10);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('are kept over any light wanted, Full lights, undos and faults, from lamps that are not where a bridge says', async () => {
  await fc.assert(
    fc.asyncProperty(storyOf(fate, anyTurn()), (story) =>
      play(story, (bridge, _, ms) => expectGentle(bridge, ms)),
    ),
    { numRuns: STORIES },
  );
});

it('are kept where commands take effect after nobody waits for them, even after later ones', async () => {
  const wish = anyTurn(2500).map((one) => ({ ...one, isFullLight: false }));
  await fc.assert(
    fc.asyncProperty(storyOf(anyFate, wish), (story) =>
      play(story, (bridge, _, ms) => expectGentle(bridge, ms)),
    ),
    { numRuns: STORIES },
  );
});

it('are kept when a bridge is taken up again and a hand was at the wall meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(percent, percent, percent, percent, async (found, wanted, hand, after) => {
      const { guarded, path } = opened(1);
      const first = simulateBridge(found, () => 'taken');
      takeUp(guarded, first, found);
      guarded.goTo(wantedFor(all(path(wanted, wanted, 0))));
      await expectGentle(first, 12_000, 1);
      guarded.use(null, [], performance.now());
      // What it reports is as old as the last fade: the guard must not build on it.
      const again = simulateBridge(hand, () => 'taken');
      takeUp(guarded, again, wanted);
      await expectGentle(again, 3000, 1);
      guarded.goTo(wantedFor(all(path(after, after, 0))));
      await expectGentle(again, 20_000, 1);
      expect(again.output('ambient')).toBe(after);
      guarded.close();
    }),
    { numRuns: FEWER_STORIES },
  );
});

it.each([10, 100, 1000])('are kept in session time at rate %i', async (rate) => {
  await fc.assert(
    fc.asyncProperty(
      percent,
      fc.array(fate, { maxLength: 6 }),
      fc.array(anyTurn(), { minLength: 1, maxLength: 4 }),
      async (found, fates, turns) => {
        const bridge = simulateBridge(found, (attempt) => fates[attempt] ?? 'taken');
        const { guarded, path } = opened(rate);
        takeUp(guarded, bridge, found);
        for (const { from, to, overMs, forMs } of turns) {
          guarded.goTo(wantedFor(all(path(from, to, overMs))));
          await expectGentle(bridge, forMs / 8, rate);
        }
        guarded.goTo(wantedFor(all(path(LAST_PCT, LAST_PCT, 0))));
        await expectGentle(bridge, 2000, rate);
        await vi.advanceTimersByTimeAsync(18_000);
        expect(bridge.output('ambient')).toBe(LAST_PCT);
        guarded.close();
      },
    ),
    { numRuns: FEW_STORIES },
  );
});

it.each([1, 60, 1000])(
  'are bypassed only by Full light: within a second of real time at rate %i',
  async (rate) => {
    const bridge = simulateBridge(3, () => 'taken');
    const { guarded, path } = opened(rate);
    takeUp(guarded, bridge, 3);
    guarded.goTo(wantedFor(all(path(3, 3, 0))));
    await vi.advanceTimersByTimeAsync(12_000);
    guarded.goTo(wantedFor(all(path(100, 100, FULL_LIGHT_MS)), true));
    await vi.advanceTimersByTimeAsync(1000);
    expect(ROLES.map(bridge.output)).toEqual([100, 100, 100]);
    const [full] = bridge.commands.filter(({ atOnce }) => atOnce);
    expect(full?.changes[0]?.overMs, 'and no flash').toBeGreaterThanOrEqual(200);
  },
);

it('are kept when the room is taken back from a hand at the wall, which is respected until then', async () => {
  await fc.assert(
    fc.asyncProperty(percent, percent, percent, async (agreed, byHand, next) => {
      fc.pre(Math.abs(byHand - agreed) > 10 && agreed !== LAST_PCT + next / 2);
      const bridge = simulateBridge(agreed, () => 'taken');
      const { guarded, path } = opened(1);
      takeUp(guarded, bridge, agreed);
      guarded.goTo(wantedFor(all(path(agreed, agreed, 0))));
      await vi.advanceTimersByTimeAsync(20_000);
      for (const role of ROLES) bridge.hand(role, byHand);
      guarded.report({ lamps: bridge.report(), askedAt: performance.now() });
      guarded.goTo(wantedFor(all(path(agreed, agreed, 0))));
      await vi.advanceTimersByTimeAsync(5000);
      expect(bridge.output('ambient')).toBe(byHand);
      guarded.takeBack();
      guarded.goTo(wantedFor(all(path(LAST_PCT + next / 2, LAST_PCT + next / 2, 0))));
      await expectGentle(bridge, 15_000, 1);
      expect(bridge.output('ambient')).toBe(LAST_PCT + next / 2);
      guarded.close();
    }),
    { numRuns: FEWER_STORIES },
  );
});
