// The kernel with which a wave is computed between its samples: a sinc in a Kaiser window. Pure.

/** The modified Bessel function of the first kind and order 0, by its series. */
const bessel0 = (x: number): number => {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
};

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

/**
 * The kernel at a distance of at most `reach` samples. `beta` is the window's shape: what lies beyond the pass band
 * comes out softer the greater it is. `cutoff`: the pass band, as a share of half the sample rate.
 */
export const windowedSinc = (distance: number, reach: number, beta: number, cutoff: number): number => {
  const edge = Math.max(0, 1 - (distance / reach) ** 2);
  return (cutoff * sinc(cutoff * distance) * bessel0(beta * Math.sqrt(edge))) / bessel0(beta);
};
