// The stops of the editor's sliders: close together where a step is seen or heard, wide apart where it is not. Pure.

import { nearestPlace } from '../../../shared/preset/ladder.ts';

/** Brightness in %: single steps in the dark, where a session mostly is. */
export const BRIGHTNESS_STOPS: readonly number[] = [
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 22, 25, 28, 30, 35, 40, 45, 50, 55, 60, 65],
  ...[70, 75, 80, 85, 90, 95, 100],
];

const every = (least: number, most: number, step: number): readonly number[] =>
  Array.from({ length: Math.floor((most - least) / step) + 1 }, (_, i) => least + i * step);

/** Warmth in kelvin: candle to daylight. */
export const WARMTH_STOPS: readonly number[] = [...every(1800, 3000, 50), ...every(3100, 6500, 100)];

/** Fades in seconds, up to an hour. */
export const FADE_STOPS: readonly number[] = [
  ...[5, 10, 15, 20, 30, 45, 60, 75, 90, 105, 120, 150, 180, 210, 240, 270, 300, 330, 360, 420, 480, 540],
  ...[600, 720, 840, 900, 1080, 1200, 1500, 1800, 2400, 3000, 3600],
];

/** Levels in dB over the normalised track. */
export const LEVEL_STOPS: readonly number[] = every(-27, 0, 1);

/** The next stop after a value in a direction; the value itself at the end. */
export const nextStop = (stops: readonly number[], value: number, step: 1 | -1): number => {
  if (step === 1) return stops.find((stop) => stop > value + 1e-6) ?? value;
  return stops.findLast((stop) => stop < value - 1e-6) ?? value;
};

/** The stop nearest to a value. */
export const nearestStop = (stops: readonly number[], value: number): number =>
  stops[nearestPlace(stops, value)] ?? value;
