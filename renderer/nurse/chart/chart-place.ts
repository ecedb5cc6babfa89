// Where things stand in the chart: from time, ladder and level to pixels. Pure.

import { LIGHT_LADDER } from '../../../shared/preset/ladder.ts';
import { LEVEL_DB } from '../../../shared/preset/preset.ts';
import type { Ms } from '../../../shared/session/session.ts';
import type { ChartPhase, ChartScore, Knot } from './chart-score.ts';

/** Where the plot lies in the drawing, in pixels. */
export interface ChartPlace {
  /** The font size of the chart. */
  readonly em: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: (at: Ms) => number;
  readonly yOfRung: (rung: number) => number;
  readonly yOfLevel: (levelDb: number) => number;
}

/** The share at the top that the lines leave to the phases' names. */
const HEADROOM = 0.22;

const round = (value: number): number => Math.round(value * 10) / 10;

export const placeFor = (
  size: { readonly width: number; readonly height: number },
  { beginsAt, endsAt }: Pick<ChartScore, 'beginsAt' | 'endsAt'>,
): ChartPlace => {
  const em = size.width >= 1000 ? 18 : size.width >= 560 ? 15 : 13;
  const left = 2;
  const top = em * 1.5;
  const width = Math.max(1, size.width - left * 2);
  const height = Math.max(1, size.height - top - em * 2.6);
  const bottom = top + height;
  const span = Math.max(1, endsAt - beginsAt);
  const y = (share: number): number =>
    round(bottom - Math.min(1, Math.max(0, share)) * height * (1 - HEADROOM));
  return {
    em,
    left,
    top,
    width,
    height,
    x: (at) => round(left + ((at - beginsAt) / span) * width),
    yOfRung: (rung) => y(rung / (LIGHT_LADDER.length - 1)),
    yOfLevel: (levelDb) => y(1 - levelDb / LEVEL_DB.least),
  };
};

/** How wide a name is with its margins, in pixels; a rough estimate, rather too wide. */
const nameWidth = (name: string, em: number): number => (name.length * 0.56 + 1.4) * em;

/** Where a phase's name begins: in its band, or above it where the band is too narrow. */
export interface NamePlace {
  readonly x: number;
  readonly row: 'within' | 'above';
}

/** A lower chart, in font sizes, has no room for names among its lines. */
const LOW_EMS = 6.5;

/**
 * The places of the phases' names; null where one would overlap the needle, another name or a line.
 */
export const placesOfNames = (
  phases: readonly ChartPhase[],
  place: ChartPlace,
  needleX: number | null,
): readonly (NamePlace | null)[] => {
  const { em, left, width, height } = place;
  const margin = em * 0.75;
  const isCrossed = (x: number, until: number): boolean =>
    needleX !== null && needleX > x - margin && needleX < until;
  let takenUntil = left;
  return phases.map(({ name, beganAt, endsAt }) => {
    const x = place.x(beganAt);
    const needs = nameWidth(name, em);
    if (x + needs <= place.x(endsAt)) {
      const start = needleX !== null && isCrossed(x, x + needs) ? Math.max(x, needleX) : x;
      if (height < em * LOW_EMS || start + needs > place.x(endsAt)) return null;
      return { x: start + margin, row: 'within' };
    }
    // The far end above the bands belongs to the assess mark.
    if (x < takenUntil || isCrossed(x, x + needs) || x + needs > left + width - em * 4) return null;
    takenUntil = x + needs;
    return { x: x + margin, row: 'above' };
  });
};

/** An SVG path of straight pieces through the knots. */
export const linePath = (
  knots: readonly Knot[],
  pointOf: (knot: Knot) => readonly [number, number],
): string =>
  knots
    .map((knot, i) => {
      const [x, y] = pointOf(knot);
      return `${i === 0 ? 'M' : 'L'}${x} ${y}`;
    })
    .join(' ');
