// Bridges that take little at a time, that refuse what others take, or that never answer for a part of it, over real
// HTTP: each press shows in the lamps all the same. How soon in seconds is tried in simulated time
// (tests/unit/limited-bridge) and by the bench; here it is told by what no busy machine changes.

import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { WantedLight } from '../../main/lights/guarded-rig.ts';
import type { LampPlan } from '../../main/lights/practice/room.ts';
import type { Fault } from '../practice/faults.ts';
import { manyLamps } from '../practice/faulty-bridge.ts';
import { requestsLike } from './hue-room.ts';
import {
  closeRooms,
  closesLater,
  expectAt as expectAtWithin,
  type LitRoom,
  type LitRoomOptions,
  openLitRoom,
  roomAt,
  until,
  wantedAt,
  wayTo,
} from './lit-room.ts';
import { openTlsFront, TEST_ROOTS } from './tls-front.ts';

vi.setConfig({ maxConcurrency: 20 });
afterAll(closeRooms);

/** A machine that is busy with other things takes longer than the program does. */
const SHOWS_WITHIN_MS = 20_000;

/** A lamp that is so far on its way is seen to move, in percentage points. */
const SEEN_PCT = 1.5;

const TWO_IN_250_MS: Fault = { kind: 'limited', most: 2, withinMs: 250 };

const FULL: WantedLight = { ...wantedAt(100, 100), fullLight: true };

/** As clinics have them: by HTTPS, where the web server counts. */
const overHttps: LitRoomOptions['source'] = async (bridge) => {
  const front = await openTlsFront(bridge, 'signed');
  closesLater(front.close);
  return wayTo(bridge, { roots: TEST_ROOTS, paired: { baseUrl: front.baseUrl } });
};

/** Asks for light, and waits until lamps are seen to go there. */
const shows = async (room: LitRoom, wanted: WantedLight, lampIds: readonly string[]): Promise<void> => {
  const before = lampIds.map(room.outputPct);
  room.guarded.goTo(wanted);
  await until(
    () => lampIds.every((id, i) => Math.abs(room.outputPct(id) - (before[i] ?? 0)) > SEEN_PCT),
    SHOWS_WITHIN_MS,
  );
};

/** A beat of this process; where the machine has it wait, there are fewer of them, and none is made up for. */
const BEAT_MS = 100;

/** As many beats as 1.5 s have, and as many requests as the budget then gives a look: one in 300 ms. */
const MOST_BEATS = 15;
const MOST_REQUESTS = 5;

/** What passes at the bridge from a press to the last of the commands by which lamps are seen to go there. */
const expectSoon = async (room: LitRoom, wanted: WantedLight, lampIds: readonly string[]): Promise<void> => {
  const beats: number[] = [];
  const timer = setInterval(() => beats.push(performance.now()), BEAT_MS);
  const pressedMs = performance.now();
  await shows(room, wanted, lampIds);
  clearInterval(timer);
  const asked = room.bridge.requests.filter(({ atMs }) => atMs >= pressedMs);
  const last = asked.findLastIndex(({ method }) => method === 'PUT');
  const lastMs = asked[last]?.atMs ?? Number.NaN;
  expect(beats.filter((at) => at < lastMs).length).toBeLessThanOrEqual(MOST_BEATS);
  expect(last + 1, 'requests').toBeLessThanOrEqual(MOST_REQUESTS);
};

const expectAt = (room: LitRoom, wanted: Readonly<Record<string, number>>): Promise<void> =>
  expectAtWithin(room, wanted, SHOWS_WITHIN_MS);

const full = async (room: LitRoom, lampIds: readonly string[]): Promise<void> => {
  room.watch.excuse(Number.POSITIVE_INFINITY, lampIds);
  room.guarded.goTo(FULL);
  await until(() => lampIds.every((id) => room.outputPct(id) > 99), SHOWS_WITHIN_MS);
};

const ROOM = ['1', '2', '3', '4', '5'];

