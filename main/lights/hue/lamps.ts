// A bridge's list of lamps, read and checked: a field that is missing or odd is unknown, and its lamp stays. It must never
// take for a lamp what cannot be dimmed: a plug only jumps.

import * as v from 'valibot';
import { type Range, within } from '../../../shared/preset/ladder.ts';
import type { Look } from '../../../shared/preset/preset.ts';
import type { AfterPowerCut, BridgeLamp } from '../rig.ts';

/** What a lamp can do, as its bridge says. */
export interface LampAbility {
  /** Coldest and warmest white, in mirek; null without a range of whites. */
  readonly mirek: Range | null;
  readonly hasColour: boolean;
  /** null: the lamp has no such setting. */
  readonly afterPowerCut: AfterPowerCut | null;
}

/** A lamp as the rig knows it. */
export interface HueLamp extends BridgeLamp, LampAbility {
  /** null: the bridge does not say. */
  readonly isOn: boolean | null;
}

/** The whites that the API can name, 6536–2000 K (Hue API, "Lights": `ct` 153–500). */
export const API_MIREK: Range = { least: 153, most: 500 };

/** The white of a lamp that has only one; 2700 K, as Hue's white lamps are sold. */
const PLAIN_WHITE_K = 2700;

const number = v.pipe(v.number(), v.finite());
const pair = v.pipe(v.array(number), v.length(2));
const words = v.pipe(v.string(), v.trim(), v.minLength(1));

/** A field of a bridge's answer; undefined when it is missing or anything else. */
export const given = <T extends v.GenericSchema>(schema: T) => v.fallback(v.optional(schema), undefined);

const LightSchema = v.object({
  name: given(words),
  /** `Extended color light`, or `On/Off plug-in unit` */
  type: given(words),
  productname: given(words),
  uniqueid: given(words),
  state: v.fallback(
    v.optional(
      v.object({
        on: given(v.boolean()),
        /** null: there, and no number. */
        bri: v.optional(
          v.union([
            number,
            v.pipe(
              v.unknown(),
              v.transform(() => null),
            ),
          ]),
        ),
        ct: given(number),
        xy: given(pair),
        colormode: given(v.string()),
        reachable: given(v.boolean()),
        effect: given(words),
        alert: given(words),
      }),
      {},
    ),
    {},
  ),
  capabilities: given(
    v.object({ control: given(v.object({ ct: given(v.object({ min: number, max: number })) })) }),
  ),
  config: given(v.object({ startup: given(v.object({ mode: v.string() })) })),
});
type Light = v.InferOutput<typeof LightSchema>;

const mirekRange = ({ state, capabilities }: Light): LampAbility['mirek'] => {
  const given = capabilities?.control?.ct;
  if (given === undefined) return state.ct === undefined ? null : API_MIREK;
  // Some makers' lamps report 0 or 65535 at the ends.
  const least = within(given.min, API_MIREK);
  const most = within(given.max, API_MIREK);
  return least < most ? { least, most } : null;
};

/** A coordinate of a colour. */
const PART: Range = { least: 0, most: 1 };

const kelvin = (mirek: number): number => Math.round(1e6 / mirek);

/** What a lamp is told to show; null when the bridge does not say. One that is off shows nothing, whatever its `bri`. */
const reportedLook = ({ state }: Light): Look | null => {
  const { on, bri, ct, xy, colormode } = state;
  if (on === undefined || (on && typeof bri !== 'number')) return null;
  const brightnessPct = on ? within(((bri ?? 0) / 254) * 100, { least: 0, most: 100 }) : 0;
  const [x, y] = xy ?? [];
  const showsColour = colormode === 'xy' || colormode === 'hs' || ct === undefined;
  if (showsColour && x !== undefined && y !== undefined) {
    return { brightnessPct, colour: { x: within(x, PART), y: within(y, PART) } };
  }
  // A look's warmth goes from 1800 to 6500 K.
  const warmthK = ct === undefined || ct <= 0 ? PLAIN_WHITE_K : kelvin(ct);
  return { brightnessPct, warmthK: within(warmthK, { least: 1800, most: 6500 }) };
};

/** `powerfail`: as before the cut, lit or not (Hue API, "Lights": `config.startup`). */
const afterPowerCutOf = ({ config }: Light): AfterPowerCut | null => {
  const mode = config?.startup?.mode;
  if (mode === undefined) return null;
  return mode === 'powerfail' ? 'asBefore' : 'otherwise';
};

/** A plug has no brightness, and says so by its type (Hue API, "Supported devices"). */
const isDimmable = ({ type, state }: Light): boolean => {
  const { bri, ct, xy, colormode } = state;
  if (typeof bri === 'number') return true;
  if (type !== undefined) return !/on\/off/i.test(type);
  return [bri, ct, xy, colormode].some((field) => field !== undefined);
};

const COLOUR_TYPE = /^(extended )?color light$/i;

/** An alert `select` is over by itself, and many lamps report it for ever. */
const leftRunningIn = ({ state: { effect = 'none', alert = 'none' } }: Light): HueLamp['leftRunning'] => [
  ...(effect === 'none' ? [] : (['effect'] as const)),
  ...(alert === 'none' || alert === 'select' ? [] : (['alert'] as const)),
];

const lampOf = (id: string, light: Light): HueLamp => {
  const { name, type, productname, state } = light;
  const mirek = mirekRange(light);
  return {
    id,
    uniqueId: light.uniqueid ?? null,
    // Without a name of its own, it is called by what its bridge says that it is.
    name: name ?? [productname ?? type ?? [], id].flat().join(' '),
    reachable: state.reachable ?? true,
    warmthK:
      mirek === null || state.ct === undefined
        ? null
        : { least: kelvin(mirek.most), most: kelvin(mirek.least) },
    mirek,
    hasColour: state.xy !== undefined || (type !== undefined && COLOUR_TYPE.test(type)),
    afterPowerCut: afterPowerCutOf(light),
    reported: reportedLook(light),
    leftRunning: leftRunningIn(light),
    isOn: state.on ?? null,
  };
};

/** The entries of an answer that lists things by id, each read by a schema; null when the answer is no such list. */
export const entriesIn = <T extends v.GenericSchema>(
  answer: unknown,
  schema: T,
): readonly (readonly [id: string, entry: v.InferOutput<T>])[] | null => {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return null;
  return Object.entries(answer).flatMap(([id, entry]) => {
    const read = v.safeParse(schema, entry);
    return read.success ? [[id, read.output] as const] : [];
  });
};

/** The lamps in a bridge's answer to `GET /lights`; null when it is no such answer. */
export const lampsIn = (answer: unknown): readonly HueLamp[] | null =>
  entriesIn(answer, LightSchema)?.flatMap(([id, light]) => (isDimmable(light) ? [lampOf(id, light)] : [])) ??
  null;
