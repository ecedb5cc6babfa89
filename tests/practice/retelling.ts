// What some bridges say of their lamps and groups, otherwise than a Hue bridge would. It changes answers on their way,
// and neither the lamps nor what the bridge knows.

import type { ServerResponse } from 'node:http';
import { isFields, type Json, type JsonFields } from '../../main/lights/practice/answers.ts';
import { type BridgeRequest, respond, send } from '../../main/lights/practice/practice-bridge.ts';
import { answer } from '../../main/lights/practice/routes.ts';
import type { Store } from '../../main/lights/practice/store.ts';

/** Another answer to a reading: `path` is `/lights` or `/groups/1`. */
export type Retelling = (path: string, told: Json) => Json;

/** Answers as the bridge does, and tells readings otherwise. */
export const respondRetold =
  (retell: Retelling): typeof respond =>
  (store: Store, request: BridgeRequest, response: ServerResponse, isStranger = false): void => {
    const [first, ...path] = request.path.split('/').filter((part) => part !== '');
    if (first !== 'api' || request.method !== 'GET') {
      respond(store, request, response, isStranger);
      return;
    }
    const told = retell(`/${path.slice(1).join('/')}`, answer(store, 'GET', path, '', isStranger));
    send(response, 200, 'application/json', JSON.stringify(told));
  };

/** The entries of one list, each told otherwise. */
export const retellingOf =
  (list: '/lights' | '/groups' | '/scenes', change: (entry: JsonFields, id: string) => Json): Retelling =>
  (path, told) => {
    if (path !== list || !isFields(told)) return told;
    return Object.fromEntries(
      Object.entries(told).map(([id, entry]) => [id, isFields(entry) ? change(entry, id) : entry]),
    );
  };

/** A light with other fields in its state; `undefined` leaves one out. */
export const withState = (light: JsonFields, change: Readonly<Record<string, Json | undefined>>): Json => ({
  ...light,
  state: { ...(light.state as JsonFields), ...change } as JsonFields,
});

/** Lamps 1 to 4 have each another field that says nothing, as lamps of other makers have behind some bridges. */
export const ODD_LAMPS: Retelling = retellingOf('/lights', (light, id) => {
  if (id === '1') return withState(light, { bri: null });
  if (id === '2') return withState(light, { bri: undefined });
  if (id === '3') return withState(light, { on: null });
  return id === '4' ? { ...light, name: null } : light;
});

/** As diyHue: a group of lamps comes back as a zone. */
export const ZONES_FOR_GROUPS: Retelling = retellingOf('/groups', (group) =>
  group.type === 'LightGroup' ? { ...group, type: 'Zone' } : group,
);

/** No lamp has an address of its own, and both at the ceiling bear one name. */
export const ANONYMOUS: Retelling = retellingOf('/lights', ({ uniqueid: _, ...light }) => {
  const { name } = light;
  return typeof name === 'string' && name.startsWith('Ceiling') ? { ...light, name: 'Ceiling' } : light;
});
