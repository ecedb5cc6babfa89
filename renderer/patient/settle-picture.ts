// The still picture of settle: very dark warm tones on black, as a pure function of place and time since Start. It
// drifts one way only, more and more slowly. It must never breathe, loop or return.

/** Red, green and blue, 0–255, not rounded. */
export type Tone = readonly [red: number, green: number, blue: number];

interface Glow {
  /** Its centre at Start, and its drift within 34 minutes; in shares of width and height. */
  readonly at: readonly [x: number, y: number];
  readonly drift: readonly [x: number, y: number];
  /** Its reach (one standard deviation), in the same shares. */
  readonly reach: readonly [x: number, y: number];
  readonly tone: Tone;
}

/** Amber low on the left, clay high on the right, ember beneath: none lighter than the darkest room. */
const GLOWS: readonly Glow[] = [
  { at: [0.18, 0.74], drift: [0.06, -0.14], reach: [0.3, 0.4], tone: [29, 14, 4] },
  { at: [0.86, 0.3], drift: [-0.06, 0.15], reach: [0.27, 0.36], tone: [24, 9, 6] },
  { at: [0.6, 1.1], drift: [-0.13, -0.03], reach: [0.5, 0.26], tone: [16, 8, 2] },
];

/** The black hollow round the ring, so that people find the ring: how black, and how wide. */
const HOLLOW = { depth: 0.94, reach: [0.1, 0.16] } as const;

/** The drift grows with the logarithm of time over this, in ms; it covers its length once in 34 minutes. */
const SLOWNESS_MS = 20 * 60_000;

/** How far everything has drifted; it grows for ever, more and more slowly. */
const drifted = (sinceStartMs: number): number => Math.log1p(Math.max(0, sinceStartMs) / SLOWNESS_MS);

/** A glow along one axis; the glow is the product of both axes. */
const along = (share: number, middle: number, reach: number): number =>
  Math.exp(-((share - middle) ** 2) / (2 * reach ** 2));

const middleOf = (glow: Glow, axis: 0 | 1, drift: number): number => glow.at[axis] + glow.drift[axis] * drift;

/**
 * Decides for each pixel whether a tone is rounded up or down (0–1). It is even, shows no pattern and never changes.
 * Without it so few dark tones would show as bands. (Interleaved gradient noise: J. Jimenez,
 * “Next Generation Post Processing in Call of Duty”, 2014.)
 */
export const grainAt = (x: number, y: number): number =>
  (52.982_918_9 * ((0.067_110_56 * x + 0.005_837_15 * y) % 1)) % 1;

/**
 * Calls back with the tone of each pixel, before rounding, row by row. A large display takes some milliseconds, since
 * each glow is the product of its two axes.
 */
export const eachTone = (
  width: number,
  height: number,
  sinceStartMs: number,
  take: (x: number, y: number, red: number, green: number, blue: number) => void,
): void => {
  const drift = drifted(sinceStartMs);
  const axis = (length: number, middle: number, reach: number): Float64Array =>
    Float64Array.from({ length }, (_, pixel) => along((pixel + 0.5) / length, middle, reach));
  const glows = GLOWS.map((glow) => ({
    xs: axis(width, middleOf(glow, 0, drift), glow.reach[0]),
    ys: axis(height, middleOf(glow, 1, drift), glow.reach[1]),
    tone: glow.tone,
  }));
  const hollowXs = axis(width, 0.5, HOLLOW.reach[0]);
  const hollowYs = axis(height, 0.5, HOLLOW.reach[1]);
  for (let y = 0; y < height; y += 1) {
    const hollowY = HOLLOW.depth * (hollowYs[y] ?? 0);
    for (let x = 0; x < width; x += 1) {
      const hollow = 1 - hollowY * (hollowXs[x] ?? 0);
      let [red, green, blue] = [0, 0, 0];
      for (const { xs, ys, tone } of glows) {
        const given = hollow * (xs[x] ?? 0) * (ys[y] ?? 0);
        red += tone[0] * given;
        green += tone[1] * given;
        blue += tone[2] * given;
      }
      take(x, y, red, green, blue);
    }
  }
};

/** Paints the picture into RGBA pixels. */
export const paintPicture = (
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
  sinceStartMs: number,
): void => {
  let i = 0;
  eachTone(width, height, sinceStartMs, (x, y, red, green, blue) => {
    const grain = grainAt(x, y);
    pixels[i] = Math.floor(red + grain);
    pixels[i + 1] = Math.floor(green + grain);
    pixels[i + 2] = Math.floor(blue + grain);
    pixels[i + 3] = 255;
    i += 4;
  });
};
