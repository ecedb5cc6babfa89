// The one importer of node-hue-api: its requests and its reading of errors, without its pacing, its models and its
// blind connection. It must never let a command wait for another, and never throw.

import configurationEndpoints from 'node-hue-api/lib/api/http/endpoints/configuration.js';
import ApiEndpoint from 'node-hue-api/lib/api/http/endpoints/endpoint.js';
import groupEndpoints from 'node-hue-api/lib/api/http/endpoints/groups.js';
import lightEndpoints from 'node-hue-api/lib/api/http/endpoints/lights.js';
import sceneEndpoints from 'node-hue-api/lib/api/http/endpoints/scenes.js';
import Transport from 'node-hue-api/lib/api/http/Transport.js';
import model from 'node-hue-api/lib/model/index.js';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { LightFault } from '../rig.ts';
import type { Lane } from './transport.ts';

/** A light state as the API writes it: `bri` 1–254, `transitiontime` in 100 ms, `ct` in mirek. */
export type HueState =
  | { readonly on: false; readonly transitiontime: number }
  | {
      readonly on: true;
      /** Never left out: a bare `on` brings a lamp up at its old, perhaps full, brightness. */
      readonly bri: number;
      readonly transitiontime: number;
      readonly ct?: number;
      readonly xy?: readonly [number, number];
    };

/** What a bridge refuses, besides what any rig may suffer. */
export type HueFault = LightFault | 'missing' | 'buttonNotPressed';

type Answered<T> = Promise<Result<T, HueFault>>;

/**
 * The calls that Stillroom makes. Answers of readings are as the bridge gave them, and still to be checked. `byMs`:
 * the instant by which it must be answered, in ms on `performance.now()`; the lane's own time ends it too.
 */
export interface HueCalls {
  /** What a bridge tells anyone; the key is not sent. */
  readonly readConfig: () => Answered<unknown>;
  readonly readLights: (byMs?: number) => Answered<unknown>;
  readonly readGroups: () => Answered<unknown>;
  readonly setLight: (id: string, state: HueState, byMs: number) => Answered<null>;
  readonly setGroup: (id: string, state: HueState, byMs: number) => Answered<null>;
  /** A LightGroup; the answer is its id. */
  readonly createGroup: (name: string, lightIds: readonly string[]) => Answered<string>;
  readonly changeGroup: (id: string, lightIds: readonly string[]) => Answered<null>;
  readonly deleteGroup: (id: string) => Answered<null>;
  readonly readScenes: () => Answered<unknown>;
  readonly readScene: (id: string) => Answered<unknown>;
  /** A LightScene that the bridge may throw away when it is full; the answer is its id. */
  readonly createScene: (name: string, states: LampStates) => Answered<string>;
  /** Puts other states for the same lamps, or for others, in a scene's place. */
  readonly changeScene: (id: string, name: string, states: LampStates) => Answered<null>;
  readonly recallScene: (id: string, byMs: number) => Answered<null>;
  readonly deleteScene: (id: string) => Answered<null>;
  /** What a lamp does when its power returns: `powerfail` as before the cut, `safety` as delivered. */
  readonly setStartup: (lampId: string, mode: 'powerfail' | 'safety') => Answered<null>;
}

/** States by lamp id. */
export type LampStates = Readonly<Record<string, HueState>>;

/** An endpoint of the library as its transport uses it. */
interface Endpoint {
  getRequest(parameters: unknown): object;
  getErrorHandler(): unknown;
  getPostProcessing(): unknown;
}

/**
 * The same request with its answer left as it came: the library's models refuse a whole list for one lamp whose
 * id is over 255 or one group of a type they do not know.
 */
const untouched = (endpoint: Endpoint): Endpoint => ({
  getRequest: (parameters) => endpoint.getRequest(parameters),
  getErrorHandler: () => undefined,
  getPostProcessing: () => undefined,
});

/** The same request, to be answered by an instant. */
const answeredBy = (endpoint: Endpoint, byMs: number): Endpoint => ({
  getRequest: (parameters) => ({ ...endpoint.getRequest(parameters), byMs }),
  getErrorHandler: () => endpoint.getErrorHandler(),
  getPostProcessing: () => endpoint.getPostProcessing(),
});

const READ_CONFIG = untouched(configurationEndpoints.getUnauthenticatedConfig);
const READ_LIGHTS = untouched(lightEndpoints.getAllLights);
const READ_GROUPS = untouched(groupEndpoints.getAllGroups);
const READ_SCENES = untouched(sceneEndpoints.getAll);
const READ_SCENE = untouched(sceneEndpoints.getScene);

/** The library has no endpoint for `PUT /lights/<id>/config`. */
const setStartupEndpoint = (lampId: string, mode: string): Endpoint =>
  new ApiEndpoint()
    .put()
    .acceptJson()
    .uri(`/<username>/lights/${encodeURIComponent(lampId)}/config`)
    .payload(() => ({ type: 'application/json', body: { startup: { mode } } }))
    .pureJson();

/** All lamps that the bridge has: a scene changes those of them that are its own. */
const ALL_LAMPS = '0';

/**
 * The library's transport over a lane of ours. Its own limiter waits a timer's turn for every request and lets
 * later ones queue behind a hung one, so that this one lets everything pass; the rig sees to it that there is
 * little to send. Interceptors are what the library logs whole URLs by when NODE_DEBUG names it: none are taken.
 */
const transportOver = (lane: Lane, username: string | undefined): Transport => {
  const client = { request: lane.request, interceptors: { request: { use: () => 0 } } };
  const transport = new Transport(username, client, {});
  Object.defineProperty(transport, 'limiter', { value: { schedule: (task: () => unknown) => task() } });
  return transport;
};

