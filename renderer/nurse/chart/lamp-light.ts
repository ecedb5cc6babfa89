// What light a lamp is believed to give at an instant, its colour on a screen, and where it hangs in the picture of the room. Pure.

import type { LampView } from '../../../shared/ipc/snapshot.ts';
import type { Look } from '../../../shared/preset/preset.ts';
import { mixLooks } from '../../../shared/score/light-score.ts';
import { chromaticityOfKelvin } from '../../../shared/score/planckian.ts';

/** A lamp's look at a wall instant, during or after its fade. */
export const lookOfLamp = ({ from, to, beganAt, endsAt }: LampView, wallMs: number): Look => {
  if (wallMs >= endsAt || endsAt <= beganAt) return to;
  return mixLooks(from, to, Math.max(0, (wallMs - beganAt) / (endsAt - beganAt)));
};

/** True while any lamp's fade is fast enough to be seen within a second. */
export const areMoving = (lamps: readonly LampView[], wallMs: number): boolean =>
  lamps.some(({ beganAt, endsAt }) => wallMs < endsAt + 500 && endsAt - beganAt < 120_000);

/** Over so long a fade changes by less than an eye sees from one quarter of a second to the next, in ms. */
const SLOW_MS = 6000;

/** True for a lamp whose fade would be seen in steps. */
export const isQuick = ({ beganAt, endsAt }: LampView): boolean => endsAt - beganAt < SLOW_MS;

const gamma = (linear: number): number =>
  255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055);

/** The colour of a look's light on a screen, as bright as its strongest channel allows (matrix and gamma of IEC 61966-2-1). */
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

/** A place in the picture, in its own units (372 × 232). */
export interface Spot {
  readonly x: number;
  readonly y: number;
  /** How it is held: from the ceiling, on a stand on the floor, or on the wall. */
  readonly hangs: 'ceiling' | 'stand' | 'wall';
}

/** Between the window and the door, in rows of at most eight. */
const CEILING = { left: 60, right: 290, row: 8, top: 26, next: 22 };

const ceilingSpot = (index: number, count: number): Spot => {
  const rows = Math.ceil(count / CEILING.row);
  const perRow = Math.ceil(count / rows);
  const row = Math.floor(index / perRow);
  const inRow = Math.min(perRow, count - row * perRow);
  const step = (CEILING.right - CEILING.left) / (inRow + 1);
  const x = CEILING.left + step * ((index % perRow) + 1);
  return { x, y: CEILING.top + row * CEILING.next, hangs: 'ceiling' };
};

/** One by the chair, one behind it, and the rest on the wall above. */
const taskSpot = (index: number): Spot => {
  if (index === 0) return { x: 284, y: 146, hangs: 'stand' };
  if (index === 1) return { x: 134, y: 134, hangs: 'stand' };
  const place = index - 2;
  return { x: 156 + (place % 6) * 22, y: 96 + Math.floor(place / 6) * 18, hangs: 'wall' };
};

/** Above the door, in rows of three. */
const doorSpot = (index: number, count: number): Spot => {
  const inRow = Math.min(3, count - Math.floor(index / 3) * 3);
  const x = 331 + ((index % 3) - (inRow - 1) / 2) * 15;
  return { x, y: 64 - Math.floor(index / 3) * 15, hangs: 'wall' };
};

/** Where each lamp is drawn, by its id. A lamp without a role is not drawn. */
export const spotsOf = (lamps: readonly LampView[]): ReadonlyMap<string, Spot> => {
  const ofRole = (role: LampView['role'], spotOf: (index: number, count: number) => Spot) => {
    const some = lamps.filter((lamp) => lamp.role === role);
    return some.map((lamp, i) => [lamp.id, spotOf(i, some.length)] as const);
  };
  return new Map([
    ...ofRole('ambient', ceilingSpot),
    ...ofRole('task', taskSpot),
    ...ofRole('door', doorSpot),
  ]);
};
