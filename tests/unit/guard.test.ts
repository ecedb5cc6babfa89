// The startle guard: whatever is asked for, light and sound change no faster than the design allows.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FLOOR_DBFS,
  guarded,
  guardedSound,
  hull,
  known,
  LIGHT_SLOPES,
  type Ramp,
  SOUND_SLOPES,
  type Span,
  spanAt,
  steady,
} from '../../shared/score/guard.ts';

const percent = fc.double({ min: 0, max: 100, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const wish = fc.oneof(fc.constant(0), fc.double({ min: -1000, max: 600_000, noNaN: true }));
const anySpan = fc
  .tuple(percent, percent)
  .map(([a, b]): Span => ({ low: Math.min(a, b), high: Math.max(a, b) }));

const ROUNDING = 1e-6;

/** Where a lamp is that stood at `start` when the ramp began, and follows it in a straight line. */
const lampAt = (start: number, ramp: Ramp, at: number): number =>
  at >= ramp.endsAt
    ? ramp.to
    : start + ((ramp.to - start) * (at - ramp.beganAt)) / (ramp.endsAt - ramp.beganAt);

const expectWithinSlopes = (before: number, after: number, ms: number): void => {
  expect(after - before).toBeLessThanOrEqual((LIGHT_SLOPES.upPerS * ms) / 1000 + ROUNDING);
  expect(before - after).toBeLessThanOrEqual((LIGHT_SLOPES.downPerS * ms) / 1000 + ROUNDING);
};

describe('the light guard', () => {
  it('keeps the figures of the design', () => {
    expect(LIGHT_SLOPES).toEqual({ upPerS: 10, downPerS: 30 });
    expect(SOUND_SLOPES).toEqual({ upPerS: 6, downPerS: 20 });
    expect(FLOOR_DBFS).toBe(-50);
  });

  it('takes ten seconds from dark to full and a third of that back', () => {
    expect(guarded(known(0), 100, 0, LIGHT_SLOPES, 0).endsAt).toBe(10_000);
    expect(guarded(known(100), 0, 0, LIGHT_SLOPES, 0).endsAt).toBeCloseTo(3333.3, 0);
  });

  it('takes as long as was asked where that is gentler', () => {
    expect(guarded(known(40), 8, 180_000, LIGHT_SLOPES, 500).endsAt).toBe(180_500);
  });

  it('assumes an unknown lamp to be where it would startle most', () => {
    expect(guarded({ low: 0, high: 100 }, 50, 0, LIGHT_SLOPES, 0).endsAt).toBe(5000);
    expect(guarded({ low: 0, high: 100 }, 5, 0, LIGHT_SLOPES, 0).endsAt).toBeCloseTo(3166.7, 0);
  });

  it('lets a lamp anywhere in the span follow the straight ramp within the slopes, whatever was asked', () => {
    fc.assert(
      fc.property(anySpan, share, percent, wish, (from, part, to, wishedMs) => {
        const ramp = guarded(from, to, wishedMs, LIGHT_SLOPES, 0);
        const start = from.low + (from.high - from.low) * part;
        expectWithinSlopes(start, to, ramp.endsAt);
      }),
      { numRuns: 2000 },
    );
  });

  it('knows where the lamp may be at every instant of the ramp, and where it is at the end', () => {
    fc.assert(
      fc.property(anySpan, share, percent, wish, share, (from, part, to, wishedMs, when) => {
        const ramp = guarded(from, to, wishedMs, LIGHT_SLOPES, 0);
        const at = ramp.endsAt * when;
        const start = from.low + (from.high - from.low) * part;
        const span = spanAt(ramp, at);
        expect(lampAt(start, ramp, at)).toBeGreaterThanOrEqual(span.low - ROUNDING);
        expect(lampAt(start, ramp, at)).toBeLessThanOrEqual(span.high + ROUNDING);
        expect(span.high - span.low).toBeLessThanOrEqual(from.high - from.low + ROUNDING);
        if (ramp.endsAt > 0) expect(spanAt(ramp, ramp.endsAt)).toEqual(known(to));
      }),
    );
  });

  it('narrows an uncertain start evenly', () => {
    const ramp = guarded({ low: 20, high: 60 }, 40, 10_000, LIGHT_SLOPES, 0);
    expect(spanAt(ramp, -1)).toEqual({ low: 20, high: 60 });
    expect(spanAt(ramp, 5000)).toEqual({ low: 30, high: 50 });
    expect(spanAt(ramp, 10_000)).toEqual(known(40));
  });

  it('keeps the span of a steady lamp', () => {
    expect(spanAt(steady({ low: 10, high: 30 }, 0), 99)).toEqual({ low: 10, high: 30 });
  });

  it('spans two values when either may be true', () => {
    expect(hull({ low: 5, high: 20 }, known(30))).toEqual({ low: 5, high: 30 });
  });

  it('never startles in any 100 ms, however often a ramp is interrupted', () => {
    const leg = fc.record({ afterMs: fc.integer({ min: 0, max: 8000 }), to: percent, wishedMs: wish });
    fc.assert(
      fc.property(anySpan, share, fc.array(leg, { minLength: 1, maxLength: 8 }), (from, part, legs) => {
        let lamp = from.low + (from.high - from.low) * part;
        let ramp = steady(from, 0);
        let now = 0;
        const seen: { ramp: Ramp; start: number }[] = [];
        for (const { afterMs, to, wishedMs } of legs) {
          now += afterMs;
          if (seen.length > 0) lamp = lampAt(lamp, ramp, now);
          const span = spanAt(ramp, now);
          expect(lamp).toBeGreaterThanOrEqual(span.low - ROUNDING);
          expect(lamp).toBeLessThanOrEqual(span.high + ROUNDING);
          ramp = guarded(span, to, wishedMs, LIGHT_SLOPES, now);
          seen.push({ ramp, start: lamp });
        }
        const at = (ms: number): number => {
          const current = seen.findLast((one) => one.ramp.beganAt <= ms) ?? seen[0];
          return current === undefined
            ? 0
            : lampAt(current.start, current.ramp, Math.max(ms, current.ramp.beganAt));
        };
        const end = Math.min(ramp.endsAt, now + 12_000);
        let up = 0;
        let down = 0;
        for (let ms = 0; ms <= end; ms += 50) {
          up = Math.max(up, at(ms + 100) - at(ms));
          down = Math.max(down, at(ms) - at(ms + 100));
        }
        expectWithinSlopes(0, up, 100);
        expectWithinSlopes(down, 0, 100);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the sound guard', () => {
  const level = fc.option(fc.double({ min: -90, max: 0, noNaN: true }));

  it('starts out of silence at the floor and never rises faster than 6 dB a second', () => {
    expect(guardedSound(null, -14, 0)).toEqual({ fromDb: -50, toDb: -14, ms: 6000, thenSilent: false });
  });

  it('goes into silence through the floor, never faster than 20 dB a second', () => {
    expect(guardedSound(-10, null, 0)).toEqual({ fromDb: -10, toDb: -50, ms: 2000, thenSilent: true });
  });

  it('does not count what is below the floor', () => {
    expect(guardedSound(-90, null, 0)).toMatchObject({ ms: 0, thenSilent: true });
    expect(guardedSound(-70, -44, 0)).toMatchObject({ fromDb: -50, ms: 1000 });
  });

  it('measures from a floor on the same scale as the levels', () => {
    expect(guardedSound(null, -10, 0, -40)).toMatchObject({ fromDb: -40, ms: 5000 });
  });

  it('never goes steeper than the slopes, from any level to any, whatever was asked', () => {
    fc.assert(
      fc.property(level, level, wish, (fromDb, toDb, wishedMs) => {
        const ramp = guardedSound(fromDb, toDb, wishedMs);
        expect(ramp.ms).toBeGreaterThanOrEqual(Math.max(0, wishedMs));
        expect(ramp.toDb - ramp.fromDb).toBeLessThanOrEqual((6 * ramp.ms) / 1000 + ROUNDING);
        expect(ramp.fromDb - ramp.toDb).toBeLessThanOrEqual((20 * ramp.ms) / 1000 + ROUNDING);
        expect(ramp.fromDb).toBeGreaterThanOrEqual(FLOOR_DBFS);
        // A ramp begins at what is heard then, without a gap or a jump.
        if (fromDb !== null && fromDb > FLOOR_DBFS) expect(ramp.fromDb).toBe(fromDb);
        expect(ramp.thenSilent).toBe(toDb === null);
      }),
      { numRuns: 1000 },
    );
  });
});
