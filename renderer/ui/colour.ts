// The colour of a lamp's light on a screen: a look's warmth or chromaticity as sRGB at full strength. The drawing decides
// how strong it shows.

import type { Look } from '../../shared/preset/preset.ts';
import { chromaticityOfKelvin } from '../../shared/score/planckian.ts';

const gamma = (linear: number): number =>
  255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055);

/** A look's colour as a CSS colour, as bright as its strongest channel allows (matrix and gamma of IEC 61966-2-1). */
export const cssColourOf = (look: Look): string => {
  const [x, y] = 'warmthK' in look ? chromaticityOfKelvin(look.warmthK) : [look.colour.x, look.colour.y];
  const X = x / Math.max(y, 1e-4);
  const Z = (1 - x - y) / Math.max(y, 1e-4);
  const linear = [
    3.2406 * X - 1.5372 - 0.4986 * Z,
    -0.9689 * X + 1.8758 + 0.0415 * Z,
    0.0557 * X - 0.204 + 1.057 * Z,
  ].map((value) => Math.max(0, value));
  const most = Math.max(...linear, 1e-6);
  return `rgb(${linear.map((value) => Math.round(gamma(value / most))).join(' ')})`;
};
