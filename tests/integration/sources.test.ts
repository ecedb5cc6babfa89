// A paired bridge whose address changes is found again by itself, by real multicast DNS on loopback, and nothing
// else that answers in its name or at its place ever hears its key.

import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { pair } from '../../main/lights/bridge/pairing.ts';
import type { FaultyBridge } from '../practice/faulty-bridge.ts';
import { bridge as announced, freePort, LOOPBACK, openResponder } from './announced-bridge.ts';
import { KEY, startBridge, WITHOUT_WAITING } from './hue-room.ts';
import {
  closeRooms,
  closesLater,
  expectAt,
  type LitRoom,
  openLitRoom,
  roomAt,
  until,
  wantedAt,
  wayTo,
} from './lit-room.ts';
import { openTlsFront, TEST_ROOTS, type TlsFront } from './tls-front.ts';

const OTHER_ID = '001788FFFE570002';
const FOUND_WITHIN_MS = 10_000;

vi.setConfig({ maxConcurrency: 20 });
afterAll(closeRooms);

const portOf = (address: string): number => Number(address.split(':').at(-1));

/** What is announced in a bridge's name. */
const at = (bridgeId: string, address: string) =>
  announced(bridgeId.toLowerCase(), { port: portOf(address), ipv4: [LOOPBACK] });

/** A network of its own, on which bridges are announced and sought. */
const openNetwork = async () => {
  const port = await freePort();
  const responder = await openResponder({ port });
  closesLater(responder.close);
  return { responder, onMoved: vi.fn(), search: { interfaceAddress: LOOPBACK, port } };
};
type Network = Awaited<ReturnType<typeof openNetwork>>;

const roomInUse = async (): Promise<Network & { readonly room: LitRoom }> => {
  const network = await openNetwork();
  const room = await openLitRoom({ source: (bridge) => wayTo(bridge, network) });
  room.guarded.goTo(wantedAt(20));
  await expectAt(room, roomAt(20));
  return { ...network, room };
};

const otherBridge = async (): Promise<FaultyBridge> => {
  const other = await startBridge({ bridgeId: OTHER_ID });
  closesLater(other.close);
  return other;
};

const frontOf = async (bridge: FaultyBridge): Promise<TlsFront> => {
  const front = await openTlsFront(bridge, 'self-signed');
  closesLater(front.close);
  return front;
};

const isAway = ({ lights }: LitRoom) => lights.view().state === 'away';
const isReady = ({ lights }: LitRoom) => lights.view().state === 'ready';
const keysHeardBy = ({ requests }: FaultyBridge): number =>
  requests.filter(({ path }) => path.includes(KEY)).length;

describe.concurrent('a paired bridge that has another address', () => {
  it('is found again by its id, remembered there, and led to the look of now', async () => {
    const { room, responder, onMoved } = await roomInUse();
    responder.serve(at(room.bridge.bridgeId, await room.bridge.moveTo()));
    room.guarded.goTo(wantedAt(8));
    await until(() => onMoved.mock.calls.length > 0, FOUND_WITHIN_MS);
    const address = `http://${room.bridge.address}`;
    expect(onMoved.mock.calls).toEqual([[address, address]]);
    await until(() => isReady(room), 2000);
    expect(room.lights.view().address).toBe(address);
    await expectAt(room, roomAt(8));
    expect(room.watch.broken).toEqual([]);
  });

  it('is not searched for while it is where it was', async () => {
    const { room, responder } = await roomInUse();
    await pause(1000);
    expect(responder.asked()).toEqual([]);
    await room.bridge.moveTo();
    await until(() => responder.asked().length > 0, FOUND_WITHIN_MS);
    expect(responder.asked()).toContain('PTR _hue._tcp.local');
  });

  it('is not confused with another bridge that is announced', async () => {
    const other = await otherBridge();
    const { room, responder, onMoved } = await roomInUse();
    const { address } = room.bridge;
    responder.serve(at(OTHER_ID, other.address));
    await room.bridge.moveTo();
    await until(() => isAway(room), FOUND_WITHIN_MS);
    await until(() => responder.asked().length > 0, 2000);
    await pause(2500);
    expect(other.requests).toEqual([]);
    expect(onMoved).not.toHaveBeenCalled();
    await room.bridge.moveTo(portOf(address));
    await until(() => isReady(room), 5000);
  });

  it('is not taken for one that is announced by its id and is another: that one hears no key', async () => {
    const other = await otherBridge();
    const { room, responder, onMoved } = await roomInUse();
    responder.serve(at(room.bridge.bridgeId, other.address));
    await room.bridge.moveTo();
    await vi.waitFor(() => expect(other.requests).not.toEqual([]), FOUND_WITHIN_MS);
    await pause(2500);
    expect(keysHeardBy(other)).toBe(0);
    expect(onMoved).not.toHaveBeenCalled();
    expect(isAway(room)).toBe(true);
    responder.announce(at(room.bridge.bridgeId, room.bridge.address));
    await until(() => isReady(room), FOUND_WITHIN_MS);
  });
});

