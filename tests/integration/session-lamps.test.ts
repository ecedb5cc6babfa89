// The lamps of a bridge over real HTTP while a session runs: they follow the score, the patient's steps and a bridge
// that comes back, and no change is steeper than the guard allows.

import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { closeRooms, until } from './lit-room.ts';
import { BEHIND_PCT, expectAsBefore, fadingIn, openSessionRoom, type SessionRoom } from './session-room.ts';

vi.setConfig({ maxConcurrency: 20 });
afterAll(closeRooms);

/** How often lamps are held against the score, in real ms. */
const LOOKED_EVERY_MS = 100;

/** From one fade to the next, lamps are on the new one within this, in real ms. */
const TURNED_WITHIN_MS = 1000;

/** Away for so long, a bridge misses most of a fade. */
const AWAY_MS = 6000;

/** A bridge that came back is followed again within this, in real ms. */
const BACK_WITHIN_MS = 5000;

/** A session in the light of settle; later phases fade in eight seconds, so that time need not run faster. */
const inSettle = async (): Promise<SessionRoom> => {
  const room = await openSessionRoom({ rate: 1 });
  room.start(fadingIn(1, 8));
  await room.soon(() => room.ceiling() < 41);
  return room;
};

describe.concurrent('the lamps of a session', () => {
  it('dim along the score from Start on, never faster than the guard allows', async () => {
    const room = await openSessionRoom({ rate: 1 });
    expect(room.ceiling()).toBe(100);
    // The way to settle is wished for within a second, which the guard stretches to two.
    room.start(fadingIn(1, 8));
    await room.soon(() => room.ceiling() < 41);
    room.press('doseMark');
    await until(() => room.behind() < BEHIND_PCT, TURNED_WITHIN_MS);
    while (room.ceiling() > 9) {
      expect(room.behind()).toBeLessThan(BEHIND_PCT);
      await pause(LOOKED_EVERY_MS);
    }
    expect(room.running().phase.index).toBe(1);
    expect(room.pct('Door lamp')).toBeGreaterThan(5);
    expect(room.watch.broken).toEqual([]);
  });

  it('get darker and lighter by the patient’s steps, within the agreed limits', async () => {
    const room = await inSettle();
    room.patient('wake');
    room.patient('darker');
    await room.soon(() => room.ceiling() < 30);
    const darker = room.ceiling();
    room.patient('lighter');
    await room.soon(() => room.ceiling() > darker + 8);
    for (let press = 0; press < 15; press += 1) room.patient('darker');
    // The least that was agreed is 1 %; a lamp never goes out by a press for darker.
    await room.soon(() => room.ceiling() < 2);
    await room.soon(room.guarded.isSettled);
    expect(room.ceiling()).toBeGreaterThan(0);
    for (let press = 0; press < 15; press += 1) room.patient('lighter');
    await room.soon(() => room.ceiling() > 65);
    await room.soon(() => room.behind() < 0.5);
    expect(room.ceiling()).toBeGreaterThan(69);
    expect(room.ceiling()).toBeLessThan(71);
    expect(room.watch.broken).toEqual([]);
  });

  it('are left to fade by themselves: by a few commands, and not by one a second', async () => {
    const room = await openSessionRoom({ rate: 1 });
    room.start();
    await room.soon(() => room.ceiling() < 99);
    const before = room.bridge.requests.length;
    // Settle takes a minute to its look.
    await room.soon(() => room.ceiling() < 87);
    const commands = room.bridge.requests
      .slice(before)
      .filter(({ method, path }) => method === 'PUT' && /\/(state|action)$/.test(path));
    expect(commands.length).toBeLessThan(6);
    expect(room.watch.broken).toEqual([]);
  });
});

describe.concurrent('a bridge in a session', () => {
  /** From the dose mark on, the lamps have a way to go; they are on it again soon after the bridge is. */
  const followsAgain = async (room: SessionRoom): Promise<void> => {
    const backMs = performance.now();
    await room.soon(() => room.behind() < BEHIND_PCT);
    expect(performance.now() - backMs).toBeLessThan(BACK_WITHIN_MS);
    await room.soon(() => room.faults().length === 0);
    await room.soon(() => room.ceiling() < 9);
    expect(room.watch.broken).toEqual([]);
  };

  it('that hangs leaves the lamps as they are, and is followed again when it answers', async () => {
    const room = await inSettle();
    const before = await room.atRest();
    room.bridge.setFault({ kind: 'hang' });
    room.press('doseMark');
    await room.soon(() => room.faults().includes('bridgeHangs'));
    expectAsBefore(before, room);
    room.bridge.setFault(null);
    await followsAgain(room);
  });

  it('that is gone for a while is told for as long, and followed again without a jump', async () => {
    const room = await inSettle();
    const before = await room.atRest();
    const isBack = room.bridge.reboot(AWAY_MS);
    room.press('doseMark');
    await room.soon(() => room.faults().includes('bridgeUnreachable'));
    expectAsBefore(before, room);
    await isBack;
    expect(room.faults()).toEqual(['bridgeUnreachable']);
    await followsAgain(room);
  });
});
