// The groups that Stillroom keeps on a bridge: made, found again, changed and removed, and nobody else's touched.

import { describe, expect, it } from 'vitest';
import type { RoleOfLamp } from '../../main/lights/rig.ts';
import { manyLamps } from '../practice/faulty-bridge.ts';
import { SCENARIOS } from '../practice/scenarios.ts';
import {
  groupsOn,
  hueRoom,
  KEY,
  lookOf,
  outcomeOf,
  rigOn,
  rolesOf,
  sentDuring,
  TAKEN,
  white,
} from './hue-room.ts';

const room = hueRoom();

describe('roles on the bridge', () => {
  /** Ours by name, in the order of their making. */
  const groups = async () =>
    (await groupsOn(room.bridge))
      .filter(({ name }) => name.startsWith('Stillroom'))
      .map(({ name, lights }) => [name, lights]);
  const ROLES: RoleOfLamp = { '1': 'ambient', '2': 'ambient', '3': 'task', '4': 'task', '6': 'door' };

  it('become groups of ours, beside those of other people', async () => {
    await room.open(ROLES);
    expect(await groups()).toEqual([
      ['Stillroom room', ['1', '2', '3', '4']],
      ['Stillroom all', ['1', '2', '3', '4', '6']],
      ['Stillroom ambient', ['1', '2']],
      ['Stillroom task', ['3', '4']],
    ]);
    expect(await groupsOn(room.bridge)).toContainEqual({
      id: '1',
      name: 'Treatment room',
      lights: ['1', '2', '3', '4', '5'],
    });
  });

  it('are found again and left as they are', async () => {
    await room.open(ROLES);
    const sent = await sentDuring(room.bridge, () => room.rig.assign(ROLES));
    expect(sent).toEqual(['GET /groups']);
  });

  it('are changed when a lamp changes its role, and removed when none is left', async () => {
    await room.open(ROLES);
    expect(await room.rig.assign({ '1': 'ambient', '2': 'ambient', '3': 'ambient' })).toEqual(TAKEN);
    expect(await groups()).toEqual([['Stillroom room', ['1', '2', '3']]]);
  });

  it('leave the groups of another treatment room on the same bridge alone', async () => {
    await room.open(rolesOf(3, { '3': 'task' }), { lamps: manyLamps(6) });
    const mine = await groups();
    const theirs = await rigOn(room.bridge, { '4': 'ambient', '5': 'ambient', '6': 'task' });
    theirs.close();
    expect(await groups()).toEqual([
      ...mine,
      ['Stillroom room', ['4', '5', '6']],
      ['Stillroom ambient', ['4', '5']],
    ]);
  });

  it('are found again, changed and removed on a bridge that tells them as zones, and never offered as rooms', async () => {
    await room.open({});
    await SCENARIOS.zonesForGroups.begin(room.bridge);
    await room.rig.assign(ROLES);
    const made = await groups();
    expect(made).toHaveLength(4);
    const again = await rigOn(room.bridge, ROLES);
    expect(await groups()).toEqual(made);
    const rooms = await again.readRooms();
    expect(rooms.ok && rooms.value.map(({ name }) => name)).toEqual(['Treatment room']);
    await again.assign({ '1': 'ambient' });
    expect(await groups()).toEqual([]);
    again.close();
  });

  it('are cleared up where they have piled up', async () => {
    await room.open({});
    const pile = { name: 'Stillroom ambient', type: 'Zone', lights: ['1', '2'] };
    for (const _ of [1, 2, 3]) {
      const url = `http://${room.bridge.address}/api/${KEY}/groups`;
      await fetch(url, { method: 'POST', body: JSON.stringify(pile) });
    }
    await room.rig.assign({ '1': 'ambient', '2': 'ambient', '3': 'task' });
    expect((await groups()).map(([name]) => name)).toEqual(['Stillroom ambient', 'Stillroom room']);
  });

  it('skip lamps that the bridge does not have', async () => {
    await room.open({ '1': 'ambient', '2': 'ambient', '99': 'ambient' });
    expect(await outcomeOf(room.rig.send(lookOf(white(10))))).toEqual(TAKEN);
    expect(await groups()).toEqual([['Stillroom room', ['1', '2']]]);
  });
});
