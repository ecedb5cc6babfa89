// What the practice bridge keeps: lights, groups, scenes and users. It must never know of HTTP. Its entries are
// replaced whole, never changed in place.

import { isStrings, type Json, type JsonFields } from './answers.ts';
import { commanded, type Lamp, type LampCommand, type Startup } from './lamp.ts';
import { type LampPlan, lampOf, TREATMENT_ROOM } from './room.ts';
import { commandFor, reportedLight, type StateValues } from './state.ts';

/** A lamp as the bridge knows it, and as it is: the two differ while a lamp is out of reach. */
export interface StoredLight {
  readonly id: string;
  /** The last digits of the lamp's own address: it keeps them whatever its number is. */
  readonly serial: number;
  readonly name: string;
  readonly told: Lamp;
  readonly real: Lamp;
  readonly powered: boolean;
  readonly reachable: boolean;
  readonly alert: string;
  readonly effect: string;
  /** What it does when power returns, set or as made. */
  readonly startup: Startup;
  /** `config.startup` as the API shows it; null for a lamp too old to have one. */
  readonly startupFields: JsonFields | null;
}

export interface StoredGroup {
  readonly name: string;
  readonly lights: readonly string[];
  readonly type: 'LightGroup' | 'Room' | 'Zone';
  readonly class: string | null;
  readonly recycle: boolean;
}

export interface StoredScene {
  readonly name: string;
  readonly type: 'LightScene' | 'GroupScene';
  readonly group: string | null;
  readonly lights: readonly string[];
  readonly lightstates: Readonly<Record<string, JsonFields>>;
  readonly owner: string;
  readonly recycle: boolean;
  readonly appdata: JsonFields;
  readonly picture: string;
  readonly lastupdated: string;
}

export interface StoredUser {
  readonly devicetype: string;
  readonly createdAt: string;
}

/** A command to one lamp, or to a group at once; a recalled scene is one to a group. */
export type CommandKind = 'light' | 'group';

/** How far an accepted command gets: to the lamps; only to the bridge's reports; nowhere. */
export type Delivery = 'carried' | 'unheard' | 'swallowed';

export interface Store {
  readonly lights: Map<string, StoredLight>;
  readonly groups: Map<string, StoredGroup>;
  readonly scenes: Map<string, StoredScene>;
  users: Map<string, StoredUser>;
  name: string;
  /** On `clock`; null until the link button was pressed. */
  pressedAtMs: number | null;
  /** Sixteen hexadecimal digits. */
  bridgeId: string;
  /** As some emulators: a scene does not keep `transitiontime`, and a recall takes the usual 400 ms. */
  readonly scenesForgetTransitions: boolean;
  /** Called once for each accepted command. */
  deliver: (kind: CommandKind) => Delivery;
  /** Milliseconds of any origin, never going back: lamps fade and the button expires by it. */
  readonly clock: () => number;
  /** The date shown in reports. */
  readonly date: () => Date;
  /** 0..1, for ids and keys. */
  readonly random: () => number;
}

/** One request, as the parts of the API see it. */
export interface Call {
  readonly store: Store;
  /** The user name in the path, known to the bridge. */
  readonly user: string;
  readonly method: string;
  /** The path after the user name: `['lights', '1', 'state']` */
  readonly path: readonly string[];
  /** The same as the API writes it in answers: `/lights/1/state` */
  readonly address: string;
  /** The body, empty where the request had none. */
  readonly body: JsonFields;
}

/** What can be done at one address, by HTTP method. */
export type Methods = Readonly<Record<string, () => Json>>;

/** What a bridge holds when it is opened; what is left out is as in the practice room. */
export interface StorePlan
  extends Partial<Pick<Store, 'clock' | 'date' | 'random' | 'bridgeId' | 'scenesForgetTransitions'>> {
  readonly lamps?: readonly LampPlan[];
  /** Keys that are paired from the start. */
  readonly knownUsers?: readonly string[];
}

/** The practice bridge's own id: recognisable in a log, and the same in every room. */
export const PRACTICE_BRIDGE_ID = '001788FFFE570001';

/** The API writes dates without zone or fraction: `2026-10-17T09:30:00`. */
export const stamp = (date: Date): string => date.toISOString().slice(0, 19);

