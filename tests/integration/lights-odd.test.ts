// Lamps of bridges that tell some things otherwise, over real HTTP: an odd field loses no lamp and no light.

import { afterAll, describe, expect, it, vi } from 'vitest';
import { SCENARIOS } from '../practice/scenarios.ts';
import { closeRooms, expectAt, openLitRoom, roomAt, until, wantedAt } from './lit-room.ts';

vi.setConfig({ maxConcurrency: 20 });
afterAll(closeRooms);

/** Full light, as the session wants it. */
const FULL = { ...wantedAt(100, 100), fullLight: true };

describe.concurrent('lamps with fields that say nothing', () => {
  const openOdd = async () => {
    const room = await openLitRoom({ chosenRoom: () => null });
    await SCENARIOS.oddLamps.begin(room.bridge);
    room.lights.confirm();
    await until(() => room.lamp('1').isUntold, 3000);
    return room;
  };

  it('stay in the list with a name and their role, and are named where their light is not known', async () => {
    const { lights } = await openOdd();
    const told = lights.view().lamps.map(({ name, role, isUntold }) => [name, role, isUntold]);
    expect(told).toEqual([
      ['Ceiling left', 'ambient', true],
      ['Ceiling right', 'ambient', true],
      ['Floor lamp', 'ambient', true],
      ['Hue color lamp 4', 'ambient', false],
      ['Desk task lamp', 'task', false],
      ['Door lamp', 'door', false],
    ]);
  });

  it('follow the room within the guard, and Full light reaches every one of them', async () => {
    const room = await openOdd();
    room.guarded.goTo(wantedAt(8));
    await expectAt(room, roomAt(8));
    expect(room.watch.broken).toEqual([]);
    room.watch.excuse(Infinity);
    room.guarded.goTo(FULL);
    await expectAt(room, roomAt(100, 100), 2000);
    expect(room.told).toEqual([]);
  });

  it('come up from darkness where they are known to be dark, and from there only', async () => {
    const room = await openOdd();
    room.guarded.goTo(wantedAt(0, 0));
    await expectAt(room, roomAt(0, 0));
    room.guarded.goTo(wantedAt(8));
    await expectAt(room, roomAt(8));
    expect(room.watch.broken).toEqual([]);
  });
});
