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

/** Gathers the samples of one track into the mean power of each step. Six hours come to 216 000 steps, about 2 MB. */
const makeSteps = (sampleRate: number) => {
  const powers: number[] = [];
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
      powers.push(squares / length);
      squares = 0;
      frames = 0;
      const endOf = (step: number): number => Math.round((step * sampleRate) / STEPS_PER_S);
      length = endOf(powers.length + 1) - endOf(powers.length);
    },
    powers,
  };
};

/** The mean of the blocks that are louder than a power; null when there is none. */
const meanAbove = (blocks: Float64Array, gate: number): number | null => {
  let sum = 0;
  let count = 0;
  for (const block of blocks) {
    if (block > gate) {
      sum += block;
      count += 1;
    }
  }
  return count === 0 ? null : sum / count;
};

/** Integrated loudness in LUFS from the power of each step; null when no block passes the absolute gate. */
const integrated = (powers: readonly number[]): number | null => {
  const count = powers.length - STEPS_PER_BLOCK + 1;
  if (count < 1) return null;
  const blocks = new Float64Array(count);
  for (let at = 0; at < count; at += 1) {
    let sum = 0;
    for (let step = at; step < at + STEPS_PER_BLOCK; step += 1) sum += powers[step] ?? 0;
    blocks[at] = sum / STEPS_PER_BLOCK;
  }
  const gate = powerOf(ABSOLUTE_GATE_LUFS);
  const ungated = meanAbove(blocks, gate);
  if (ungated === null) return null;
  const mean = meanAbove(blocks, Math.max(gate, ungated * 10 ** (RELATIVE_GATE_LU / 10)));
  return mean === null ? null : lufsOf(mean);
};

/**
 * A meter for one track. Mono counts as one loudspeaker (as in ffmpeg's ebur128 without `dualmono`). With more than
 * eight channels, nobody knows what they are, and each counts as one.
 */
export const makeMeter = (sampleRate: number, channels: number) => {
  const weights = WEIGHTS[channels] ?? Array.from({ length: channels }, () => 1);
  const weightings = weights.map(() => makeWeighting(sampleRate));
  const peaks = weights.map(() => makeTruePeak());
  const steps = makeSteps(sampleRate);
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
      return { lufs: integrated(steps.powers), truePeakDbtp: peak > 0 ? 20 * Math.log10(peak) : null };
    },
  };
};
