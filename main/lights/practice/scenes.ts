// The `/scenes` part of the practice bridge's API: scenes kept on the bridge, with each lamp's state and its own
// transition. It must never answer differently from a real bridge.

import {
  type Answer,
  created,
  deleted,
  done,
  invalidValue,
  isFields,
  isName,
  isStrings,
  isWhole,
  type Json,
  type JsonFields,
  missingParameters,
  noSuchMethod,
  noSuchParameter,
  noSuchResource,
  notModifiable,
  sceneBufferFull,
} from './answers.ts';
import { capturedState, readSceneState, successes } from './state.ts';
import {
  type Call,
  ID_ALPHABET,
  lightsOf,
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
      refused.push(invalidValue(address, 'lightstates', state));
      continue;
    }
    const read = readSceneState(state, `${address}/lights/${id}/state`);
    states[id] = kept(store, { ...read.values });
    answers.push(...successes(read.values, `${address}/lights/${id}/state`, null, 0));
    refused.push(...read.refused);
  }
  return { states, answers, refused };
};

/** The lights of a new scene: its own list, or those of its group; otherwise why there can be no such scene. */
const lightsFor = ({ store, address, body }: Call): readonly string[] | Answer => {
  const { type, group, lights } = body;
  if (type === 'GroupScene') {
    if (lights !== undefined) return notModifiable(address, 'lights');
    if (group === undefined) return missingParameters(address);
    const found = typeof group === 'string' ? store.groups.get(group) : undefined;
    return found ? found.lights : invalidValue(address, 'group', group);
  }
  if (lights === undefined) return missingParameters(address);
  const known = isStrings(lights) && lights.length > 0 && lights.every((id) => store.lights.has(id));
  return known ? lights : invalidValue(address, 'lights', lights);
};

const isAnswer = (value: readonly string[] | Answer): value is Answer => !Array.isArray(value);

const create = (call: Call): readonly Answer[] => {
  const { store, address, body, user } = call;
  const { name, type = 'LightScene', group, recycle, appdata, picture, transitiontime, lightstates } = body;
  if (name === undefined) return [missingParameters(address)];
  if (!isName(name)) return [invalidValue(address, 'name', name)];
  if (type !== 'LightScene' && type !== 'GroupScene') return [invalidValue(address, 'type', type)];
  const lights = lightsFor(call);
  if (isAnswer(lights)) return [lights];
  const id = randomText(store.random, 15, ID_ALPHABET);
  const given = readStates(store, isFields(lightstates) ? lightstates : {}, lights, `/scenes/${id}`);
  if (given.refused[0]) return [given.refused[0]];
  if (store.scenes.size >= MOST_SCENES) return [sceneBufferFull()];
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
  return [created(id)];
};

type Changed = readonly [scene: StoredScene, answers: readonly Answer[]];

const changed = ({ store, address }: Call, scene: StoredScene, name: string, value: Json): Changed => {
  const refuse = (answer: Answer): Changed => [scene, [answer]];
  const accept = (next: StoredScene): Changed => [next, [done(`${address}/${name}`, value)]];
  if (name === 'name') {
    return isName(value) ? accept({ ...scene, name: value }) : refuse(invalidValue(address, name, value));
  }
  if (name === 'lights') {
    if (scene.type === 'GroupScene') return refuse(notModifiable(address, name));
    const known = isStrings(value) && value.length > 0 && value.every((id) => store.lights.has(id));
    if (!known) return refuse(invalidValue(address, name, value));
    const lightstates = { ...captured(store, value, {}), ...scene.lightstates };
    return accept({ ...scene, lights: value, lightstates });
  }
  if (name === 'lightstates' && isFields(value)) {
    const { states, answers, refused } = readStates(store, value, scene.lights, address);
    const lightstates = { ...scene.lightstates, ...states };
    return [{ ...scene, lightstates }, [...answers, ...refused]];
  }
  if (name === 'storelightstate' && value === true) {
    return accept({ ...scene, lightstates: captured(store, scene.lights, {}) });
  }
  if (name === 'recycle' || name === 'appdata' || name === 'picture')
    return refuse(done(`${address}/${name}`, value));
  return refuse(noSuchParameter(address, name));
};

const change = (call: Call, id: string, before: StoredScene): readonly Answer[] => {
  const entries = Object.entries(call.body);
  if (entries.length === 0) return [missingParameters(call.address)];
  let scene = before;
  const answers = entries.flatMap(([name, value]) => {
    const [next, answered] = changed(call, scene, name, value);
    scene = next;
    return answered;
  });
  call.store.scenes.set(id, { ...scene, lastupdated: stamp(call.store.date()) });
  return answers;
};

const changeState = (call: Call, id: string, scene: StoredScene, lightId: string): readonly Answer[] => {
  if (Object.keys(call.body).length === 0) return [missingParameters(call.address)];
  const given = { [lightId]: call.body };
  const { states, answers, refused } = readStates(call.store, given, scene.lights, `/scenes/${id}`);
  const merged = { ...scene.lightstates[lightId], ...states[lightId] };
  const lightstates = { ...scene.lightstates, [lightId]: merged };
  call.store.scenes.set(id, { ...scene, lightstates, lastupdated: stamp(call.store.date()) });
  return [...answers, ...refused];
};

/** Answers a request to `/scenes` and below. */
export const answerScenes = (call: Call): Json => {
  const { store, method, path, address } = call;
  const [, id, part, lightId] = path;
  if (id === undefined) {
    if (method === 'GET') return shownScenes(store);
    return method === 'POST' ? create(call) : [noSuchMethod(method, address)];
  }
  const scene = store.scenes.get(id);
  if (!scene) return [noSuchResource(address)];
  if (part !== undefined) {
    const known = part === 'lightstates' && lightId !== undefined && scene.lights.includes(lightId);
    if (!known || path.length > 4) return [noSuchResource(address)];
    return method === 'PUT' ? changeState(call, id, scene, lightId) : [noSuchMethod(method, address)];
  }
  if (method === 'GET') return { ...shownScene(scene), lightstates: scene.lightstates };
  if (method === 'PUT') return change(call, id, scene);
  if (method !== 'DELETE') return [noSuchMethod(method, address)];
  store.scenes.delete(id);
  return [deleted(`/scenes/${id}`)];
};