describe.concurrent('behind two requests in 250 ms, readings counted', () => {
  const open = async (): Promise<LitRoom> => {
    const room = await openLitRoom({ firstFault: TWO_IN_250_MS, source: overHttps });
    room.guarded.goTo(wantedAt(20, 10, 40));
    await expectAt(room, { ...roomAt(20), '5': 40 });
    return room;
  };

  it('every press shows in the time of 1.5 s, whichever lamps it is for', async () => {
    const room = await open();
    for (const pct of [30, 35, 25, 12, 8]) {
      await expectSoon(room, wantedAt(pct, 10, pct + 20), ROOM);
      await expectAt(room, { ...roomAt(pct), '5': pct + 20 });
    }
    expect(room.watch.broken).toEqual([]);
  });

  it('none of three hurried presses is lost', async () => {
    const room = await open();
    for (const pct of [25, 35, 25]) {
      room.guarded.goTo(wantedAt(pct, 10, pct + 20));
      await pause(150);
    }
    await until(() => ROOM.every((id) => room.outputPct(id) > 20 + SEEN_PCT), SHOWS_WITHIN_MS);
    await expectAt(room, { ...roomAt(25), '5': 45 });
    expect(room.watch.broken).toEqual([]);
  });

  it('Full light comes, and after its undo all lamps follow, also the door’s', async () => {
    const room = await open();
    // In the middle of other requests.
    room.guarded.goTo(wantedAt(30, 10, 50));
    await full(room, [...ROOM, '6']);
    await expectSoon(room, wantedAt(20, 10, 40), [...ROOM, '6']);
    await expectAt(room, { ...roomAt(20), '5': 40 });
  });
});

describe.concurrent('a bridge that refuses commands to groups', () => {
  /** One of eight can only be dimmed. */
  const lamps: readonly LampPlan[] = [...manyLamps(7), { name: 'Lamp 8', kind: 'white' }];
  const ids = ['1', '2', '3', '4', '5', '6', '7', '8'];
  const at = (pct: number) => Object.fromEntries(ids.map((id) => [id, pct]));

  const open = async (): Promise<LitRoom> => {
    const room = await openLitRoom({ lamps });
    room.guarded.goTo(wantedAt(40));
    await expectAt(room, at(40));
    room.bridge.setFault({ kind: 'groupsRefused' });
    return room;
  };

  it('has its lamps one by one, for Full light at once', async () => {
    const room = await open();
    await full(room, ids);
  });

  it('has its lamps one by one, for a look after one retry, and at once from then on', async () => {
    const room = await open();
    room.guarded.goTo(wantedAt(30));
    await expectAt(room, at(30));
    expect(requestsLike(room.bridge, /^PUT \/groups\/\d+\/action$/)).toBeGreaterThanOrEqual(3);
    await shows(room, wantedAt(20), ids);
    await expectAt(room, at(20));
    expect(room.watch.broken).toEqual([]);
  });
});

describe.concurrent('a bridge that never answers for a scene', () => {
  it('is given plain commands instead', async () => {
    const room = await openLitRoom({ firstFault: { kind: 'scenesHang' } });
    await shows(room, wantedAt(60, 10, 40), ROOM);
    await expectAt(room, { ...roomAt(60), '5': 40 });
    for (const pct of [50, 30]) {
      await shows(room, wantedAt(pct, 10, pct / 2), ROOM);
      await expectAt(room, { ...roomAt(pct), '5': pct / 2 });
    }
    expect(requestsLike(room.bridge, /^POST \/scenes$/)).toBeLessThanOrEqual(2);
    expect(room.watch.broken).toEqual([]);
  });
});

describe.concurrent('one lamp that does not answer', () => {
  const others = ['2', '3', '4', '5'];
  const SILENT: Fault = { kind: 'oneByOne', eachMs: 30, silentId: '1', silentMs: 1500 };

  const open = async (): Promise<LitRoom> => {
    const room = await openLitRoom();
    room.guarded.goTo(wantedAt(20));
    await expectAt(room, roomAt(20));
    room.bridge.setFault(SILENT);
    return room;
  };

  it('is no slow bridge: the others follow, it is said to be out of reach, and it is found again', async () => {
    const room = await open();
    room.guarded.goTo(wantedAt(30));
    await expectAt(room, { '2': 30, '3': 30, '4': 30, '5': 30 });
    for (const pct of [20, 30]) {
      await shows(room, wantedAt(pct), others);
      await expectAt(room, Object.fromEntries(others.map((id) => [id, pct])));
    }
    await until(() => !room.lamp('1').reachable, SHOWS_WITHIN_MS);
    expect(others.every((id) => room.lamp(id).reachable)).toBe(true);
    room.bridge.setFault(null);
    await expectAt(room, roomAt(30));
    await until(() => room.lamp('1').reachable, SHOWS_WITHIN_MS);
    expect(room.watch.broken).toEqual([]);
  });

  it('holds up no other at Full light, nor at its undo', async () => {
    const room = await open();
    await full(room, others);
    await shows(room, wantedAt(20), others);
    await expectAt(room, Object.fromEntries(others.map((id) => [id, 20])));
  });
});
