// What the practice bridge says about itself, and how a program pairs with it. It must never give a key to anyone unless
// its button was pressed.

import { type Answer, done, isName, type JsonFields, refuse } from './answers.ts';
import { MOST_GROUPS, MOST_LIGHTS } from './groups.ts';
import { MOST_SCENES } from './scenes.ts';
import { type Call, ID_ALPHABET, type Methods, randomText, type Store, stamp } from './store.ts';

/** Hue API, configuration 7.1: the button counts as pressed for 30 s. */
const BUTTON_LASTS_MS = 30_000;

/** A BSB002 keeps its MAC in its id, with `FFFE` in the middle. */
const macOf = (bridgeId: string): string =>
  (bridgeId.slice(0, 6) + bridgeId.slice(10)).toLowerCase().replace(/(..)(?=.)/g, '$1:');

/** `GET /api/config`, for anyone. */
export const shortConfig = (store: Store): JsonFields => ({
  name: store.name,
  datastoreversion: '172',
  swversion: '1967054020',
  apiversion: '1.67.0',
  mac: macOf(store.bridgeId),
  bridgeid: store.bridgeId,
  factorynew: false,
  replacesbridgeid: null,
  modelid: 'BSB002',
  starterkitid: '',
});

const isPressed = ({ pressedAtMs, clock }: Store): boolean =>
  pressedAtMs !== null && clock() - pressedAtMs <= BUTTON_LASTS_MS;

/** `GET /config`, for a known user. */
export const fullConfig = (store: Store): JsonFields => ({
  ...shortConfig(store),
  zigbeechannel: 25,
  dhcp: true,
  ipaddress: '127.0.0.1',
  netmask: '255.0.0.0',
  gateway: '127.0.0.1',
  proxyaddress: 'none',
  proxyport: 0,
  UTC: stamp(store.date()),
  localtime: stamp(store.date()),
  timezone: 'UTC',
  swupdate2: {
    checkforupdate: false,
    lastchange: '2024-02-01T09:00:00',
    bridge: { state: 'noupdates', lastinstall: '2024-02-01T09:00:00' },
    state: 'noupdates',
    autoinstall: { updatetime: 'T14:00:00', on: false },
  },
  linkbutton: isPressed(store),
  portalservices: false,
  portalconnection: 'disconnected',
  portalstate: { signedon: false, incoming: false, outgoing: false, communication: 'disconnected' },
  internetservices: Object.fromEntries(
    ['internet', 'remoteaccess', 'time', 'swupdate'].map((service) => [service, 'disconnected']),
  ),
  backup: { status: 'idle', errorcode: 0 },
  whitelist: Object.fromEntries(
    [...store.users].map(([key, { devicetype, createdAt }]) => [
      key,
      { 'last use date': stamp(store.date()), 'create date': createdAt, name: devicetype },
    ]),
  ),
});

/** `PUT /config`. On bridges since 2018 the button cannot be pressed from the network, only by hand. */
const setConfig = ({ store, body, address }: Call): readonly Answer[] => {
  const known = fullConfig(store);
  return Object.entries(body).map(([name, value]) => {
    if (!(name in known)) return refuse.noSuchParameter(address, name);
    if (name !== 'name') return refuse.notModifiable(address, name);
    if (!isName(value, 4) || value.length > 16) return refuse.invalidValue(address, name, value);
    store.name = value;
    return done(`${address}/name`, value);
  });
};

/** What `/config` and the addresses below it take. Users can only be removed in the maker's own program. */
export const configAt = (call: Call): Methods => {
  if (call.path.length === 1) return { GET: () => fullConfig(call.store), PUT: () => setConfig(call) };
  const refused = () => [refuse.unauthorised(call.address)];
  return { GET: refused, PUT: refused, POST: refused, DELETE: refused };
};

/** `GET /capabilities`: how much a BSB002 holds, and how much is left. */
export const capabilities = (store: Store): JsonFields => {
  const statesUsed = [...store.scenes.values()].reduce((sum, scene) => sum + scene.lights.length, 0);
  const part = (total: number, used = 0): JsonFields => ({ available: total - used, total });
  return {
    lights: part(MOST_LIGHTS, store.lights.size),
    sensors: { ...part(250, 1), clip: part(250), zll: part(64), zgp: part(64) },
    groups: part(MOST_GROUPS, store.groups.size),
    scenes: { ...part(MOST_SCENES, store.scenes.size), lightstates: part(12_600, statesUsed) },
    schedules: part(100),
    rules: { ...part(250), conditions: part(1500), actions: part(1000) },
    resourcelinks: part(64),
    streaming: { ...part(1), channels: 20 },
    timezones: { values: ['UTC'] },
  };
};

/** `POST /api`: a key for a program, if a person pressed the button in the last 30 s. */
export const pair = (store: Store, body: JsonFields): readonly Answer[] => {
  const { devicetype, generateclientkey, ...rest } = body;
  const stranger = Object.keys(rest)[0];
  if (stranger !== undefined) return [refuse.noSuchParameter('', stranger)];
  if (devicetype === undefined) return [refuse.missingParameters('/')];
  if (typeof devicetype !== 'string' || devicetype.length < 1 || devicetype.length > 40) {
    return [refuse.invalidValue('', 'devicetype', devicetype)];
  }
  if (generateclientkey !== undefined && generateclientkey !== true) {
    return [refuse.invalidValue('', 'generateclientkey', generateclientkey)];
  }
  if (!isPressed(store)) return [refuse.buttonNotPressed()];
  const username = randomText(store.random, 40, `${ID_ALPHABET}-`);
  store.users.set(username, { devicetype, createdAt: stamp(store.date()) });
  if (!generateclientkey) return [{ success: { username } }];
  return [{ success: { username, clientkey: randomText(store.random, 32, '0123456789ABCDEF') } }];
};
