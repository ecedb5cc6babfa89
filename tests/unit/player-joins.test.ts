// Gapless tracks go over into each other as one sound, and only where the loudness makes no step. Whatever
// interrupts them, nothing starts except from the floor.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FLOOR_DB } from '../../shared/score/sound-score.ts';
import type { OrderedTrack, PlayerOrder } from '../../shared/sound/player-orders.ts';
import { type SimulatedPlayer, simulatePlayer, type TrackNature } from './player-simulation.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const TRACK_S = 20;

const NATURE: TrackNature = {
  durationS: TRACK_S,
  loadsInMs: 60,
  startsInMs: 10,
  isBroken: false,
  failsAfterMs: null,
};

const track = (id: string, gainDb = 0): OrderedTrack => ({
  id,
  url: `/media/${id}`,
  fromS: 0,
  durationS: null,
  gainDb,
});

const ORDER: PlayerOrder = {
  number: 1,
  current: track('a'),
  next: track('b'),
  levelDb: 0,
  overMs: 0,
  isFullLight: false,
  capDb: 0,
  joins: 'gapless',
  output: null,
};

/** The levels that are heard, one every 10 ms. */
const pass = (player: SimulatedPlayer, ms: number): readonly number[] =>
  Array.from({ length: ms / 10 }, () => {
    vi.advanceTimersByTime(10);
    return player.levelDb();
  });

const playing = (order: Partial<PlayerOrder> = {}, natureOf = (_: string) => NATURE): SimulatedPlayer => {
  const player = simulatePlayer(natureOf);
  player.engine.order({ ...ORDER, ...order });
  return player;
};

const leadOf = (player: SimulatedPlayer): string | null => {
  player.engine.reportPlace();
  const last = player.reports.at(-1);
  return last?.kind === 'playing' ? last.trackId : null;
};

describe('two tracks that are joined', () => {
  it('are heard as one, with no fade between them', () => {
    const player = playing();
    pass(player, 10_000);
    const heard = pass(player, 13_000);
    expect(Math.min(...heard)).toBeCloseTo(0, 6);
    expect(Math.max(...heard)).toBeCloseTo(0, 6);
    expect(player.startedTracks).toEqual(['a', 'b']);
    expect(player.reports.filter(({ kind }) => kind === 'advanced')).toEqual([
      { kind: 'advanced', trackId: 'b' },
    ]);
    expect(leadOf(player)).toBe('b');
  });

  it('even out the difference between their gains slowly', () => {
    const player = playing({ next: track('b', -2) });
    pass(player, 19_500);
    const heard = pass(player, 3000);
    expect(Math.max(...heard)).toBeCloseTo(2, 1);
    expect(heard.at(-1)).toBeCloseTo(0, 6);
  });

  it('are cross-faded if their gains are more than 3 dB apart, or if the preset cross-fades', () => {
    for (const order of [{ next: track('b', -3.5) }, { joins: 'crossfade' as const }]) {
      const player = playing(order);
      pass(player, 16_000);
      expect(player.startedTracks).toEqual(['a', 'b']);
      player.close();
    }
  });

  it('go silent together when silence is wanted just before the join', () => {
    const player = playing();
    pass(player, 19_300);
    player.engine.order({ ...ORDER, number: 2, levelDb: null, overMs: 1500 });
    const heard = pass(player, 4000);
    expect(heard.at(-1)).toBe(Number.NEGATIVE_INFINITY);
    heard.forEach((db, i) => {
      expect(db).toBeLessThanOrEqual((heard[i - 1] ?? 0) + 1e-9);
    });
    player.engine.order({ ...ORDER, number: 3 });
    const back = pass(player, 200).filter((db) => db > FLOOR_DB - 1);
    expect(back[0]).toBeLessThan(FLOOR_DB + 1);
  });

  it('give way to another track just before the join, without a gap or a step', () => {
    const player = playing();
    pass(player, 19_300);
    player.engine.order({ ...ORDER, number: 2, current: track('c'), next: track('a') });
    const heard = pass(player, 8000);
    expect(Math.min(...heard)).toBeGreaterThan(-3);
    expect(Math.max(...heard)).toBeLessThan(0.5);
    expect(leadOf(player)).toBe('c');
  });

  it('do not begin after a gap when the first of them fails just before the join', () => {
    const player = playing({}, (id) => (id === 'a' ? { ...NATURE, failsAfterMs: 19_500 } : NATURE));
    pass(player, 19_400);
    const heard = pass(player, 2000).map((db) => Math.max(FLOOR_DB, db));
    const silentAt = heard.indexOf(FLOOR_DB);
    expect(silentAt).toBeGreaterThan(0);
    heard.slice(silentAt + 1).forEach((db, i) => {
      expect(db - (heard[silentAt + i] ?? FLOOR_DB)).toBeLessThan(6.2 / 100 + 1);
    });
  });
});

