// The one importer of node-hue-api: its requests and its reading of errors, without its pacing, its models and its
// unverified connection. It must never let a command wait for another, and never throw.

import configurationEndpoints from 'node-hue-api/lib/api/http/endpoints/configuration.js';
import ApiEndpoint from 'node-hue-api/lib/api/http/endpoints/endpoint.js';
import groupEndpoints from 'node-hue-api/lib/api/http/endpoints/groups.js';
import lightEndpoints from 'node-hue-api/lib/api/http/endpoints/lights.js';
import sceneEndpoints from 'node-hue-api/lib/api/http/endpoints/scenes.js';
import Transport from 'node-hue-api/lib/api/http/Transport.js';
import model from 'node-hue-api/lib/model/index.js';
import * as v from 'valibot';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { LIGHT_FAULTS, type LightFault } from '../rig.ts';
import type { Errand, Lane } from './transport.ts';
import { isBridgeId } from './trust.ts';

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
    }
  /** The colour alone: a lamp that is off stays so. */
  | {
      readonly on?: never;
      readonly transitiontime: number;
      readonly ct?: number;
      readonly xy?: readonly [number, number];
    };

/** Ends what runs in a lamp, and changes nothing else. */
export type HueEnding = Readonly<Partial<Record<'effect' | 'alert', 'none'>>>;

/** States by lamp id. */
export type LampStates = Readonly<Record<string, HueState>>;

/** What any rig may suffer, and what a bridge refuses. `notSent`: the request never went to the bridge. */
export type HueFault = LightFault | 'missing' | 'buttonNotPressed' | 'notSent';

type Answered<T> = Promise<Result<T, HueFault>>;

/** A bridge as it introduces itself to anyone: its id in lower case, and what it is, empty where it does not say. */
const ConfigSchema = v.pipe(
  v.object({
    bridgeid: v.pipe(v.string(), v.check(isBridgeId)),
    name: v.string(),
    /** `BSB002` */
    modelid: v.fallback(v.optional(v.string(), ''), ''),
    /** `1967054020` */
    swversion: v.fallback(v.optional(v.string(), ''), ''),
  }),
  v.transform(({ bridgeid, name, modelid: model, swversion: software }) => {
    return { bridgeId: bridgeid.toLowerCase(), name, model, software };
  }),
);
export type HueConfig = Readonly<v.InferOutput<typeof ConfigSchema>>;

/** The introduction in an answer to `GET /api/config`; null when it is none, as from another web server. */
export const configIn = (answer: unknown): HueConfig | null => {
  const read = v.safeParse(ConfigSchema, answer);
  return read.success ? read.output : null;
};

/** The library's endpoint, as its transport uses it. */
interface Endpoint {
  getRequest(parameters: unknown): object;
  getErrorHandler(): unknown;
  getPostProcessing(): unknown;
}

/** The same request with its errand. */
const sentAs = (endpoint: Endpoint, errand: Errand): Endpoint => ({
  getRequest: (parameters) => ({ ...endpoint.getRequest(parameters), errand }),
  getErrorHandler: () => endpoint.getErrorHandler(),
  getPostProcessing: () => endpoint.getPostProcessing(),
});

/**
 * The same with its answer left as it came: the library's models refuse a whole list for one lamp with an id over 255,
 * or for one group of an unknown type.
 */
const untouched = (endpoint: Endpoint, errand: Errand = {}): Endpoint => ({
  ...sentAs(endpoint, errand),
  getErrorHandler: () => undefined,
  getPostProcessing: () => undefined,
});

/** The library has no endpoint for `PUT /lights/<id>/config`. */
const setStartupEndpoint = (lampId: string, mode: string): Endpoint =>
  new ApiEndpoint()
    .put()
    .acceptJson()
    .uri(`/<username>/lights/${encodeURIComponent(lampId)}/config`)
    .payload(() => ({ type: 'application/json', body: { startup: { mode } } }))
    .pureJson();

/** The group of all the bridge's lamps: a scene recalled for it changes those that the scene holds. */
const ALL_LAMPS = '0';

/**
 * The library's transport over a lane of ours. Its own limiter delays every request and queues later ones behind a
 * hung one, so this one lets everything pass; request-queue.ts keeps to what the bridge takes. The library logs whole URLs
 * through interceptors when NODE_DEBUG names it: none are taken.
 */
const transportOver = (lane: Lane, username: string | undefined): Transport => {
  const client = { request: lane.request, interceptors: { request: { use: () => 0 } } };
  const transport = new Transport(username, client, {});
  Object.defineProperty(transport, 'limiter', { value: { schedule: (task: () => unknown) => task() } });
  return transport;
};

/** By type, from "Error messages" of the Hue API; 901 is an internal error. All others are `refused`. */
const FAULT_OF_TYPE: Readonly<Record<number, HueFault>> = {
  1: 'unauthorised',
  3: 'missing',
  101: 'buttonNotPressed',
  901: 'busy',
};

const FAULTS_ON_THE_WAY = [...LIGHT_FAULTS, 'notSent'] as const;

