// The colours a lamp can be told, and the way from one to another. Pure arithmetic: it must never know of
// lamps, bridges or time.

/** CIE 1931 chromaticity, each part 0..1. */
export type Xy = readonly [x: number, y: number];

/** A colour as the Hue API says it: white by mirek (1 000 000 / K), CIE xy, or hue 0..65535 with sat 0..254. */
export type LampColour =
  | { readonly mode: 'ct'; readonly mirek: number }
  | { readonly mode: 'xy'; readonly xy: Xy }
  | { readonly mode: 'hs'; readonly hue: number; readonly sat: number };

/** The three corners a colour lamp can reach: red, green, blue. */
export type Gamut = readonly [red: Xy, green: Xy, blue: Xy];

/** Gamut C, of LCT010 and later colour lamps, as such a lamp reports it in `capabilities.control`. */
export const GAMUT_C: Gamut = [
  [0.6915, 0.3083],
  [0.17, 0.7],
  [0.1532, 0.0475],
];

const WHITE: Xy = [0.3127, 0.329];

const horner = (coefficients: readonly number[], at: number): number =>
  coefficients.reduce((sum, coefficient) => sum * at + coefficient, 0);

/** The point of the black-body curve at this mirek: the cubic fit of Kim et al. (US 7 024 034), 1667–25 000 K. */
export const xyOfMirek = (mirek: number): Xy => {
  const kelvin = Math.min(25_000, Math.max(1667, 1e6 / mirek));
  const reciprocal = 1000 / kelvin;
  const x =
    kelvin <= 4000
      ? horner([-0.2661239, -0.2343589, 0.8776956, 0.17991], reciprocal)
      : horner([-3.0258469, 2.1070379, 0.2226347, 0.24039], reciprocal);
  if (kelvin <= 2222) return [x, horner([-1.1063814, -1.3481102, 2.18555832, -0.20219683], x)];
  if (kelvin <= 4000) return [x, horner([-0.9549476, -1.37418593, 2.09137015, -0.16748867], x)];
  return [x, horner([3.081758, -5.8733867, 3.75112997, -0.37001483], x)];
};

/** The nearest mirek of a chromaticity (McCamy 1992); good enough for the `ct` a bridge reports beside an xy. */
export const mirekOfXy = ([x, y]: Xy): number => {
  if (y <= 0.1858) return 500;
  const n = (x - 0.332) / (0.1858 - y);
  const kelvin = horner([449, 3525, 6823.3, 5520.33], n);
  return Math.min(500, Math.max(153, 1e6 / Math.max(1, kelvin)));
};

const mix = (from: number, to: number, share: number): number => from + (to - from) * share;

const mixXy = (from: Xy, to: Xy, share: number): Xy => [
  mix(from[0], to[0], share),
  mix(from[1], to[1], share),
];

/** Hue lies on a line from red through the gamut's other corners, sat between white and that edge. */
const xyOfHueSat = (hue: number, sat: number): Xy => {
  const [red, green, blue] = GAMUT_C;
  const third = (hue / 65_536) * 3;
  if (third < 1) return mixXy(WHITE, mixXy(red, green, third), sat / 254);
  if (third < 2) return mixXy(WHITE, mixXy(green, blue, third - 1), sat / 254);
  return mixXy(WHITE, mixXy(blue, red, third - 2), sat / 254);
};

/** Roughly which hue (0..65535) and sat (0..254) a bridge would report for a chromaticity. */
export const hueSatOf = ([x, y]: Xy): { readonly hue: number; readonly sat: number } => {
  const angle = Math.atan2(y - WHITE[1], x - WHITE[0]);
  const redAngle = Math.atan2(GAMUT_C[0][1] - WHITE[1], GAMUT_C[0][0] - WHITE[0]);
  const turn = (((angle - redAngle) / (2 * Math.PI)) % 1) + 1;
  const far = Math.hypot(x - WHITE[0], y - WHITE[1]);
  return { hue: Math.round((turn % 1) * 65_535), sat: Math.min(254, Math.round((far / 0.35) * 254)) };
};

/** The chromaticity of any colour. */
export const xyOf = (colour: LampColour): Xy => {
  if (colour.mode === 'ct') return xyOfMirek(colour.mirek);
  return colour.mode === 'xy' ? colour.xy : xyOfHueSat(colour.hue, colour.sat);
};

/** The colour at `share` (0..1) of the way: along mirek between two whites, otherwise straight in xy. */
export const colourBetween = (from: LampColour, to: LampColour, share: number): LampColour => {
  if (share >= 1) return to;
  if (share <= 0) return from;
  if (from.mode === 'ct' && to.mode === 'ct') return { mode: 'ct', mirek: mix(from.mirek, to.mirek, share) };
  return { mode: 'xy', xy: mixXy(xyOf(from), xyOf(to), share) };
};

const cross = (a: Xy, b: Xy, p: Xy): number => (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);

const nearestOnEdge = (a: Xy, b: Xy, p: Xy): Xy => {
  const along = [b[0] - a[0], b[1] - a[1]] as const;
  const share = ((p[0] - a[0]) * along[0] + (p[1] - a[1]) * along[1]) / (along[0] ** 2 + along[1] ** 2);
  return mixXy(a, b, Math.min(1, Math.max(0, share)));
};

/** The nearest point that the lamp can make; this, and not the wish, is what a bridge reports afterwards. */
export const insideGamut = (point: Xy, [red, green, blue]: Gamut): Xy => {
  const edges: readonly (readonly [Xy, Xy])[] = [
    [red, green],
    [green, blue],
    [blue, red],
  ];
  const signs = edges.map(([a, b]) => cross(a, b, point));
  if (signs.every((sign) => sign >= 0) || signs.every((sign) => sign <= 0)) return point;
  const distance = (to: Xy): number => Math.hypot(to[0] - point[0], to[1] - point[1]);
  return edges
    .map(([a, b]) => nearestOnEdge(a, b, point))
    .reduce((best, next) => (distance(next) < distance(best) ? next : best));
};
