// The patient's steps: every press is noticed or at the limit, its pair undoes it, and the limits are kept.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  brightnessAt,
  LIGHT_LADDER,
  nudgedLight,
  nudgedSound,
  pressed,
  type Range,
  rungOf,
  unnudgedLight,
} from '../../shared/preset/ladder.ts';

const WHOLE: Range = { least: 0, most: 100 };
const percent = fc.double({ min: 0, max: 100, noNaN: true });
const limitsOf = (a: number, b: number): Range => ({ least: Math.min(a, b), most: Math.max(a, b) });
const direction = fc.constantFrom<1 | -1>(1, -1);
const offset = fc.integer({ min: -13, max: 13 });

describe('the ladder of light', () => {
  it('has the rungs of the design', () => {
    expect(LIGHT_LADDER).toEqual([0, 1, 2, 3, 5, 8, 12, 18, 25, 35, 50, 70, 100]);
  });

  it('goes from rung to rung', () => {
    expect([8, 12, 18, 25, 35].map((from) => nudgedLight(from, 1, WHOLE))).toEqual([12, 18, 25, 35, 50]);
    expect(nudgedLight(3, -2, WHOLE)).toBe(1);
  });

  it('steps a place between two rungs to between the next two', () => {
    expect(nudgedLight(10, 1, WHOLE)).toBe(15);
  });

  it('ends at its ends', () => {
    expect(brightnessAt(-4)).toBe(0);
    expect(brightnessAt(99)).toBe(100);
    expect(rungOf(0)).toBe(0);
    expect(rungOf(120)).toBe(12);
  });

  it('finds every brightness again from its place', () => {
    fc.assert(
      fc.property(percent, (pct) => {
        expect(brightnessAt(rungOf(pct))).toBeCloseTo(pct, 9);
      }),
    );
  });

  it('lets a brighter look be no darker than a darker one after the same steps', () => {
    fc.assert(
      fc.property(percent, percent, offset, (a, b, steps) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(nudgedLight(low, steps, WHOLE)).toBeLessThanOrEqual(nudgedLight(high, steps, WHOLE) + 1e-9);
      }),
    );
  });

  it('finds the brightness that steps led from, so that the same steps lead back', () => {
    fc.assert(
      fc.property(percent, percent, percent, offset, (pct, a, b, steps) => {
        const limits = limitsOf(a, b);
        const there = nudgedLight(pct, steps, limits);
        expect(nudgedLight(unnudgedLight(there, steps), steps, limits)).toBeCloseTo(there, 6);
      }),
    );
  });

  it('never leaves the agreed limits', () => {
    fc.assert(
      fc.property(percent, offset, percent, percent, (pct, steps, a, b) => {
        const limits = limitsOf(a, b);
        const there = nudgedLight(pct, steps, limits);
        expect(there).toBeGreaterThanOrEqual(limits.least);
        expect(there).toBeLessThanOrEqual(limits.most);
      }),
    );
  });
});

describe('the steps of sound', () => {
  it('are 3 dB each, within the agreed limits', () => {
    expect(nudgedSound(-12, 1, { least: -24, most: 0 })).toBe(-9);
    expect(nudgedSound(-12, -2, { least: -24, most: 0 })).toBe(-18);
    expect(nudgedSound(-12, 9, { least: -24, most: -6 })).toBe(-6);
    expect(nudgedSound(-12, -9, { least: -24, most: -6 })).toBe(-24);
  });
});

describe('a press', () => {
  const place = (pct: number, limits: Range) => (steps: number) => nudgedLight(pct, steps, limits);

  it('always changes what can be noticed, or is at the limit', () => {
    fc.assert(
      fc.property(percent, percent, percent, offset, direction, (pct, a, b, before, way) => {
        const limits = limitsOf(a, b);
        const at = place(pct, limits);
        const after = pressed(before, way, at);
        const limit = way === 1 ? at(99) : at(-99);
        if (after === before) expect(at(before)).toBeCloseTo(limit, 5);
        else expect((at(after) - at(before)) * way).toBeGreaterThan(1e-6);
      }),
      { numRuns: 2000 },
    );
  });

  it('is undone by its pair', () => {
    fc.assert(
      fc.property(percent, percent, percent, offset, direction, (pct, a, b, before, way) => {
        const at = place(pct, limitsOf(a, b));
        const there = pressed(before, way, at);
        fc.pre(there !== before);
        const back = pressed(there, way === 1 ? -1 : 1, at);
        expect(at(back)).toBeCloseTo(at(before), 4);
      }),
      { numRuns: 2000 },
    );
  });

  it('is noticed at once when the score has gone on since the last one', () => {
    const limits = { least: 1, most: 70 };
    // Eight steps darker from 40 % go beyond the dark end at 3 %: the next Lighter must be noticed all the same.
    const lighter = pressed(-8, 1, place(3, limits));
    expect(nudgedLight(3, lighter, limits)).toBe(2);
  });

  it('does not pile up at the limit, so that the first step back is noticed', () => {
    const at = place(3, { least: 1, most: 70 });
    const low = [1, 2, 3, 4, 5, 6].reduce((steps) => pressed(steps, -1, at), 0);
    expect(at(low)).toBe(1);
    expect(at(pressed(low, 1, at))).toBe(2);
  });
});
