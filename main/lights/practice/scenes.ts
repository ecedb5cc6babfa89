// The `/scenes` part of the practice bridge's API: scenes kept on the bridge, with each lamp's state and its own
// transition. It must never answer differently from a real bridge.

import {
  type Answer,
  done,
  isFields,
  isName,
  isStrings,
  isWhole,
  type Json,
  type JsonFields,
  refuse,
} from './answers.ts';
import { capturedState, readSceneState, successes } from './state.ts';
import {
  type Call,
  ID_ALPHABET,
  isLights,
  lightsOf,
  type Methods,
  randomText,
  type Store,
  type StoredScene,
  stamp,
} from './store.ts';

/** Hue API, capabilities of a BSB002. */
export const MOST_SCENES = 200;

const shownScene = ({ group, lightstates: _lightstates, ...shown }: StoredScene): JsonFields => ({
  ...shown,
  ...(group !== null && { group }),
  locked: false,
  version: 2,
});

/** All scenes by id, as `GET /scenes` shows them: without their light states. */
export const shownScenes = (store: Store): JsonFields =>
  Object.fromEntries([...store.scenes].map(([id, scene]) => [id, shownScene(scene)]));

const captured = (store: Store, ids: readonly string[], extra: JsonFields): Record<string, JsonFields> => {
  const nowMs = store.clock();
  const lights = lightsOf(store, ids);
  return Object.fromEntries(lights.map(({ id, told }) => [id, { ...capturedState(told, nowMs), ...extra }]));
};

/** What the bridge keeps of a lamp's state in a scene. */
const kept = (store: Store, { transitiontime, ...state }: JsonFields): JsonFields =>
  transitiontime === undefined || store.scenesForgetTransitions ? state : { ...state, transitiontime };

/** Reads `lightstates`; a state for a lamp outside the scene is an invalid value. */
const readStates = (store: Store, given: JsonFields, lights: readonly string[], address: string) => {
  const states: Record<string, JsonFields> = {};
  const answers: Answer[] = [];
  const refused: Answer[] = [];
  for (const [id, state] of Object.entries(given)) {
    if (!isFields(state) || !lights.includes(id)) {
      refused.push(refuse.invalidValue(address, 'lightstates', state));
      continue;
    }
    const read = readSceneState(state, `${address}/lights/${id}/state`);
    states[id] = kept(store, { ...read.values });
    answers.push(...successes(read.values, `${address}/lights/${id}/state`, null, 0));
    refused.push(...read.refused);
  }
  return { states, answers, refused };
};

/** The lights of a scene, or why it cannot hold them. */
const lightsIn = ({ store, address }: Call, asked: Json): readonly string[] | Answer =>
  isLights(store, asked) && asked.length > 0 ? asked : refuse.invalidValue(address, 'lights', asked);

/** The lights of a new scene: its own list, or those of its group; otherwise why there can be no such scene. */
const lightsFor = (call: Call): readonly string[] | Answer => {
  const { store, address, body } = call;
  const { type, group, lights } = body;
  if (type !== 'GroupScene') {
    return lights === undefined ? refuse.missingParameters(address) : lightsIn(call, lights);
  }
  if (lights !== undefined) return refuse.notModifiable(address, 'lights');
  if (group === undefined) return refuse.missingParameters(address);
  const found = typeof group === 'string' ? store.groups.get(group) : undefined;
  return found ? found.lights : refuse.invalidValue(address, 'group', group);
};

