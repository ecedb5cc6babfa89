// Resamples a track from its own rate to the loudspeaker's, piece by piece and without a seam: windowed sinc,
// polyphase. Pure. Where one track ends and another starts at the same instant, the ringing of both adds up to one
// sound.

import { windowedSinc } from '../audio/windowed-sinc.ts';

/** Zero crossings of the sinc on either side; with this window, images lie about 90 dB down. */
const CROSSINGS = 24;
const KAISER_BETA = 9;

/** The pass band ends at this share of half the lower rate. */
const PASS = 0.95;

/** A piece of sound; `at` is the frame of the output's clock at its first sample. */
export interface Piece {
  readonly at: number;
  /** One per channel, all of one length. */
  readonly planes: readonly Float32Array<ArrayBuffer>[];
}

export interface Resampler {
  /** Takes the next samples, and returns what is complete; null: nothing yet. */
  push(planes: readonly Float32Array[]): Piece | null;
  /** After the last samples: the rest, with the ringing after it. */
  end(): Piece | null;
  /** Where the samples so far end, in fractional frames of the output's clock. */
  endsAt(): number;
}

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

/** One phase of the filter: the weight of each sample around an instant; the weights add up to 1. */
const phaseTaps = (offset: number, half: number, cutoff: number): Float64Array => {
  const taps = Float64Array.from({ length: 2 * half }, (_, t) =>
    windowedSinc(offset + half - 1 - t, half, KAISER_BETA, cutoff),
  );
  const sum = taps.reduce((all, tap) => all + tap, 0);
  return taps.map((tap) => tap / sum);
};

/** The phases for two rates, each computed when it is first needed. */
const known = new Map<string, { readonly half: number; readonly phases: (Float64Array | undefined)[] }>();

const filterFor = (inRate: number, outRate: number, count: number) => {
  const key = `${inRate} ${outRate}`;
  const share = Math.min(1, outRate / inRate);
  const made = known.get(key) ?? { half: Math.ceil(CROSSINGS / share), phases: new Array(count) };
  known.set(key, made);
  const tapsOf = (phase: number): Float64Array => {
    const present = made.phases[phase] ?? phaseTaps(phase / count, made.half, PASS * share);
    made.phases[phase] = present;
    return present;
  };
  return { half: made.half, tapsOf };
};

/** Passes samples through unchanged, each at the nearest frame. */
const straight = (startsAt: number): Resampler => {
  let at = Math.round(startsAt);
  return {
    push: (planes) => {
      const piece = { at, planes: planes.map((plane) => Float32Array.from(plane)) };
      at += planes[0]?.length ?? 0;
      return piece;
    },
    end: () => null,
    endsAt: () => at,
  };
};

/**
 * A resampler whose first input sample sounds at `startsAt` of the output's clock, in fractional frames, exact to
 * half a phase of the filter. Its first piece starts with the ringing before that sample.
 */
export const makeResampler = (
  inRate: number,
  outRate: number,
  channels: number,
  startsAt: number,
): Resampler => {
  if (inRate === outRate) return straight(startsAt);
  const divisor = greatestDivisor(inRate, outRate);
  // Output frames are `step` phases apart; an input frame has `count` phases.
  const count = outRate / divisor;
  const step = inRate / divisor;
  const { half, tapsOf } = filterFor(inRate, outRate, count);
  const base = Math.floor(startsAt);
  /** The position of the output frame `base` in phases after the first input sample; not above 0. */
  const origin = -Math.round((startsAt - base) * step);
  let frame = Math.ceil((-half * count - origin) / step) + 1;
  /** The input that is kept, from the input frame `from` on. */
  let kept = Array.from({ length: channels }, () => new Float32Array(2 * half));
  let from = -2 * half;
  let taken = 0;

  const keep = (planes: readonly Float32Array[], length: number): void => {
    const needed = Math.floor((origin + frame * step) / count) - half + 1;
    const drop = Math.max(0, Math.min(kept[0]?.length ?? 0, needed - from));
    kept = kept.map((old, channel) => {
      const next = new Float32Array(old.length - drop + length);
      next.set(old.subarray(drop));
      next.set(
        (planes[channel] ?? planes[0] ?? new Float32Array(length)).subarray(0, length),
        old.length - drop,
      );
      return next;
    });
    from += drop;
  };

  const flow = (): Piece | null => {
    const end = from + (kept[0]?.length ?? 0);
    const last = Math.ceil(((end - half) * count - origin) / step);
    const length = last - frame;
    if (length <= 0) return null;
    const planes = kept.map(() => new Float32Array(length));
    for (let i = 0; i < length; i += 1) {
      const place = origin + (frame + i) * step;
      const whole = Math.floor(place / count);
      const taps = tapsOf(place - whole * count);
      const first = whole - half + 1 - from;
      for (const [channel, plane] of planes.entries()) {
        const samples = kept[channel];
        if (samples === undefined) continue;
        let sum = 0;
        for (let t = 0; t < taps.length; t += 1) sum += (taps[t] ?? 0) * (samples[first + t] ?? 0);
        plane[i] = sum;
      }
    }
    const piece = { at: base + frame, planes };
    frame += length;
    return piece;
  };

  return {
    push: (planes) => {
      const length = planes[0]?.length ?? 0;
      keep(planes, length);
      taken += length;
      return flow();
    },
    end: () => {
      keep([], 2 * half);
      return flow();
    },
    endsAt: () => base + (taken * count - origin) / step,
  };
};
