// A bridge's list of lamps, read and checked. It must never take for a lamp what cannot be dimmed: a plug only jumps.

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
  readonly isOn: boolean;
}

/** The whites that the API can name, 6536–2000 K (Hue API, "Lights": `ct` 153–500). */
export const API_MIREK: Range = { least: 153, most: 500 };

/** The white of a lamp that has only one; 2700 K, as Hue's white lamps are sold. */
const PLAIN_WHITE_K = 2700;

const number = v.pipe(v.number(), v.finite());
const pair = v.pipe(v.array(number), v.length(2));
const given = <T extends v.GenericSchema>(schema: T) => v.fallback(v.optional(schema), undefined);

const LightSchema = v.object({
  name: v.string(),
  state: v.object({
    on: v.boolean(),
    bri: number,
    ct: given(number),
    xy: given(pair),
    colormode: given(v.string()),
    reachable: given(v.boolean()),
  }),
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

const reportedLook = ({ state }: Light): Look => {
  const brightnessPct = state.on ? within((state.bri / 254) * 100, { least: 0, most: 100 }) : 0;
  const [x, y] = state.xy ?? [];
  const showsColour = state.colormode === 'xy' || state.colormode === 'hs' || state.ct === undefined;
  if (showsColour && x !== undefined && y !== undefined) {
    return { brightnessPct, colour: { x: within(x, PART), y: within(y, PART) } };
  }
  // A look's warmth goes from 1800 to 6500 K.
  const warmthK = state.ct === undefined || state.ct <= 0 ? PLAIN_WHITE_K : kelvin(state.ct);
  return { brightnessPct, warmthK: within(warmthK, { least: 1800, most: 6500 }) };
};

/** `powerfail`: as before the cut, lit or not (Hue API, "Lights": `config.startup`). */
const afterPowerCutOf = ({ config }: Light): AfterPowerCut | null => {
  const mode = config?.startup?.mode;
  if (mode === undefined) return null;
  return mode === 'powerfail' ? 'asBefore' : 'otherwise';
};

const lampOf = (id: string, light: Light): HueLamp => {
  const mirek = mirekRange(light);
  return {
    id,
    name: light.name,
    reachable: light.state.reachable ?? true,
    warmthK: mirek === null ? null : { least: kelvin(mirek.most), most: kelvin(mirek.least) },
    mirek,
    hasColour: light.state.xy !== undefined,
    afterPowerCut: afterPowerCutOf(light),
    reported: reportedLook(light),
    isOn: light.state.on,
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
  entriesIn(answer, LightSchema)?.map(([id, light]) => lampOf(id, light)) ?? null;
