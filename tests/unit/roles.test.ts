// What a lamp is for and which lamps belong to this room: guessed until somebody chooses, and never against a choice.

import { describe, expect, it } from 'vitest';
import type { BridgeRoom } from '../../main/lights/rig.ts';
import { guessRole, isRoomUnchosen, lampsInRoom, rolesFor } from '../../main/lights/roles.ts';

describe('the role guessed for a lamp', () => {
  it.each([
    'Door lamp',
    'Corridor',
    'Hall 2',
    'exit sign',
    'Türlampe',
    'Tu\u0308r',
    'Tuerlicht',
    'Flur',
    'Eingang',
  ])('%s is at the door', (name) => {
    expect(guessRole(name)).toBe('door');
  });

  it.each([
    'Desk task lamp',
    'Reading light',
    'Exam lamp',
    'Schreibtischlampe',
    'Arbeitslicht',
    'Untersuchungsleuchte',
  ])('%s is a task lamp', (name) => {
    expect(guessRole(name)).toBe('task');
  });

  it.each(['Ceiling left', 'Floor lamp', 'Deckenlampe', 'Lamp 12', 'Network shelf', 'Sample', ''])(
    '%j is ambient',
    (name) => {
      expect(guessRole(name)).toBe('ambient');
    },
  );
});

describe('the roles of a room', () => {
  const lamps = [
    { id: '1', name: 'Ceiling' },
    { id: '2', name: 'Desk' },
    { id: '3', name: 'Door' },
  ];

  it('are guessed until somebody chooses', () => {
    expect(rolesFor(lamps, {}, null)).toEqual({ '1': 'ambient', '2': 'task', '3': 'door' });
  });

  it('follow what somebody chose, and leave out lamps that were excluded', () => {
    expect(rolesFor(lamps, { '2': 'ambient', '3': 'none', '9': 'task' }, null)).toEqual({
      '1': 'ambient',
      '2': 'ambient',
    });
  });

  it('work with ids that are also names of object properties', () => {
    expect(rolesFor([{ id: 'constructor', name: 'Ceiling' }], {}, null)).toEqual({ constructor: 'ambient' });
  });
});

describe('the lamps of this room on a bridge', () => {
  const room = (id: string, lampIds: readonly string[], kind: BridgeRoom['kind'] = 'room'): BridgeRoom => ({
    ...{ id, name: `Room ${id}`, kind },
    lampIds,
  });
  const one = [room('1', ['1', '2'])];
  const two = [room('1', ['1', '2']), room('2', ['3'])];

  it('are all lamps when the bridge has one room or none', () => {
    expect(lampsInRoom(one, undefined)).toBeNull();
    expect(lampsInRoom([], undefined)).toBeNull();
    expect(isRoomUnchosen(one, undefined)).toBe(false);
  });

  it('are none when there are several rooms and nobody has chosen: the others may have patients', () => {
    expect(lampsInRoom(two, undefined)).toEqual([]);
    expect(isRoomUnchosen(two, undefined)).toBe(true);
  });

  it('are those of the chosen room or zone', () => {
    expect(lampsInRoom(two, '2')).toEqual(['3']);
    expect(lampsInRoom([...two, room('7', ['2', '3'], 'zone')], '7')).toEqual(['2', '3']);
    expect(isRoomUnchosen(two, '2')).toBe(false);
  });

  it('are all lamps when somebody chose that', () => {
    expect(lampsInRoom(two, null)).toBeNull();
    expect(isRoomUnchosen(two, null)).toBe(false);
  });

  it('are none when the chosen room was removed and others remain', () => {
    expect(lampsInRoom(two, '9')).toEqual([]);
    expect(isRoomUnchosen(two, '9')).toBe(true);
  });

  it('need no choice when all groups but one are zones', () => {
    const zoned = [...one, room('7', ['2'], 'zone')];
    expect(lampsInRoom(zoned, undefined)).toBeNull();
    expect(isRoomUnchosen(zoned, undefined)).toBe(false);
  });

  it('include a lamp of another room that was given a role, and exclude one that was taken out', () => {
    const lamps = ['1', '2', '3', '4'].map((id) => ({ id, name: `Lamp ${id}` }));
    const roles = rolesFor(lamps, { '2': 'none', '4': 'door' }, lampsInRoom(two, '1'));
    expect(roles).toEqual({ '1': 'ambient', '4': 'door' });
  });
});
