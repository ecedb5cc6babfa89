// Lamps and rooms are known again under other numbers, and what cannot be told apart is asked.

import { describe, expect, it } from 'vitest';
import {
  type KnownLamp,
  knownRoomOf,
  recognise,
  roomAgain,
  withRole,
} from '../../main/lights/known-lamps.ts';
import type { BridgeRoom } from '../../main/lights/rig.ts';
import type { RoleChoice } from '../../main/lights/roles.ts';

const lamp = (id: string, name: string, uniqueId: string | null = null) => ({ id, name, uniqueId });
type Lamp = ReturnType<typeof lamp>;

/** What is kept once somebody chose these roles, in this order. */
const kept = (lamps: readonly Lamp[], ...roles: readonly RoleChoice[]): readonly KnownLamp[] =>
  lamps.map((one, i) => ({ ...one, role: roles[i] ?? 'ambient' }));

const WALL = lamp('1', 'Wall', 'aa');
const DESK = lamp('2', 'Desk', 'bb');
const DOOR = lamp('3', 'Door', 'cc');
const ROOM = kept([WALL, DESK, DOOR], 'none', 'task', 'door');

describe('a lamp with a role', () => {
  it('is known by its own address, whatever its number and name are by now', () => {
    const now = [lamp('1', 'Door', 'cc'), lamp('2', 'Wall', 'aa'), lamp('3', 'Lamp 7', 'bb')];
    const { roles, unclear, lamps } = recognise(ROOM, now);
    expect(roles).toEqual({ '1': 'door', '2': 'none', '3': 'task' });
    expect(unclear).toEqual([]);
    expect(lamps).toEqual(
      kept([lamp('2', 'Wall', 'aa'), lamp('3', 'Lamp 7', 'bb'), now[0] as Lamp], 'none', 'task', 'door'),
    );
  });

  it('is known by its name where no address says more, as a new bulb in its place', () => {
    const now = [lamp('7', 'Wall', 'ee'), lamp('8', 'Desk')];
    expect(recognise(ROOM, now).roles).toEqual({ '7': 'none', '8': 'task' });
  });

  it('stays known while it is away, and its number then says nothing of another lamp', () => {
    const away = recognise(ROOM, [lamp('1', 'New', 'ff'), DESK]);
    expect(away.roles).toEqual({ '2': 'task' });
    expect(away.unclear).toEqual([]);
    expect(recognise(away.lamps, [lamp('9', 'Wall', 'aa'), DESK]).roles).toEqual({
      '2': 'task',
      '9': 'none',
    });
  });

  it('kept by its number alone, as earlier versions did, is known by what it is from then on', () => {
    const legacy = [{ id: '1', uniqueId: null, name: null, role: 'none' as const }];
    const { roles, lamps } = recognise(legacy, [WALL, DESK]);
    expect(roles).toEqual({ '1': 'none' });
    expect(lamps).toEqual([...kept([WALL], 'none'), { ...DESK, role: null }]);
  });
});

describe('lamps that bear one name and have no address', () => {
  const TWINS = [lamp('1', 'Lamp'), lamp('2', 'Lamp'), lamp('3', 'Door')];
  const known = kept(TWINS, 'none', 'ambient', 'door');
  const renumbered = [lamp('1', 'Door'), lamp('2', 'Lamp'), lamp('3', 'Lamp')];

  it('are known by their numbers for as long as no lamp has another', () => {
    expect(recognise(known, TWINS)).toMatchObject({ roles: { '1': 'none', '2': 'ambient' }, unclear: [] });
  });

  it('are left alone and asked for once numbers have changed, and still are at the next start', () => {
    const first = recognise(known, renumbered);
    expect(first.roles).toEqual({ '1': 'door', '2': 'none', '3': 'none' });
    expect(first.unclear).toEqual(['2', '3']);
    expect(recognise(first.lamps, renumbered).unclear).toEqual(['2', '3']);
  });

  it('are clear again as somebody chooses', () => {
    const chosen = withRole(recognise(known, renumbered), lamp('3', 'Lamp'), 'ambient');
    const second = recognise(chosen, renumbered);
    expect(second.roles).toMatchObject({ '2': 'none', '3': 'ambient' });
    expect(second.unclear).toEqual(['2']);
    const last = recognise(withRole(second, lamp('2', 'Lamp'), 'task'), renumbered);
    expect(last).toMatchObject({ roles: { '1': 'door', '2': 'task', '3': 'ambient' }, unclear: [] });
  });

  it('are asked for when one of them has another name by now: it may be another lamp', () => {
    const { unclear } = recognise(kept([lamp('1', 'Lamp')], 'ambient'), [lamp('1', 'Shelf')]);
    expect(unclear).toEqual(['1']);
  });
});

describe('the chosen room', () => {
  const room = (id: string, name: string, ...lampIds: readonly string[]): BridgeRoom => ({
    ...{ id, name, kind: 'room' },
    lampIds,
  });
  const lamps = [WALL, DESK, DOOR];
  const NORTH = room('1', 'North', '1', '2');
  const again = (rooms: readonly BridgeRoom[], isNew = false) =>
    roomAgain(rooms, lamps, { lamps: [], room: '1', knownRoom: isNew ? null : knownRoomOf(NORTH, lamps) })
      ?.id;

  it('is known by its name under another number', () => {
    expect(again([room('1', 'South', '3'), room('2', 'North', '1', '2')])).toBe('2');
  });

  it('is known by its number and its lamps under another name', () => {
    expect(again([room('1', 'Room 12', '1', '2'), room('2', 'South', '3')])).toBe('1');
  });

  it('is asked for when its number is another room’s', () => {
    expect(again([room('1', 'South', '3')])).toBeUndefined();
  });

  it('is known by its lamps where two bear its name, and asked for where those do not tell', () => {
    expect(again([room('5', 'North', '3'), room('6', 'North', '1', '2')])).toBe('6');
    expect(again([room('5', 'North'), room('6', 'North')])).toBeUndefined();
  });

  it('kept by its number alone, as earlier versions did, is the one that has it', () => {
    expect(again([NORTH, room('2', 'South', '3')], true)).toBe('1');
  });
});
