// The `/groups` part of the practice bridge's API, where scenes are recalled too. It must never answer differently from a
// real bridge.

import { type Answer, done, isName, isStrings, type Json, type JsonFields, refuse } from './answers.ts';
import { readGroupAction, readSceneState, type StateValues, successes } from './state.ts';
import {
  applyState,
  type Call,
  type Delivery,
  freeId,
  isLights,
  lightsOf,
  type Methods,
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
  const { values, refused } = readGroupAction(body, address);
  if (Object.keys(values).length === 0) return refused;
  const scene = values.scene === undefined ? undefined : store.scenes.get(values.scene);
  if (values.scene !== undefined && !scene) return [refuse.invalidValue(address, 'scene', values.scene)];
  const delivery = store.deliver('group');
  if (scene) recall(store, scene, group, values, delivery);
  else for (const light of lightsOf(store, group.lights)) applyState(store, light, values, delivery);
  return [...successes(values, address, null, store.clock()), ...refused];
};

/** The lights of a group of this type, or why it cannot hold them. */
const membersOf = (
  { store, address }: Call,
  asked: Json,
  type: StoredGroup['type'],
  ownId: string | null,
): readonly string[] | Answer => {
  const isTooFew = isStrings(asked) && asked.length === 0 && type === 'LightGroup';
  if (!isLights(store, asked) || isTooFew) return refuse.invalidValue(address, 'lights', asked);
  if (asked.length > MOST_LIGHTS) return refuse.tooManyItems(`${address}/lights`);
  const others = [...store.groups].filter(([id, group]) => group.type === 'Room' && id !== ownId);
  const taken = others.some(([, group]) => group.lights.some((id) => asked.includes(id)));
  return type === 'Room' && taken ? refuse.lightIsInAnotherRoom(`${address}/lights`) : asked;
};

const create = (call: Call): readonly Answer[] => {
  const { store, address, body } = call;
  const { type = 'LightGroup', lights, name = '', class: kind = 'Other', recycle } = body;
  if (type !== 'LightGroup' && type !== 'Room' && type !== 'Zone') {
    return [refuse.invalidValue(address, 'type', type)];
  }
  if (lights === undefined && type === 'LightGroup') return [refuse.missingParameters(address)];
  if (!isName(name, 0)) return [refuse.invalidValue(address, 'name', name)];
  if (typeof kind !== 'string') return [refuse.invalidValue(address, 'class', kind)];
  const members = membersOf(call, lights ?? [], type, null);
  if (!isStrings(members)) return [members];
  if (store.groups.size >= MOST_GROUPS) return [refuse.groupTableFull()];
  const id = freeId(store.groups);
  store.groups.set(id, {
    name: name || `Group ${id}`,
    lights: members,
    type,
    class: type === 'LightGroup' ? null : kind,
    recycle: recycle === true,
  });
  return [{ success: { id } }];
};

const change = (call: Call, id: string, { type, class: kind }: StoredGroup): readonly Answer[] => {
  const { store, address, body } = call;
  return Object.entries(body).map(([name, value]) => {
    const set = (changed: Partial<StoredGroup>): Answer => {
      const before = store.groups.get(id);
      if (before) store.groups.set(id, { ...before, ...changed });
      return done(`${address}/${name}`, value);
    };
    const isKnown = name === 'name' || name === 'lights' || (name === 'class' && kind !== null);
    if (!isKnown) return refuse.noSuchParameter(address, name);
    if (name === 'lights') {
      const lights = membersOf(call, value, type, id);
      return isStrings(lights) ? set({ lights }) : lights;
    }
    if (name === 'name' && isName(value)) return set({ name: value });
    if (name === 'class' && typeof value === 'string') return set({ class: value });
    return refuse.invalidValue(address, name, value);
  });
};

const remove = (store: Store, id: string): readonly Answer[] => {
  store.groups.delete(id);
  for (const [sceneId, scene] of store.scenes) if (scene.group === id) store.scenes.delete(sceneId);
  return [{ success: `/groups/${id} deleted.` }];
};

/** What `/groups` and the addresses below it take. */
export const groupsAt = (call: Call): Methods | null => {
  const { store, path, address } = call;
  const [, id, part] = path;
  if (id === undefined) return { GET: () => shownGroups(store), POST: () => create(call) };
  const group = id === '0' ? everything(store) : store.groups.get(id);
  if (!group || path.length > 3) return null;
  if (part !== undefined) return part === 'action' ? { PUT: () => act(call, group) } : null;
  const GET = () => shownGroup(store, group);
  const refused = () => [refuse.groupIsFixed(address)];
  if (id === '0') return { GET, PUT: refused, DELETE: refused };
  return { GET, PUT: () => change(call, id, group), DELETE: () => remove(store, id) };
};
