// The `/groups` part of the practice bridge's API, where scenes are recalled too. It must never answer differently from a
// real bridge.

import {
  type Answer,
  created,
  deleted,
  done,
  groupIsFixed,
  groupTableFull,
  invalidValue,
  isName,
  isStrings,
  type Json,
  type JsonFields,
  lightIsInAnotherRoom,
  missingParameters,
  noSuchMethod,
  noSuchParameter,
  noSuchResource,
  tooManyItems,
} from './answers.ts';
import { readGroupAction, readSceneState, type StateValues, successes } from './state.ts';
import {
  applyState,
  type Call,
  type Delivery,
  freeId,
  lightsOf,
  reportedState,
  type Store,
  type StoredGroup,
  type StoredScene,
} from './store.ts';

/** Hue API, capabilities of a BSB002. */
export const MOST_GROUPS = 64;
export const MOST_LIGHTS = 63;

const everything = (store: Store): StoredGroup => ({
  name: 'Group 0',
  lights: [...store.lights.keys()],
  type: 'LightGroup',
  class: null,
  recycle: false,
});

const shownGroup = (store: Store, group: StoredGroup): JsonFields => {
  const lights = lightsOf(store, group.lights);
  const first = lights[0];
  const { mode: _mode, reachable: _reachable, ...action } = first ? reportedState(store, first) : {};
  const anyOn = lights.some((light) => light.told.on);
  const { class: kind, ...shown } = group;
  const state = { all_on: anyOn && lights.every((light) => light.told.on), any_on: anyOn };
  return { ...shown, ...(kind !== null && { class: kind }), sensors: [], state, action };
};

/** All groups by id, as `GET /groups` shows them: without group 0. */
export const shownGroups = (store: Store): JsonFields =>
  Object.fromEntries([...store.groups].map(([id, group]) => [id, shownGroup(store, group)]));

const recall = (
  store: Store,
  scene: StoredScene,
  group: StoredGroup,
  values: StateValues,
  delivery: Delivery,
): void => {
  for (const light of lightsOf(store, scene.lights)) {
    const state = scene.lightstates[light.id];
    if (!state || !group.lights.includes(light.id)) continue;
    const own = readSceneState(state, '').values;
    const { transitiontime = own.transitiontime } = values;
    applyState(store, light, { ...own, ...(transitiontime !== undefined && { transitiontime }) }, delivery);
  }
};

const act = ({ store, address, body }: Call, group: StoredGroup): readonly Answer[] => {
  if (Object.keys(body).length === 0) return [missingParameters(address)];
  const { values, refused } = readGroupAction(body, address);
  if (Object.keys(values).length === 0) return refused;
  const scene = values.scene === undefined ? undefined : store.scenes.get(values.scene);
  if (values.scene !== undefined && !scene) return [invalidValue(address, 'scene', values.scene)];
  const delivery = store.deliver('group');
  if (scene) recall(store, scene, group, values, delivery);
  else for (const light of lightsOf(store, group.lights)) applyState(store, light, values, delivery);
  return [...successes(values, address, null, store.clock()), ...refused];
};

/** Why these lights cannot make up a group of this type, or null if they can. */
const lightsRefused = (call: Call, value: Json, type: Json, ownId: string | null): Answer | null => {
  const { store, address } = call;
  if (!isStrings(value) || !value.every((id) => store.lights.has(id))) {
    return invalidValue(address, 'lights', value);
  }
  if (value.length === 0 && type === 'LightGroup') return invalidValue(address, 'lights', value);
  if (value.length > MOST_LIGHTS) return tooManyItems(`${address}/lights`);
  const others = [...store.groups].filter(([id, group]) => group.type === 'Room' && id !== ownId);
  const taken = others.some(([, group]) => group.lights.some((id) => value.includes(id)));
  return type === 'Room' && taken ? lightIsInAnotherRoom(`${address}/lights`) : null;
};

const groupType = (value: Json): StoredGroup['type'] | null =>
  value === 'LightGroup' || value === 'Room' || value === 'Zone' ? value : null;

const create = (call: Call): readonly Answer[] => {
  const { store, address, body } = call;
  const { type: asked = 'LightGroup', lights, name = '', class: kind = 'Other', recycle } = body;
  const type = groupType(asked);
  if (!type) return [invalidValue(address, 'type', asked)];
  if (lights === undefined && type === 'LightGroup') return [missingParameters(address)];
  if (!isName(name, 0)) return [invalidValue(address, 'name', name)];
  if (typeof kind !== 'string') return [invalidValue(address, 'class', kind)];
  const members = lights ?? [];
  const refusal = lightsRefused(call, members, type, null);
  if (refusal || !isStrings(members)) return [refusal ?? invalidValue(address, 'lights', members)];
  if (store.groups.size >= MOST_GROUPS) return [groupTableFull()];
  const id = freeId(store.groups);
  const common = { name: name || `Group ${id}`, lights: members, type, recycle: recycle === true };
  store.groups.set(id, { ...common, class: type === 'LightGroup' ? null : kind });
  return [created(id)];
};

const changed = (call: Call, id: string, group: StoredGroup, name: string, value: Json): Answer => {
  const { store, address } = call;
  const set = (next: StoredGroup): Answer => {
    store.groups.set(id, next);
    return done(`${address}/${name}`, value);
  };
  if (name === 'name')
    return isName(value) ? set({ ...group, name: value }) : invalidValue(address, name, value);
  if (name === 'class' && group.class !== null) {
    return typeof value === 'string' ? set({ ...group, class: value }) : invalidValue(address, name, value);
  }
  if (name !== 'lights') return noSuchParameter(address, name);
  const refusal = lightsRefused(call, value, group.type, id);
  return (
    refusal ?? (isStrings(value) ? set({ ...group, lights: value }) : invalidValue(address, name, value))
  );
};

const change = (call: Call, id: string): readonly Answer[] => {
  const entries = Object.entries(call.body);
  if (entries.length === 0) return [missingParameters(call.address)];
  return entries.flatMap(([name, value]) => {
    const group = call.store.groups.get(id);
    return group ? changed(call, id, group, name, value) : [];
  });
};

const remove = (store: Store, id: string): readonly Answer[] => {
  store.groups.delete(id);
  for (const [sceneId, scene] of store.scenes) if (scene.group === id) store.scenes.delete(sceneId);
  return [deleted(`/groups/${id}`)];
};

/** Answers a request to `/groups` and below. */
export const answerGroups = (call: Call): Json => {
  const { store, method, path, address } = call;
  const [, id, part] = path;
  if (id === undefined) {
    if (method === 'GET') return shownGroups(store);
    return method === 'POST' ? create(call) : [noSuchMethod(method, address)];
  }
  const group = id === '0' ? everything(store) : store.groups.get(id);
  if (!group || path.length > 3 || (part !== undefined && part !== 'action'))
    return [noSuchResource(address)];
  if (part === 'action') return method === 'PUT' ? act(call, group) : [noSuchMethod(method, address)];
  if (method === 'GET') return shownGroup(store, group);
  if (method !== 'PUT' && method !== 'DELETE') return [noSuchMethod(method, address)];
  if (id === '0') return [groupIsFixed(address)];
  return method === 'PUT' ? change(call, id) : remove(store, id);
};
