// BS.1770's K-weighting of one channel: a shelving filter for the head and a high pass, at any sample rate. The standard
// only lists coefficients for 48 kHz; these are computed from the analogue filters behind them.

/**
 * b0, b1, b2, a1 and a2 of the shelf, then a1 and a2 of the high pass, whose b are 1, -2 and 1. Corner frequencies,
 * qualities and the shelf's gain give the standard's table at 48 kHz, as in libebur128 and ffmpeg's ebur128.
 */
const coefficientsAt = (sampleRate: number): Float64Array => {
  const shelfK = Math.tan((Math.PI * 1681.974450955533) / sampleRate);
  const shelfQ = 0.7071752369554196;
  const high = 10 ** (3.999843853973347 / 20);
  const band = high ** 0.4996667741545416;
  const shelfA0 = 1 + shelfK / shelfQ + shelfK * shelfK;
  const passK = Math.tan((Math.PI * 38.13547087602444) / sampleRate);
  const passQ = 0.5003270373238773;
  const passA0 = 1 + passK / passQ + passK * passK;
  return Float64Array.of(
    (high + (band * shelfK) / shelfQ + shelfK * shelfK) / shelfA0,
    (2 * (shelfK * shelfK - high)) / shelfA0,
    (high - (band * shelfK) / shelfQ + shelfK * shelfK) / shelfA0,
    (2 * (shelfK * shelfK - 1)) / shelfA0,
    (1 - shelfK / shelfQ + shelfK * shelfK) / shelfA0,
    (2 * (passK * passK - 1)) / passA0,
    (1 - passK / passQ + passK * passK) / passA0,
  );
};

/** Less than this is silence. Left to decay, it would become numbers that processors are slow with. */
const NOTHING = 1e-25;

const settled = (value: number): number => (Math.abs(value) < NOTHING ? 0 : value);

/**
 * Weights the samples of a plane in [from, to) and returns the sum of their squares. It uses plain numbers in a plain
 * loop and nothing from outside, since it runs for each sample of each track.
 */
const weigh = (
  coefficients: Float64Array,
  state: Float64Array,
  plane: Float32Array,
  from: number,
  to: number,
): number => {
  const [b0 = 0, b1 = 0, b2 = 0, a1 = 0, a2 = 0, c1 = 0, c2 = 0] = coefficients;
  let [s1 = 0, s2 = 0, p1 = 0, p2 = 0] = state;
  let sum = 0;
  for (let at = from; at < to; at += 1) {
    const x = plane[at] as number;
    const y = b0 * x + s1;
    s1 = b1 * x + s2 - a1 * y;
    s2 = b2 * x - a2 * y;
    const z = y + p1;
    p1 = p2 - 2 * y - c1 * z;
    p2 = y - c2 * z;
    sum += z * z;
  }
  state[0] = settled(s1);
  state[1] = settled(s2);
  state[2] = settled(p1);
  state[3] = settled(p2);
  return sum;
};

/** The weighting of one channel (see weigh). It continues where the last call stopped. */
export const makeWeighting = (sampleRate: number) => {
  const coefficients = coefficientsAt(sampleRate);
  const state = new Float64Array(4);
  return (plane: Float32Array, from: number, to: number): number =>
    weigh(coefficients, state, plane, from, to);
};
