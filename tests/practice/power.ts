// Power cuts, lost ZigBee, dimmers at the wall and other numbers: what happens to the lamps of a practice bridge from
// outside.

import {
  createLamp,
  type Lamp,
  type LampCommand,
  levelAt,
  resting,
  SAFETY_WHITE,
  type Startup,
  tintAt,
  withinTraits,
} from '../../main/lights/practice/lamp.ts';
import { afterCommand, type Store, type StoredLight } from '../../main/lights/practice/store.ts';

/** Mains power lost: the lamp is dark at once, and any fade ends where it stood. */
export const withoutPower = (lamp: Lamp, nowMs: number): Lamp => ({
  ...lamp,
  bri: lamp.on ? Math.max(1, Math.round(levelAt(lamp, nowMs))) : lamp.bri,
  level: resting(0),
  tint: resting(tintAt(lamp, nowMs)),
});

/** Mains power back: at once what the startup preset says. Where none was set, a lamp comes up in full white. */
export const withPowerBack = (lamp: Lamp, startup: Startup): Lamp => {
  const colour = lamp.tint.to;
  if (startup.mode === 'powerfail') return createLamp(lamp.traits, { on: lamp.on, bri: lamp.bri, colour });
  if (startup.mode === 'lastonstate') return createLamp(lamp.traits, { on: true, bri: lamp.bri, colour });
  if (startup.mode === 'safety') return createLamp(lamp.traits, { on: true, bri: 254, colour: SAFETY_WHITE });
  const custom = startup.colour && withinTraits(startup.colour, lamp.traits);
  return createLamp(lamp.traits, { on: true, bri: startup.bri ?? lamp.bri, colour: custom ?? colour });
};

/** Someone uses a dimmer: the lamp follows, and the bridge reports it. */
export const command = (store: Store, light: StoredLight, wanted: LampCommand): void => {
  store.lights.set(light.id, afterCommand(store, light, wanted, true));
};

/** Puts a lamp out of reach or back; once back, the bridge learns what the lamp really does. */
export const reach = (store: Store, light: StoredLight, reachable: boolean): void => {
  if (!light.powered) return;
  store.lights.set(light.id, { ...light, reachable, told: reachable ? light.real : light.told });
};

/** Cuts a lamp's mains power, or returns it and lets the lamp do what its startup preset says. */
export const power = (store: Store, light: StoredLight, powered: boolean): void => {
  if (powered === light.powered) return;
  if (!powered) {
    const real = withoutPower(light.real, store.clock());
    store.lights.set(light.id, { ...light, powered, reachable: false, real });
    return;
  }
  // The lamp starts without the effect or the alert that it was in, and the bridge hears from it again.
  const real = withPowerBack(light.real, light.startup);
  const again = { ...light, powered, reachable: true, real, told: real, alert: 'none', effect: 'none' };
  store.lights.set(light.id, again);
};

/** Numbers the lamps from the other end; groups hold the same lamps as before, and scenes are gone. */
export const renumber = (store: Store): void => {
  const ids = [...store.lights.keys()];
  const numberOf = new Map(ids.map((id, i) => [id, ids[ids.length - 1 - i] ?? id]));
  const lights = ids.toReversed().flatMap((id) => store.lights.get(id) ?? []);
  store.lights.clear();
  for (const [i, light] of lights.entries())
    store.lights.set(ids[i] ?? light.id, { ...light, id: ids[i] ?? light.id });
  for (const [id, group] of store.groups) {
    store.groups.set(id, { ...group, lights: group.lights.map((lampId) => numberOf.get(lampId) ?? lampId) });
  }
  store.scenes.clear();
};
