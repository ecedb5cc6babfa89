// Measures how loud a track is by EBU R128 (ITU-R BS.1770-4), fed piece by piece. It keeps no samples and judges
// nothing: the player decides what to make of the figures.

import { makeWeighting } from './k-weighting.ts';
import { makeTruePeak } from './true-peak.ts';

/** Power is measured in steps of 100 ms, and loudness in blocks of 400 ms at 75 % overlap (BS.1770-4). */
const STEPS_PER_S = 10;
const STEPS_PER_BLOCK = 4;

/** Blocks that are not louder than this do not count, nor do those 10 LU below the mean of the others (BS.1770-4). */
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;

/** BS.1770's constant: a 997 Hz sine of full scale on one channel then reads -3.01. */
const OFFSET_LU = -0.691;

/** BS.1770's weight of a surround channel, about +1.5 dB. */
const SURROUND = 1.41;

/** Weights by the number of channels, in the order of decoders: L R C LFE, then those behind. */
const WEIGHTS: Readonly<Record<number, readonly number[]>> = {
  1: [1],
  2: [1, 1],
  3: [1, 1, 1],
  4: [1, 1, SURROUND, SURROUND],
  5: [1, 1, 1, SURROUND, SURROUND],
  6: [1, 1, 1, 0, SURROUND, SURROUND],
  7: [1, 1, 1, 0, SURROUND, SURROUND, SURROUND],
  8: [1, 1, 1, 0, SURROUND, SURROUND, SURROUND, SURROUND],
};

export interface MeterResult {
  /** Integrated loudness in LUFS; null: no block of 400 ms was louder than the absolute gate of -70 LUFS. */
  readonly lufs: number | null;
  /** The highest true peak of any channel in dBTP; null: only silence. */
  readonly truePeakDbtp: number | null;
}

const powerOf = (lufs: number): number => 10 ** ((lufs - OFFSET_LU) / 10);
const lufsOf = (power: number): number => OFFSET_LU + 10 * Math.log10(power);

/** Blocks are counted by their loudness in bins of this width, in LU: a track of any length takes the same memory. */
const BIN_LU = 0.01;

/** What is louder than this counts as this loud for the relative gate, in LUFS. */
const TOP_LUFS = 30;

const binOf = (power: number): number =>
  Math.floor((Math.min(TOP_LUFS, lufsOf(power)) - ABSOLUTE_GATE_LUFS) / BIN_LU);

/** The blocks of one track that pass the absolute gate. */
const makeBlocks = () => {
  const counts = new Float64Array(binOf(powerOf(TOP_LUFS)) + 1);
  const sums = new Float64Array(counts.length);
  const recent: number[] = [];

  /** The mean power of the blocks from a bin on; null when there is none. */
  const meanFrom = (bin: number): number | null => {
    const count = counts.subarray(bin).reduce((sum, one) => sum + one, 0);
    return count === 0 ? null : sums.subarray(bin).reduce((sum, one) => sum + one, 0) / count;
  };

  return {
    /** Adds the mean power of the next step. */
    add: (step: number): void => {
      recent.push(step);
      if (recent.length < STEPS_PER_BLOCK) return;
      const block = recent.reduce((sum, one) => sum + one, 0) / STEPS_PER_BLOCK;
      recent.shift();
      if (!(block > powerOf(ABSOLUTE_GATE_LUFS))) return;
      const bin = binOf(block);
      counts[bin] = (counts[bin] ?? 0) + 1;
      sums[bin] = (sums[bin] ?? 0) + block;
    },
    /** Integrated loudness in LUFS; null when no block passes the absolute gate. */
    integrated: (): number | null => {
      const ungated = meanFrom(0);
      if (ungated === null) return null;
      const gate = ungated * 10 ** (RELATIVE_GATE_LU / 10);
      // Within a bin the gate is met to BIN_LU.
      const bin = Math.ceil((lufsOf(gate) - ABSOLUTE_GATE_LUFS) / BIN_LU);
      const mean = meanFrom(Math.min(Math.max(0, bin), counts.length - 1));
      return mean === null ? null : lufsOf(mean);
    },
  };
};

/** Gathers the samples of one track into the mean power of each step. */
const makeSteps = (sampleRate: number, stepped: (power: number) => void) => {
  let count = 0;
  let squares = 0;
  let frames = 0;
  /** Steps end on time at any sample rate: at 11 025 Hz they differ in length. */
  let length = Math.round(sampleRate / STEPS_PER_S);

  return {
    framesToGo: () => length - frames,
    /** Adds this many frames with this sum of weighted squares; never more than framesToGo. */
    add: (more: number, passed: number): void => {
      squares += more;
      frames += passed;
      if (frames < length) return;
      stepped(squares / length);
      count += 1;
      squares = 0;
      frames = 0;
      const endOf = (step: number): number => Math.round((step * sampleRate) / STEPS_PER_S);
      length = endOf(count + 1) - endOf(count);
    },
  };
};

/**
 * A meter for one track. Mono counts as one loudspeaker (as in ffmpeg's ebur128 without `dualmono`). With more than
 * eight channels, nobody knows what they are, and each counts as one.
 */
export const makeMeter = (sampleRate: number, channels: number) => {
  const weights = WEIGHTS[channels] ?? Array.from({ length: channels }, () => 1);
  const weightings = weights.map(() => makeWeighting(sampleRate));
  const peaks = weights.map(() => makeTruePeak());
  const blocks = makeBlocks();
  const steps = makeSteps(sampleRate, blocks.add);
  let frames = 0;

  const addPart = (planes: readonly Float32Array[], from: number, to: number): void => {
    let power = 0;
    for (const [channel, weight] of weights.entries()) {
      const plane = planes[channel];
      const weighting = weightings[channel];
      if (weight > 0 && plane !== undefined && weighting !== undefined) {
        power += weight * weighting(plane, from, to);
      }
    }
    steps.add(power, to - from);
  };

  return {
    sampleRate,
    channels,
    /** The length of all that was added, in seconds. */
    durationS: (): number => frames / sampleRate,
    /** The next samples, one plane per channel, all of the same length; full scale is 1. They are not kept. */
    add: (planes: readonly Float32Array[]): void => {
      const length = planes[0]?.length ?? 0;
      frames += length;
      let from = 0;
      while (from < length) {
        const to = Math.min(length, from + steps.framesToGo());
        addPart(planes, from, to);
        from = to;
      }
      for (const [channel, plane] of planes.entries()) peaks[channel]?.add(plane);
    },
    /** The result for all that was added. Nothing may be added afterwards. */
    result: (): MeterResult => {
      const peak = Math.max(0, ...peaks.map((channel) => channel.end()));
      return { lufs: blocks.integrated(), truePeakDbtp: peak > 0 ? 20 * Math.log10(peak) : null };
    },
  };
};
