// A gain that goes along a curve, and is known at every instant without asking the loudspeaker. One fader owns one
// AudioParam and writes it anew from the present on, so that two automations can never overlap or begin at one time.

import { type Curve, dbAt, gainOf } from './crossfade.ts';

/** Web Audio's exponential ramps cannot begin or end at nothing; this is nothing to any ear, in dB. */
const NOTHING_DB = -100;

export interface Fader {
  readonly node: GainNode;
  /** The gain now, in dB; minus infinity is silence. */
  db(): number;
  /** Is there at once. Only for what is not heard. */
  set(db: number): void;
  /** Goes along a curve, beginning at its first point now. What it was doing is over. */
  follow(curve: Curve): void;
  /** Stays where it is now. */
  hold(): void;
}

/** A fader in silence. */
export const makeFader = (context: BaseAudioContext): Fader => {
  const node = context.createGain();
  const param = node.gain;
  param.value = 0;
  let curve: Curve = [{ ms: 0, db: Number.NEGATIVE_INFINITY }];
  let beganAtS = context.currentTime;

  const db = (): number => dbAt(curve, (context.currentTime - beganAtS) * 1000);

  const set = (to: number): void => {
    curve = [{ ms: 0, db: to }];
    beganAtS = context.currentTime;
    param.cancelScheduledValues(0);
    param.setValueAtTime(gainOf(to), beganAtS);
  };

  return {
    node,
    db,
    set,
    // Ramps, unlike value curves, may be taken back and laid anew at any instant: Chromium refuses a value curve that
    // shares an instant with another one, and such an exception once left a room with music through Silence.
    follow: (given) => {
      curve = given.map((point) => ({ ...point, db: Math.max(NOTHING_DB, point.db) }));
      beganAtS = context.currentTime;
      param.cancelScheduledValues(0);
      param.setValueAtTime(gainOf(dbAt(curve, 0)), beganAtS);
      for (const point of curve.slice(1)) {
        param.exponentialRampToValueAtTime(gainOf(point.db), beganAtS + point.ms / 1000);
      }
    },
    hold: () => set(db()),
  };
};