const FAULT_MESSAGES: readonly string[] = [
  'unreachable',
  'hangs',
  'busy',
  'unauthorised',
  'refused',
  'notItself',
] satisfies LightFault[];

/** Types from "Error messages" of the Hue API: 1 unauthorised, 3 no such resource, 101 button, 901 internal. */
const faultOfType = (type: number): HueFault => {
  if (type === 1) return 'unauthorised';
  if (type === 3) return 'missing';
  if (type === 101) return 'buttonNotPressed';
  return type === 901 ? 'busy' : 'refused';
};

const faultOf = (error: unknown): HueFault => {
  if (!(error instanceof Error)) return 'refused';
  const type: unknown =
    'getHueErrorType' in error && typeof error.getHueErrorType === 'function' ? error.getHueErrorType() : -1;
  if (typeof type === 'number' && type > 0) return faultOfType(type);
  return FAULT_MESSAGES.includes(error.message) ? (error.message as LightFault) : 'refused';
};

const settled = async <T>(answer: Promise<T>): Answered<T> => {
  try {
    return ok(await answer);
  } catch (error) {
    return fail(faultOf(error));
  }
};

const done = async (answer: Promise<unknown>): Answered<null> => {
  const outcome = await settled(answer);
  return outcome.ok ? ok(null) : outcome;
};

const lightGroup = (name: string, lightIds: readonly string[]): unknown => {
  const group = model.createLightGroup();
  group.name = name;
  group.lights = [...lightIds];
  return group;
};

/** The library writes out every field that a scene may have, unless it is left undefined. */
const lightScene = (id: string | undefined, name: string, states: LampStates): unknown =>
  model.createFromBridge('lightscene', id, {
    name,
    lights: Object.keys(states),
    lightstates: states,
    recycle: true,
  });

const idIn = (answer: Result<unknown, HueFault>): Result<string, HueFault> => {
  if (!answer.ok) return answer;
  const made = answer.value;
  const hasId = typeof made === 'object' && made !== null && 'id' in made;
  const isId = hasId && (typeof made.id === 'string' || Number.isInteger(made.id));
  return isId ? ok(String(made.id)) : fail('refused');
};

/** The calls for one key over one lane. */
export const hueCalls = (lane: Lane, username: string): HueCalls => {
  const transport = transportOver(lane, username);
  // Async, so that what the library throws while it builds a request is a failure like any other.
  const run = async (endpoint: Endpoint, parameters: object = {}): Promise<unknown> =>
    transport.execute(endpoint, parameters);
  return {
    readConfig: () => settled(run(READ_CONFIG)),
    readLights: (byMs = Number.POSITIVE_INFINITY) => settled(run(answeredBy(READ_LIGHTS, byMs))),
    readGroups: () => settled(run(READ_GROUPS)),
    setLight: (id, state, byMs) => {
      // Only what the lamp can do is ever asked of it, so that nothing needs to be left out here.
      const device = { id, getSupportedStates: () => Object.keys(state) };
      return done(run(answeredBy(lightEndpoints.setLightState, byMs), { id, state, device }));
    },
    setGroup: (id, state, byMs) => done(run(answeredBy(groupEndpoints.setGroupState, byMs), { id, state })),
    createGroup: async (name, lightIds) =>
      idIn(
        await settled((async () => run(groupEndpoints.createGroup, { group: lightGroup(name, lightIds) }))()),
      ),
    changeGroup: (id, lightIds) =>
      done(run(groupEndpoints.setGroupAttributes, { id, group: { lights: [...lightIds] } })),
    deleteGroup: (id) => done(run(groupEndpoints.deleteGroup, { id })),
    readScenes: () => settled(run(READ_SCENES)),
    readScene: (id) => settled(run(READ_SCENE, { id })),
    createScene: async (name, states) =>
      idIn(await settled(run(sceneEndpoints.createScene, { scene: lightScene(undefined, name, states) }))),
    changeScene: (id, name, states) =>
      done(run(sceneEndpoints.updateScene, { id, scene: lightScene(id, name, states) })),
    recallScene: (id, byMs) =>
      done(run(answeredBy(groupEndpoints.setGroupState, byMs), { id: ALL_LAMPS, state: { scene: id } })),
    deleteScene: (id) => done(run(sceneEndpoints.deleteScene, { id })),
    setStartup: (lampId, mode) => done(run(setStartupEndpoint(lampId, mode))),
  };
};

/** The first bridges, which take no wish for an entertainment key (as node-hue-api's `users.createUser` has it). */
const FIRST_MODEL = 'BSB001';

/**
 * Asks a bridge whose button was pressed for a key: one request, so that it can be asked again at any time. The
 * bridge also makes a key for its entertainment stream, which is not kept.
 *
 * @param room the second part of `devicetype`, at most 19 characters (Hue API, "Configuration" 7.1)
 */
export const createKey = async (lane: Lane, model: string, room: string): Answered<string> => {
  const transport = transportOver(lane, undefined);
  const wish = { appName: 'stillroom', deviceName: room, generateKey: model !== FIRST_MODEL };
  const answer = await settled((async () => transport.execute(configurationEndpoints.createUser, wish))());
  if (!answer.ok) return answer;
  const made = answer.value;
  const hasKey = typeof made === 'object' && made !== null && 'username' in made;
  return hasKey && typeof made.username === 'string' && made.username !== ''
    ? ok(made.username)
    : fail('refused');
};
