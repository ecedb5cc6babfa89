// The one way out for sound: master level, limiter, loudspeaker. It must never change a level in any other
// way than by a scheduled ramp from where the level really is.

import { Howler } from 'howler';
import type { Slopes, SoundRamp } from '../../shared/guard.ts';
import { type Curve, dbOf, FLOOR_DB, gainOf } from './crossfade.ts';
import { type LevelWish, levelRamp } from './level.ts';

/** Catches peaks above -1 dBFS; a hard knee and the steepest ratio that Web Audio has. */
const LIMITER = { thresholdDb: -1, ratio: 20, attackS: 0.002, releaseS: 0.1 };

/**
 * The limiter of Web Audio raises everything by (1 / gain at full scale) ^ 0.6 (its specification, "makeup
 * gain"): here 0.57 dB, which is taken away again after it.
 */
const MAKEUP_DB = -LIMITER.thresholdDb * (1 - 1 / LIMITER.ratio) * 0.6;

/** What the limiter lets through in its first milliseconds, or by its ratio, ends here: -1 dBFS. */
const CEILING = gainOf(LIMITER.thresholdDb);

/** Straight up to the ceiling and flat beyond it, in steps of a thousandth on both sides of it. */
const ceilingCurve = (): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: 2 * CEILING_STEPS + 1 }, (_, i) =>
    Math.max(-1, Math.min(1, ((i - CEILING_STEPS) / CEILING_STEPS) * CEILING_RANGE)),
  );

/** The curve spans this much of the ceiling, so that its knee lies on one of its points. */
const CEILING_RANGE = 1.25;
const CEILING_STEPS = 1000;

/** Below this amplitude the master level counts as silence. */
const LEAST_GAIN = gainOf(FLOOR_DB - 1);

/** Stops whatever a parameter is doing and leaves it at the value it has now, which it answers. */
const holdNow = (context: BaseAudioContext, param: AudioParam): number => {
  const { value } = param;
  param.cancelAndHoldAtTime(context.currentTime);
  return value;
};

/** Sets a parameter at once; only for what is not heard. */
export const setUnheard = (context: BaseAudioContext, param: AudioParam, value: number): void => {
  param.cancelScheduledValues(0);
  param.setValueAtTime(value, context.currentTime);
};

/** Leads a share along a curve, scaled to begin at `from` or, without it, at the share's present value. */
export const alongCurve = (
  context: BaseAudioContext,
  param: AudioParam,
  curve: Curve,
  from?: number,
): void => {
  const present = holdNow(context, param);
  const scale = from ?? present;
  const values = Float32Array.from(curve.shares, (share) => share * scale);
  param.setValueCurveAtTime(values, context.currentTime, curve.ms / 1000);
};

/** Leads a gain from its present value to another, straight in dB. */
export const alongLine = (context: BaseAudioContext, param: AudioParam, to: number, ms: number): void => {
  const present = holdNow(context, param);
  if (ms <= 0 || present <= 0) return;
  param.setValueAtTime(present, context.currentTime);
  param.exponentialRampToValueAtTime(to, context.currentTime + ms / 1000);
};

export interface Outlet {
  readonly context: AudioContext;
  /** Where decks lead into. */
  readonly input: AudioNode;
  /** The level now, in dB over the normalised track; null in silence. */
  presentDb(): number | null;
  /** Goes to a level within the slopes; answers the ramp that it takes. */
  goTo(wish: LevelWish, slopes: Slopes): SoundRamp;
  /** Puts the level at the floor, for a sound that has not begun yet. */
  waitAtFloor(): void;
  /** Silence from now on; only once nothing sounds or the floor is reached. */
  cut(): void;
}

/**
 * Asked for as the way from here to the loudspeaker, in seconds. A busy computer must not tear holes in the music, and
 * a press must be heard within 200 ms, of which about five of these buffers are the way: 21 ms, which Chromium takes
 * for `playback`, were heard after 120 ms, and 75 ms after 410.
 */
const BUFFER_S = 0.03;

/**
 * An audio context of our own, with a large buffer. howler needs none; it plays media elements, and its own would
 * suspend itself in silence.
 */
const audioContext = (): AudioContext => {
  Howler.autoUnlock = false;
  Howler.usingWebAudio = false;
  return new AudioContext({ latencyHint: BUFFER_S });
};

/** Builds the way out. Called once in the player's life. */
export const makeOutlet = (): Outlet => {
  const context = audioContext();
  const master = context.createGain();
  const limiter = context.createDynamicsCompressor();
  const makeupUndone = context.createGain();
  setUnheard(context, master.gain, 0);
  setUnheard(context, makeupUndone.gain, gainOf(-MAKEUP_DB));
  limiter.threshold.value = LIMITER.thresholdDb;
  limiter.knee.value = 0;
  limiter.ratio.value = LIMITER.ratio;
  limiter.attack.value = LIMITER.attackS;
  limiter.release.value = LIMITER.releaseS;
  // A shaper's curve spans what lies between -1 and 1: the sound is scaled to it and back.
  const intoCurve = context.createGain();
  const ceiling = context.createWaveShaper();
  const outOfCurve = context.createGain();
  setUnheard(context, intoCurve.gain, 1 / (CEILING * CEILING_RANGE));
  ceiling.curve = ceilingCurve();
  setUnheard(context, outOfCurve.gain, CEILING);
  master.connect(limiter).connect(makeupUndone).connect(intoCurve);
  intoCurve.connect(ceiling).connect(outOfCurve).connect(context.destination);

  const presentDb = (): number | null =>
    master.gain.value < LEAST_GAIN ? null : Math.max(FLOOR_DB, dbOf(master.gain.value));

  return {
    context,
    input: master,
    presentDb,
    goTo: (wish, slopes) => {
      const ramp = levelRamp(presentDb(), wish, slopes);
      const now = context.currentTime;
      holdNow(context, master.gain);
      if (ramp.ms <= 0) {
        master.gain.setValueAtTime(gainOf(ramp.toDb), now);
        return ramp;
      }
      master.gain.setValueAtTime(gainOf(ramp.fromDb), now);
      master.gain.exponentialRampToValueAtTime(gainOf(ramp.toDb), now + ramp.ms / 1000);
      return ramp;
    },
    waitAtFloor: () => setUnheard(context, master.gain, gainOf(FLOOR_DB)),
    cut: () => setUnheard(context, master.gain, 0),
  };
};