describe.concurrent('another bridge at the same address', () => {
  it('is refused, and not a lamp of it is moved, until the old one is back', async () => {
    const { room } = await roomInUse();
    const { bridgeId } = room.bridge;
    room.bridge.replaceBy(OTHER_ID);
    room.guarded.goTo(wantedAt(8));
    await until(() => room.faults().includes('bridgeNotItself'), FOUND_WITHIN_MS);
    const before = room.bridge.requests.length;
    await pause(3000);
    const since = room.bridge.requests.slice(before);
    expect(since.map(({ path }) => path)).toEqual(since.map(() => '/api/config'));
    expect(room.outputPct('1')).toBeCloseTo(20, 0);
    room.bridge.replaceBy(bridgeId);
    await until(() => isReady(room), 5000);
    await expectAt(room, roomAt(8));
    expect(room.watch.broken).toEqual([]);
  });
});

describe.concurrent('a bridge that was paired over HTTPS', () => {
  /** A room on a bridge behind TLS, with its certificate pinned. */
  const secureRoom = async () => {
    const network = await openNetwork();
    const bridge = await startBridge();
    closesLater(bridge.close);
    const front = await frontOf(bridge);
    bridge.pressButton();
    const paired = await pair({
      candidates: [front.baseUrl],
      room: 'Room 2',
      roots: TEST_ROOTS,
      ...WITHOUT_WAITING,
    });
    if (!paired.ok) throw new Error(paired.error);
    const address = new URL(front.baseUrl).host;
    const change = { ...network, roots: TEST_ROOTS, paired: { ...paired.value, address } };
    const room = await openLitRoom({ bridge, source: () => wayTo(bridge, change) });
    expect(isReady(room)).toBe(true);
    return { ...network, room, front };
  };

  /** Takes every connection at a port of its own, and remembers what was said. */
  const listening = async (): Promise<{ readonly port: number; readonly heard: () => string }> => {
    let heard = '';
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => {
        heard += bytes.toString('latin1');
        socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
      });
    });
    closesLater(() => server.close());
    await new Promise<void>((listens) => server.listen(0, LOOPBACK, listens));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return { port: address.port, heard: () => heard };
  };

  it('is found again at another address by its certificate', async () => {
    const { room, front, responder, onMoved } = await secureRoom();
    const next = await frontOf(room.bridge);
    responder.serve(at(room.bridge.bridgeId, next.baseUrl));
    await front.close();
    await until(() => onMoved.mock.calls.length > 0, FOUND_WITHIN_MS);
    expect(onMoved.mock.calls).toEqual([[next.baseUrl, new URL(next.baseUrl).host]]);
    await until(() => isReady(room), 2000);
  });

  it('is found again at its port, though it announces the port of its plain web server', async () => {
    const { room, front, responder, onMoved } = await secureRoom();
    const other = { host: '127.0.0.2', port: portOf(front.baseUrl) };
    const next = await openTlsFront(room.bridge, 'self-signed', other);
    closesLater(next.close);
    responder.serve(announced(room.bridge.bridgeId.toLowerCase(), { port: 80, ipv4: [other.host] }));
    await front.close();
    await until(() => onMoved.mock.calls.length > 0, FOUND_WITHIN_MS);
    expect(onMoved.mock.calls).toEqual([[next.baseUrl, new URL(next.baseUrl).host]]);
    await until(() => isReady(room), 2000);
  });

  it('is never reached over plain HTTP, wherever it is announced', async () => {
    const { room, front, responder, onMoved } = await secureRoom();
    const { port, heard } = await listening();
    responder.serve(at(room.bridge.bridgeId, `${LOOPBACK}:${port}`));
    await front.close();
    await until(() => heard() !== '', FOUND_WITHIN_MS);
    await pause(2500);
    expect(heard()).not.toMatch(/GET|PUT|POST|\/api/);
    expect(onMoved).not.toHaveBeenCalled();
  });

  it('is refused with another certificate, and sent nothing, until it shows its own again', async () => {
    const { room, front } = await secureRoom();
    front.show('self-signed-anew');
    const before = room.bridge.requests.length;
    room.guarded.goTo(wantedAt(8));
    await until(() => room.faults().includes('bridgeNotItself'), FOUND_WITHIN_MS);
    expect(room.bridge.requests.length).toBe(before);
    front.show('self-signed');
    await until(() => isReady(room), 5000);
    await expectAt(room, roomAt(8));
  });
});
