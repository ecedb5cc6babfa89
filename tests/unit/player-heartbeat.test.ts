// The heartbeat and the steps of the level: main notices a dead or deaf player in two seconds, and asks for no level off
// the path.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  awaited,
  CHECK_EVERY_MS,
  checked,
  confirmed,
  dying,
  type HeartbeatLoss,
  ordered,
  reported,
} from '../../main/sound/playback/player-heartbeat.ts';
import { type LevelPath, pathAt, stepTowards } from '../../main/sound/playback/player-ordering.ts';
import { LAST_FALL_MS, PLAYER_SILENT_MS } from '../../shared/sound/player-orders.ts';

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
  const ALIVE = reported(awaited('starting', 0), 0);

  it('is missed within two seconds, and not when time was lost on our own side', () => {
    let heartbeat = ALIVE;
    let at = 0;
    let loss: HeartbeatLoss | null = null;
    while (loss === null) {
      at += CHECK_EVERY_MS;
      ({ heartbeat, loss } = checked(heartbeat, at));
    }
    expect(loss).toBe('saysNothing');
    expect(at).toBeGreaterThan(PLAYER_SILENT_MS);
    expect(at).toBeLessThanOrEqual(2000);
    expect(checked(ALIVE, 3_600_000).loss).toBeNull();
  });

  it('is not obedience: an order that is not confirmed within two seconds shows a deaf player', () => {
    let heartbeat = ordered(ALIVE, 7, 0);
    let at = 0;
    let loss: HeartbeatLoss | null = null;
    while (loss === null) {
      at += CHECK_EVERY_MS;
      heartbeat = confirmed(reported(heartbeat, at), 6);
      ({ heartbeat, loss } = checked(heartbeat, at));
    }
    expect(loss).toBe('doesNotObey');
    expect(at).toBeLessThanOrEqual(2000);
    expect(checked(ordered(ALIVE, 7, 0), 3_600_000).loss).toBeNull();
  });

  it('counts for nothing after the last words', () => {
    expect(reported(dying(ALIVE, 100), 1400).until).toBe(100 + LAST_FALL_MS);
  });
});
