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
  bridgeId: string;
  /** Scenes keep no transition. */
  readonly scenesForgetTransitions: boolean;
  /** Asked once for each accepted command. */
  deliver: (kind: CommandKind) => Delivery;
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
    startupFields: plan.hasStartup === false ? null : { mode: 'safety', configured: true },
  };
};

/** The lights of these ids, in their order; unknown ids are passed over. */
export const lightsOf = (store: Store, ids: readonly string[]): readonly StoredLight[] =>
  ids.flatMap((id) => store.lights.get(id) ?? []);

const keep = (store: Store, light: StoredLight): StoredLight => {
  store.lights.set(light.id, light);
  return light;
};

const ordered = (store: Store, light: StoredLight, command: LampOrder, isHeard: boolean): StoredLight => {
  const nowMs = store.clock();
  const told = commanded(light.told, command, nowMs);
  const hears = isHeard && light.powered && light.reachable;
  return { ...light, told, real: hears ? commanded(light.real, command, nowMs) : light.real };
};

/** Gives a lamp an order. One that cannot be reached never hears it, but the bridge believes it did. */
export const order = (store: Store, light: StoredLight, command: LampOrder): StoredLight =>
  keep(store, ordered(store, light, command, true));

/** Carries out accepted state parameters on a lamp, as far as they get; returns the lamp as the answer tells of it. */
export const applyState = (
  store: Store,
  light: StoredLight,
  values: StateValues,
  delivery: Delivery,
): StoredLight => {
  const { alert = light.alert, effect = light.effect } = values;
  const command = commandFor(values, light.told);
  const after = ordered(store, { ...light, alert, effect }, command, delivery === 'carried');
  return delivery === 'swallowed' ? after : keep(store, after);
};

/** Sets what a lamp does when power returns, and how the API shows it. False if it has no such setting. */
export const startUpAs = (
  store: Store,
  light: StoredLight,
  startup: Startup,
  fields: JsonFields,
): boolean => {
  if (light.startupFields === null) return false;
  keep(store, { ...light, startup, startupFields: { ...fields, configured: true } });
  return true;
};

/** Lets a lamp be reached or not; once reached again, the bridge learns what the lamp really does. */
export const reach = (store: Store, light: StoredLight, reachable: boolean): StoredLight => {
  if (!light.powered) return light;
  return keep(store, { ...light, reachable, told: reachable ? light.real : light.told });
};

/** Cuts a lamp's mains power, or returns it and lets the lamp do what its startup preset says. */
export const power = (store: Store, light: StoredLight, powered: boolean): StoredLight => {
  if (powered === light.powered) return light;
  if (!powered) {
    const real = withoutPower(light.real, store.clock());
    return keep(store, { ...light, powered, reachable: false, real });
  }
  const real = withPowerBack(light.real, light.startup);
  // It starts without the effect or the alert that it was in, and the bridge hears from it again.
  return keep(store, {
    ...light,
    powered,
    reachable: true,
    real,
    told: real,
    alert: 'none',
    effect: 'none',
  });
};

/** `state` of a light, as the API shows it. */
export const reportedState = (store: Store, light: StoredLight): JsonFields => ({
  ...reportedLight(light.told, light.effect, light.alert, store.clock()),
  mode: 'homeautomation',
  reachable: light.reachable,
});
