// Light states as a client sends them: which parameters exist, which values they may have, and what they mean to one
// lamp. It must never move a lamp itself.

import type { Chromaticity } from '../../../shared/score/planckian.ts';
import { type Answer, done, isWhole, type Json, type JsonFields, refuse } from './answers.ts';
import { hueSatOf, type LampColour, mirekOfXy, xyOf } from './colour.ts';
import { type Lamp, type LampCommand, type LampKind, reportedBri, withinTraits } from './lamp.ts';

/** The parameters of a light state that were accepted, by their API names. */
export interface StateValues {
  readonly on?: boolean;
  readonly bri?: number;
  readonly hue?: number;
  readonly sat?: number;
  readonly xy?: Chromaticity;
  readonly ct?: number;
  readonly bri_inc?: number;
  readonly hue_inc?: number;
  readonly sat_inc?: number;
  readonly xy_inc?: Chromaticity;
  readonly ct_inc?: number;
  readonly alert?: string;
  readonly effect?: string;
  /** In 100 ms. */
  readonly transitiontime?: number;
  readonly scene?: string;
}

const isPair = (value: Json, min: number, max: number): boolean =>
  Array.isArray(value) &&
  value.length === 2 &&
  value.every((part) => typeof part === 'number' && part >= min && part <= max);

/** Value ranges from the Hue API, "Lights" 1.6 and "Groups" 2.5. */
const ACCEPTS: Readonly<Record<keyof StateValues, (value: Json) => boolean>> = {
  on: (value) => typeof value === 'boolean',
  bri: (value) => isWhole(value, 1, 254),
  hue: (value) => isWhole(value, 0, 65_535),
  sat: (value) => isWhole(value, 0, 254),
  xy: (value) => isPair(value, 0, 1),
  ct: (value) => isWhole(value, 153, 500),
  bri_inc: (value) => isWhole(value, -254, 254),
  hue_inc: (value) => isWhole(value, -65_534, 65_534),
  sat_inc: (value) => isWhole(value, -254, 254),
  xy_inc: (value) => isPair(value, -0.5, 0.5),
  ct_inc: (value) => isWhole(value, -65_534, 65_534),
  alert: (value) => value === 'none' || value === 'select' || value === 'lselect',
  effect: (value) => value === 'none' || value === 'colorloop',
  transitiontime: (value) => isWhole(value, 0, 65_535),
  scene: (value) => typeof value === 'string',
};

const EVERY_LAMP = ['on', 'bri', 'bri_inc', 'alert', 'transitiontime'] as const;
const WHITE_LAMP = [...EVERY_LAMP, 'ct', 'ct_inc'] as const;
const COLOUR_LAMP = [...WHITE_LAMP, 'hue', 'hue_inc', 'sat', 'sat_inc', 'xy', 'xy_inc', 'effect'] as const;
type LampParameter = (typeof COLOUR_LAMP)[number];

const KNOWN_TO: Readonly<Record<LampKind, readonly LampParameter[]>> = {
  white: EVERY_LAMP,
  ambiance: WHITE_LAMP,
  colour: COLOUR_LAMP,
};

const needsLight = (name: string): boolean => name !== 'on' && name !== 'alert' && name !== 'transitiontime';

/** A body as it was read: what was accepted, and the answer to everything that was not. */
export interface ReadState {
  readonly values: StateValues;
  readonly refused: readonly Answer[];
}

const read = (
  body: JsonFields,
  address: string,
  names: readonly string[],
  isUnheard: (name: string) => boolean = () => false,
): ReadState => {
  const values: Record<string, Json> = {};
  const refused: Answer[] = [];
  for (const [name, value] of Object.entries(body)) {
    const isValid = names.includes(name) ? ACCEPTS[name as keyof StateValues] : undefined;
    if (name === 'mode') refused.push(refuse.notModifiable(address, name));
    else if (isValid === undefined) refused.push(refuse.noSuchParameter(address, name));
    else if (isUnheard(name)) refused.push(refuse.deviceIsOff(address, name));
    else if (isValid(value)) values[name] = value;
    else refused.push(refuse.invalidValue(address, name, value));
  }
  return { values, refused };
};

/** Reads a state for one lamp: what it cannot do is unknown (6), and while it is off nothing else is taken (201). */
export const readLampState = (body: JsonFields, address: string, lamp: Lamp): ReadState => {
  const { on } = body;
  const willBeOn = typeof on === 'boolean' ? on : lamp.on;
  return read(body, address, KNOWN_TO[lamp.traits.kind], (name) => !willBeOn && needsLight(name));
};

/** Reads a state for many lamps, each of which takes from it what it can. */
export const readGroupAction = (body: JsonFields, address: string): ReadState =>
  read(body, address, [...COLOUR_LAMP, 'scene']);

/** Reads one lamp's state in a scene. */
export const readSceneState = (body: JsonFields, address: string): ReadState =>
  read(body, address, ['on', 'bri', 'hue', 'sat', 'xy', 'ct', 'effect', 'transitiontime']);

