// Between the master level and the loudspeaker: a limiter and a hard ceiling at -1 dBFS. It never makes anything
// louder.

import { gainOf } from './fader.ts';

/** A hard knee and the steepest ratio that Web Audio has. */
const LIMITER = { thresholdDb: -1, ratio: 20, attackS: 0.002, releaseS: 0.1 };

/**
 * Web Audio's limiter raises everything by (1 / gain at full scale) ^ 0.6 (its specification, "makeup gain"): here by
 * 0.57 dB, which is undone after it.
 */
const MAKEUP_DB = -LIMITER.thresholdDb * (1 - 1 / LIMITER.ratio) * 0.6;

/** The limiter lets peaks through in its first milliseconds, and by its ratio. They end here. */
const CEILING = gainOf(LIMITER.thresholdDb);

/** The curve spans this much of the ceiling, so that its knee lies on one of its points. */
const CEILING_RANGE = 1.25;
const CEILING_STEPS = 1000;

/** Straight up to the ceiling and flat above it, on both sides of zero. */
const ceilingCurve = (): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: 2 * CEILING_STEPS + 1 }, (_, i) =>
    Math.max(-1, Math.min(1, ((i - CEILING_STEPS) / CEILING_STEPS) * CEILING_RANGE)),
  );

/** Leads a node to the loudspeaker, or to what stands before it. */
export const connectLimited = (from: AudioNode, to: AudioNode): void => {
  const { context } = from;
  const limiter = context.createDynamicsCompressor();
  limiter.threshold.value = LIMITER.thresholdDb;
  limiter.knee.value = 0;
  limiter.ratio.value = LIMITER.ratio;
  limiter.attack.value = LIMITER.attackS;
  limiter.release.value = LIMITER.releaseS;
  const gain = (value: number): GainNode => {
    const node = context.createGain();
    node.gain.value = value;
    return node;
  };
  // A shaper's curve spans -1 to 1: the sound is scaled to it and back.
  const ceiling = context.createWaveShaper();
  ceiling.curve = ceilingCurve();
  const toCurve = gain(1 / (CEILING * CEILING_RANGE));
  from
    .connect(limiter)
    .connect(gain(gainOf(-MAKEUP_DB)))
    .connect(toCurve);
  toCurve.connect(ceiling).connect(gain(CEILING)).connect(to);
};