/** As many characters of an alphabet as asked for. */
export const randomText = (random: () => number, length: number, alphabet: string): string =>
  Array.from({ length }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('');

/** The characters of which a bridge makes user names and scene ids. */
export const ID_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The lowest number from 1 that is not taken, as a string: so a bridge numbers groups. */
export const freeId = (taken: ReadonlyMap<string, unknown>): string => {
  let id = 1;
  while (taken.has(String(id))) id += 1;
  return String(id);
};

const storedLight = (plan: LampPlan, id: string): StoredLight => {
  const lamp = lampOf(plan);
  return {
    id,
    serial: Number(id),
    name: plan.name,
    told: lamp,
    real: lamp,
    powered: true,
    reachable: true,
    alert: 'none',
    effect: 'none',
    startup: { mode: 'safety' },
    startupFields: plan.hasStartup === false ? null : { mode: 'safety', configured: true },
  };
};

/** The store of a bridge as planned, with one room for every lamp but those outside. */
export const openStore = (plan: StorePlan): Store => {
  const { lamps = TREATMENT_ROOM, knownUsers = [], date = () => new Date() } = plan;
  const room: StoredGroup = {
    name: 'Treatment room',
    lights: lamps.flatMap(({ outside }, index) => (outside ? [] : [String(index + 1)])),
    type: 'Room',
    class: 'Bedroom',
    recycle: false,
  };
  const user: StoredUser = { devicetype: 'stillroom#practice', createdAt: stamp(date()) };
  return {
    lights: new Map(lamps.map((lamp, index) => [String(index + 1), storedLight(lamp, String(index + 1))])),
    groups: new Map([['1', room]]),
    scenes: new Map(),
    users: new Map(knownUsers.map((key) => [key, user])),
    name: 'Practice room',
    pressedAtMs: null,
    bridgeId: plan.bridgeId ?? PRACTICE_BRIDGE_ID,
    scenesForgetTransitions: plan.scenesForgetTransitions ?? false,
    deliver: () => 'carried',
    clock: plan.clock ?? (() => performance.now()),
    date,
    random: plan.random ?? Math.random,
  };
};

/** The lights of these ids, in their order; unknown ids are skipped. */
export const lightsOf = (store: Store, ids: readonly string[]): readonly StoredLight[] =>
  ids.flatMap((id) => store.lights.get(id) ?? []);

/** True for a list of lights that the bridge has. */
export const isLights = (store: Store, value: unknown): value is readonly string[] =>
  isStrings(value) && value.every((id) => store.lights.has(id));

/** The lamp after a command. One out of reach never hears it, but the bridge believes it did. */
export const afterCommand = (
  store: Store,
  light: StoredLight,
  command: LampCommand,
  isHeard: boolean,
): StoredLight => {
  const nowMs = store.clock();
  const told = commanded(light.told, command, nowMs);
  const hears = isHeard && light.powered && light.reachable;
  return { ...light, told, real: hears ? commanded(light.real, command, nowMs) : light.real };
};

/** Carries out accepted parameters on a lamp, as far as they get; returns the lamp as the answer describes it. */
export const applyState = (
  store: Store,
  light: StoredLight,
  values: StateValues,
  delivery: Delivery,
): StoredLight => {
  const { alert = light.alert, effect = light.effect } = values;
  const command = commandFor(values, light.told);
  const after = afterCommand(store, { ...light, alert, effect }, command, delivery === 'carried');
  if (delivery !== 'swallowed') store.lights.set(light.id, after);
  return after;
};

/** Sets what a lamp does when power returns, and how the API shows it; a lamp without the setting stays as made. */
export const startUpAs = (store: Store, light: StoredLight, startup: Startup, fields: JsonFields): void => {
  if (light.startupFields === null) return;
  store.lights.set(light.id, { ...light, startup, startupFields: { ...fields, configured: true } });
};

/** `state` of a light, as the API shows it. */
export const reportedState = (store: Store, light: StoredLight): JsonFields => ({
  ...reportedLight(light.told, light.effect, light.alert, store.clock()),
  mode: 'homeautomation',
  reachable: light.reachable,
});
