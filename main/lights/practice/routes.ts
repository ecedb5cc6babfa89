// A Hue bridge's answer to a method, a path and a body. It must never throw, and never know of sockets.

import {
  internalError,
  isFields,
  type Json,
  type JsonFields,
  missingParameters,
  noSuchMethod,
  noSuchResource,
  notJson,
  unauthorised,
} from './answers.ts';
import { answerConfig, capabilities, fullConfig, pair, shortConfig } from './config.ts';
import { answerGroups, shownGroups } from './groups.ts';
import { answerLights, shownLights } from './lights.ts';
import { answerScenes, shownScenes } from './scenes.ts';
import type { Call, Store } from './store.ts';

/** Every bridge has this one sensor. */
const SENSORS: JsonFields = {
  '1': {
    state: { daylight: null, lastupdated: 'none' },
    config: { on: true, configured: false, sunriseoffset: 30, sunsetoffset: -30 },
    name: 'Daylight',
    type: 'Daylight',
    modelid: 'PHDL00',
    manufacturername: 'Signify Netherlands B.V.',
    swversion: '1.0',
  },
};

const everything = (store: Store): JsonFields => ({
  lights: shownLights(store),
  groups: shownGroups(store),
  config: fullConfig(store),
  schedules: {},
  scenes: shownScenes(store),
  rules: {},
  sensors: SENSORS,
  resourcelinks: {},
});

/** The parts that can only be read. */
const readOnly = (call: Call, all: JsonFields): Json => {
  const [, id] = call.path;
  if (call.method !== 'GET') return [noSuchMethod(call.method, call.address)];
  if (id === undefined) return all;
  return all[id] ?? [noSuchResource(call.address)];
};

const answerUser = (call: Call): Json => {
  switch (call.path[0]) {
    case undefined:
      return call.method === 'GET' ? everything(call.store) : [noSuchMethod(call.method, '/')];
    case 'lights':
      return answerLights(call);
    case 'groups':
      return answerGroups(call);
    case 'scenes':
      return answerScenes(call);
    case 'config':
      return answerConfig(call);
    case 'capabilities':
      return readOnly(call, capabilities(call.store));
    case 'sensors':
      return readOnly(call, SENSORS);
    case 'schedules':
    case 'rules':
    case 'resourcelinks':
      return readOnly(call, {});
    default:
      return [noSuchResource(call.address)];
  }
};

const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The body as fields, or the answer to an unreadable one. */
const bodyOf = (
  text: string,
  address: string,
): { readonly fields: JsonFields } | { readonly answer: Json } => {
  if (text.trim() === '') return { fields: {} };
  const body = parsed(text);
  if (body === undefined) return { answer: [notJson(address)] };
  return isFields(body) ? { fields: body } : { answer: [missingParameters(address)] };
};

/**
 * Answers one request under `/api`.
 *
 * @param path the URL's path without its leading `/api`, split at slashes: user name first
 * @param isStranger every user is unknown, as after a reset of the bridge
 */
export const answer = (
  store: Store,
  method: string,
  [user, ...path]: readonly string[],
  text: string,
  isStranger = false,
): Json => {
  const address = `/${path.join('/')}`;
  if (user === undefined && method !== 'POST') return [noSuchMethod(method, '/')];
  if (user === undefined) {
    const body = bodyOf(text, '/');
    return 'fields' in body ? pair(store, body.fields) : body.answer;
  }
  const known = store.users.has(user) && !isStranger;
  const asksWho = method === 'GET' && (path.length === 0 ? user === 'config' : address === '/config');
  if (!known) return asksWho ? shortConfig(store) : [unauthorised(address)];
  const body = method === 'PUT' || method === 'POST' ? bodyOf(text, address) : { fields: {} };
  if (!('fields' in body)) return body.answer;
  try {
    return answerUser({ store, user, method, path, address, body: body.fields });
  } catch {
    return [internalError(address)];
  }
};
