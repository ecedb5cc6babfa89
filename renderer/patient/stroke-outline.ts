// The outline of a stroke that a hand draws, as an SVG path. The only file that imports perfect-freehand.

import { getStroke } from 'perfect-freehand';

/** A longer stroke is stored in parts, so that no frame draws more points than these. */
export const MOST_POINTS = 400;

/** A point of a stroke in the drawing's own units; pressure goes from 0 to 1. */
export interface StrokePoint {
  readonly x: number;
  readonly y: number;
  readonly pressure: number;
}

export interface StrokeWish {
  /** The width of the line at middle pressure, in the drawing's own units. */
  readonly width: number;
  /** The pressures come from a pen; otherwise the speed of the hand stands in for them. */
  readonly hasPressure: boolean;
  /** The hand has left the paper. */
  readonly isDone: boolean;
}

/** Nobody sees less than a tenth of a pixel. */
const figure = (value: number): string => value.toFixed(1);

const point = (x: number, y: number): string => `${figure(x)} ${figure(y)}`;

/** The outline of a stroke through these points: moves, curves and a close, with figures to a tenth. */
export const outlineOf = (points: readonly StrokePoint[], wish: StrokeWish): string => {
  const outline = getStroke([...points], {
    size: wish.width,
    thinning: wish.hasPressure ? 0.65 : 0.45,
    smoothing: 0.5,
    streamline: 0.4,
    simulatePressure: !wish.hasPressure,
    last: wish.isDone,
  });
  const first = outline[0];
  if (first === undefined) return '';
  const curves = outline.map(([x = 0, y = 0], i) => {
    const [nextX = 0, nextY = 0] = outline[(i + 1) % outline.length] ?? [];
    return `${point(x, y)} ${point((x + nextX) / 2, (y + nextY) / 2)}`;
  });
  return `M${point(first[0] ?? 0, first[1] ?? 0)}Q${curves.join(' ')}Z`;
};
