// The colours of warm and cold white: the one Planckian curve for lamps, the practice room and screens. Pure.

/** CIE 1931 chromaticity, each part 0–1. */
export type Chromaticity = readonly [x: number, y: number];

const cubic = (a: number, b: number, c: number, d: number, at: number): number =>
  ((a * at + b) * at + c) * at + d;

/**
 * The chromaticity of a black body at this many kelvin, by the cubic fit of Kim et al. (US patent 7 024 034). The fit
 * covers 1667–25 000 K; a temperature outside it is read as the nearer end.
 */
export const chromaticityOfKelvin = (kelvin: number): Chromaticity => {
  const t = Math.min(25_000, Math.max(1667, kelvin));
  const x =
    t <= 4000
      ? cubic(-0.2661239, -0.2343589, 0.8776956, 0.17991, 1000 / t)
      : cubic(-3.0258469, 2.1070379, 0.2226347, 0.24039, 1000 / t);
  if (t <= 2222) return [x, cubic(-1.1063814, -1.3481102, 2.18555832, -0.20219683, x)];
  if (t <= 4000) return [x, cubic(-0.9549476, -1.37418593, 2.09137015, -0.16748867, x)];
  return [x, cubic(3.081758, -5.8733867, 3.75112997, -0.37001483, x)];
};
