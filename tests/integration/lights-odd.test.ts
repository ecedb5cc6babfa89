// Lamps of bridges that tell some things otherwise, over real HTTP: an odd field loses no lamp and no light.

import { afterAll, describe, expect, it, vi } from 'vitest';
import type { ChosenRoles } from '../../main/lights/roles.ts';
import { ANONYMOUS } from '../practice/retelling.ts';
import { SCENARIOS } from '../practice/scenarios.ts';
import { startBridge } from './hue-room.ts';
import {
  closeRooms,
  expectAt,
  type LitRoom,
  openLitRoom,
  roomAt,
  until,
  wantedAt,
  wayTo,
} from './lit-room.ts';

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

describe.concurrent('lamps under other numbers', () => {
  const chosenRoles: () => ChosenRoles = () => ({ '1': 'none', '2': 'task' });
  const ROLES = {
    'Ceiling left': 'none',
    'Ceiling right': 'task',
    'Floor lamp': 'ambient',
    'Bookshelf lamp': 'ambient',
    'Desk task lamp': 'task',
    'Door lamp': 'door',
  };
  const rolesIn = ({ lights }: LitRoom) =>
    Object.fromEntries(lights.view().lamps.map(({ name, role }) => [name, role]));
  const isRenumbered = ({ lights }: LitRoom) => lights.view().lamps[0]?.name === 'Door lamp';

  it('keep their roles when they have them from one reading to the next: one that is left alone stays so', async () => {
    const room = await openLitRoom({ chosenRoom: () => null, chosenRoles });
    expect(rolesIn(room)).toEqual(ROLES);
    room.guarded.goTo(wantedAt(20));
    await expectAt(room, { '1': 100, '2': 20, '3': 20, '6': 10 });
    room.bridge.renumber();
    room.watch.excuse(0);
    room.lights.confirm();
    await until(() => isRenumbered(room) && room.lamp('1').role === 'door', 5000);
    expect(rolesIn(room)).toEqual(ROLES);
    room.guarded.goTo(wantedAt(8));
    await expectAt(room, { '6': 100, '5': 8, '4': 8, '1': 10 });
    expect(room.watch.broken).toEqual([]);
  });

  it('keep their roles and their room when the bridge is paired with again', async () => {
    const rooms = [
      { name: 'North', kind: 'Room', lamps: [1, 2, 3, 4, 5] },
      { name: 'South', kind: 'Room', lamps: [6] },
    ] as const;
    const room = await openLitRoom({ rooms, chosenRoom: () => '1', chosenRoles });
    await SCENARIOS.reset.begin(room.bridge);
    // Its button was pressed again.
    room.bridge.setFault(null);
    await room.lights.use(await wayTo(room.bridge));
    expect(isRenumbered(room)).toBe(true);
    expect(rolesIn(room)).toEqual({ ...ROLES, 'Door lamp': 'none' });
    expect(room.lights.view().lamps.some(({ isUnclear }) => isUnclear)).toBe(false);
  });

  it('are asked for where nothing tells them apart, and follow once somebody has chosen', async () => {
    const bridge = await startBridge();
    bridge.retell(ANONYMOUS);
    const room = await openLitRoom({ bridge, chosenRoom: () => null, chosenRoles });
    await SCENARIOS.reset.begin(room.bridge);
    // Its button was pressed again.
    room.bridge.setFault(null);
    await room.lights.use(await wayTo(room.bridge));
    const unclear = () => room.lights.view().lamps.flatMap(({ id, isUnclear }) => (isUnclear ? [id] : []));
    expect(unclear()).toEqual(['5', '6']);
    expect(['5', '6'].map((id) => room.lamp(id).role)).toEqual(['none', 'none']);
    await room.lights.chooseRole('6', 'none');
    await room.lights.chooseRole('5', 'ambient');
    expect(unclear()).toEqual([]);
    room.guarded.goTo(wantedAt(20));
    await expectAt(room, { '5': 20, '6': 100 });
  });
});