const clamped = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));

const asHueSat = (colour: LampColour): { readonly hue: number; readonly sat: number } =>
  colour.mode === 'hs' ? colour : hueSatOf(xyOf(colour));

const mirekOf = (colour: LampColour): number =>
  colour.mode === 'ct' ? colour.mirek : Math.round(mirekOfXy(xyOf(colour)));

const askedXy = ({ xy, xy_inc: step }: StateValues, now: LampColour): LampColour | null => {
  if (xy) return { mode: 'xy', xy };
  if (!step) return null;
  const [x, y] = xyOf(now);
  return { mode: 'xy', xy: [clamped(x + step[0], 0, 1), clamped(y + step[1], 0, 1)] };
};

const askedWhite = ({ ct, ct_inc: step }: StateValues, now: LampColour): LampColour | null => {
  if (ct !== undefined) return { mode: 'ct', mirek: ct };
  return step === undefined ? null : { mode: 'ct', mirek: clamped(mirekOf(now) + step, 153, 500) };
};

const askedHueSat = (values: StateValues, now: LampColour): LampColour | null => {
  const { hue, sat, hue_inc: hueStep, sat_inc: satStep } = values;
  if ((hue ?? sat ?? hueStep ?? satStep) === undefined) return null;
  const from = asHueSat(now);
  return {
    mode: 'hs',
    hue: hue ?? (from.hue + (hueStep ?? 0) + 65_536) % 65_536,
    sat: sat ?? clamped(from.sat + (satStep ?? 0), 0, 254),
  };
};

/** xy beats ct, and ct beats hue and sat, as the API says; a lamp takes the first of them that it can do. */
const askedColour = (values: StateValues, lamp: Lamp): LampColour | undefined =>
  [askedXy, askedWhite, askedHueSat]
    .flatMap((asked) => asked(values, lamp.colour) ?? [])
    .find((colour) => withinTraits(colour, lamp.traits) !== null);

/** The command that the accepted parameters are for this lamp. */
export const commandFor = (values: StateValues, lamp: Lamp): LampCommand => {
  const colour = askedColour(values, lamp);
  const stepped = values.bri_inc === undefined ? undefined : clamped(lamp.bri + values.bri_inc, 1, 254);
  const bri = values.bri ?? stepped;
  return {
    ...(values.on !== undefined && { on: values.on }),
    ...(bri !== undefined && { bri }),
    ...(colour && { colour }),
    ...(values.transitiontime !== undefined && { transitionMs: values.transitiontime * 100 }),
  };
};

/** The successes for what was accepted. For one lamp, an increment is answered with the value that it led to. */
export const successes = (
  values: StateValues,
  address: string,
  lamp: Lamp | null,
  nowMs: number,
): readonly Answer[] =>
  Object.entries(values).map(([name, value]: [string, Json]) => {
    if (!lamp || !name.endsWith('_inc')) return done(`${address}/${name}`, value);
    const led = name.slice(0, -'_inc'.length);
    const reported: JsonFields = targets(lamp, nowMs);
    return done(`${address}/${led}`, reported[led] ?? value);
  });

const rounded = ([x, y]: Chromaticity): readonly number[] => [
  Math.round(x * 1e4) / 1e4,
  Math.round(y * 1e4) / 1e4,
];

/** Where the lamp is going, in all the API's parameters; a lamp reports those it has. */
const targets = (lamp: Lamp, nowMs: number) => {
  const { hue, sat } = asHueSat(lamp.colour);
  const warmth = withinTraits({ mode: 'ct', mirek: mirekOf(lamp.colour) }, lamp.traits);
  const ct = warmth?.mode === 'ct' ? warmth.mirek : mirekOf(lamp.colour);
  return { bri: reportedBri(lamp, nowMs), hue, sat, xy: rounded(xyOf(lamp.colour)), ct };
};

/** The part of a report that is about light: targets, whatever the lamp puts out at this instant. */
export const reportedLight = (lamp: Lamp, effect: string, alert: string, nowMs: number): JsonFields => {
  const { on, colour, traits } = lamp;
  const { bri, hue, sat, xy, ct } = targets(lamp, nowMs);
  if (traits.kind === 'white') return { on, bri, alert };
  if (traits.kind === 'ambiance') return { on, bri, ct, alert, colormode: 'ct' };
  return { on, bri, hue, sat, effect, xy, ct, alert, colormode: colour.mode };
};

/** What a scene keeps of a lamp as it is now. */
export const capturedState = (lamp: Lamp, nowMs: number): JsonFields => {
  const level: JsonFields = { on: lamp.on, bri: reportedBri(lamp, nowMs) };
  if (lamp.traits.kind === 'white') return level;
  if (lamp.colour.mode === 'ct') return { ...level, ct: lamp.colour.mirek };
  return { ...level, xy: rounded(xyOf(lamp.colour)) };
};
