// A practice bridge with rooms and zones of a test's own, as a bridge of a whole clinic has.

import { describe, expect, it } from 'vitest';
import { manyLamps, type RoomPlan, startFaultyBridge } from '../practice/faulty-bridge.ts';
import { get, openAnew, outputOf, pct, post, put } from './practice-client.ts';

const ROOMS: readonly RoomPlan[] = [
  { name: 'Room one', lamps: [1, 2], kind: 'Room' },
  { name: 'Room two', lamps: [3, 4], kind: 'Room' },
  { name: 'Windows', lamps: [2, 3], kind: 'Zone' },
];

describe('a practice bridge with several rooms', () => {
  it('shows them in their order, and no room besides', async () => {
    await openAnew({ lamps: manyLamps(5), rooms: ROOMS });
    const groups = await get('/groups');
    expect(Object.keys(groups)).toEqual(['1', '2', '3']);
    expect(groups['1']).toMatchObject({ name: 'Room one', type: 'Room', lights: ['1', '2'] });
    expect(groups['2']).toMatchObject({ name: 'Room two', type: 'Room', lights: ['3', '4'] });
    expect(groups['3']).toMatchObject({ name: 'Windows', type: 'Zone', lights: ['2', '3'] });
  });

  it('moves the lamps of one and leaves the others', async () => {
    await openAnew({ lamps: manyLamps(5), rooms: ROOMS });
    await put('/groups/2/action', { bri: 9, transitiontime: 0 });
    expect(['1', '2', '3', '4', '5'].map((id) => outputOf(id).brightnessPct)).toEqual([
      100,
      100,
      pct(9),
      pct(9),
      100,
    ]);
  });

  it('still has each lamp in one room at most', async () => {
    await openAnew({ lamps: manyLamps(5), rooms: ROOMS });
    expect((await post('/groups', { type: 'Room', lights: ['4'] }))[0].error.type).toBe(306);
    expect((await post('/groups', { type: 'Room', lights: ['5'] }))[0].success.id).toBe('4');
  });

  it('may have no room at all, as before anyone made one', async () => {
    await openAnew({ rooms: [] });
    expect(await get('/groups')).toEqual({});
    expect((await get('/groups/0')).lights).toHaveLength(6);
  });

  it.each<[string, readonly RoomPlan[], string]>([
    ['a lamp that is not there', [{ name: 'Far', lamps: [7], kind: 'Zone' }], 'Far cannot hold lamp 7 of 6'],
    ['a lamp counted from 0', [{ name: 'Far', lamps: [0], kind: 'Zone' }], 'Far cannot hold lamp 0 of 6'],
    [
      'a lamp in two rooms',
      [
        { name: 'One', lamps: [1], kind: 'Room' },
        { name: 'Two', lamps: [1], kind: 'Room' },
      ],
      'Lamp 1 cannot be in two rooms',
    ],
  ])('is never opened with %s', async (_, rooms, why) => {
    await expect(startFaultyBridge({ rooms })).rejects.toThrow(why);
  });
});
