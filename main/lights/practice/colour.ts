// The colours that a lamp can be told, and the way from one to another. Pure arithmetic: it must never know of lamps,
// bridges or time.

import { type Chromaticity, chromaticityOfKelvin } from '../../../shared/score/planckian.ts';

/** A colour as the Hue API says it: white by mirek (1 000 000 / K), CIE xy, or hue 0..65535 with sat 0..254. */
export type LampColour =
  | { readonly mode: 'ct'; readonly mirek: number }
  | { readonly mode: 'xy'; readonly xy: Chromaticity }
  | { readonly mode: 'hs'; readonly hue: number; readonly sat: number };

/** Red, green and blue of gamut C: what LCT010 and later colour lamps reach and report in `capabilities.control`. */
export const GAMUT_C: readonly [red: Chromaticity, green: Chromaticity, blue: Chromaticity] = [
  [0.6915, 0.3083],
  [0.17, 0.7],
  [0.1532, 0.0475],
];

const WHITE: Chromaticity = [0.3127, 0.329];

/** The nearest mirek of a chromaticity (McCamy 1992); good enough for the `ct` that a bridge reports beside an xy. */
export const mirekOfXy = ([x, y]: Chromaticity): number => {
  if (y <= 0.1858) return 500;
  const n = (x - 0.332) / (0.1858 - y);
  const kelvin = ((449 * n + 3525) * n + 6823.3) * n + 5520.33;
  return Math.min(500, Math.max(153, 1e6 / Math.max(1, kelvin)));
};

const mix = (from: number, to: number, share: number): number => from + (to - from) * share;

const mixXy = (from: Chromaticity, to: Chromaticity, share: number): Chromaticity => [
  mix(from[0], to[0], share),
  mix(from[1], to[1], share),
];

/** Hue goes round the gamut's edge from red through the other corners; sat goes from white to that edge. */
const xyOfHueSat = (hue: number, sat: number): Chromaticity => {
  const [red, green, blue] = GAMUT_C;
  const third = (hue / 65_536) * 3;
  if (third < 1) return mixXy(WHITE, mixXy(red, green, third), sat / 254);
  if (third < 2) return mixXy(WHITE, mixXy(green, blue, third - 1), sat / 254);
  return mixXy(WHITE, mixXy(blue, red, third - 2), sat / 254);
};

/** Roughly which hue (0..65535) and sat (0..254) a bridge would report for a chromaticity. */
export const hueSatOf = ([x, y]: Chromaticity): { readonly hue: number; readonly sat: number } => {
  const angle = Math.atan2(y - WHITE[1], x - WHITE[0]);
  const redAngle = Math.atan2(GAMUT_C[0][1] - WHITE[1], GAMUT_C[0][0] - WHITE[0]);
  const turn = (((angle - redAngle) / (2 * Math.PI)) % 1) + 1;
  const far = Math.hypot(x - WHITE[0], y - WHITE[1]);
  return { hue: Math.round((turn % 1) * 65_535), sat: Math.min(254, Math.round((far / 0.35) * 254)) };
};

/** The chromaticity of any colour. */
export const xyOf = (colour: LampColour): Chromaticity => {
  if (colour.mode === 'ct') return chromaticityOfKelvin(1e6 / colour.mirek);
  return colour.mode === 'xy' ? colour.xy : xyOfHueSat(colour.hue, colour.sat);
};

/** The colour at `share` (0..1) of the way: along mirek between two whites, otherwise straight in xy. */
export const colourBetween = (from: LampColour, to: LampColour, share: number): LampColour => {
  if (share >= 1) return to;
  if (share <= 0) return from;
  if (from.mode === 'ct' && to.mode === 'ct') return { mode: 'ct', mirek: mix(from.mirek, to.mirek, share) };
  return { mode: 'xy', xy: mixXy(xyOf(from), xyOf(to), share) };
};

const cross = (a: Chromaticity, b: Chromaticity, p: Chromaticity): number =>
  (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);

const nearestOnEdge = (a: Chromaticity, b: Chromaticity, p: Chromaticity): Chromaticity => {
  const along = [b[0] - a[0], b[1] - a[1]] as const;
  const share = ((p[0] - a[0]) * along[0] + (p[1] - a[1]) * along[1]) / (along[0] ** 2 + along[1] ** 2);
  return mixXy(a, b, Math.min(1, Math.max(0, share)));
};

/** The nearest point that the lamp can show; a bridge then reports this, and not what was asked for. */
export const insideGamut = (point: Chromaticity): Chromaticity => {
  const [red, green, blue] = GAMUT_C;
  const edges: readonly (readonly [Chromaticity, Chromaticity])[] = [
    [red, green],
    [green, blue],
    [blue, red],
  ];
  const signs = edges.map(([a, b]) => cross(a, b, point));
  if (signs.every((sign) => sign >= 0) || signs.every((sign) => sign <= 0)) return point;
  const distance = (to: Chromaticity): number => Math.hypot(to[0] - point[0], to[1] - point[1]);
  return edges
    .map(([a, b]) => nearestOnEdge(a, b, point))
    .reduce((best, next) => (distance(next) < distance(best) ? next : best));
};
