// The colour part of a look, as one lamp can show it, in the API's figures. Pure; it must never ask a lamp for what it
// does not have.

import { within } from '../../../shared/preset/ladder.ts';
import type { Look } from '../../../shared/preset/preset.ts';
import { type Chromaticity, chromaticityOfKelvin } from '../../../shared/score/planckian.ts';
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

/** What one lamp can show of a look's colour: the nearest it has. */
export const colourPart = (look: Look, { mirek, hasColour }: LampAbility): ColourPart => {
  const isColour = 'colour' in look;
  if (mirek !== null && !(isColour && hasColour)) {
    return { ct: within(askedMirek(look), mirek) };
  }
  if (!hasColour) return {};
  const [x, y] = isColour ? [look.colour.x, look.colour.y] : chromaticityOfKelvin(look.warmthK);
  return { xy: [round4(x), round4(y)] };
};

const keyOf = (part: ColourPart): string => Object.keys(part)[0] ?? '';

/** As near as bridges round what they were told. */
const SAME_MIREK = 1;
const SAME_XY = 0.005;

/** True for two parts that name the same colour in the same way. */
export const isSamePart = (a: ColourPart, b: ColourPart): boolean => {
  if ('ct' in a && 'ct' in b) return Math.abs(a.ct - b.ct) <= SAME_MIREK;
  if (!('xy' in a && 'xy' in b)) return keyOf(a) === keyOf(b);
  return a.xy.every((value, i) => Math.abs(value - (b.xy[i] ?? Number.NaN)) <= SAME_XY);
};

/**
 * The colour that a group is sent for a look. Each lamp takes from it what it can, so the white is the warmest or coldest
 * that any of them has. `others` are the lamps, by place, that need to be told something else.
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
  const ranges = abilities.flatMap(({ mirek }, i) => (keyOf(parts[i] ?? {}) === 'ct' ? (mirek ?? []) : []));
  const least = Math.min(...ranges.map((range) => range.least));
  const most = Math.max(...ranges.map((range) => range.most));
  return { part: { ct: within(askedMirek(look), { least, most }) }, others };
};
