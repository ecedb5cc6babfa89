// The practice room's bridge: a real HTTP server on loopback that speaks the Hue API v1, so that everything
// above it is used, rehearsed and tested as with real lamps. It must never listen anywhere but 127.0.0.1.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Fault, openFaults } from './faults.ts';
import { type RecordedRequest, recorded } from './http.ts';
import { type LampOrder, type Light, outputAt, type Startup } from './lamp.ts';
import { openListener } from './listener.ts';
import { openStore, type StorePlan } from './opening.ts';
import { order, power, reach, type StoredLight, type StoredUser, startUpAs } from './store.ts';

/** What one lamp puts out at this instant. */
export interface LampOutput extends Light {
  readonly id: string;
  readonly name: string;
}

export type { Fault } from './faults.ts';
export type { RecordedRequest } from './http.ts';
export { PRACTICE_BRIDGE_ID } from './opening.ts';
export { type LampPlan, manyLamps, type RoomPlan } from './room.ts';
export { SCENARIOS, type Scenario, type ScenarioName } from './scenarios.ts';

export interface PracticeBridge {
  /** `127.0.0.1:49152`: where it is, or was before it went away. */
  readonly address: string;
  readonly bridgeId: string;
  pressButton(): void;
  /** What each lamp really puts out now; a report over the API shows targets instead. */
  outputs(): readonly LampOutput[];
  /** The last 10 000 requests, newest last. */
  readonly requests: readonly RecordedRequest[];
  /** Lets the bridge fail from the next request on; null mends it. */
  setFault(fault: Fault | null): void;
  /** Someone uses a dimmer at the wall: the lamp follows, and the bridge reports it. */
  handAtTheWall(lampId: string, command: LampOrder): void;
  /** A lamp out of reach keeps its light and hears nothing. */
  setReachable(lampId: string, reachable: boolean): void;
  /** Mains power; when it returns, the lamp does what its startup preset says. */
  setPower(lampId: string, powered: boolean): void;
  /** The room's mains fail: all lamps are dark, while the bridge stays up, as on a supply of its own. */
  powerCut(): void;
  /** The room's mains return, and every lamp does what its startup preset says. */
  powerBack(): void;
  /** Someone sets what all lamps do after a power cut, with the maker's own program; lamps without it stay as made. */
  setStartup(mode: Exclude<Startup['mode'], 'custom'>): void;
  /**
   * Goes away at once and refuses connections for so many ms of real time, as the network does not follow `clock`;
   * then it is back at its address with all it held. The lamps do not notice. Resolves when it is back, or when
   * another reboot, a move or `close` took its place.
   */
  reboot(awayMs: number): Promise<void>;
  /** Resolves when it listens again after a reboot or a move: at once, if there was none. */
  ready(): Promise<void>;
  /**
   * The router gave it another address: the same bridge at another port, any if none is named. Resolves to the new
   * address; rejects, and stays, if the port is taken.
   */
  moveTo(port?: number): Promise<string>;
  /**
   * Another bridge was put in this one's place, with its lamps, groups and scenes: the same address, and nobody
   * paired. Put back by its id, a bridge knows its users again.
   */
  replaceBy(bridgeId: string): void;
  /** Ends every connection, hanging ones too. */
  close(): Promise<void>;
}

export interface PracticeBridgeOptions extends StorePlan {
  /** 0 lets the operating system choose. */
  readonly port?: number;
}

const MOST_REQUESTS = 10_000;

/** Starts a practice bridge and resolves once it listens. */
export const startPracticeBridge = async (options: PracticeBridgeOptions = {}): Promise<PracticeBridge> => {
  const store = openStore(options);
  const faults = openFaults(store);
  const requests: RecordedRequest[] = [];
  const usersOf = new Map([[store.bridgeId, store.users]]);

  const take = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await recorded(incoming);
    if (!request) {
      incoming.socket.destroy();
      return;
    }
    requests.push(request);
    if (requests.length > MOST_REQUESTS) requests.shift();
    faults.meet(request, response);
  };

  const listener = await openListener({
    port: options.port ?? 0,
    take: (incoming, response) => void take(incoming, response),
    refuses: faults.refuses,
  });

  const lightOf = (id: string): StoredLight => {
    const light = store.lights.get(id);
    if (!light) throw new RangeError(`The practice room has no lamp ${id}`);
    return light;
  };
  const powerAll = (powered: boolean): void => {
    for (const light of [...store.lights.values()]) power(store, light, powered);
  };

  return {
    get address() {
      return listener.address();
    },
    get bridgeId() {
      return store.bridgeId;
    },
    pressButton: () => {
      store.pressedAtMs = store.clock();
    },
    outputs: () => {
      const nowMs = store.clock();
      return [...store.lights.values()].map(({ id, name, real }) => ({ id, name, ...outputAt(real, nowMs) }));
    },
    requests,
    setFault: faults.set,
    handAtTheWall: (lampId, command) => {
      order(store, lightOf(lampId), command);
    },
    setReachable: (lampId, reachable) => {
      reach(store, lightOf(lampId), reachable);
    },
    setPower: (lampId, powered) => {
      power(store, lightOf(lampId), powered);
    },
    powerCut: () => powerAll(false),
    powerBack: () => powerAll(true),
    setStartup: (mode) => {
      for (const light of [...store.lights.values()]) startUpAs(store, light, { mode }, { mode });
    },
    reboot: (awayMs) => {
      faults.forget();
      store.pressedAtMs = null;
      return listener.leaveFor(awayMs);
    },
    ready: listener.ready,
    moveTo: async (port = 0) => {
      await listener.moveTo(port);
      return listener.address();
    },
    replaceBy: (bridgeId) => {
      const users = usersOf.get(bridgeId) ?? new Map<string, StoredUser>();
      usersOf.set(bridgeId, users);
      faults.forget();
      store.bridgeId = bridgeId;
      store.users = users;
      store.pressedAtMs = null;
      listener.cut();
    },
    close: () => {
      faults.forget();
      return listener.close();
    },
  };
};
