// The one rule above all, for sound: whatever is ordered and whatever fails, the level is no steeper than the guard
// allows. Only Full light takes the music out faster, and an output that is gone is silent at once.

import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SOUND_SLOPES } from '../../shared/score/guard.ts';
import { FLOOR_DB } from '../../shared/score/sound-score.ts';
import { type OrderedTrack, type PlayerOrder, trackGainDb } from '../../shared/sound/player-orders.ts';
import { addedByFloorDb, simulatePlayer, type TrackNature } from './player-simulation.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const IDS = ['a', 'b', 'c'] as const;
const STEP_MS = 20;

/** Full light has a second to take the music out (design); in a cross-fade, a deck falls by itself too. */
const FULL_LIGHT_WITHIN_MS = 1000;

const nature: fc.Arbitrary<TrackNature> = fc.record({
  durationS: fc.oneof(fc.integer({ min: 3, max: 40 }), fc.constant(600)),
  loadsInMs: fc.integer({ min: 1, max: 400 }),
  startsInMs: fc.oneof(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 3000 })),
  isBroken: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  failsAfterMs: fc.option(fc.integer({ min: 10, max: 20_000 }), { freq: 3 }),
});

const natures = fc.record({ a: nature, b: nature, c: nature });

interface Act {
  readonly waitMs: number;
  readonly current: string | null;
  readonly next: string | null;
  /** Grows when somebody has written over the files: no gain of theirs is known any more. */
  readonly version: number;
  readonly levelDb: number | null;
  readonly overMs: number;
  readonly isFullLight: boolean;
  readonly capDb: number;
  readonly joins: PlayerOrder['joins'];
  readonly output: string | null;
  /** What happens to the output together with the order. */
  readonly plug: 'out' | 'in' | null;
  /** How long the audio clock stands from then on; longer, and the output counts as gone (sink.ts). */
  readonly standsMs: number;
}

const act: fc.Arbitrary<Act> = fc.record({
  waitMs: fc.oneof(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 15_000 })),
  current: fc.option(fc.constantFrom(...IDS), { freq: 8 }),
  next: fc.option(fc.constantFrom(...IDS), { freq: 8 }),
  version: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.constant(1)),
  levelDb: fc.option(fc.integer({ min: -30, max: 3 }), { freq: 4 }),
  overMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20_000 })),
  isFullLight: fc.boolean(),
  capDb: fc.oneof(fc.constant(0), fc.integer({ min: -30, max: 0 })),
  joins: fc.constantFrom('crossfade', 'gapless', 'gapless'),
  output: fc.option(fc.constantFrom('one', 'two'), { freq: 1 }),
  plug: fc.option(fc.constantFrom('out', 'in'), { freq: 1 }),
  standsMs: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 100, max: 2000 })),
});

/** Gains of tracks: `a` and `c` can join; `b` is cross-faded with `c` even where joins are gapless. */
const GAINS_DB: Readonly<Record<string, number>> = { a: 0, b: -2.5, c: 2 };

/** What a file gets that was never measured: as a loud master (player-orders.ts). */
const UNKNOWN_DB = trackGainDb(null, null);

const ordered = (id: string | null, version: number): OrderedTrack | null => {
  if (id === null) return null;
  const gainDb = version === 0 ? (GAINS_DB[id] ?? 0) : UNKNOWN_DB;
  return { id, url: `/media/${id}?${version}`, fromS: 0, durationS: null, gainDb };
};

const orderOf = (number: number, given: Act): PlayerOrder => ({
  number,
  current: ordered(given.current, given.version),
  next: ordered(given.next, given.version),
  levelDb: given.levelDb,
  overMs: given.overMs,
  isFullLight: given.isFullLight && given.levelDb === null,
  capDb: given.capDb,
  joins: given.joins,
  output: given.output === null ? null : { id: given.output, name: given.output },
});

/** An output that is gone is silent at once. */
const EXCUSED = { mayFall: true, turns: false, ownStepDb: 0 };

/** A cap that sinks is reached at least at the slope that moving decks leave, and a moment later. */
const CAP_MS_PER_DB = 1000 / 5;
const CAP_SLACK_MS = 100;

