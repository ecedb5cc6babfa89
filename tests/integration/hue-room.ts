// A room of lamps on a practice bridge, and a rig connected to it over real HTTP: what the tests of the rig share.

import { type AddressInfo, createServer } from 'node:net';
import { afterEach, expect } from 'vitest';
import { connectHue } from '../../main/lights/hue/connect.ts';
import {
  ANSWER_WITHIN_MS,
  type LampChange,
  type LightFault,
  type Rig,
  type RoleOfLamp,
} from '../../main/lights/rig.ts';
import type { Look, Role } from '../../shared/preset/preset.ts';
import type { Result } from '../../shared/result.ts';
import { type FaultyBridge, type FaultyBridgeOptions, startFaultyBridge } from '../practice/faulty-bridge.ts';

/** What is answered where all was taken. */
export const TAKEN = { ok: true, value: null };

/** Full light that nobody undoes. */
export const WANTED = (): boolean => true;

/** What became of a change: TAKEN, its fault, or the lamps that did not take it. */
export const outcomeOf = async (sending: ReturnType<Rig['send']>): Promise<unknown> => {
  const sent = await sending;
  if (!sent.ok) return sent;
  const missed = [...sent.value].flatMap(([lampId, { takenMs }]) => (takenMs === null ? [lampId] : []));
  return missed.length === 0 && sent.value.size > 0 ? TAKEN : { missed, of: sent.value.size };
};

export const KEY = 'a-key-known-from-the-start';

/** Pairing with a bridge whose button was pressed before, or never is. */
export const WITHOUT_WAITING = {
  forMs: 0,
  onBridge: () => undefined,
  signal: new AbortController().signal,
};

/** Starts a bridge that knows the key. */
export const startBridge = (options: FaultyBridgeOptions = {}): Promise<FaultyBridge> =>
  startFaultyBridge({ knownUsers: [KEY], ...options });

/** Connects as the program does; without a time of its own, with the program's. */
export const connectTo = (
  { address, bridgeId }: Pick<FaultyBridge, 'address' | 'bridgeId'>,
  change: { readonly timeoutMs?: number; readonly username?: string; readonly bridgeId?: string } = {},
): Promise<Result<Rig, LightFault>> =>
  connectHue({ baseUrl: `http://${address}`, bridgeId, username: KEY, fingerprint: null, ...change });

/** The roles that were assigned last. */
let assigned: RoleOfLamp = {};

/** A rig with its roles assigned; a test that cannot have one fails here. */
export const rigOn = async (bridge: FaultyBridge, roles: RoleOfLamp, timeoutMs?: number): Promise<Rig> => {
  const connected = await connectTo(bridge, timeoutMs === undefined ? {} : { timeoutMs });
  if (!connected.ok) throw new Error(connected.error);
  const outcome = await connected.value.assign(roles);
  if (!outcome.ok) throw new Error(outcome.error);
  assigned = roles;
  return connected.value;
};

/** The roles of lamps 1 to `count`: all ambient but those named. */
export const rolesOf = (count: number, others: RoleOfLamp = {}): RoleOfLamp => ({
  ...Object.fromEntries(Array.from({ length: count }, (_, i) => [String(i + 1), 'ambient'] as const)),
  ...others,
});

/** The lamps of some roles, as they were assigned last. */
export const lampsOf = (roles: readonly Role[]): readonly string[] =>
  Object.entries(assigned).flatMap(([id, role]) => (roles.includes(role) ? [id] : []));

/** One look for the ambient and task lamps, or for those of other roles. */
export const lookOf = (
  look: Look,
  overMs = 1000,
  roles: readonly Role[] = ['ambient', 'task'],
): readonly LampChange[] => [{ lampIds: lampsOf(roles), look, overMs }];

export const white = (brightnessPct: number, warmthK = 2200): Look => ({ brightnessPct, warmthK });

/** A bridge and a rig on it that are closed after each test. */
export interface HueRoom {
  bridge: FaultyBridge;
  rig: Rig;
  /** Starts the bridge, connects and assigns the roles. */
  readonly open: (roles: RoleOfLamp, options?: FaultyBridgeOptions, timeoutMs?: number) => Promise<void>;
}

/** To be called once in a file of tests. Its parts are there from `open` on, or once a test has set them. */
export const hueRoom = (): HueRoom => {
  const room: Partial<HueRoom> = {
    open: async (roles, options, timeoutMs) => {
      room.bridge = await startBridge(options);
      room.rig = await rigOn(room.bridge, roles, timeoutMs);
    },
  };
  afterEach(async () => {
    room.rig?.close();
    await room.bridge?.close();
  });
  return room as HueRoom;
};

/** What the lamps put out, in % and in their order. */
export const brightnessIn = ({ bridge }: HueRoom): readonly number[] =>
  bridge.outputs().map((lamp) => lamp.brightnessPct);

/** The groups on the bridge. */
export const groupsOn = async ({ address }: FaultyBridge) => {
  const answer = await fetch(`http://${address}/api/${KEY}/groups`);
  const all: Record<string, { readonly name: string; readonly lights: readonly string[] }> =
    await answer.json();
  return Object.entries(all).map(([id, { name, lights }]) => ({ id, name, lights }));
};

/** What `done` sent to the bridge: `PUT /lights/1/state {…}`, without the key. */
export const sentDuring = async (
  { requests }: FaultyBridge,
  done: () => Promise<unknown>,
): Promise<readonly string[]> => {
  const before = requests.length;
  await done();
  return requests.slice(before).map(({ method, path, body }) => {
    return `${method} ${path.replace(`/api/${KEY}`, '')} ${body}`.trim();
  });
};

/** How many requests were like this: `GET /lights`. */
export const requestsLike = ({ requests }: FaultyBridge, pattern: RegExp): number =>
  requests.filter(({ method, path }) => pattern.test(`${method} ${path.replace(`/api/${KEY}`, '')}`)).length;

/** Waits until so many requests like this have reached the bridge. */
export const arrived = (bridge: FaultyBridge, pattern: RegExp, count: number): Promise<void> =>
  expect.poll(() => requestsLike(bridge, pattern), { interval: 1 }).toBe(count);

/** An answer that came within the time that a rig has. */
export const inTime = async <T>(answer: Promise<T>): Promise<T> => {
  const began = performance.now();
  const got = await answer;
  expect(performance.now() - began).toBeLessThan(ANSWER_WITHIN_MS);
  return got;
};

/** A port that nothing listens on. */
export const closedPort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
};
