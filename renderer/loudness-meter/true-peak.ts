// The true peak of one channel: the highest point of the wave, also between its samples, by oversampling four times
// (BS.1770-4, Annex 2). It only computes where the wave can be higher than before.

import { windowedSinc } from '../audio/windowed-sinc.ts';

/** The wave at an instant is computed from this many samples on each side; the Annex has 6. */
const REACH = 12;

/** The Kaiser window's shape: what is above half the sample rate comes out 60 dB lower. */
const BETA = 6;

/** Samples in a cell: at least REACH, so that a cell only needs its neighbours. */
const CELL = 16;

/** Samples that are worked on at once. */
const ROOM = 4096;

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const OFFSETS = Array.from({ length: REACH }, (_, at) => at);

/** The taps for an instant `part` of a sample after sample 0: for samples 0, -1, -2 … and for 1, 2, 3 … */
const tapsOf = (part: number): { readonly before: readonly number[]; readonly after: readonly number[] } => {
  const before = OFFSETS.map((at) => windowedSinc(-at - part, REACH, BETA, 1));
  const after = OFFSETS.map((at) => windowedSinc(at + 1 - part, REACH, BETA, 1));
  const all = sumOf(before) + sumOf(after);
  return { before: before.map((value) => value / all), after: after.map((value) => value / all) };
};

const half = tapsOf(1 / 2);
const quarter = tapsOf(1 / 4);

/** At the middle between two samples, each tap applies to the sum of the two samples at the same distance. */
const HALF = Float64Array.from(half.before);

/**
 * The two quarters mirror each other. Their mean comes from sums of pairs and half their difference from differences of
 * pairs; the sum of both magnitudes is the larger quarter.
 */
const QUARTER_SUM = Float64Array.from(
  OFFSETS,
  (at) => ((quarter.before[at] ?? 0) + (quarter.after[at] ?? 0)) / 2,
);
const QUARTER_DIFFERENCE = Float64Array.from(
  OFFSETS,
  (at) => ((quarter.before[at] ?? 0) - (quarter.after[at] ?? 0)) / 2,
);

/** No point between samples is further from zero than the largest sample around it times this. */
const LARGEST_GAIN = Math.max(
  ...[half, quarter].map(({ before, after }) => sumOf([...before, ...after].map(Math.abs))),
);

/** The point in the middle between sample `at` and the one after it. */
const middleAfter = (samples: Float64Array, at: number): number => {
  let middle = 0;
  for (let k = 0; k < REACH; k += 1) {
    middle += (HALF[k] as number) * ((samples[at - k] as number) + (samples[at + 1 + k] as number));
  }
  return Math.abs(middle);
};

/** The higher of the two points on either side of that middle. */
const quartersAfter = (samples: Float64Array, at: number): number => {
  let mean = 0;
  let difference = 0;
  for (let k = 0; k < REACH; k += 1) {
    const before = samples[at - k] as number;
    const after = samples[at + 1 + k] as number;
    mean += (QUARTER_SUM[k] as number) * (before + after);
    difference += (QUARTER_DIFFERENCE[k] as number) * (before - after);
  }
  return Math.abs(mean) + Math.abs(difference);
};

/**
 * A wave with nothing above half the sample rate falls from its top no faster than a cosine of that frequency
 * (Bernstein): a quarter of a sample away from a new peak, it still has cos 45° of it. Where neither the samples nor the
 * middle between them have this much of the present peak, the quarters cannot be a new one.
 */
const NEAR_PEAK = 0.7;

/** The peak of one channel, which is fed piece by piece. */
export const makeTruePeak = () => {
  const samples = new Float64Array(ROOM);
  const cells = new Float32Array(ROOM / CELL);
  /** How many samples there are, with a cell of silence before the first. */
  let filled = CELL;
  let peak = 0;

  /** Finds the largest sample of each whole cell; returns the number of cells. */
  const measureCells = (): number => {
    const count = Math.floor(filled / CELL);
    for (let cell = 0; cell < count; cell += 1) {
      let largest = 0;
      for (let at = cell * CELL; at < (cell + 1) * CELL; at += 1) {
        const size = Math.abs(samples[at] as number);
        if (size > largest) largest = size;
      }
      cells[cell] = largest;
      if (largest > peak) peak = largest;
    }
    return count;
  };

  const searchBetween = (cell: number): void => {
    for (let at = cell * CELL; at < (cell + 1) * CELL; at += 1) {
      const middle = middleAfter(samples, at);
      const near = Math.max(middle, Math.abs(samples[at] as number), Math.abs(samples[at + 1] as number));
      const highest = near > peak * NEAR_PEAK ? Math.max(middle, quartersAfter(samples, at)) : middle;
      if (highest > peak) peak = highest;
    }
  };

  /** Searches every cell that has both neighbours, and keeps what the next ones need. */
  const work = (): void => {
    const count = measureCells();
    for (let cell = 1; cell < count - 1; cell += 1) {
      const around = Math.max(cells[cell - 1] as number, cells[cell] as number, cells[cell + 1] as number);
      if (around * LARGEST_GAIN > peak) searchBetween(cell);
    }
    if (count < 3) return;
    const done = (count - 2) * CELL;
    samples.copyWithin(0, done, filled);
    filled -= done;
  };

  const add = (plane: Float32Array): void => {
    let from = 0;
    while (from < plane.length) {
      const to = Math.min(plane.length, from + ROOM - filled);
      samples.set(plane.subarray(from, to), filled);
      filled += to - from;
      from = to;
      work();
    }
  };

  return {
    add,
    /** The peak of all that was added; full scale is 1. */
    end: (): number => {
      add(new Float32Array(3 * CELL));
      return peak;
    },
  };
};
