// Lamps of bridges that tell some things otherwise, over real HTTP: an odd field loses no lamp and no light.

import { afterAll, describe, expect, it, vi } from 'vitest';
import type { WantedLight } from '../../main/lights/guarded-rig.ts';
import type { LampPlan } from '../../main/lights/practice/room.ts';
import { ASKED_AFTER_MS } from '../../main/lights/rig.ts';
import type { ChosenRoles } from '../../main/lights/roles.ts';
import { ANONYMOUS, retellingOf, withState } from '../practice/retelling.ts';
import { SCENARIOS } from '../practice/scenarios.ts';
import { sentDuring, startBridge } from './hue-room.ts';
import {
  closeRooms,
  expectAt,
  type LitRoom,
  openLitRoom,
  roomAt,
  SOON,
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
    await until(() => isRenumbered(room) && room.lamp('1').role === 'door', SOON);
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

/** A busy machine takes longer than the program does. */
const LONG_MS = 30_000;

const stillAt = (brightnessPct: number, warmthK: number, taskPct = brightnessPct): WantedLight => {
  const still = (pct: number) => {
    const look = { brightnessPct: pct, warmthK };
    return { at: 0, now: look, to: look, reachAt: 0 };
  };
  return {
    light: { ambient: still(brightnessPct), task: still(taskPct), door: still(10) },
    fullLight: false,
  };
};

describe.concurrent.each(['level', 'tint'] as const)(
  'a lamp that takes only the %s of a command for both',
  (takesOne) => {
    const lamps: readonly LampPlan[] = [
      { name: 'Ceiling', kind: 'colour', takesOne },
      { name: 'Floor lamp', kind: 'colour' },
      { name: 'Desk task lamp', kind: 'ambiance' },
      { name: 'Second task lamp', kind: 'ambiance' },
    ];

    const isAt = (room: LitRoom, warmthK: number) =>
      room.bridge.outputs().every(({ colour }) => {
        return colour?.mode === 'ct' && Math.abs(colour.mirek - 1e6 / warmthK) < 2;
      });

    /** Asks for a look, and waits until the lamps have both its brightness and its colour, and the bridge said so. */
    const goes = async (room: LitRoom, pct: number, warmthK: number, taskPct = pct) => {
      room.guarded.goTo(stillAt(pct, warmthK, taskPct));
      await expectAt(room, { '1': pct, '2': pct, '3': taskPct, '4': taskPct }, LONG_MS);
      await until(() => isAt(room, warmthK), LONG_MS);
      const reads = room.bridge.requests.length;
      room.lights.confirm();
      await until(() => room.bridge.requests.slice(reads).some(({ method }) => method === 'GET'), LONG_MS);
    };

    /** Waits for an answered reading that was asked for so long after the last command. */
    const isRead = ({ bridge: { requests } }: LitRoom, afterMs: number) =>
      until(() => {
        const sentMs = requests.findLast(({ method }) => method === 'PUT')?.atMs ?? Infinity;
        const readings = requests.filter(
          ({ method, atMs }) => method === 'GET' && atMs > sentMs + afterMs + 50,
        );
        return readings.length > 1;
      }, LONG_MS);

    it('comes to each look within the guard, and is soon told one thing after the other', async () => {
      const room = await openLitRoom({ lamps });
      for (const [pct, warmthK] of [
        [60, 2300],
        [40, 3300],
        [60, 2300],
      ] as const)
        await goes(room, pct, warmthK);
      const sent = await sentDuring(room.bridge, () => goes(room, 30, 4300));
      const own = sent.flatMap((each) => (each.startsWith('PUT /lights/1/state') ? each : []));
      expect(own.some((each) => each.includes('"bri"'))).toBe(true);
      expect(own.some((each) => each.includes('"ct"'))).toBe(true);
      expect(own.some((each) => each.includes('"bri"') && each.includes('"ct"'))).toBe(false);
      // Looks that differ are a scene, of the others.
      const scenes = await sentDuring(room.bridge, () => goes(room, 50, 2300, 20));
      const laid = scenes.filter((each) => /^(POST|PUT) \/scenes/.test(each));
      expect(laid.some((each) => each.includes('"1"'))).toBe(false);
      expect(room.guarded.lamps().get('1')?.deafTo).toBe(null);
      expect(room.watch.broken).toEqual([]);
    });

    it('is told no colour that it has, and nor are the others', async () => {
      const room = await openLitRoom({ lamps });
      await goes(room, 60, 2300);
      await isRead(room, ASKED_AFTER_MS);
      const sent = await sentDuring(room.bridge, () => goes(room, 30, 2300));
      expect(sent.filter((each) => each.includes('"ct"'))).toEqual([]);
      expect(sent.filter((each) => each.includes('"bri"'))).not.toEqual([]);
      expect(room.watch.broken).toEqual([]);
    });
  },
);

describe.concurrent('a lamp that does not do as it is told', () => {
  it('is named, until it does', async () => {
    const room = await openLitRoom();
    room.bridge.retell(
      retellingOf('/lights', (light, id) => (id === '1' ? withState(light, { on: true, bri: 254 }) : light)),
    );
    room.guarded.goTo(wantedAt(20));
    await until(() => room.named().includes('Ceiling left'), LONG_MS);
    expect(room.faults()).toEqual(['bridgeRefusesCommand']);
    expect(room.lamp('1').reachable).toBe(true);
    room.bridge.retell(null);
    room.guarded.goTo(wantedAt(40));
    await until(() => room.faults().length === 0, LONG_MS);
  });
});
