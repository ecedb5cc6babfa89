// The lamps of the practice room and how each describes itself to a client. Values only: it must hold nothing that
// changes.

import type { JsonFields } from './answers.ts';
import { GAMUT_C } from './colour.ts';
import { createLamp, type Lamp, type LampKind, type LampTraits, SAFETY_WHITE } from './lamp.ts';

/** One lamp to put into a practice room. */
export interface LampPlan {
  readonly name: string;
  readonly kind: LampKind;
  /** Left out of the room's group: the door lamp hangs in the corridor. */
  readonly outside?: boolean;
  /** False for an older lamp, which has no `config.startup` and comes back from a power cut in full white. */
  readonly hasStartup?: boolean;
  /** What it does at first; otherwise full 2700 K white, as rooms are found in the morning. */
  readonly start?: { readonly on: boolean; readonly bri: number };
  /** What it takes of a command for brightness and colour, where it takes only one of them; while off, its brightness. */
  readonly takesOne?: 'level' | 'tint';
}

/** The practice room: four ambient lamps, one to work by, and the one at the door. */
export const TREATMENT_ROOM: readonly LampPlan[] = [
  { name: 'Ceiling left', kind: 'colour' },
  { name: 'Ceiling right', kind: 'colour' },
  { name: 'Floor lamp', kind: 'colour' },
  { name: 'Bookshelf lamp', kind: 'colour' },
  { name: 'Desk task lamp', kind: 'ambiance' },
  { name: 'Door lamp', kind: 'colour', outside: true, start: { on: false, bri: 254 } },
];

/** Colour lamps reach 2000–6500 K, white ambiance 2200–6500 K (as LCT015 and LTW010 report). */
const TRAITS: Readonly<Record<LampKind, LampTraits>> = {
  colour: { kind: 'colour', mirekMin: 153, mirekMax: 500 },
  ambiance: { kind: 'ambiance', mirekMin: 153, mirekMax: 454 },
  white: { kind: 'white', mirekMin: 366, mirekMax: 366 },
};

/** The lamp of a plan, at rest. */
export const lampOf = (plan: LampPlan): Lamp => {
  const start = plan.start ?? { on: true, bri: 254 };
  const traits = { ...TRAITS[plan.kind], ...(plan.takesOne && { takesOne: plan.takesOne }) };
  return createLamp(traits, { ...start, colour: SAFETY_WHITE });
};

const capable = (isStreaming: boolean, control: JsonFields): JsonFields => ({
  certified: true,
  control,
  streaming: { renderer: isStreaming, proxy: isStreaming },
});

const MODELS: Readonly<Record<LampKind, JsonFields>> = {
  colour: {
    type: 'Extended color light',
    modelid: 'LCT015',
    productname: 'Hue color lamp',
    productid: 'Philips-LCT015-1-A19ECLv5',
    capabilities: capable(true, {
      mindimlevel: 1000,
      maxlumen: 806,
      colorgamuttype: 'C',
      colorgamut: GAMUT_C,
      ct: { min: TRAITS.colour.mirekMin, max: TRAITS.colour.mirekMax },
    }),
  },
  ambiance: {
    type: 'Color temperature light',
    modelid: 'LTW010',
    productname: 'Hue ambiance lamp',
    productid: 'Philips-LTW010-1-A19CTv2',
    capabilities: capable(false, {
      mindimlevel: 1000,
      maxlumen: 806,
      ct: { min: TRAITS.ambiance.mirekMin, max: TRAITS.ambiance.mirekMax },
    }),
  },
  white: {
    type: 'Dimmable light',
    modelid: 'LWB010',
    productname: 'Hue white lamp',
    productid: 'Philips-LWB010-1-A19DLv4',
    capabilities: capable(false, { mindimlevel: 5000, maxlumen: 806 }),
  },
};

/** What a bridge says of a lamp besides its name and its light; `startup` is `config.startup` as set, if any. */
export const describedLamp = (kind: LampKind, serial: number, startup: JsonFields | null): JsonFields => ({
  ...MODELS[kind],
  swupdate: { state: 'noupdates', lastinstall: '2024-02-01T09:00:00' },
  manufacturername: 'Signify Netherlands B.V.',
  config: {
    archetype: 'sultanbulb',
    function: 'mixed',
    direction: 'omnidirectional',
    ...(startup && { startup }),
  },
  uniqueid: `00:17:88:01:57:00:00:${serial.toString(16).padStart(2, '0')}-0b`,
  swversion: '1.108.7',
  swconfigid: '3416C2DD',
});
