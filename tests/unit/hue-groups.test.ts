// What a bridge tells of its groups is taken as far as it can be, and a field that says nothing loses no room.

import { describe, expect, it } from 'vitest';
import { roomsIn } from '../../main/lights/hue/groups.ts';

const room = { name: 'Room 1', type: 'Room', lights: ['1', '2'] };
const only = (told: object) => roomsIn({ '4': told })[0];

describe('the rooms of a bridge', () => {
  it('are its rooms and zones that have lamps', () => {
    const told = { '1': room, '2': { ...room, type: 'Zone' }, '3': { ...room, type: 'LightGroup' } };
    expect(roomsIn({ ...told, '4': { ...room, lights: [] }, '5': null }).map(({ id }) => id)).toEqual([
      '1',
      '2',
    ]);
  });

  it('are none of the groups that Stillroom made, whatever the bridge calls them and whichever room they serve', () => {
    const zone = { ...room, type: 'Zone' };
    const ours = {
      '1': { ...zone, name: 'Stillroom room' },
      '2': { ...zone, name: 'Stillroom door 2', type: null },
    };
    expect(roomsIn({ ...ours, '3': { ...zone, name: 'Stillroom' } }).map(({ name }) => name)).toEqual([
      'Stillroom',
    ]);
    expect(only({ ...room, name: 'Stillroom room' })?.name).toBe('Stillroom room');
  });

  it.each<[string, object, object]>([
    ['name', { name: null }, { name: 'Room 4', kind: 'room', lampIds: ['1', '2'] }],
    ['type', { type: null }, { name: 'Room 1', kind: 'zone' }],
    ['lights', { lights: null }, { name: 'Room 1', lampIds: [] }],
    ['one of its lights', { lights: ['1', null, 2] }, { lampIds: ['1', '2'] }],
  ])('stay when a field says nothing: %s', (_, change, known) => {
    expect(only({ ...room, ...change })).toMatchObject({ id: '4', ...known });
  });
});
