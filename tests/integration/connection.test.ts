// The connection to a bridge that fails: it is polled about once a second and never stormed, one lost answer does no
// harm, and the room follows again as soon as it can.

import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { requestsLike } from './hue-room.ts';
import {
  closeRooms,
  closesLater,
  expectAt,
  type LitRoom,
  openLitRoom,
  roomAt,
  until,
  wantedAt,
} from './lit-room.ts';

const WATCHED_MS = 15_000;
/** One a second; those of a look that was under way, and of the connection itself, may meet. */
const MOST_ATTEMPTS = WATCHED_MS / 1000 + 2;
/** And it is really tried. */
const LEAST_ATTEMPTS = 5;

vi.setConfig({ maxConcurrency: 20 });
afterAll(closeRooms);

/** Hangs up on everybody at a port, and counts them. */
const hangingUpAt = async (port: number): Promise<{ readonly callers: () => number; close: () => void }> => {
  let callers = 0;
  const server = createServer((socket) => {
    callers += 1;
    socket.destroy();
  });
  closesLater(() => server.close());
  await new Promise<void>((listens) => server.listen(port, '127.0.0.1', listens));
  return { callers: () => callers, close: () => server.close() };
};

/** A room at a look, that is asked for another while nothing answers. */
const roomInUse = async (): Promise<LitRoom> => {
  const room = await openLitRoom();
  room.guarded.goTo(wantedAt(20, 0));
  await expectAt(room, roomAt(20, 0));
  return room;
};

/** Somebody goes on pressing meanwhile. */
const pressing = async ({ guarded }: LitRoom): Promise<void> => {
  for (let passedMs = 0; passedMs < WATCHED_MS; passedMs += 500) {
    guarded.goTo(wantedAt(8 + (passedMs % 3000) / 500));
    await pause(500);
  }
  guarded.goTo(wantedAt(8));
};

/** It may be 2.4 s until the next attempt, and 3.1 s from anywhere down to the look of now. */
const FOLLOWS_WITHIN_MS = 5000;

const expectFollowsAgain = async (room: LitRoom): Promise<void> => {
  await expectAt(room, roomAt(8), FOLLOWS_WITHIN_MS);
  expect(room.lights.view().state).toBe('ready');
  expect(room.watch.broken).toEqual([]);
};

describe.concurrent('a bridge that cannot be reached', () => {
  it.each(['hang', 'busy'] as const)(
    '(%s) is asked about once a second, whatever is pressed, and followed again soon after its return',
    async (kind) => {
      const room = await roomInUse();
      const before = room.bridge.requests.length;
      room.bridge.setFault({ kind });
      await pressing(room);
      const attempts = room.bridge.requests.length - before;
      expect(attempts).toBeLessThanOrEqual(MOST_ATTEMPTS);
      expect(attempts).toBeGreaterThanOrEqual(LEAST_ATTEMPTS);
      room.bridge.setFault(null);
      await expectFollowsAgain(room);
    },
  );

  it('(gone) is called about once a second, whatever is pressed, and followed again soon after its return', async () => {
    const room = await roomInUse();
    const port = Number(room.bridge.address.split(':')[1]);
    await room.bridge.moveTo();
    const { callers, close } = await hangingUpAt(port);
    await pressing(room);
    expect(callers()).toBeLessThanOrEqual(MOST_ATTEMPTS);
    expect(callers()).toBeGreaterThanOrEqual(LEAST_ATTEMPTS);
    close();
    await room.bridge.moveTo(port);
    await expectFollowsAgain(room);
  });
});

describe.concurrent('a bridge in use', () => {
  it('is not away because a single answer got lost', async () => {
    const room = await roomInUse();
    const readings = (): number => requestsLike(room.bridge, /^GET \/lights$/);
    const before = readings();
    room.bridge.setFault({ kind: 'drop', everyNth: 1 });
    await until(() => readings() > before, 6000);
    // A reading that got lost is asked for once more at once, and then a second later.
    await pause(300);
    const lost = readings();
    room.bridge.setFault(null);
    await until(() => readings() > lost, 3000);
    await pause(300);
    expect(room.lights.view().state).toBe('ready');
    expect(room.told).toEqual([]);
  });

  it('is polled after a command, and sent the command again when it had no effect', async () => {
    const room = await roomInUse();
    const commands = (): number => requestsLike(room.bridge, /^PUT .*(state|action)$/);
    const before = commands();
    room.bridge.setFault({ kind: 'swallow', everyNth: 1 });
    room.guarded.goTo(wantedAt(8, 0));
    await until(() => commands() > before, 2000);
    room.bridge.setFault(null);
    await expectAt(room, roomAt(8, 0), 5000);
    expect(room.told).toEqual([]);
    expect(room.watch.broken).toEqual([]);
  });

  it('is polled no more often than needed while all is well', async () => {
    const room = await roomInUse();
    await pause(1500);
    const before = room.bridge.requests.length;
    await pause(8500);
    expect(room.bridge.requests.length - before).toBeLessThanOrEqual(3);
    expect(room.bridge.requests.length - before).toBeGreaterThanOrEqual(1);
  });

  it('is tried again by itself when it was not there at first', async () => {
    const room = await openLitRoom({ firstFault: { kind: 'busy' } });
    expect(room.lights.view().state).toBe('away');
    expect(room.faults()).toEqual(['bridgeBusy']);
    room.guarded.goTo(wantedAt(20));
    room.bridge.setFault(null);
    await expectAt(room, roomAt(20));
    expect(room.faults()).toEqual([]);
    expect(room.watch.broken).toEqual([]);
  });
});
