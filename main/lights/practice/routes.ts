// A Hue bridge's answer to a method, a path and a body. It must never throw, and never know of sockets.

import { isFields, type Json, type JsonFields, refuse } from './answers.ts';
import { capabilities, configAt, fullConfig, pair, shortConfig } from './config.ts';
import { groupsAt, shownGroups } from './groups.ts';
import { lightsAt, shownLights } from './lights.ts';
import { scenesAt, shownScenes } from './scenes.ts';
import type { Call, Methods, Store } from './store.ts';

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

/** A part that can only be read. */
const readOnly = ({ path: [, id] }: Call, all: JsonFields): Methods | null => {
  const shown = id === undefined ? all : all[id];
  return shown === undefined ? null : { GET: () => shown };
};

/** What the addresses under each part of the API take; null: there is no such resource. */
const PARTS: ReadonlyMap<string | undefined, (call: Call) => Methods | null> = new Map([
  [undefined, (call: Call) => ({ GET: () => everything(call.store) })],
  ['lights', lightsAt],
  ['groups', groupsAt],
  ['scenes', scenesAt],
  ['config', configAt],
  ['capabilities', (call) => readOnly(call, capabilities(call.store))],
  ['sensors', (call) => readOnly(call, SENSORS)],
  ['schedules', (call) => readOnly(call, {})],
  ['rules', (call) => readOnly(call, {})],
  ['resourcelinks', (call) => readOnly(call, {})],
]);

const answerUser = (call: Call): Json => {
  const { method, path, address, body } = call;
  const methods = PARTS.get(path[0])?.(call) ?? null;
  if (methods === null) return [refuse.noSuchResource(address)];
  const answered = methods[method];
  if (answered === undefined) return [refuse.noSuchMethod(method, address)];
  const isEmpty = method === 'PUT' && Object.keys(body).length === 0;
  return isEmpty ? [refuse.missingParameters(address)] : answered();
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
  if (body === undefined) return { answer: [refuse.notJson(address)] };
  return isFields(body) ? { fields: body } : { answer: [refuse.missingParameters(address)] };
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
  if (user === undefined && method !== 'POST') return [refuse.noSuchMethod(method, '/')];
  if (user === undefined) {
    const body = bodyOf(text, '/');
    return 'fields' in body ? pair(store, body.fields) : body.answer;
  }
  const known = store.users.has(user) && !isStranger;
  const asksWho = method === 'GET' && (path.length === 0 ? user === 'config' : address === '/config');
  if (!known) return asksWho ? shortConfig(store) : [refuse.unauthorised(address)];
  const body = method === 'PUT' || method === 'POST' ? bodyOf(text, address) : { fields: {} };
  if (!('fields' in body)) return body.answer;
  try {
    return answerUser({ store, user, method, path, address, body: body.fields });
  } catch {
    return [refuse.internalError(address)];
  }
};
