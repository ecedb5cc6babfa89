// The heartbeat and the steps of the level: main notices a dead or deaf player in two seconds, and asks for no level
// off the path.

import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CHECK_EVERY_MS, type PlayerLoss, watchPlayer } from '../../main/sound/playback/player-lifecycle.ts';
import { type LevelPath, pathAt, stepTowards } from '../../main/sound/playback/player-ordering.ts';
import { LAST_FALL_MS, PLAYER_SILENT_MS } from '../../shared/sound/player-orders.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a step of the level', () => {
  it('always leads to a place on the path or to its end', () => {
    const db = fc.integer({ min: -27, max: 0 });
    const durationMs = fc.integer({ min: 0, max: 600_000 });
    fc.assert(
      fc.property(db, db, durationMs, fc.option(db), (fromDb, toDb, ms, presentDb) => {
        const path: LevelPath = { fromDb, toDb, beganAt: 1000, endsAt: 1000 + ms };
        const step = stepTowards(path, presentDb, 1000);
        expect(step.levelDb).toBeCloseTo(step.isApproach ? pathAt(path, 1000 + step.overMs) : toDb, 6);
      }),
    );
  });
});

describe('the heartbeat', () => {
  /** A player that has just reported, on a clock that a sleep makes jump. */
  const watched = () => {
    let sleptMs = 0;
    let lost: { readonly why: PlayerLoss; readonly afterMs: number } | null = null;
    const now = (): number => performance.now() + sleptMs;
    const beganAt = now();
    const life = watchPlayer({
      now,
      window: {
        open: () => {},
        close: () => {},
        mute: () => {},
        isAudible: () => false,
        endAudioService: () => {},
      },
      onLost: (why) => {
        lost ??= { why, afterMs: now() - beganAt };
      },
      onCheck: () => {},
    });
    life.reported();
    const pass = (ms: number, each = () => {}): void => {
      for (let passed = 0; passed < ms; passed += CHECK_EVERY_MS) {
        each();
        vi.advanceTimersByTime(CHECK_EVERY_MS);
      }
    };
    const sleep = (ms: number): void => {
      sleptMs += ms;
      pass(CHECK_EVERY_MS);
    };
    return { life, pass, sleep, loss: () => lost };
  };

  it('is missed within two seconds, and not when time was lost on our own side', () => {
    const dead = watched();
    dead.pass(3000);
    expect(dead.loss()?.why).toBe('saysNothing');
    expect(dead.loss()?.afterMs).toBeGreaterThan(PLAYER_SILENT_MS);
    expect(dead.loss()?.afterMs).toBeLessThanOrEqual(2000);
    const asleep = watched();
    asleep.sleep(3_600_000);
    expect(asleep.loss()).toBeNull();
  });

  it('is not obedience: an order that is not confirmed within two seconds shows a deaf player', () => {
    const deaf = watched();
    deaf.life.ordered(7);
    deaf.pass(3000, () => {
      deaf.life.reported();
      deaf.life.confirmed(6);
    });
    expect(deaf.loss()?.why).toBe('doesNotObey');
    expect(deaf.loss()?.afterMs).toBeLessThanOrEqual(2000);
    const asleep = watched();
    asleep.life.ordered(7);
    asleep.sleep(3_600_000);
    expect(asleep.loss()).toBeNull();
  });

  it('counts for nothing after the last words', () => {
    const broken = watched();
    broken.life.broke('an overlap');
    broken.pass(3000, broken.life.reported);
    expect(broken.loss()?.why).toEqual({ broken: 'an overlap' });
    expect(broken.loss()?.afterMs).toBeGreaterThan(LAST_FALL_MS);
    expect(broken.loss()?.afterMs).toBeLessThanOrEqual(LAST_FALL_MS + CHECK_EVERY_MS);
  });
});
