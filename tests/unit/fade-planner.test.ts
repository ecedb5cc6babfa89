// The straight changes that lead a lamp along the score: never steeper than the guard, in the bridge's own steps,
// lamps of one look together, and a long fade sent again so that a lamp that lost it finds it.

import { describe, expect, it } from 'vitest';
import {
  afterAnswer,
  afterSending,
  type BrightnessEstimate,
  settledAt,
  unknownBrightness,
} from '../../main/lights/tracking/brightness-estimate.ts';
import {
  changesFor,
  fadeAhead,
  inStep,
  isUnderWay,
  nextFade,
  resendAt,
} from '../../main/lights/tracking/fade-planner.ts';
import type { Fade } from '../../main/lights/tracking/possible-fades.ts';
import type { LightPath } from '../../shared/score/light-score.ts';
import { white } from './told-lamp.ts';

const still = (pct: number): LightPath => ({ at: 0, now: white(pct), to: white(pct), reachAt: 0 });
const moving = (fromPct: number, toPct: number, overMs: number): LightPath => ({
  at: 0,
  now: white(fromPct),
  to: white(toPct),
  reachAt: overMs,
});
const at = (pct: number): BrightnessEstimate => settledAt(unknownBrightness(white(pct), 0), white(pct), 0);
const lengthOf = ({ ramp }: Fade): number => ramp.endsAt - ramp.beganAt;

/** The estimate once a fade was sent and answered at the same instant. */
const taken = (before: BrightnessEstimate, fade: Fade): BrightnessEstimate =>
  afterAnswer(afterSending(before, fade, fade.ramp.beganAt), fade, fade.ramp.beganAt);

describe('the way to a look', () => {
  it('takes as long as the guard needs: 10 points a second up, 30 down', () => {
    expect(lengthOf(nextFade('1', at(20), still(70), 0, 0))).toBe(5000);
    expect(lengthOf(nextFade('1', at(80), still(20), 0, 0))).toBe(2000);
  });

  it('takes a second and a half, however small it is', () => {
    expect(lengthOf(nextFade('1', at(20), still(21), 0, 0))).toBe(1500);
  });

  it('is slow enough from wherever the lamp may be when nothing is known of it', () => {
    expect(lengthOf(nextFade('1', unknownBrightness(white(20), 0), still(50), 0, 0))).toBe(5000);
  });

  it('follows a fade of the score to its very end where the lamp is on it', () => {
    const fade = nextFade('1', at(40), moving(40, 4, 90_000), 0, 0);
    expect(fade.look).toEqual(white(4));
    expect(lengthOf(fade)).toBe(90_000);
    expect(fade.isFinal).toBe(true);
  });

  it('first meets a fade where the lamp is not on it', () => {
    const fade = nextFade('1', at(90), moving(40, 4, 90_000), 0, 0);
    expect(fade.isFinal).toBe(false);
    expect(fade.look.brightnessPct).toBeCloseTo(40 - (36 * lengthOf(fade)) / 90_000, 1);
    expect((90 - fade.look.brightnessPct) / lengthOf(fade)).toBeLessThanOrEqual(0.03);
  });

  it('begins, for what is laid ahead, where the lamp will be', () => {
    const path: LightPath = { at: 100_000, now: white(40), to: white(8), reachAt: 220_000 };
    const fade = fadeAhead('1', at(40), path);
    expect(fade.ramp).toMatchObject({ beganAt: 100_000, endsAt: 220_000, to: 8 });
  });
});

describe('a long fade', () => {
  const path = moving(40, 4, 400_000);
  const estimate = taken(at(40), nextFade('1', at(40), path, 0, 0));

  it('is sent again after two minutes', () => {
    expect(resendAt(estimate)).toBe(120_000);
    expect(isUnderWay(estimate, path, 119_000)).toBe(true);
    expect(isUnderWay(estimate, path, 120_001)).toBe(false);
  });

  it('goes on to the same end when it is sent again', () => {
    const again = nextFade('1', estimate, path, 120_000, 120_000);
    expect(again.look).toEqual(white(4));
    expect(again.ramp.endsAt).toBe(400_000);
  });

  it('is not sent again in its last twenty seconds', () => {
    const short = moving(40, 4, 139_000);
    const underWay = taken(at(40), nextFade('1', at(40), short, 0, 0));
    expect(resendAt(underWay)).toBeNull();
    expect(isUnderWay(underWay, short, 138_000)).toBe(true);
  });

  it('is not the same way as another path to the same end', () => {
    expect(isUnderWay(estimate, { ...path, now: white(20) }, 1000)).toBe(false);
    expect(isUnderWay(estimate, moving(40, 4, 500_000), 1000)).toBe(false);
  });

  it('is followed on when its first fade only led back to it', () => {
    const back = nextFade('1', at(90), path, 0, 0);
    expect(resendAt(taken(at(90), back))).toBe(back.ramp.endsAt);
  });
});

describe('what is sent', () => {
  const fades = [nextFade('1', at(20), still(41.23), 0, 0), nextFade('2', at(40), still(41.23), 0, 0)];

  it('leads lamps of one look there together, in one change, at the pace of the slowest', () => {
    const together = inStep(fades, 1);
    const changes = changesFor(together, 1);
    expect(changes).toHaveLength(1);
    expect(changes[0]?.lampIds).toEqual(['1', '2']);
    expect(new Set(together.map(lengthOf)).size).toBe(1);
  });

  it('takes whole steps of 100 ms, rounded up, as a bridge does, so that the estimate is what is done', () => {
    const together = inStep(fades, 1);
    const changes = changesFor(together, 1);
    expect(changes[0]?.overMs).toBe(2200);
    expect(together.map(lengthOf)).toEqual([2200, 2200]);
  });

  it('takes whole steps of real time on a clock that runs fast', () => {
    const together = inStep([nextFade('1', at(40), moving(40, 4, 90_030), 0, 0)], 60);
    const changes = changesFor(together, 60);
    expect(changes[0]?.overMs).toBeCloseTo(1600);
    expect(together.map(lengthOf)).toEqual([96_000]);
  });

  it('keeps lamps of different looks apart', () => {
    const changes = changesFor(inStep([...fades, nextFade('3', at(0), still(10), 0, 0)], 1), 1);
    expect(changes.map(({ lampIds }) => lampIds)).toEqual([['1', '2'], ['3']]);
  });
});
