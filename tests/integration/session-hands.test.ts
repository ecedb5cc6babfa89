// Lamps that somebody else has to do with while the room has them: a hand at the wall, Try it, the lamps of the next
// room, and another bridge in the place of ours.

import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { requestsLike } from './hue-room.ts';
import { closeRooms } from './lit-room.ts';
import { BEHIND_PCT, expectAsBefore, fadingIn, openSessionRoom, type SessionRoom } from './session-room.ts';

vi.setConfig({ maxConcurrency: 20 });
afterAll(closeRooms);

/** A dimmer at the wall takes 400 ms for what it is turned to. */
const HAND_TAKES_MS = 450;

/** A bridge that is not ours is asked about once a second. */
const AWAY_LOOKED_AT_MS = 1500;

/** Commands that would move a lamp: to one, to a group, or a scene that is recalled. */
const COMMANDS = /^PUT \/(lights\/\d+\/state|groups\/\d+\/action)$/;

describe.concurrent('a lamp changed by hand in a session', () => {
  const turned = async (bri: number): Promise<SessionRoom> => {
    const room = await openSessionRoom({ rate: 1 });
    room.start(fadingIn(30));
    // The way down is two commands, and the hand comes after them: one that comes in between follows the room on.
    await room.soon(() => requestsLike(room.bridge, /^PUT \/groups\/\d+\/action$/) >= 2);
    room.bridge.handAtTheWall('1', { bri });
    room.watch.excuse(HAND_TAKES_MS, ['1']);
    return room;
  };

  const changed = ({ lights }: SessionRoom): readonly string[] =>
    lights.view().lamps.flatMap(({ name, isChanged }) => (isChanged ? [name] : []));

  it.each([
    ['darker', 25],
    ['lighter', 254],
  ])('to %s is told and left, until the room is taken back gently', async (_, bri) => {
    const room = await turned(bri);
    await room.soon(() => changed(room).length > 0);
    expect(changed(room)).toEqual(['Ceiling left']);
    const others = room.pct('Ceiling right');
    await room.soon(() => room.pct('Ceiling right') < others - 2);
    expect(room.ceiling()).toBeCloseTo((bri / 254) * 100);

    room.guarded.takeBack();
    expect(changed(room)).toEqual([]);
    await room.soon(() => Math.abs(room.ceiling() - room.pct('Ceiling right')) < 2);
    expect(room.watch.broken).toEqual([]);
    expect(room.told).toEqual([]);
  });
});

describe.concurrent('Try it', () => {
  it('shows one lamp after another, gently, and gives each back as it was', async () => {
    const room = await openSessionRoom({ rate: 1 });
    const before = room.outputs();
    room.trial.start();
    const first = room.trial.trying();
    const { name = '' } = room.lights.view().lamps.find(({ id }) => id === first) ?? {};
    await room.soon(() => room.pct(name) < 6);
    // The one that is shown moves, and no other.
    expectAsBefore({ ...before, [name]: room.pct(name) }, room);
    await room.soon(() => room.pct(name) > 39);
    await room.soon(() => room.trial.trying() !== first);
    expect(room.trial.trying()).not.toBeNull();
    await room.soon(() => room.pct(name) > 99);
    room.trial.stop();
    expect(room.watch.broken).toEqual([]);
  });

  it('gives way to a session, which takes the lamp that is shown along', async () => {
    const room = await openSessionRoom();
    room.trial.start();
    await room.soon(() => room.ceiling() < 90);
    room.start();
    await room.soon(() => room.trial.trying() === null);
    await room.soon(() => room.ceiling() < 41 && room.behind() < BEHIND_PCT);
    expect(room.watch.broken).toEqual([]);
  });
});

describe.concurrent('on a bridge with two rooms', () => {
  /** The door lamp hangs in South. */
  const rooms = [
    { name: 'North', kind: 'Room', lamps: [1, 2, 5] },
    { name: 'South', kind: 'Room', lamps: [3, 4, 6] },
  ] as const;
  const inNorth = ['Ceiling left', 'Ceiling right', 'Desk task lamp'];

  it('the lamps of the chosen room follow the session, and only those', async () => {
    const room = await openSessionRoom({ rooms, chosenRoom: '1' });
    expect(room.faults()).toEqual([]);
    const before = room.outputs();
    const others = Object.fromEntries(Object.entries(before).filter(([name]) => !inNorth.includes(name)));
    expect(Object.keys(others)).toHaveLength(3);
    room.start();
    await room.soon(() => inNorth.every((name) => room.pct(name) < 41));
    expect(room.watch.broken).toEqual([]);
    room.watch.excuse(Infinity);
    room.press('fullLight');
    await room.soon(() => inNorth.every((name) => room.pct(name) > 99));
    expect(room.outputs()).toMatchObject(others);
  });

  it('no lamp is touched until somebody says which room this is', async () => {
    const room = await openSessionRoom({ rooms });
    expect(room.faults()).toEqual(['roomUnchosen']);
    const before = room.outputs();
    room.start();
    room.press('doseMark');
    room.press('fullLight');
    // Long enough for every lamp to be at Full light, and for the next poll.
    const polls = requestsLike(room.bridge, /^GET \/lights$/);
    await room.soon(() => requestsLike(room.bridge, /^GET \/lights$/) > polls);
    expect(requestsLike(room.bridge, COMMANDS)).toBe(0);
    expect(room.outputs()).toEqual(before);
  });
});

describe.concurrent('another bridge in the place of ours', () => {
  it('is told, and none of its lamps is touched', async () => {
    const room = await openSessionRoom();
    room.bridge.replaceBy('001788FFFE570002');
    await room.soon(() => room.faults().includes('bridgeNotItself'));
    const before = room.outputs();
    const commands = requestsLike(room.bridge, COMMANDS);
    room.start();
    room.press('doseMark');
    await pause(AWAY_LOOKED_AT_MS);
    expect(requestsLike(room.bridge, COMMANDS)).toBe(commands);
    // Full light is tried whatever a bridge does: this one refuses it.
    room.press('fullLight');
    await room.soon(() => requestsLike(room.bridge, COMMANDS) > commands);
    await pause(AWAY_LOOKED_AT_MS);
    expect(room.outputs()).toEqual(before);
    expect(room.faults()).toEqual(['bridgeNotItself']);
  });
});