/** What is heard at a step, and what excuses a change steeper than the guard allows. */
interface Heard {
  readonly db: number;
  readonly mayFall: boolean;
  /** A track started or was unloaded at the floor: that much comes or goes at once. */
  readonly turns: boolean;
  /** By how much the music itself may have changed at a join, in dB. */
  readonly ownStepDb: number;
}

const listen = (acts: readonly Act[], natureOf: (id: string) => TrackNature): readonly Heard[] => {
  const player = simulatePlayer(natureOf);
  const heard: Heard[] = [];
  let brightUntil = -1;
  let overCap = false;
  /** While the audio clock stands, whatever was to be reached by an instant comes later. */
  let stoodMs = 0;
  acts.forEach((given, i) => {
    const order = orderOf(i + 1, given);
    const wasAt = player.masterDb() ?? FLOOR_DB;
    player.engine.order(order);
    if (given.plug === 'out') player.pullOut();
    if (given.plug === 'in') player.plugIn();
    stoodMs += given.standsMs;
    if (given.standsMs > 0) player.stand(given.standsMs);
    if (given.plug === 'out') heard.push({ ...EXCUSED, db: Math.max(FLOOR_DB, player.levelDb()) });
    if (given.plug === 'out') expect(player.levelDb()).toBeLessThan(FLOOR_DB);
    const slackMs = stoodMs + (order.isFullLight ? FULL_LIGHT_WITHIN_MS : CAP_SLACK_MS);
    const capFrom = performance.now() + Math.max(0, wasAt - order.capDb) * CAP_MS_PER_DB;
    if (order.isFullLight) brightUntil = performance.now() + FULL_LIGHT_WITHIN_MS + stoodMs;
    const until = performance.now() + given.waitMs;
    while (performance.now() < until) {
      const silencesBefore = player.ownSilences.length;
      const turnsBefore = player.turns();
      const stepsBefore = player.ownStepsDb();
      const wasOverDb = player.overDb();
      vi.advanceTimersByTime(STEP_MS);
      const mayFall = performance.now() < brightUntil || player.ownSilences.length > silencesBefore;
      const turns = player.turns() > turnsBefore;
      // At the floor the sound is cut, together with the gain that a join left it.
      const cutDb = player.masterDb() === null ? wasOverDb : 0;
      const ownStepDb = player.ownStepsDb() - stepsBefore + cutDb;
      heard.push({ db: Math.max(FLOOR_DB, player.levelDb()), mayFall, turns, ownStepDb });
      const capDb = Math.max(FLOOR_DB, order.capDb) + 0.01;
      const isOver = performance.now() >= capFrom + slackMs && (player.masterDb() ?? FLOOR_DB) > capDb;
      overCap ||= isOver;
    }
  });
  expect(overCap, 'never above the cap').toBe(false);
  player.close();
  return heard;
};

const steepest = (heard: readonly Heard[]): { up: number; down: number } => {
  const perS = 1000 / STEP_MS;
  let up = 0;
  let down = 0;
  heard.forEach(({ db, mayFall, turns, ownStepDb }, i) => {
    const before = heard[i - 1];
    if (before === undefined) return;
    const excusedDb = ownStepDb + (turns ? addedByFloorDb(Math.min(db, before.db)) : 0);
    up = Math.max(up, (db - before.db - excusedDb) * perS);
    if (!mayFall) down = Math.max(down, (before.db - db - excusedDb) * perS);
  });
  return { up, down };
};

describe('the player', () => {
  it('never rises or falls faster than the guard allows, whatever is ordered and whatever fails', () => {
    fc.assert(
      fc.property(natures, fc.array(act, { minLength: 1, maxLength: 12 }), (of, acts) => {
        const { up, down } = steepest(listen(acts, (id) => of[id as 'a' | 'b' | 'c']));
        expect(up).toBeLessThanOrEqual(SOUND_SLOPES.upPerS * 1.03);
        expect(down).toBeLessThanOrEqual(SOUND_SLOPES.downPerS * 1.03);
      }),
      { numRuns: 1000 },
    );
  });
});
