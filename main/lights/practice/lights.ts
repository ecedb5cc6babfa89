// The `/lights` part of the practice bridge's API. It must never answer differently from a real bridge.

import { type Answer, done, isFields, isName, type Json, type JsonFields, refuse } from './answers.ts';
import type { Startup } from './lamp.ts';
import { describedLamp } from './room.ts';
import { commandFor, readLampState, readSceneState, successes } from './state.ts';
import {
  applyState,
  type Call,
  type Methods,
  reportedState,
  type Store,
  type StoredLight,
  startUpAs,
} from './store.ts';

const shownLight = (store: Store, light: StoredLight): JsonFields => ({
  state: reportedState(store, light),
  name: light.name,
  ...describedLamp(light.told.traits.kind, light.serial, light.startupFields),
});

/** All lights by id, as `GET /lights` shows them. */
export const shownLights = (store: Store): JsonFields =>
  Object.fromEntries([...store.lights.values()].map((light) => [light.id, shownLight(store, light)]));

const setState = ({ store, address, body }: Call, light: StoredLight): readonly Answer[] => {
  const { values, refused } = readLampState(body, address, light.told);
  if (Object.keys(values).length === 0) return refused;
  const after = applyState(store, light, values, store.deliver('light'));
  return [...successes(values, address, after.told, store.clock()), ...refused];
};

const setAttributes = ({ store, address, body }: Call, light: StoredLight): readonly Answer[] =>
  Object.entries(body).map(([parameter, value]) => {
    if (parameter !== 'name') return refuse.noSuchParameter(address, parameter);
    if (!isName(value)) return refuse.invalidValue(address, parameter, value);
    store.lights.set(light.id, { ...light, name: value });
    return done(`${address}/name`, value);
  });

const startupOf = (value: Json, light: StoredLight): Startup | null => {
  if (!isFields(value)) return null;
  const { mode, customsettings: custom } = value;
  if (mode === 'safety' || mode === 'powerfail' || mode === 'lastonstate') return { mode };
  if (mode !== 'custom' || !isFields(custom)) return null;
  const { bri, colour } = commandFor(readSceneState(custom, '').values, light.told);
  return { mode, ...(bri !== undefined && { bri }), ...(colour && { colour }) };
};

const setConfig = ({ store, address, body }: Call, light: StoredLight): readonly Answer[] => {
  const { startup: asked } = body;
  if (asked === undefined) return [refuse.missingParameters(address)];
  if (light.startupFields === null) return [refuse.noSuchParameter(address, 'startup')];
  const startup = startupOf(asked, light);
  if (!startup || !isFields(asked)) return [refuse.invalidValue(address, 'startup', asked)];
  startUpAs(store, light, startup, asked);
  return Object.entries(asked).flatMap(([name, value]) =>
    isFields(value)
      ? Object.entries(value).map(([part, set]) => done(`${address}/startup/${name}/${part}`, set))
      : done(`${address}/startup/${name}`, value),
  );
};

/** What `/lights` and the addresses below it take. */
export const lightsAt = (call: Call): Methods | null => {
  const { store, method, path } = call;
  const [, id, part] = path;
  if (id === undefined) {
    return { GET: () => shownLights(store), POST: () => [done('/lights', 'Searching for new devices')] };
  }
  if (id === 'new' && method === 'GET') return { GET: () => ({ lastscan: 'none' }) };
  const light = store.lights.get(id);
  if (!light || path.length > 3) return null;
  if (part === undefined)
    return { GET: () => shownLight(store, light), PUT: () => setAttributes(call, light) };
  if (part === 'state') return { PUT: () => setState(call, light) };
  return part === 'config' ? { PUT: () => setConfig(call, light) } : null;
};
