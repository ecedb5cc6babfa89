// What a lamp is for and which lamps belong to this room: guessed until somebody chooses, and never against a choice.

import { describe, expect, it } from 'vitest';
import type { BridgeRoom } from '../../main/lights/rig.ts';
import { type ChosenRoles, guessRole, onlyRoomOf, rolesFor, roomUnasked } from '../../main/lights/roles.ts';

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
  const all = ['1', '2', '3'];

  it('are guessed until somebody chooses', () => {
    expect(rolesFor(lamps, {}, all)).toEqual({ '1': 'ambient', '2': 'task', '3': 'door' });
  });

  it('follow what somebody chose, and leave out lamps that were excluded', () => {
    expect(rolesFor(lamps, { '2': 'ambient', '3': 'none', '9': 'task' }, all)).toEqual({
      '1': 'ambient',
      '2': 'ambient',
    });
  });

  it('work with ids that are also names of object properties', () => {
    expect(rolesFor([{ id: 'constructor', name: 'Ceiling' }], {}, ['constructor'])).toEqual({
      constructor: 'ambient',
    });
  });
});

describe('the lamps of this room on a bridge', () => {
  const room = (id: string, lampIds: readonly string[], kind: BridgeRoom['kind'] = 'room'): BridgeRoom => ({
    ...{ id, name: `Room ${id}`, kind },
    lampIds,
  });
  const one = [room('1', ['1', '2'])];
  const two = [room('1', ['1', '2']), room('2', ['3'])];
  const ALL = ['1', '2', '3'];
  const unasked = (rooms: readonly BridgeRoom[], lamps = ALL, chosen: ChosenRoles = {}) =>
    roomUnasked(lamps, rooms, chosen)?.id;

  it('are those of the only room where it holds all lamps of the bridge', () => {
    expect(unasked(one, ['1', '2'])).toBe('1');
    expect(unasked([...one, room('7', ['2'], 'zone')], ['1', '2'])).toBe('1');
  });

  it('are asked for when there are several rooms: the others may have patients', () => {
    expect(unasked(two)).toBeUndefined();
    expect(onlyRoomOf(two)).toBeNull();
  });

  it('are asked for when a lamp lies outside the only room, or there is no room at all', () => {
    expect(unasked(one)).toBeUndefined();
    expect(onlyRoomOf(one)).toBe('Room 1');
    expect(unasked([])).toBeUndefined();
    expect(unasked([room('7', ALL, 'zone')])).toBeUndefined();
    expect(onlyRoomOf([])).toBe('');
  });

  it('are those of the only room where each lamp outside has a role that somebody chose', () => {
    expect(unasked(one, ALL, { '3': 'none' })).toBe('1');
  });

  it('include a lamp of another room that was given a role, and exclude one that was taken out', () => {
    const lamps = ['1', '2', '3', '4'].map((id) => ({ id, name: `Lamp ${id}` }));
    expect(rolesFor(lamps, { '2': 'none', '4': 'door' }, ['1', '2'])).toEqual({
      '1': 'ambient',
      '4': 'door',
    });
  });
});
