// From a look to what one lamp can show of it, in the API's figures. Pure; it must never ask of a lamp what it does
// not have.

import type { Look } from '../../../shared/preset/preset.ts';
import { type Chromaticity, chromaticityOfKelvin } from '../../../shared/score/planckian.ts';
import type { HueState } from './api-client.ts';
import { API_MIREK, type LampAbility } from './lamps.ts';

/** The part of a light state that is about colour; empty for a lamp that has one white. */
export type ColourPart =
  | Readonly<Record<string, never>>
  | { readonly ct: number }
  | { readonly xy: Chromaticity };

const round4 = (value: number): number => Math.round(value * 1e4) / 1e4;

/** CIE 1976 u'v', in which distances are about as they are seen. */
const uvOf = ([x, y]: Chromaticity): Chromaticity => {
  const whole = -2 * x + 12 * y + 3;
  return [(4 * x) / whole, (9 * y) / whole];
};

const WHITES: readonly { readonly mirek: number; readonly uv: Chromaticity }[] = Array.from(
  { length: API_MIREK.most - API_MIREK.least + 1 },
  (_, i) => ({ mirek: API_MIREK.least + i, uv: uvOf(chromaticityOfKelvin(1e6 / (API_MIREK.least + i))) }),
);

/** The white nearest to a colour, in mirek within the API's range. */
export const nearestMirek = (colour: Chromaticity): number => {
  const [u, v] = uvOf(colour);
  const distance = ({ uv }: { readonly uv: Chromaticity }): number => Math.hypot(uv[0] - u, uv[1] - v);
  return WHITES.reduce((best, white) => (distance(white) < distance(best) ? white : best)).mirek;
};

const askedMirek = (look: Look): number =>
  'colour' in look ? nearestMirek([look.colour.x, look.colour.y]) : Math.round(1e6 / look.warmthK);

const withinRange = (
  mirek: number,
  { least, most }: { readonly least: number; readonly most: number },
): number => Math.min(most, Math.max(least, mirek));

/** What one lamp can show of a look's colour: the nearest it has. */
export const colourPart = (look: Look, { mirek, hasColour }: LampAbility): ColourPart => {
  const isColour = 'colour' in look;
  if (mirek !== null && !(isColour && hasColour)) return { ct: withinRange(askedMirek(look), mirek) };
  if (!hasColour) return {};
  const [x, y] = isColour ? [look.colour.x, look.colour.y] : chromaticityOfKelvin(look.warmthK);
  return { xy: [round4(x), round4(y)] };
};

const keyOf = (part: ColourPart): string => Object.keys(part)[0] ?? '';

/**
 * What a group is told of a look's colour: each lamp takes from it what it can, so that the white is the warmest
 * or coldest any of them has. `others` are the lamps, by place, that need to be told something else.
 */
export const groupColourPart = (
  look: Look,
  abilities: readonly LampAbility[],
): { readonly part: ColourPart; readonly others: readonly number[] } => {
  const parts = abilities.map((ability) => colourPart(look, ability));
  const native = 'colour' in look ? 'xy' : 'ct';
  const shown = parts.find((part) => keyOf(part) === native) ?? parts.find((part) => keyOf(part) !== '');
  if (shown === undefined) return { part: {}, others: [] };
  const others = parts.flatMap((part, i) => (keyOf(part) === keyOf(shown) || keyOf(part) === '' ? [] : [i]));
  if (!('ct' in shown)) return { part: shown, others };
  const ranges = abilities.flatMap((ability, i) =>
    keyOf(parts[i] ?? {}) === 'ct' ? (ability.mirek ?? []) : [],
  );
  const least = Math.min(...ranges.map((range) => range.least));
  const most = Math.max(...ranges.map((range) => range.most));
  return { part: { ct: withinRange(askedMirek(look), { least, most }) }, others };
};

/** The API counts transitions in 100 ms, up to 65535 (1 h 49 min). */
const STEP_MS = 100;
const MOST_STEPS = 65_535;

/** A fade in the API's steps: rounded up, so that it is never steeper than the guard allowed. */
export const transitionSteps = (overMs: number): number =>
  Math.min(MOST_STEPS, Math.max(0, Math.ceil(overMs / STEP_MS - 1e-6)));

/** Brightness 1–254; the least there is for anything above nothing. */
const briOf = (brightnessPct: number): number =>
  Math.min(254, Math.max(1, Math.round((brightnessPct / 100) * 254)));

/**
 * The state that fades to a look. At 0 % the lamp fades off; it then comes up again only by `bringUpState`, since
 * a bare `on` after such a fade would bring it up at 1.
 */
export const fadeState = (look: Look, part: ColourPart, overMs: number): HueState => {
  const transitiontime = transitionSteps(overMs);
  if (look.brightnessPct <= 0) return { on: false, transitiontime };
  return { on: true, bri: briOf(look.brightnessPct), ...part, transitiontime };
};

/** The state that brings an unlit lamp up at its least, in the colour to come: so no old colour is ever seen. */
export const bringUpState = (part: ColourPart): HueState => ({
  on: true,
  bri: 1,
  ...part,
  transitiontime: 0,
});
