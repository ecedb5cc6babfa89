// What a practice lamp really puts out at an instant, whatever its bridge reports.

import { type LampColour, xyOf } from '../../main/lights/practice/colour.ts';
import { type Lamp, levelAt, tintAt } from '../../main/lights/practice/lamp.ts';

/** A colour as it is seen: white in mirek, or a chromaticity. */
export type SeenColour = Exclude<LampColour, { readonly mode: 'hs' }>;

/** What leaves the lamp. `colour` is null for a lamp with one white. */
export interface Light {
  /** 0..100, linear in `bri`: `bri` 1 is 1/254 of full. */
  readonly brightnessPct: number;
  readonly colour: SeenColour | null;
}

const seen = (colour: LampColour): SeenColour =>
  colour.mode === 'hs' ? { mode: 'xy', xy: xyOf(colour) } : colour;

/** What the lamp really puts out at `nowMs`, on the same clock as its commands. */
export const outputAt = (lamp: Lamp, nowMs: number): Light => ({
  brightnessPct: (levelAt(lamp, nowMs) / 254) * 100,
  colour: lamp.traits.kind === 'white' ? null : seen(tintAt(lamp, nowMs)),
});
