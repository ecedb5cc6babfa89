// A practice bridge to which happens what happens to real bridges: faults, power cuts, reboots, another address. It is
// made of the program's own practice bridge, and differs from it only in what a test asks for.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LampCommand, Startup } from '../../main/lights/practice/lamp.ts';
import { type BridgeRequest, readRequest } from '../../main/lights/practice/practice-bridge.ts';
import { type LampPlan, TREATMENT_ROOM } from '../../main/lights/practice/room.ts';
import {
  openStore,
  type StoredGroup,
  type StoredLight,
  type StoredUser,
  type StorePlan,
  startUpAs,
} from '../../main/lights/practice/store.ts';
import { type Fault, openFaults } from './faults.ts';
import { openListener } from './listener.ts';
import { type Light, outputAt } from './output.ts';
import { command, power, reach, renumber } from './power.ts';
import type { Retelling } from './retelling.ts';

/** What one lamp puts out at this instant. */
export interface LampOutput extends Light {
  readonly id: string;
  readonly name: string;
}

/** A request as it arrived. */
export interface RecordedRequest extends BridgeRequest {
  /** On `performance.now()`, whatever clock the lamps fade by. */
  readonly atMs: number;
}

/** One room or zone to put on a bridge. */
export interface RoomPlan {
  readonly name: string;
  /** Places in the list of lamps, the first is 1. A lamp is in one room at most, and in any number of zones. */
  readonly lamps: readonly number[];
  readonly kind: 'Room' | 'Zone';
}

export interface FaultyBridge {
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
  /** Tells readings otherwise from the next request on; null: as they are. */
  retell(retelling: Retelling | null): void;
  /** Another program lets something run in a lamp, or ends it. */
  leaveRunning(lampId: string, what: { readonly effect?: string; readonly alert?: string }): void;
  /** The same lamps have other numbers, as after a reset: the first is the last, and so on; done again, as before. */
  renumber(): void;
  /** Someone uses a dimmer at the wall: the lamp follows, and the bridge reports it. */
  handAtTheWall(lampId: string, wanted: LampCommand): void;
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
   * Goes away at once and refuses connections for this many ms of real time, as the network does not follow `clock`;
   * then it is back at its address with all it held. The lamps do not notice. Resolves when it is back, or when
   * another reboot, a move or `close` replaced this one.
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

export interface FaultyBridgeOptions extends StorePlan {
  /** 0 lets the operating system choose. */
  readonly port?: number;
  /** In place of the one room that holds every lamp but those outside. Groups are numbered in this order. */
  readonly rooms?: readonly RoomPlan[];
}

const MOST_REQUESTS = 10_000;

/** As many colour lamps as asked for. */
export const manyLamps = (count: number): readonly LampPlan[] =>
  Array.from({ length: count }, (_, index) => ({ name: `Lamp ${index + 1}`, kind: 'colour' }) as const);

const plannedGroup = ({ name, lamps: places, kind }: RoomPlan, lampCount: number): StoredGroup => {
  const stranger = places.find((place) => !Number.isInteger(place) || place < 1 || place > lampCount);
  if (stranger !== undefined) throw new RangeError(`${name} cannot hold lamp ${stranger} of ${lampCount}`);
  return { name, lights: places.map(String), type: kind, class: 'Other', recycle: false };
};

/** Throws a RangeError at a room that no bridge would make. */
const plannedGroups = (rooms: readonly RoomPlan[], lampCount: number): readonly StoredGroup[] => {
  const groups = rooms.map((room) => plannedGroup(room, lampCount));
  const inRooms = groups.flatMap((group) => (group.type === 'Room' ? group.lights : []));
  const twice = inRooms.find((id, index) => inRooms.indexOf(id) !== index);
  if (twice !== undefined) throw new RangeError(`Lamp ${twice} cannot be in two rooms`);
  return groups;
};

/** Starts a bridge and resolves once it listens. */
export const startFaultyBridge = async (options: FaultyBridgeOptions = {}): Promise<FaultyBridge> => {
  const store = openStore(options);
  if (options.rooms !== undefined) {
    const groups = plannedGroups(options.rooms, (options.lamps ?? TREATMENT_ROOM).length);
    store.groups.clear();
    for (const [i, group] of groups.entries()) store.groups.set(String(i + 1), group);
  }
  const faults = openFaults(store);
  const requests: RecordedRequest[] = [];
  const usersOf = new Map([[store.bridgeId, store.users]]);

  const take = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const atMs = performance.now();
    const request = await readRequest(incoming);
    if (request === null) {
      incoming.socket.destroy();
      return;
    }
    requests.push({ atMs, ...request });
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
    retell: faults.retell,
    leaveRunning: (lampId, what) => {
      store.lights.set(lampId, { ...lightOf(lampId), ...what });
    },
    renumber: () => renumber(store),
    handAtTheWall: (lampId, wanted) => command(store, lightOf(lampId), wanted),
    setReachable: (lampId, reachable) => reach(store, lightOf(lampId), reachable),
    setPower: (lampId, powered) => power(store, lightOf(lampId), powered),
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
