// Joining a bridge over a real network on loopback: it is found by what it announces or typed, waits for its button,
// and whatever goes wrong, what was in use stays in use.

import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { searchBridges } from '../../main/lights/bridge/discovery.ts';
import { openJoining } from '../../main/lights/bridge/joining.ts';
import { pair } from '../../main/lights/bridge/pairing.ts';
import type { PairedBridge } from '../../main/lights/hue/connect.ts';
import type { FaultyBridge } from '../practice/faulty-bridge.ts';
import { bridge as announced, freePort, LOOPBACK, openResponder } from './announced-bridge.ts';
import { closedPort, requestsLike, startBridge } from './hue-room.ts';
import {
  closeRooms,
  closesLater,
  expectAt,
  openLitRoom,
  roomAt,
  until,
  wantedAt,
  wayTo,
} from './lit-room.ts';

const NEW_ID = '001788FFFE570002';
const FOUND_WITHIN_MS = 3000;
/** A bridge is asked for a key once a second. */
const STOPS_WITHIN_MS = 1300;

vi.setConfig({ maxConcurrency: 20 });
afterAll(closeRooms);

const here = ({ bridgeId, address }: FaultyBridge) =>
  announced(bridgeId.toLowerCase(), { port: Number(address.split(':')[1]), ipv4: [LOOPBACK] });

/** A room in use, and a new bridge whose acquaintance may be made on a network of its own. */
const openBench = async () => {
  const port = await freePort();
  const responder = await openResponder({ port });
  closesLater(responder.close);
  const bridge = await startBridge({ bridgeId: NEW_ID, knownUsers: [] });
  closesLater(bridge.close);
  const room = await openLitRoom();
  const take = vi.fn(async (paired: PairedBridge, address: string) =>
    room.lights.use(await wayTo(bridge, { paired: { ...paired, address } })),
  );
  const joining = openJoining({
    ...{ roomName: () => 'Room 2', inUse: room.lights.bridgeId, take, now: Date.now },
    changed: () => undefined,
    load: async () => ({ pair, searchBridges }),
    search: { interfaceAddress: LOOPBACK, port },
  });
  closesLater(joining.stop);
  const found = () => {
    const view = joining.view();
    return view?.step === 'search' ? view.found.map(({ bridgeId, name }) => ({ bridgeId, name })) : [];
  };
  return {
    ...{ responder, bridge, room, take, joining, found },
    isAtButton: () => joining.view()?.step === 'button',
    keysAsked: () => requestsLike(bridge, /^POST \/api/),
    /** Looks until the new bridge is on the screen. */
    findIt: async (): Promise<string> => {
      responder.serve(here(bridge));
      await joining.find();
      await until(() => found().length > 0, FOUND_WITHIN_MS);
      return NEW_ID.toLowerCase();
    },
    /** The room that was in use before still is. */
    expectInUse: async (): Promise<void> => {
      expect(take).not.toHaveBeenCalled();
      expect(room.lights.bridgeId()).toBe(room.bridge.bridgeId.toLowerCase());
      expect(room.lights.view().state).toBe('ready');
      room.guarded.goTo(wantedAt(20));
      await expectAt(room, roomAt(20));
    },
  };
};

describe.concurrent('searching for bridges', () => {
  it('shows each that announces itself, by its name and id, and no longer one that goes', async () => {
    const { responder, found, findIt } = await openBench();
    expect(await findIt()).toBe(NEW_ID.toLowerCase());
    const second = announced('001788fffe1a2b3c');
    responder.announce(second);
    await until(() => found().length === 2, FOUND_WITHIN_MS);
    expect(found()).toEqual([
      { bridgeId: '001788fffe1a2b3c', name: 'Philips Hue - 1A2B3C' },
      { bridgeId: '001788fffe570002', name: 'Philips Hue - 570002' },
    ]);
    responder.goodbye(second);
    await until(() => found().length === 1, FOUND_WITHIN_MS);
  });

  it('says which of them is in use', async () => {
    const { responder, room, joining, found, findIt } = await openBench();
    responder.serve(here(room.bridge));
    await findIt();
    await until(() => found().length === 2, FOUND_WITHIN_MS);
    expect(joining.view()).toMatchObject({ found: [{ isInUse: true }, { isInUse: false }] });
  });

  it('shows none where there is none, and connects to nothing', async () => {
    const { responder, bridge, joining, expectInUse } = await openBench();
    await joining.find();
    await until(() => responder.asked().includes('PTR _hue._tcp.local'), FOUND_WITHIN_MS);
    expect(joining.view()).toEqual({ step: 'search', isSearching: true, found: [] });
    expect(bridge.requests).toEqual([]);
    expect(await joining.pairFound(NEW_ID.toLowerCase())).toEqual({ ok: false, error: 'notFound' });
    await expectInUse();
  });
});

