// A gain that follows a curve in dB and is known at every instant without asking the loudspeaker. One fader owns one
// AudioParam and writes it anew from the present on, so that two automations can never overlap.

/** Web Audio's exponential ramps cannot start or end at zero; nobody hears this, in dB. */
const NOTHING_DB = -100;

/** The amplitude of a level in dB. */
export const gainOf = (db: number): number => 10 ** (db / 20);

/** The level of an amplitude in dB; zero is minus infinity. */
export const dbOf = (gain: number): number => 20 * Math.log10(gain);

/** A gain over time: straight in dB from point to point. The first point is at 0 ms, and times only grow. */
export type Curve = readonly { readonly ms: number; readonly db: number }[];

/** How long a curve takes, in ms. */
export const lengthMs = (curve: Curve): number => curve.at(-1)?.ms ?? 0;

/** The gain of a curve this long after its beginning, in dB; it stays at its last point. */
export const dbAt = (curve: Curve, sinceMs: number): number => {
  let low = 0;
  let high = curve.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((curve[middle]?.ms ?? Infinity) > sinceMs) high = middle;
    else low = middle + 1;
  }
  const after = curve[Math.min(low, curve.length - 1)];
  const before = curve[low - 1];
  if (after === undefined) return Number.NEGATIVE_INFINITY;
  if (low === curve.length || before === undefined) return after.db;
  return before.db + ((after.db - before.db) * (sinceMs - before.ms)) / (after.ms - before.ms);
};

/** A fader in silence. */
export const makeFader = (context: BaseAudioContext) => {
  const node = context.createGain();
  const param = node.gain;
  param.value = 0;
  let curve: Curve = [{ ms: 0, db: Number.NEGATIVE_INFINITY }];
  let beganAtS = context.currentTime;

  /** The gain now, in dB; minus infinity is silence. */
  const db = (): number => dbAt(curve, (context.currentTime - beganAtS) * 1000);

  const begin = (next: Curve): void => {
    curve = next;
    beganAtS = context.currentTime;
    param.cancelScheduledValues(0);
    param.setValueAtTime(gainOf(dbAt(next, 0)), beganAtS);
  };

  /** Jumps there. Only for what is not heard. */
  const set = (to: number): void => begin([{ ms: 0, db: to }]);

  return {
    node,
    db,
    set,
    /**
     * Follows a curve from now on, starting at its first point, instead of whatever it did. Ramps can be cancelled and
     * written anew at any instant. Value curves cannot: Chromium refuses one that shares an instant with another, and
     * that exception once left music on through Silence.
     */
    follow: (given: Curve): void => {
      begin(given.map((point) => ({ ...point, db: Math.max(NOTHING_DB, point.db) })));
      for (const point of curve.slice(1)) {
        param.exponentialRampToValueAtTime(gainOf(point.db), beganAtS + point.ms / 1000);
      }
    },
    /** Stays where it is now. */
    hold: (): void => set(db()),
  };
};
