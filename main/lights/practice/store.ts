// What the practice bridge keeps: lights, groups, scenes and users. It must never know of HTTP; everything in
// it is replaced whole, never changed in place.

import type { JsonFields } from './answers.ts';
import { commanded, type Lamp, type LampOrder, type Startup, withoutPower, withPowerBack } from './lamp.ts';
import { type LampPlan, lampOf } from './room.ts';
import { commandFor, reportedLight, type StateValues } from './state.ts';

/** A lamp as the bridge knows it, and as it is: the two differ while a lamp cannot be reached. */
export interface StoredLight {
  readonly id: string;
  readonly name: string;
  readonly told: Lamp;
  readonly real: Lamp;
  readonly powered: boolean;
  readonly reachable: boolean;
  readonly alert: string;
  readonly effect: string;
  readonly startup: Startup;
  /** `config.startup` as the API shows it. */
  readonly startupFields: JsonFields;
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

export interface Store {
  readonly lights: Map<string, StoredLight>;
  readonly groups: Map<string, StoredGroup>;
  readonly scenes: Map<string, StoredScene>;
  readonly users: Map<string, StoredUser>;
  name: string;
  /** On `clock`; null until the link button was pressed. */
  pressedAtMs: number | null;
  readonly bridgeId: string;
  /** Milliseconds of any origin, never going back: lamps fade on it. */
  readonly clock: () => number;
  /** The date shown in reports. */
  readonly date: () => Date;
  /** 0..1, for ids and keys. */
  readonly random: () => number;
}

/** The API writes dates without zone or fraction: `2026-10-17T09:30:00`. */
export const stamp = (date: Date): string => date.toISOString().slice(0, 19);

/** As many characters of an alphabet as asked for. */
export const randomText = (random: () => number, length: number, alphabet: string): string =>
  Array.from({ length }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('');

/** The characters of which a bridge makes user names and scene ids. */
export const ID_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The lowest number from 1 not yet taken, as a string: so a bridge numbers groups. */
export const freeId = (taken: ReadonlyMap<string, unknown>): string => {
  let id = 1;
  while (taken.has(String(id))) id += 1;
  return String(id);
};

/** The lamp of a plan, as the bridge knows it when the room is first opened. */
export const storedLight = (plan: LampPlan, id: string): StoredLight => {
  const lamp = lampOf(plan);
  return {
    id,
    name: plan.name,
    told: lamp,
    real: lamp,
    powered: true,
    reachable: true,
    alert: 'none',
    effect: 'none',
    startup: { mode: 'safety' },
    startupFields: { mode: 'safety', configured: true },
  };
};

/** The lights of these ids, in their order; unknown ids are passed over. */
export const lightsOf = (store: Store, ids: readonly string[]): readonly StoredLight[] =>
  ids.flatMap((id) => store.lights.get(id) ?? []);

const keep = (store: Store, light: StoredLight): StoredLight => {
  store.lights.set(light.id, light);
  return light;
};

/** Gives a lamp an order. One that cannot be reached never hears it, but the bridge believes it did. */
export const order = (store: Store, light: StoredLight, command: LampOrder): StoredLight => {
  const nowMs = store.clock();
  const told = commanded(light.told, command, nowMs);
  const hears = light.powered && light.reachable;
  return keep(store, { ...light, told, real: hears ? commanded(light.real, command, nowMs) : light.real });
};

/** Carries out accepted state parameters on a lamp. */
export const applyState = (store: Store, light: StoredLight, values: StateValues): StoredLight => {
  const { alert = light.alert, effect = light.effect } = values;
  return order(store, { ...light, alert, effect }, commandFor(values, light.told));
};

/** Lets a lamp be reached or not; once reached again, the bridge learns what the lamp really does. */
export const reach = (store: Store, light: StoredLight, reachable: boolean): StoredLight =>
  keep(store, { ...light, reachable, told: reachable ? light.real : light.told });

/** Cuts a lamp's mains power, or returns it and lets the lamp do what its startup preset says. */
export const power = (store: Store, light: StoredLight, powered: boolean): StoredLight => {
  if (powered === light.powered) return light;
  if (!powered) {
    const real = withoutPower(light.real, store.clock());
    return keep(store, { ...light, powered, reachable: false, real });
  }
  const real = withPowerBack(light.real, light.startup);
  return keep(store, { ...light, powered, reachable: true, real, told: real });
};

/** `state` of a light, as the API shows it. */
export const reportedState = (store: Store, light: StoredLight): JsonFields => ({
  ...reportedLight(light.told, light.effect, light.alert, store.clock()),
  mode: 'homeautomation',
  reachable: light.reachable,
});
