// The straight changes that lead a lamp along the score: never steeper than the guard, in the bridge's own steps,
// lamps of one look together, and a long fade said again so that a lamp that lost it finds it.

import { describe, expect, it } from 'vitest';
import {
  type Belief,
  carriedOut,
  sentOut,
  settledAt,
  unknownBelief,
} from '../../main/lights/tracking/brightness-estimate.ts';
import {
  type Goal,
  isUnderWay,
  type Leg,
  legAhead,
  nextLeg,
  nextSayingAt,
  sendingOf,
} from '../../main/lights/tracking/fade-planner.ts';
import type { LightPath } from '../../shared/score/light-score.ts';
import { white } from './told-lamp.ts';

const still = (pct: number, at = 0): Goal => ({
  path: { now: white(pct), to: white(pct), reachAt: at },
  asked: at,
});
const fade = (fromPct: number, toPct: number, overMs: number): Goal => ({
  path: { now: white(fromPct), to: white(toPct), reachAt: overMs },
  asked: 0,
});
const at = (pct: number): Belief => settledAt(unknownBelief(white(pct), 0), white(pct), 0);
const lengthOf = ({ ramp }: Leg): number => ramp.endsAt - ramp.beganAt;

/** The belief once a leg that was sent at its beginning was taken at once. */
const taken = (before: Belief, leg: Leg): Belief =>
  carriedOut(sentOut(before, leg, leg.ramp.beganAt), leg, leg.ramp.beganAt);

describe('the way to a look', () => {
  it('takes as long as the guard needs: 10 points a second up, 30 down', () => {
    expect(lengthOf(nextLeg('1', at(20), still(70), 0, 0))).toBe(5000);
    expect(lengthOf(nextLeg('1', at(80), still(20), 0, 0))).toBe(2000);
  });

  it('takes a second and a half, however small it is', () => {
    expect(lengthOf(nextLeg('1', at(20), still(21), 0, 0))).toBe(1500);
  });

  it('is slow enough from wherever the lamp may be when nothing is known of it', () => {
    expect(lengthOf(nextLeg('1', unknownBelief(white(20), 0), still(50), 0, 0))).toBe(5000);
  });

  it('follows a fade of the score to its very end where the lamp is on it', () => {
    const leg = nextLeg('1', at(40), fade(40, 4, 90_000), 0, 0);
    expect(leg.look).toEqual(white(4));
    expect(lengthOf(leg)).toBe(90_000);
    expect(leg.aim.isFinal).toBe(true);
  });

  it('first meets a fade where the lamp is not on it', () => {
    const leg = nextLeg('1', at(90), fade(40, 4, 90_000), 0, 0);
    expect(leg.aim.isFinal).toBe(false);
    expect(leg.look.brightnessPct).toBeCloseTo(40 - (36 * lengthOf(leg)) / 90_000, 1);
    expect((90 - leg.look.brightnessPct) / lengthOf(leg)).toBeLessThanOrEqual(0.03);
  });

  it('begins, for what is laid ahead, where the lamp will be', () => {
    const path: LightPath = { now: white(40), to: white(8), reachAt: 220_000 };
    const leg = legAhead('1', at(40), path, 100_000);
    expect(leg.ramp).toMatchObject({ beganAt: 100_000, endsAt: 220_000, to: 8 });
  });
});

describe('a long fade', () => {
  const goal = fade(40, 4, 400_000);
  const belief = taken(at(40), nextLeg('1', at(40), goal, 0, 0));

  it('is said again after two minutes', () => {
    expect(nextSayingAt(belief)).toBe(120_000);
    expect(isUnderWay(belief, goal, 119_000)).toBe(true);
    expect(isUnderWay(belief, goal, 120_001)).toBe(false);
  });

  it('goes on to the same end when it is said again', () => {
    const again = nextLeg('1', belief, goal, 120_000, 120_000);
    expect(again.look).toEqual(white(4));
    expect(again.ramp.endsAt).toBe(400_000);
  });

  it('is not said again in its last twenty seconds', () => {
    const short = fade(40, 4, 139_000);
    const underWay = taken(at(40), nextLeg('1', at(40), short, 0, 0));
    expect(nextSayingAt(underWay)).toBeNull();
    expect(isUnderWay(underWay, short, 138_000)).toBe(true);
  });

  it('is not the same way as another path to the same end', () => {
    expect(isUnderWay(belief, { path: { ...goal.path, now: white(20) }, asked: 0 }, 1000)).toBe(false);
    expect(isUnderWay(belief, fade(40, 4, 500_000), 1000)).toBe(false);
  });

  it('is followed on when its first leg only led back to it', () => {
    const back = nextLeg('1', at(90), goal, 0, 0);
    expect(nextSayingAt(taken(at(90), back))).toBe(back.ramp.endsAt);
  });
});

describe('what is sent', () => {
  const legs = [nextLeg('1', at(20), still(41.23), 0, 0), nextLeg('2', at(40), still(41.23), 0, 0)];

  it('leads lamps of one look there together, in one change, at the pace of the slowest', () => {
    const { changes, legs: together } = sendingOf(legs, 1);
    expect(changes).toHaveLength(1);
    expect(changes[0]?.lampIds).toEqual(['1', '2']);
    expect(new Set(together.map(lengthOf)).size).toBe(1);
  });

  it('takes whole steps of 100 ms, rounded up, as a bridge does, so that what is believed is what is done', () => {
    const { changes, legs: together } = sendingOf(legs, 1);
    expect(changes[0]?.overMs).toBe(2200);
    expect(together.map(lengthOf)).toEqual([2200, 2200]);
  });

  it('takes whole steps of real time on a clock that runs fast', () => {
    const { changes, legs: together } = sendingOf([nextLeg('1', at(40), fade(40, 4, 90_030), 0, 0)], 60);
    expect(changes[0]?.overMs).toBeCloseTo(1600);
    expect(together.map(lengthOf)).toEqual([96_000]);
  });

  it('keeps lamps of different looks apart', () => {
    const { changes } = sendingOf([...legs, nextLeg('3', at(0), still(10), 0, 0)], 1);
    expect(changes.map(({ lampIds }) => lampIds)).toEqual([['1', '2'], ['3']]);
  });
});