describe('the output', () => {
  it('is silent at once when it is gone, keeps the place, and comes back from the floor', () => {
    const player = playing({ joins: 'crossfade' });
    pass(player, 8000);
    player.pullOut();
    expect(player.levelDb()).toBe(Number.NEGATIVE_INFINITY);
    expect(Math.max(...pass(player, 3000))).toBe(Number.NEGATIVE_INFINITY);
    player.plugIn();
    const heard = pass(player, 6000);
    const first = heard.find((db) => db > FLOOR_DB - 1) ?? 0;
    expect(first).toBeLessThan(FLOOR_DB + 1);
    expect(heard.at(-1)).toBeCloseTo(0, 6);
    player.engine.reportPlace();
    const place = player.reports.at(-1);
    expect(place).toMatchObject({ kind: 'playing', trackId: 'a' });
    expect(place?.kind === 'playing' ? place.positionS : 0).toBeGreaterThan(13.5);
    expect(place?.kind === 'playing' ? place.positionS : 0).toBeLessThan(14.1);
  });

  it('is left also when its track ends meanwhile', () => {
    const player = playing({ joins: 'crossfade', next: null });
    pass(player, TRACK_S * 1000 - 700);
    const other = { id: 'two', name: 'Two' };
    player.engine.order({ ...ORDER, number: 2, next: null, output: other });
    pass(player, 3000);
    player.engine.order({ ...ORDER, number: 3, current: track('c'), next: null, output: other });
    const heard = pass(player, 7000);
    expect(player.startedTracks).toEqual(['a', 'c']);
    expect(heard.at(-1)).toBeCloseTo(0, 6);
  });

  it('gets no more time to fall silent from an order that comes meanwhile', () => {
    const player = playing({ joins: 'crossfade' });
    pass(player, 8000);
    const silence: PlayerOrder = {
      ...ORDER,
      levelDb: null,
      overMs: 1500,
      output: { id: 'two', name: 'Two' },
    };
    player.engine.order({ ...silence, number: 2 });
    const first = pass(player, 1000);
    player.engine.order({ ...silence, number: 3, overMs: 500 });
    const heard = [...first, ...pass(player, 1000)];
    expect(heard.findIndex((db) => db < FLOOR_DB - 1) * 10).toBeLessThanOrEqual(1600);
  });

  it('is left through silence when another one is chosen', () => {
    const player = playing({ joins: 'crossfade' });
    pass(player, 8000);
    player.engine.order({ ...ORDER, number: 2, output: { id: 'two', name: 'Two' } });
    const heard = pass(player, 7000);
    const silentAt = heard.findIndex((db) => db < FLOOR_DB - 1);
    expect(silentAt * 10).toBeGreaterThanOrEqual(1350);
    expect(silentAt * 10).toBeLessThan(1700);
    expect(heard.at(-1)).toBeCloseTo(0, 6);
  });
});

describe('the cap', () => {
  it('takes the level down within the guard when it sinks, and the level stays below it', () => {
    const player = playing({ joins: 'crossfade' });
    pass(player, 8000);
    player.engine.order({ ...ORDER, number: 2, levelDb: 0, overMs: 600_000, capDb: -10 });
    const heard = pass(player, 600);
    expect(heard.at(-1)).toBeCloseTo(-10, 6);
    heard.forEach((db, i) => {
      expect((heard[i - 1] ?? 0) - db).toBeLessThanOrEqual(0.2 * 1.03);
    });
    expect(Math.max(...pass(player, 5000))).toBeLessThanOrEqual(-10 + 1e-6);
  });

  it('never keeps silence from being silent, not even where it lies below the floor', () => {
    const player = playing({ joins: 'crossfade' });
    pass(player, 8000);
    player.engine.order({ ...ORDER, number: 2, levelDb: null, overMs: 1500, capDb: FLOOR_DB - 3 });
    const heard = pass(player, 3000);
    expect(heard.findIndex((db) => db < FLOOR_DB - 1) * 10).toBeLessThanOrEqual(1600);
    expect(heard.at(-1)).toBe(Number.NEGATIVE_INFINITY);
  });

  it('is reached first when the level is to sink slowly to below it', () => {
    const player = playing({ joins: 'crossfade', next: null }, () => ({ ...NATURE, durationS: 600 }));
    pass(player, 8000);
    player.engine.order({ ...ORDER, next: null, number: 2, levelDb: -20, overMs: 60_000, capDb: -10 });
    expect(pass(player, 600).at(-1)).toBeLessThanOrEqual(-10 + 1e-6);
    expect(pass(player, 10_000).at(-1)).toBeGreaterThan(-13);
    expect(pass(player, 51_000).at(-1)).toBeCloseTo(-20, 1);
  });
});
