// The colour of a lamp's light on a screen: a look's warmth or chromaticity as sRGB. How strong it is, is the
// drawing's business.

import type { Look } from '../../shared/preset/preset.ts';

const channel = (value: number): number => Math.round(Math.min(255, Math.max(0, value)));

/** Warmth in kelvin as sRGB at full strength (Tanner Helland's fit to Mitchell Charity's table, below 6600 K). */
const ofWarmth = (warmthK: number): readonly [number, number, number] => {
  const t = warmthK / 100;
  return [255, 99.47 * Math.log(t) - 161.12, t <= 19 ? 0 : 138.52 * Math.log(t - 10) - 305.04];
};

const gamma = (linear: number): number =>
  255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055);

/** CIE 1931 xy as sRGB, as bright as its strongest channel allows (the sRGB matrix of IEC 61966-2-1). */
const ofChromaticity = (x: number, y: number): readonly [number, number, number] => {
  const X = x / Math.max(y, 1e-4);
  const Z = (1 - x - y) / Math.max(y, 1e-4);
  const linear = [
    3.2406 * X - 1.5372 - 0.4986 * Z,
    -0.9689 * X + 1.8758 + 0.0415 * Z,
    0.0557 * X - 0.204 + 1.057 * Z,
  ].map((value) => Math.max(0, value));
  const most = Math.max(...linear, 1e-6);
  const [r = 0, g = 0, b = 0] = linear.map((value) => gamma(value / most));
  return [r, g, b];
};

/** A look's colour as a CSS colour, at full strength. */
export const cssColourOf = (look: Look): string => {
  const [r, g, b] = 'warmthK' in look ? ofWarmth(look.warmthK) : ofChromaticity(look.colour.x, look.colour.y);
  return `rgb(${channel(r)} ${channel(g)} ${channel(b)})`;
};