const create = (call: Call): readonly Answer[] => {
  const { store, address, body, user } = call;
  const { name, type = 'LightScene', group, recycle, appdata, picture, transitiontime, lightstates } = body;
  if (name === undefined) return [refuse.missingParameters(address)];
  if (!isName(name)) return [refuse.invalidValue(address, 'name', name)];
  if (type !== 'LightScene' && type !== 'GroupScene') return [refuse.invalidValue(address, 'type', type)];
  const lights = lightsFor(call);
  if (!isStrings(lights)) return [lights];
  const id = randomText(store.random, 15, ID_ALPHABET);
  const given = readStates(store, isFields(lightstates) ? lightstates : {}, lights, `/scenes/${id}`);
  if (given.refused[0]) return [given.refused[0]];
  if (store.scenes.size >= MOST_SCENES) return [refuse.sceneBufferFull()];
  const slow = kept(store, isWhole(transitiontime, 0, 65_535) ? { transitiontime } : {});
  store.scenes.set(id, {
    name,
    type,
    group: type === 'GroupScene' && typeof group === 'string' ? group : null,
    lights,
    lightstates: { ...captured(store, lights, slow), ...given.states },
    owner: user,
    recycle: recycle === true,
    appdata: isFields(appdata) ? appdata : {},
    picture: typeof picture === 'string' ? picture : '',
    lastupdated: stamp(store.date()),
  });
  return [{ success: { id } }];
};

const keep = (store: Store, id: string, scene: StoredScene): void => {
  store.scenes.set(id, { ...scene, lastupdated: stamp(store.date()) });
};

const change = (call: Call, id: string, before: StoredScene): readonly Answer[] => {
  const { store, address, body } = call;
  let scene = before;
  const answers = Object.entries(body).flatMap(([name, value]) => {
    const set = (changed: Partial<StoredScene>): Answer => {
      scene = { ...scene, ...changed };
      return done(`${address}/${name}`, value);
    };
    if (name === 'name') {
      return isName(value) ? set({ name: value }) : refuse.invalidValue(address, name, value);
    }
    if (name === 'lights') {
      if (scene.type === 'GroupScene') return refuse.notModifiable(address, name);
      const lights = lightsIn(call, value);
      if (!isStrings(lights)) return lights;
      return set({ lights, lightstates: { ...captured(store, lights, {}), ...scene.lightstates } });
    }
    if (name === 'lightstates' && isFields(value)) {
      const read = readStates(store, value, scene.lights, address);
      scene = { ...scene, lightstates: { ...scene.lightstates, ...read.states } };
      return [...read.answers, ...read.refused];
    }
    if (name === 'storelightstate' && value === true) {
      return set({ lightstates: captured(store, scene.lights, {}) });
    }
    if (name === 'recycle' || name === 'appdata' || name === 'picture') return set({});
    return refuse.noSuchParameter(address, name);
  });
  keep(store, id, scene);
  return answers;
};

const changeState = (call: Call, id: string, scene: StoredScene, lightId: string): readonly Answer[] => {
  const given = { [lightId]: call.body };
  const { states, answers, refused } = readStates(call.store, given, scene.lights, `/scenes/${id}`);
  const merged = { ...scene.lightstates[lightId], ...states[lightId] };
  keep(call.store, id, { ...scene, lightstates: { ...scene.lightstates, [lightId]: merged } });
  return [...answers, ...refused];
};

const remove = (store: Store, id: string): readonly Answer[] => {
  store.scenes.delete(id);
  // A real bridge puts a full stop after a group, and none after a scene.
  return [{ success: `/scenes/${id} deleted` }];
};

/** What `/scenes` and the addresses below it take. */
export const scenesAt = (call: Call): Methods | null => {
  const { store, path } = call;
  const [, id, part, lightId] = path;
  if (id === undefined) return { GET: () => shownScenes(store), POST: () => create(call) };
  const scene = store.scenes.get(id);
  if (!scene || path.length > 4) return null;
  if (part === undefined) {
    return {
      GET: () => ({ ...shownScene(scene), lightstates: scene.lightstates }),
      PUT: () => change(call, id, scene),
      DELETE: () => remove(store, id),
    };
  }
  if (part !== 'lightstates' || lightId === undefined || !scene.lights.includes(lightId)) return null;
  return { PUT: () => changeState(call, id, scene, lightId) };
};
