// The one way out for sound: master level, limiter, loudspeaker. It must never change a level in any other
// way than by a ramp from where the level is.

import { type Slopes, SOUND_SLOPES, type SoundRamp } from '../../shared/score/guard.ts';
import { FLOOR_DB, gainOf } from './crossfade.ts';
import { makeFader } from './fader.ts';
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

/** Below this the master level counts as silence, in dB over the normalised track. */
const LEAST_DB = FLOOR_DB - 1;

export interface Outlet {
  readonly context: BaseAudioContext;
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
  /** The last thing that is done here: what sounds falls to the floor as fast as the guard lets it, and is cut. */
  fallSilent(): void;
}

/** Builds the way out of an audio context. Called once in the player's life. */
export const makeOutlet = (context: BaseAudioContext): Outlet => {
  const master = makeFader(context);
  const limiter = context.createDynamicsCompressor();
  const makeupUndone = context.createGain();
  makeupUndone.gain.value = gainOf(-MAKEUP_DB);
  limiter.threshold.value = LIMITER.thresholdDb;
  limiter.knee.value = 0;
  limiter.ratio.value = LIMITER.ratio;
  limiter.attack.value = LIMITER.attackS;
  limiter.release.value = LIMITER.releaseS;
  // A shaper's curve spans what lies between -1 and 1: the sound is scaled to it and back.
  const intoCurve = context.createGain();
  const ceiling = context.createWaveShaper();
  const outOfCurve = context.createGain();
  intoCurve.gain.value = 1 / (CEILING * CEILING_RANGE);
  ceiling.curve = ceilingCurve();
  outOfCurve.gain.value = CEILING;
  master.node.connect(limiter).connect(makeupUndone).connect(intoCurve);
  intoCurve.connect(ceiling).connect(outOfCurve).connect(context.destination);

  const presentDb = (): number | null => {
    const db = master.db();
    return db < LEAST_DB ? null : Math.max(FLOOR_DB, db);
  };

  const goTo = (wish: LevelWish, slopes: Slopes): SoundRamp => {
    const ramp = levelRamp(presentDb(), wish, slopes);
    if (ramp.ms <= 0) master.set(ramp.toDb);
    else {
      master.follow([
        { ms: 0, db: ramp.fromDb },
        { ms: ramp.ms, db: ramp.toDb },
      ]);
    }
    return ramp;
  };

  return {
    context,
    input: master.node,
    presentDb,
    goTo,
    waitAtFloor: () => master.set(FLOOR_DB),
    cut: () => master.set(Number.NEGATIVE_INFINITY),
    fallSilent: () => {
      const ms = (((presentDb() ?? FLOOR_DB) - FLOOR_DB) / SOUND_SLOPES.downPerS) * 1000;
      master.follow([
        { ms: 0, db: master.db() },
        { ms, db: FLOOR_DB },
        { ms: ms + 1, db: Number.NEGATIVE_INFINITY },
      ]);
    },
  };
};
