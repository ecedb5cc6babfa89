// The `/lights` part of the practice bridge's API. It must never answer differently from a real bridge.

import {
  type Answer,
  done,
  invalidValue,
  isFields,
  isName,
  type Json,
  type JsonFields,
  missingParameters,
  noSuchMethod,
  noSuchParameter,
  noSuchResource,
} from './answers.ts';
import type { Startup } from './lamp.ts';
import { describedLamp } from './room.ts';
import { commandFor, readLampState, readSceneState, successes } from './state.ts';
import { applyState, type Call, reportedState, type Store, type StoredLight, startUpAs } from './store.ts';

const shownLight = (store: Store, light: StoredLight): JsonFields => ({
  state: reportedState(store, light),
  name: light.name,
  ...describedLamp(light.told.traits.kind, light.id, light.startupFields),
});

/** All lights by id, as `GET /lights` shows them. */
export const shownLights = (store: Store): JsonFields =>
  Object.fromEntries([...store.lights.values()].map((light) => [light.id, shownLight(store, light)]));

const setState = ({ store, address, body }: Call, light: StoredLight): readonly Answer[] => {
  if (Object.keys(body).length === 0) return [missingParameters(address)];
  const { values, refused } = readLampState(body, address, light.told);
  if (Object.keys(values).length === 0) return refused;
  const after = applyState(store, light, values, store.deliver('light'));
  return [...successes(values, address, after.told, store.clock()), ...refused];
};

const setAttributes = ({ store, address, body }: Call, light: StoredLight): readonly Answer[] => {
  if (Object.keys(body).length === 0) return [missingParameters(address)];
  return Object.entries(body).map(([parameter, value]) => {
    if (parameter !== 'name') return noSuchParameter(address, parameter);
    if (!isName(value)) return invalidValue(address, parameter, value);
    store.lights.set(light.id, { ...light, name: value });
    return done(`${address}/name`, value);
  });
};

const customStartup = (fields: JsonFields, light: StoredLight): Startup => {
  const { values } = readSceneState(fields, '');
  const { bri, colour } = commandFor(values, light.told);
  return { mode: 'custom', ...(bri !== undefined && { bri }), ...(colour && { colour }) };
};

const startupOf = (value: Json, light: StoredLight): Startup | null => {
  if (!isFields(value)) return null;
  const { mode, customsettings: custom } = value;
  if (mode === 'safety' || mode === 'powerfail' || mode === 'lastonstate') return { mode };
  return mode === 'custom' && isFields(custom) ? customStartup(custom, light) : null;
};

const setConfig = ({ store, address, body }: Call, light: StoredLight): readonly Answer[] => {
  const { startup: asked } = body;
  if (asked === undefined) return [missingParameters(address)];
  if (light.startupFields === null) return [noSuchParameter(address, 'startup')];
  const startup = startupOf(asked, light);
  if (!startup || !isFields(asked)) return [invalidValue(address, 'startup', asked)];
  startUpAs(store, light, startup, asked);
  return Object.entries(asked).flatMap(([name, value]) =>
    isFields(value)
      ? Object.entries(value).map(([part, set]) => done(`${address}/startup/${name}/${part}`, set))
      : done(`${address}/startup/${name}`, value),
  );
};

/** Answers a request to `/lights` and below. */
export const answerLights = (call: Call): Json => {
  const { store, method, path, address } = call;
  const [, id, part] = path;
  if (id === undefined) {
    if (method === 'GET') return shownLights(store);
    if (method === 'POST') return [done('/lights', 'Searching for new devices')];
    return [noSuchMethod(method, address)];
  }
  if (id === 'new' && method === 'GET') return { lastscan: 'none' };
  const light = store.lights.get(id);
  if (!light || path.length > 3) return [noSuchResource(address)];
  if (part === undefined && method === 'GET') return shownLight(store, light);
  if (method !== 'PUT') return [noSuchMethod(method, address)];
  if (part === undefined) return setAttributes(call, light);
  if (part === 'state') return setState(call, light);
  return part === 'config' ? setConfig(call, light) : [noSuchResource(address)];
};
