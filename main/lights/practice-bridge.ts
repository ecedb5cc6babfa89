// The practice room's bridge: a real HTTP server on loopback that speaks the Hue API v1, so that everything
// above it is used, rehearsed and tested as with real lamps. It must never listen anywhere but 127.0.0.1.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RecordedRequest, recorded, respond, sendBusy, sendInternalError } from './practice/http.ts';
import { type LampOrder, type Light, outputAt } from './practice/lamp.ts';
import { type LampPlan, TREATMENT_ROOM } from './practice/room.ts';
import { order, power, reach, type Store, type StoredLight, stamp, storedLight } from './practice/store.ts';

/** What one lamp puts out at this instant. */
export interface LampOutput extends Light {
  readonly id: string;
  readonly name: string;
}

/**
 * What can go wrong with a bridge: it never answers; it answers 503, or error 901; it closes the connection;
 * it forgot its users; it answers late; it loses every nth request.
 */
export type Fault =
  | { readonly kind: 'hang' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'internal' }
  | { readonly kind: 'refuse' }
  | { readonly kind: 'unauthorised' }
  | { readonly kind: 'slow'; readonly delayMs: number }
  | { readonly kind: 'drop'; readonly everyNth: number };

export type { RecordedRequest } from './practice/http.ts';
export { type LampPlan, manyLamps } from './practice/room.ts';

export interface PracticeBridge {
  /** `127.0.0.1:49152` */
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
  /** Ends every connection, hanging ones too. */
  close(): Promise<void>;
}

export interface PracticeBridgeOptions {
  /** Milliseconds of any origin, never going back; lamps fade and the button lapses by it. */
  readonly clock?: () => number;
  /** The date in reports. */
  readonly date?: () => Date;
  /** 0..1, for keys and scene ids. */
  readonly random?: () => number;
  readonly lamps?: readonly LampPlan[];
  /** 0 lets the operating system choose. */
  readonly port?: number;
  /** Keys that are paired from the start. */
  readonly knownUsers?: readonly string[];
  /** Sixteen hexadecimal digits. */
  readonly bridgeId?: string;
}

/** The practice bridge's own id: recognisable in a log, and the same in every room. */
export const PRACTICE_BRIDGE_ID = '001788FFFE570001';

const MOST_REQUESTS = 10_000;

const openStore = (options: PracticeBridgeOptions): Store => {
  const { lamps = TREATMENT_ROOM, knownUsers = [], date = () => new Date() } = options;
  const lights = lamps.map((plan, index) => storedLight(plan, String(index + 1)));
  const inside = lights.filter((_, index) => lamps[index]?.outside !== true).map((light) => light.id);
  const users = knownUsers.map(
    (key) => [key, { devicetype: 'stillroom#practice', createdAt: stamp(date()) }] as const,
  );
  const room = {
    name: 'Treatment room',
    lights: inside,
    type: 'Room',
    class: 'Bedroom',
    recycle: false,
  } as const;
  return {
    lights: new Map(lights.map((light) => [light.id, light])),
    groups: new Map([['1', room]]),
    scenes: new Map(),
    users: new Map(users),
    name: 'Practice room',
    pressedAtMs: null,
    bridgeId: options.bridgeId ?? PRACTICE_BRIDGE_ID,
    clock: options.clock ?? (() => performance.now()),
    date,
    random: options.random ?? Math.random,
  };
};

/** Starts a practice bridge and resolves once it listens. */
export const startPracticeBridge = async (options: PracticeBridgeOptions = {}): Promise<PracticeBridge> => {
  const store = openStore(options);
  const requests: RecordedRequest[] = [];
  const late = new Set<NodeJS.Timeout>();
  let fault: Fault | null = null;
  let counted = 0;

  const meet = (request: RecordedRequest, response: ServerResponse): void => {
    const ordinary = (): void => respond(store, request, response, fault?.kind === 'unauthorised');
    if (fault?.kind === 'slow') {
      const timer = setTimeout(() => {
        late.delete(timer);
        ordinary();
      }, fault.delayMs);
      late.add(timer);
      return;
    }
    if (fault?.kind === 'drop') counted += 1;
    const lost = fault?.kind === 'drop' && counted % fault.everyNth === 0;
    if (lost || fault?.kind === 'refuse') response.req.socket.destroy();
    else if (fault?.kind === 'busy') sendBusy(response);
    else if (fault?.kind === 'internal') sendInternalError(request, response);
    else if (fault?.kind !== 'hang') ordinary();
  };

  const take = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await recorded(incoming);
    if (!request) {
      incoming.socket.destroy();
      return;
    }
    requests.push(request);
    if (requests.length > MOST_REQUESTS) requests.shift();
    meet(request, response);
  };

  const server = createServer({ keepAlive: true, noDelay: true }, (incoming, response) => {
    void take(incoming, response);
  });
  // As long as a real bridge's nginx: an idle client must not find its connection gone.
  server.keepAliveTimeout = 75_000;
  server.on('connection', (socket) => {
    if (fault?.kind === 'refuse') socket.destroy();
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  const lightOf = (id: string): StoredLight => {
    const light = store.lights.get(id);
    if (!light) throw new RangeError(`The practice room has no lamp ${id}`);
    return light;
  };

  return {
    address: `127.0.0.1:${port}`,
    bridgeId: store.bridgeId,
    pressButton: () => {
      store.pressedAtMs = store.clock();
    },
    outputs: () => {
      const nowMs = store.clock();
      return [...store.lights.values()].map(({ id, name, real }) => ({ id, name, ...outputAt(real, nowMs) }));
    },
    requests,
    setFault: (next) => {
      fault = next;
      counted = 0;
    },
    handAtTheWall: (lampId, command) => {
      order(store, lightOf(lampId), command);
    },
    setReachable: (lampId, reachable) => {
      reach(store, lightOf(lampId), reachable);
    },
    setPower: (lampId, powered) => {
      power(store, lightOf(lampId), powered);
    },
    close: () =>
      new Promise((resolve) => {
        for (const timer of late) clearTimeout(timer);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
