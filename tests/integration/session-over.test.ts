// A session that is over, on its bridge over real HTTP: what it laid there to move its lamps together goes, what others
// keep there stays, and the turnover leaves the room as the next person should find it.

import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { KEY } from './hue-room.ts';
import { closeRooms } from './lit-room.ts';
import { openSessionRoom, type SessionRoom, type SessionRoomOptions, TWO_LOOKS } from './session-room.ts';

vi.setConfig({ maxConcurrency: 20 });
afterAll(closeRooms);

/** What comes is laid on a bridge after eight seconds in which nothing was asked for. */
const CALM_MS = 9000;

/** A gentle end takes five minutes, which is 2.5 s then. */
const RATE = 120;

/** Waits until the bridge holds scenes of ours, or none. */
const scenesOfOurs = ({ scenes }: SessionRoom, areThere: boolean): Promise<void> =>
  vi.waitFor(async () => expect((await scenes()).ours.length > 0).toBe(areThere), {
    timeout: 10_000,
    interval: 50,
  });

/** A session that has come as far as to lay scenes on its bridge. */
const withScenes = async (options: SessionRoomOptions = {}): Promise<SessionRoom> => {
  const room = await openSessionRoom({ rate: RATE, ...options });
  room.start(TWO_LOOKS);
  room.press('doseMark');
  await scenesOfOurs(room, true);
  return room;
};

const endGently = async (room: SessionRoom): Promise<void> => {
  room.press('gentleEnd');
  await room.soon(() => room.running().overAt !== null);
  room.press('roomFree');
};

/** All lamps of the room but the one at the door are at a brightness. */
const isAt = ({ outputs }: SessionRoom, pct: number): boolean =>
  Object.entries(outputs()).every(([name, each]) => name === 'Door lamp' || Math.abs(each - pct) < 1);

describe.concurrent('when a session is over', () => {
  it('its scenes go, those of others stay, and nothing comes back when all is calm', async () => {
    const room = await withScenes();
    await fetch(`http://${room.bridge.address}/api/${KEY}/scenes`, {
      method: 'POST',
      body: JSON.stringify({ name: 'Evening', lights: ['1', '2'], recycle: false }),
    });
    await endGently(room);
    await scenesOfOurs(room, false);
    await pause(CALM_MS);
    expect(await room.scenes()).toEqual({ ours: [], others: ['Evening'] });
  });
});

describe.concurrent('the turnover', () => {
  it('takes the room to the light that was chosen for the next person, and no scene of ours stays', async () => {
    const room = await withScenes({ roomLook: { brightnessPct: 25, warmthK: 2700 } });
    await endGently(room);
    expect(await room.turnOver()).toEqual({ ok: true, value: null });
    expect((await room.scenes()).ours).toEqual([]);
    await room.soon(() => isAt(room, 25));
    expect(room.turnover().steps).toEqual({
      ...{ pages: 'done', label: 'done', volumes: 'done', look: 'done', scenes: 'done' },
    });
    await pause(CALM_MS);
    expect((await room.scenes()).ours).toEqual([]);
    expect(isAt(room, 25)).toBe(true);
  });

  it('waits for no bridge that is away; what it still holds is done when it is back', async () => {
    const room = await withScenes();
    room.bridge.setFault({ kind: 'hang' });
    await room.soon(() => room.lights.view().state === 'away');
    await endGently(room);
    expect(await room.turnOver()).toEqual({ ok: true, value: null });
    expect(room.turnover().steps).toMatchObject({ look: 'done', scenes: 'later' });
    expect(room.room.apply({ type: 'turnoverDone' })).toBeNull();
    room.bridge.setFault(null);
    await scenesOfOurs(room, false);
    await room.soon(() => isAt(room, 40));
  });
});
