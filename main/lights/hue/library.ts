// The one importer of node-hue-api: its requests and its reading of errors, without its pacing, its models and its
// blind connection. It must never let a command wait for another, and never throw.

import Api from 'node-hue-api/lib/api/Api.js';
import configurationEndpoints from 'node-hue-api/lib/api/http/endpoints/configuration.js';
import groupEndpoints from 'node-hue-api/lib/api/http/endpoints/groups.js';
import lightEndpoints from 'node-hue-api/lib/api/http/endpoints/lights.js';
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
}

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
    createGroup: async (name, lightIds) => {
      const answer = await settled(
        (async () => run(groupEndpoints.createGroup, { group: lightGroup(name, lightIds) }))(),
      );
      if (!answer.ok) return answer;
      const made = answer.value;
      const hasId = typeof made === 'object' && made !== null && 'id' in made && Number.isInteger(made.id);
      return hasId ? ok(String(made.id)) : fail('refused');
    },
    changeGroup: (id, lightIds) =>
      done(run(groupEndpoints.setGroupAttributes, { id, group: { lights: [...lightIds] } })),
    deleteGroup: (id) => done(run(groupEndpoints.deleteGroup, { id })),
  };
};

/**
 * Asks a bridge whose button was pressed for a key. The bridge also makes a key for its entertainment stream,
 * which is not kept.
 *
 * @param room the second part of `devicetype`, at most 19 characters (Hue API, "Configuration" 7.1)
 */
export const createKey = async (lane: Lane, baseUrl: string, room: string): Answered<string> => {
  const create = async (): Promise<unknown> => {
    const api = new Api({ remote: false, baseUrl }, transportOver(lane, undefined), undefined);
    return api.users.createUser('stillroom', room);
  };
  const answer = await settled(create());
  if (!answer.ok) return answer;
  const made = answer.value;
  const hasKey = typeof made === 'object' && made !== null && 'username' in made;
  return hasKey && typeof made.username === 'string' && made.username !== ''
    ? ok(made.username)
    : fail('refused');
};
