// How loud a track is, by EBU R128 (ITU-R BS.1770-4): a meter that is fed the track piece by piece and holds
// little of it. It must never keep the samples, and it judges nothing: the figures are for whoever plays.

import { integrated, makeHops } from './gating.ts';
import { makeWeighting } from './k-weighting.ts';
import { makeTruePeak } from './true-peak.ts';

/** BS.1770's weight of a surround channel, about +1.5 dB. */
const SURROUND = 1.41;

/** Weights by the number of channels, in the order that decoders give: L R C LFE, then those behind. */
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
  /** The highest true peak of any channel in dBTP; null: nothing but silence. */
  readonly truePeakDbtp: number | null;
}

export interface Meter {
  /** The next samples, one plane for each channel, all of the same length; full scale is 1. They are not kept. */
  readonly add: (channelPlanes: readonly Float32Array[]) => void;
  /** What was measured of all that was added. After it, nothing may be added. */
  readonly result: () => MeterResult;
}

/** The weight of each channel; where there are more than eight nobody knows what they are, and all count as one. */
export const channelWeights = (channels: number): readonly number[] =>
  WEIGHTS[channels] ?? Array.from({ length: channels }, () => 1);

/** A meter for one track; mono counts as one loudspeaker (as in ffmpeg's ebur128 without `dualmono`). */
export const makeMeter = (sampleRate: number, channels: number): Meter => {
  const weights = channelWeights(channels);
  const weightings = weights.map(() => makeWeighting(sampleRate));
  const peaks = weights.map(() => makeTruePeak());
  const hops = makeHops(sampleRate);

  const addPart = (planes: readonly Float32Array[], from: number, to: number): void => {
    let power = 0;
    for (const [channel, weight] of weights.entries()) {
      const plane = planes[channel];
      const weighting = weightings[channel];
      if (weight > 0 && plane !== undefined && weighting !== undefined) {
        power += weight * weighting(plane, from, to);
      }
    }
    hops.add(power, to - from);
  };

  return {
    add: (planes) => {
      const length = planes[0]?.length ?? 0;
      let from = 0;
      while (from < length) {
        const to = Math.min(length, from + hops.framesToGo());
        addPart(planes, from, to);
        from = to;
      }
      for (const [channel, plane] of planes.entries()) peaks[channel]?.add(plane);
    },
    result: () => {
      const peak = Math.max(0, ...peaks.map((channel) => channel.end()));
      return { lufs: integrated(hops.powers()), truePeakDbtp: peak > 0 ? 20 * Math.log10(peak) : null };
    },
  };
};