const faultOf = (error: unknown): HueFault => {
  if (!(error instanceof Error)) return 'refused';
  const type: unknown =
    'getHueErrorType' in error && typeof error.getHueErrorType === 'function' ? error.getHueErrorType() : -1;
  // Some emulators write the number as text; -1 is no error of a bridge's.
  if (Number(type) !== -1) return FAULT_OF_TYPE[Number(type)] ?? 'refused';
  return FAULTS_ON_THE_WAY.find((fault) => fault === error.message) ?? 'refused';
};

/** The answer, read from what the library gives. A failure of any kind is a value, also of building the request. */
const answered = async <T>(ask: () => Promise<unknown>, read: (value: unknown) => T): Answered<T> => {
  try {
    return ok(read(await ask()));
  } catch (error) {
    return fail(faultOf(error));
  }
};

/** The same where the answer says no more than that it was done. */
const done = (ask: () => Promise<unknown>): Answered<null> => answered(ask, () => null);

/** Reads a string (or whole number) from a field of an answer; throws where there is none. */
const fieldOf =
  (name: string) =>
  (made: unknown): string => {
    const field: unknown = typeof made === 'object' && made !== null ? Reflect.get(made, name) : undefined;
    if (Number.isInteger(field) || (typeof field === 'string' && field !== '')) return String(field);
    throw new Error('refused' satisfies LightFault);
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

/**
 * The calls that Stillroom makes with one key over one lane. Readings of unknown type are as the bridge gave them, and
 * still to be checked.
 */
export const hueCalls = (lane: Lane, username: string) => {
  const transport = transportOver(lane, username);
  const run = (endpoint: Endpoint, parameters: object = {}): Promise<unknown> =>
    transport.execute(endpoint, parameters);
  const read = (endpoint: Endpoint, parameters?: object, errand?: Errand): Answered<unknown> =>
    answered(
      () => run(untouched(endpoint, errand), parameters),
      (answer) => answer,
    );
  const setGroup = (
    id: string,
    state: HueState | { readonly scene: string },
    errand: Errand,
  ): Answered<null> =>
    done(() => run(sentAs(groupEndpoints.setGroupState, { ...errand, isToGroup: true }), { id, state }));
  return {
    /** Asks a bridge who it is, without the key; null when the answer is not a bridge's. */
    readConfig: () =>
      answered(() => run(untouched(configurationEndpoints.getUnauthenticatedConfig)), configIn),
    readLights: (errand: Errand) => read(lightEndpoints.getAllLights, {}, errand),
    readGroups: () => read(groupEndpoints.getAllGroups),
    setLight: (id: string, state: HueState | HueEnding, errand: Errand) => {
      // The state holds only what the lamp can do, so nothing has to be left out here.
      const device = { id, getSupportedStates: () => Object.keys(state) };
      return done(() => run(sentAs(lightEndpoints.setLightState, errand), { id, state, device }));
    },
    setGroup,
    /** Makes a LightGroup and answers its id. */
    createGroup: (name: string, lightIds: readonly string[]) =>
      answered(() => run(groupEndpoints.createGroup, { group: lightGroup(name, lightIds) }), fieldOf('id')),
    changeGroup: (id: string, lightIds: readonly string[]) =>
      done(() => run(groupEndpoints.setGroupAttributes, { id, group: { lights: [...lightIds] } })),
    deleteGroup: (id: string) => done(() => run(groupEndpoints.deleteGroup, { id })),
    readScenes: () => read(sceneEndpoints.getAll),
    readScene: (id: string, errand: Errand) => read(sceneEndpoints.getScene, { id }, errand),
    /** Makes a LightScene, which the bridge may discard when it is full, and answers its id. */
    createScene: (name: string, states: LampStates, errand: Errand) =>
      answered(
        () => run(sentAs(sceneEndpoints.createScene, errand), { scene: lightScene(undefined, name, states) }),
        fieldOf('id'),
      ),
    /** Gives a scene other states, for the same lamps or for others. */
    changeScene: (id: string, name: string, states: LampStates, errand: Errand) =>
      done(() =>
        run(sentAs(sceneEndpoints.updateScene, errand), { id, scene: lightScene(id, name, states) }),
      ),
    recallScene: (id: string, errand: Errand) => setGroup(ALL_LAMPS, { scene: id }, errand),
    deleteScene: (id: string) => done(() => run(sceneEndpoints.deleteScene, { id })),
    /** Sets what a lamp does when its power returns: `powerfail` as before the cut, `safety` as delivered. */
    setStartup: (lampId: string, mode: 'powerfail' | 'safety') =>
      done(() => run(setStartupEndpoint(lampId, mode))),
  };
};

export type HueCalls = ReturnType<typeof hueCalls>;

/** The first bridges, which refuse to make an entertainment key (as node-hue-api's `users.createUser` has it). */
const FIRST_MODEL = 'BSB001';

/**
 * Asks a bridge whose button was pressed for a key: one request, so that it can be repeated at any time. The bridge
 * also makes a key for its entertainment stream, which is not kept.
 *
 * @param room the second part of `devicetype`, at most 19 characters (Hue API, "Configuration" 7.1)
 */
export const createKey = (lane: Lane, model: string, room: string): Answered<string> => {
  const transport = transportOver(lane, undefined);
  const user = { appName: 'stillroom', deviceName: room, generateKey: model !== FIRST_MODEL };
  return answered(() => transport.execute(configurationEndpoints.createUser, user), fieldOf('username'));
};