describe.concurrent('joining a bridge that was found', () => {
  it('waits for its button, and takes it into use once it was pressed', async () => {
    const { bridge, room, take, joining, isAtButton, keysAsked, findIt } = await openBench();
    const joined = joining.pairFound(await findIt());
    await until(isAtButton, FOUND_WITHIN_MS);
    expect(joining.view()).toMatchObject({ step: 'button', name: 'Practice room' });
    await until(() => keysAsked() >= 2, 3000);
    expect(take).not.toHaveBeenCalled();
    bridge.pressButton();
    expect(await joined).toEqual({ ok: true, value: null });
    expect(joining.view()).toBeNull();
    expect(room.lights.bridgeId()).toBe(NEW_ID.toLowerCase());
    room.guarded.goTo(wantedAt(20));
    // Its door lamp hangs outside its only room: no lamp is touched before somebody has said which are this room's.
    expect(room.faults()).toEqual(['roomUnchosen']);
    expect(requestsLike(bridge, /^PUT /)).toBe(0);
    await room.lights.chooseRoom('1');
    await vi.waitFor(() => expect(bridge.outputs()[0]?.brightnessPct).toBeCloseTo(20, 0), 8000);
    expect(bridge.outputs()[5]?.brightnessPct).toBe(0);
    expect(room.bridge.outputs()[0]?.brightnessPct).toBe(100);
  });

  it('ends within a second when it is stopped, also when the button is pressed after it', async () => {
    const { bridge, joining, isAtButton, keysAsked, findIt, expectInUse } = await openBench();
    const joined = joining.pairFound(await findIt());
    await until(isAtButton, FOUND_WITHIN_MS);
    const stoppedMs = performance.now();
    joining.stop();
    expect(joining.view()).toBeNull();
    expect(await joined).toEqual({ ok: false, error: 'cancelled' });
    expect(performance.now() - stoppedMs).toBeLessThan(STOPS_WITHIN_MS);
    const asked = keysAsked();
    bridge.pressButton();
    await pause(STOPS_WITHIN_MS);
    expect(keysAsked()).toBe(asked);
    await expectInUse();
  });

  it('goes on over an answer that got lost', async () => {
    const { bridge, joining, keysAsked, findIt } = await openBench();
    const joined = joining.pairFound(await findIt());
    await until(() => keysAsked() >= 1, FOUND_WITHIN_MS);
    bridge.setFault({ kind: 'refuse' });
    await pause(1200);
    bridge.setFault(null);
    bridge.pressButton();
    expect(await joined).toEqual({ ok: true, value: null });
  });

  it('keeps what is in use when the other one has gone in the meantime', async () => {
    const { bridge, joining, findIt, expectInUse } = await openBench();
    const bridgeId = await findIt();
    await bridge.close();
    expect(await joining.pairFound(bridgeId)).toEqual({ ok: false, error: 'noAnswer' });
    expect(joining.view()).toBeNull();
    await expectInUse();
  });
});

describe.concurrent('joining a bridge at a typed address', () => {
  it('takes it into use once its button was pressed', async () => {
    const { bridge, take, joining, isAtButton } = await openBench();
    const joined = joining.connect(bridge.address, false);
    await until(isAtButton, FOUND_WITHIN_MS);
    bridge.pressButton();
    expect(await joined).toEqual({ ok: true, value: null });
    expect(take).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ bridgeId: NEW_ID.toLowerCase() }),
      bridge.address,
    );
  });

  it('keeps what is in use where nobody answers', async () => {
    const { joining, expectInUse } = await openBench();
    const address = `${LOOPBACK}:${await closedPort()}`;
    expect(await joining.connect(address, false)).toEqual({ ok: false, error: 'noAnswer' });
    await expectInUse();
  });

  it('is refused over plain HTTP to another machine that nobody allowed', async () => {
    const { joining, expectInUse } = await openBench();
    expect(await joining.connect('http://192.0.2.1', false)).toEqual({
      ok: false,
      error: 'addressNeedsHttps',
    });
    await expectInUse();
  });

  it('takes the later of two, and stops asking the earlier for a key', async () => {
    const { bridge, take, joining, isAtButton, keysAsked } = await openBench();
    const first = joining.connect(bridge.address, false);
    await until(() => keysAsked() >= 1, FOUND_WITHIN_MS);
    const second = joining.connect(`http://${bridge.address}`, false);
    expect(await first).toEqual({ ok: false, error: 'cancelled' });
    expect(isAtButton()).toBe(true);
    bridge.pressButton();
    expect(await second).toEqual({ ok: true, value: null });
    expect(take).toHaveBeenCalledTimes(1);
  });
});
