// The startle guard: how fast light and sound may change, whatever asks for it. Every change in the room goes through
// `guarded` or `guardedSound`; only a person who presses Full light may go round them.

/** The steepest change allowed, per second: percentage points for light, decibels for sound. */
export interface Slopes {
  readonly upPerS: number;
  readonly downPerS: number;
}

/** Brightness: at most 10 points a second up and 30 down (design, "the one rule above all"). */
export const LIGHT_SLOPES: Slopes = { upPerS: 10, downPerS: 30 };

/** Level at the output: at most 6 dB a second up and 20 down (design, "the one rule above all"). */
export const SOUND_SLOPES: Slopes = { upPerS: 6, downPerS: 20 };

/** Below this level sound counts as silence, in dBFS at the output; every sound begins here. */
export const FLOOR_DBFS = -50;

/** All that a value may be: one point when it is known, a range when it is not. */
export interface Span {
  readonly low: number;
  readonly high: number;
}

/** A span that is one known value. */
export const known = (value: number): Span => ({ low: value, high: value });

/** The smallest span that holds both. */
export const hull = (a: Span, b: Span): Span => ({
  low: Math.min(a.low, b.low),
  high: Math.max(a.high, b.high),
});

/** A straight change over time, from anywhere in a span to one value. Times in ms on one clock. */
export interface Ramp {
  readonly from: Span;
  readonly to: number;
  readonly beganAt: number;
  readonly endsAt: number;
}

/** A ramp that is over: the value stays as it is. */
export const steady = (span: Span, at: number): Ramp => ({
  from: span,
  to: (span.low + span.high) / 2,
  beganAt: at,
  endsAt: at,
});

/** What the value may be at an instant. An uncertain start narrows to one value at the ramp's end. */
export const spanAt = (ramp: Ramp, at: number): Span => {
  if (at >= ramp.endsAt) return ramp.endsAt > ramp.beganAt ? known(ramp.to) : ramp.from;
  const part = Math.max(0, (at - ramp.beganAt) / (ramp.endsAt - ramp.beganAt));
  return {
    low: ramp.from.low + (ramp.to - ramp.from.low) * part,
    high: ramp.from.high + (ramp.to - ramp.from.high) * part,
  };
};

/** The shortest time in ms in which a value anywhere in the span may go to `to`. */
export const shortestMs = (from: Span, to: number, slopes: Slopes): number =>
  Math.max(0, (to - from.low) / slopes.upPerS, (from.high - to) / slopes.downPerS) * 1000;

/** The ramp for a change: as long as asked for, and never steeper than the slopes from anywhere in the span. */
export const guarded = (from: Span, to: number, askedMs: number, slopes: Slopes, now: number): Ramp => ({
  from,
  to,
  beganAt: now,
  endsAt: now + Math.max(askedMs, shortestMs(from, to, slopes)),
});

/** A change of sound level in dB relative to the output's full scale; silence is `null`. */
export interface SoundRamp {
  /** Out of silence this is the floor. */
  readonly fromDb: number;
  readonly toDb: number;
  readonly ms: number;
  /** True when the sound is cut at the end of the ramp, at or below the floor. */
  readonly thenSilent: boolean;
}

/**
 * The ramp for a change of sound. It leaves silence (`null`) at `floorDb` and enters it through there: nothing is heard
 * below the floor, so only the way above it counts. All levels are on the scale of `floorDb`.
 */
export const guardedSound = (
  fromDb: number | null,
  toDb: number | null,
  askedMs: number,
  floorDb: number = FLOOR_DBFS,
  slopes: Slopes = SOUND_SLOPES,
): SoundRamp => {
  const start = Math.max(fromDb ?? floorDb, floorDb);
  const end = Math.max(toDb ?? floorDb, floorDb);
  return {
    fromDb: start,
    toDb: end,
    ms: Math.max(askedMs, shortestMs(known(start), end, slopes)),
    thenSilent: toDb === null,
  };
};
