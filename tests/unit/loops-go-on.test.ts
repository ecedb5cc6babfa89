// Whatever throws or never answers, no loop of main is left at work for ever: the error is told, and the next turn comes.

import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeKeepAwake } from '../../main/electron/keep-awake.ts';
import { PICTURE_WITHIN_MS, practiceRun, type RunParts } from '../../main/electron/practice-run.ts';
import { type ErrorsOf, goOnAfterErrors } from '../../main/electron/process-errors.ts';
import { openConnection, type WayToBridge } from '../../main/lights/bridge/connection.ts';
import { openJoining } from '../../main/lights/bridge/joining.ts';
import { openPracticeRoom } from '../../main/lights/bridge/sources.ts';
import { guardRig } from '../../main/lights/guarded-rig.ts';
import { openTidying } from '../../main/lights/lights.ts';
import type { Rig } from '../../main/lights/rig.ts';
import { trackLamp } from '../../main/lights/tracking/lamp-tracker.ts';
import { openRoomTracker } from '../../main/lights/tracking/room-tracker.ts';
import { openTrial } from '../../main/lights/trial.ts';
import { startClock } from '../../main/room/clock.ts';
import { openFaults } from '../../main/room/faults.ts';
import { openPublisher, PUBLISH_AGAIN_MS } from '../../main/room/publisher.ts';
import { openRoom, type RoomParts } from '../../main/room/room.ts';
import { openKnownFiles } from '../../main/sound/library/known-files.ts';
import { CHECK_METER_EVERY_MS, openMeasuring } from '../../main/sound/library/measuring.ts';
import { byItself } from '../../shared/errors.ts';
import type { FaultCode, Snapshot } from '../../shared/ipc/snapshot.ts';
import { fail, ok } from '../../shared/result.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { EMPTY_ROOM } from '../../shared/session/session.ts';
import { eventOf, MINUTE, running, SPRAVATO } from './session-arbitraries.ts';
import { all, ROLES, simulateBridge, takenNow, takeUp, wantedFor } from './simulated-lamps.ts';
import { toldErrors } from './told-errors.ts';
import { told, white } from './told-lamp.ts';

const errors = toldErrors();

const BROKEN = new Error('broken on purpose');
const breaks = (): never => {
  throw BROKEN;
};

/** Throws the first so many times, and then does its work. */
const atFirst = <A extends readonly unknown[], T>(times: number, work: (...given: A) => T) => {
  let left = times;
  return (...given: A): T => {
    left -= 1;
    return left >= 0 ? breaks() : work(...given);
  };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe('one of several', () => {
  it('is told when it throws, and what comes after it is done', async () => {
    const done: string[] = [];
    byItself(breaks);
    byItself(() => done.push('the next'));
    expect(done).toEqual(['the next']);
    expect(await errors()).toEqual([BROKEN]);
  });
});

describe('an error that nobody caught', () => {
  /** A process to which an error on its way out is an error like any other, as Node has it. */
  const openProcess = (isRead: boolean) => {
    const process = new EventEmitter();
    const stderr = new EventEmitter();
    const write = vi.fn((_line: string) => {
      if (!isRead && write.mock.calls.length < 100) queueMicrotask(lost);
      return true;
    });
    const lost = (): void => {
      if (stderr.listenerCount('error') > 0) stderr.emit('error', BROKEN);
      else process.emit('uncaughtException', BROKEN);
    };
    goOnAfterErrors(
      Object.assign(process, { stderr: Object.assign(stderr, { write }) }) as unknown as ErrorsOf,
    );
    return { process, write };
  };

  it('is written out', () => {
    const { process, write } = openProcess(true);
    process.emit('uncaughtException', BROKEN);
    process.emit('unhandledRejection', BROKEN);
    expect(write.mock.calls).toEqual([[`${BROKEN.stack}\n`], [`${BROKEN.stack}\n`]]);
  });

  it('is not written of for ever where nobody reads any more', async () => {
    const { process, write } = openProcess(false);
    process.emit('uncaughtException', BROKEN);
    await pass(1);
    expect(write).toHaveBeenCalledTimes(1);
  });
});

describe('the room', () => {
  const START: SessionEvent = { type: 'start', preset: SPRAVATO, found: null };

  /** A room whose adapters count their calls; one of them throws each time. */
  const roomWith = (broken: 'light' | 'sound' | 'tell' | 'changed' | null) => {
    const clock = startClock(1, 0, { wall: Date.now, steady: Date.now, up: Date.now });
    const calls = { light: 0, sound: 0, tell: 0, changed: 0 };
    const adapter = (name: keyof typeof calls) => (): void => {
      calls[name] += 1;
      if (broken === name) breaks();
    };
    const parts: RoomParts = {
      clock,
      ...{ light: adapter('light'), sound: adapter('sound') },
      ...{ tell: adapter('tell'), changed: adapter('changed') },
    };
    return { room: openRoom(parts), clock, calls };
  };

  it.each(['light', 'sound', 'tell', 'changed'] as const)(
    'goes on with its deadlines when %s throws, and asks the others as if it had not',
    async (broken) => {
      const [well, ill] = [roomWith(null), roomWith(broken)];
      for (const { room, clock } of [well, ill]) {
        room.apply(START);
        room.apply(eventOf('doseMark', clock.now()));
      }
      await pass(130 * MINUTE);
      expect(running(ill.room.session()).overAt).toBe(120 * MINUTE);
      expect(ill.room.session()).toEqual(well.room.session());
      expect(ill.calls).toEqual(well.calls);
      expect(await errors()).toHaveLength(ill.calls[broken]);
    },
  );

  it('looks again within 20 s when a look at its deadlines came to nothing', async () => {
    const { clock } = roomWith(null);
    let isBroken = false;
    const now = (): number => (isBroken ? breaks() : clock.now());
    const nothing = (): void => undefined;
    const adapters = { light: nothing, sound: nothing, tell: nothing, changed: nothing };
    const room = openRoom({ clock: { ...clock, now }, ...adapters });
    room.apply(START);
    room.apply(eventOf('doseMark', clock.now()));
    await pass(20 * MINUTE - 10);
    isBroken = true;
    await expect(pass(20)).rejects.toBe(BROKEN);
    isBroken = false;
    expect(running(room.session()).phase.index).toBe(1);
    await pass(20_000);
    expect(running(room.session()).phase.index).toBe(2);
  });
});

describe('what is wrong', () => {
  it('is told of each fault, whatever came of telling another one', async () => {
    const codes: FaultCode[] = [];
    const tell = atFirst(1, (code: FaultCode) => codes.push(code));
    const faults = openFaults(Date.now, ({ code }) => void tell(code));
    faults.set('lights', [
      { code: 'bridgeHangs', about: null },
      { code: 'bridgeBusy', about: null },
    ]);
    expect(codes).toEqual(['bridgeBusy']);
    expect(await errors()).toEqual([BROKEN]);
  });
});

describe('the publisher', () => {
  it('publishes a moment later what it could not publish, though nothing else changes', async () => {
    const published: Snapshot[] = [];
    const publish = atFirst(1, (snapshot: Snapshot) => void published.push(snapshot));
    openPublisher(() => ({}) as Omit<Snapshot, 'revision'>, publish).changed();
    await pass(1);
    expect(published).toEqual([]);
    await pass(PUBLISH_AGAIN_MS + 1);
    expect(published).toHaveLength(1);
    expect(await errors()).toEqual([BROKEN]);
  });
});

/** Every lamp at one brightness, from now on. */
const at = (brightnessPct: number, fullLight = false) => {
  const look = white(brightnessPct, 2200);
  const path = { at: performance.now(), now: look, to: look, reachAt: performance.now() };
  return wantedFor(all(path), fullLight);
};

describe('the guarded rig', () => {
  const clock = { now: () => performance.now(), rate: 1 };

  const guarded = (change: Partial<Rig>, more: Partial<Parameters<typeof guardRig>[0]> = {}) => {
    const bridge = simulateBridge(40, () => 'taken');
    const faults: unknown[] = [];
    const made = guardRig({
      ...{ clock, random: () => 0, onMoved: () => undefined },
      onFault: (fault) => faults.push(fault),
      ...more,
    });
    takeUp(made, { ...bridge, rig: { ...bridge.rig, ...change } }, 40);
    return { bridge, guarded: made, faults };
  };

  it.each(['ordinary', 'full'] as const)('tries a look again when its rig throws: %s', async (light) => {
    const sent = vi.fn(async () => ok(takenNow(ROLES)));
    const thrower = atFirst(1, sent);
    const { guarded: made, faults } = guarded({ send: thrower, sendAtOnce: thrower });
    made.goTo(at(10, light === 'full'));
    await pass(900);
    expect(sent).not.toHaveBeenCalled();
    await pass(400);
    expect(sent).toHaveBeenCalled();
    expect(faults).toEqual(['refused', null]);
    expect(await errors()).toEqual([BROKEN]);
    made.close();
  });

  it.each(['ordinary', 'full'] as const)(
    'neither spins nor gives up where its rig finds no room to send anything: %s',
    async (light) => {
      let tries = 0;
      const noRoom = async () => {
        tries += 1;
        return ok(new Map());
      };
      const { guarded: made, faults } = guarded({ send: noRoom, sendAtOnce: noRoom });
      made.goTo(at(10, light === 'full'));
      await pass(1000);
      expect(tries).toBeGreaterThan(5);
      expect(tries).toBeLessThan(30);
      expect(faults).toEqual([]);
      made.close();
    },
  );

  it('goes on when what it tells of its moves or faults throws', async () => {
    const { bridge, guarded: made } = guarded({}, { onMoved: breaks, onFault: breaks });
    made.goTo(at(10));
    await pass(10_000);
    made.goTo(at(5));
    await pass(10_000);
    expect(bridge.output('ambient')).toBeCloseTo(5, 5);
    expect(made.isSettled()).toBe(true);
    expect(await errors()).not.toEqual([]);
    made.close();
  });

  it('goes on when it could not read the lamps ahead of a look', async () => {
    const { bridge, guarded: made } = guarded({ readLamps: breaks });
    made.goTo(at(10));
    await pass(10_000);
    made.goTo(at(5));
    await pass(10_000);
    expect(bridge.output('ambient')).toBeCloseTo(5, 5);
    expect(await errors()).not.toEqual([]);
    made.close();
  });
});

describe('the room tracker', () => {
  it('takes in the next report after one that it could not take in', () => {
    const tracker = openRoomTracker({ now: () => performance.now(), rate: 1 });
    tracker.track([{ lamp: told(white(40)), role: 'ambient' }], 0, false);
    const sent = tracker.sending([]);
    const poisoned = told(white(40));
    Object.defineProperty(poisoned, 'reported', { get: breaks });
    tracker.report({ lamps: [poisoned], askedAt: 1 });
    expect(() => tracker.answered(sent, new Map())).toThrow(BROKEN);
    tracker.answered(tracker.sending([]), new Map());
    tracker.report({ lamps: [told(white(40), { reachable: false })], askedAt: 2 });
    expect(tracker.lamps().get('1')?.lamp.reachable).toBe(false);
  });
});

describe('the connection', () => {
  const { rig } = simulateBridge(40, () => 'taken');

  const connected = (
    change: Partial<Parameters<typeof openConnection>[0]>,
    connect: WayToBridge['connect'] = async () => ok(rig),
  ) => {
    const onLamps = vi.fn(() => false);
    const onBack = vi.fn();
    const connection = openConnection({
      source: { connect, seek: () => undefined, settle: () => undefined },
      ...{ random: () => 0, onRig: async () => null, onLamps, onBack, onAway: () => undefined },
      ...change,
    });
    return { connection, onLamps, onBack };
  };

  it('tries again when its way to the bridge throws', async () => {
    const { connection, onBack } = connected(
      {},
      atFirst(2, async () => ok(rig)),
    );
    expect(await connection.first).toBe('unreachable');
    await pass(5000);
    expect(onBack).toHaveBeenCalledTimes(1);
    expect(await errors()).toEqual([BROKEN, BROKEN]);
    connection.close();
  });

  it('keeps nothing open of a bridge that it could not take up', async () => {
    const close = vi.fn();
    const onRig = atFirst(1, async () => null);
    const { connection, onBack } = connected({ onRig }, async () => ok({ ...rig, close }));
    await connection.first;
    expect(close).toHaveBeenCalledTimes(1);
    await pass(5000);
    expect(onBack).toHaveBeenCalledTimes(1);
    expect(close).toHaveBeenCalledTimes(1);
    expect(await errors()).toEqual([BROKEN]);
    connection.close();
  });

  it.each(['onLamps', 'onBack'] as const)('goes on polling the lamps when %s throws', async (which) => {
    const calls = vi.fn(breaks);
    const onLamps = vi.fn(which === 'onLamps' ? breaks : () => false);
    const { connection } = connected({ onLamps, ...(which === 'onBack' ? { onBack: calls } : {}) });
    await connection.first;
    await pass(9000);
    expect(onLamps.mock.calls.length).toBeGreaterThanOrEqual(3);
    expect(await errors()).not.toEqual([]);
    connection.close();
  });

  it('goes on trying when whoever is told that the bridge is away throws', async () => {
    const connect = vi.fn(async () => fail('unreachable' as const));
    const { connection } = connected({ onAway: breaks }, connect);
    await connection.first;
    await pass(5000);
    expect(connect.mock.calls.length).toBeGreaterThanOrEqual(4);
    expect(await errors()).not.toEqual([]);
    connection.close();
  });
});

describe('tidying that waits for the bridge', () => {
  it('is tried again when the bridge is back, also when it threw', async () => {
    const tidy = atFirst(1, async () => ok(null));
    const { rig } = simulateBridge(40, () => 'taken');
    const tidying = openTidying(() => ({ ...rig, tidy }));
    const done = vi.fn();
    void tidying.tidy().then(done);
    await pass(1);
    expect(done).not.toHaveBeenCalled();
    tidying.tryAgain();
    await pass(1);
    expect(done).toHaveBeenCalled();
    expect(await errors()).toEqual([BROKEN]);
  });
});

describe('joining a bridge', () => {
  const joining = (load: Parameters<typeof openJoining>[0]['load']) =>
    openJoining({
      ...{ roomName: () => 'Room 1', inUse: () => null, take: async () => ok(null), now: Date.now },
      ...{ changed: () => undefined, load },
    });

  it('does not say for ever that it looks when it cannot', async () => {
    const made = joining(async () => breaks());
    await expect(made.find()).rejects.toBe(BROKEN);
    await pass(12_500);
    expect(made.view()).toMatchObject({ step: 'search', isSearching: false });
  });

  it('leaves nobody waiting at the button when pairing throws', async () => {
    const made = joining(async () => ({
      pair: async ({ onBridge }) => {
        onBridge('Hue');
        return breaks();
      },
      searchBridges: () => ({ found: () => [], close: () => undefined }),
    }));
    await expect(made.connect('192.168.1.20', false)).rejects.toBe(BROKEN);
    expect(made.view()).toBeNull();
  });
});

describe('the practice room', () => {
  it('can be asked for again when its bridge could not start', async () => {
    const bridge = { address: '127.0.0.1:1', bridgeId: '001788FFFE570001', close: async () => undefined };
    const start = atFirst(1, async () => bridge);
    const room = openPracticeRoom(async () => start());
    await expect(room.source()).rejects.toBe(BROKEN);
    expect((await room.source()).address()).toBe('127.0.0.1:1');
  });
});

describe('trying the lamps', () => {
  it('lets go of a lamp that could not be shown, and may begin once more', async () => {
    const shown: unknown[] = [];
    const show = atFirst(1, (_id: string, look: unknown) => void shown.push(look));
    const lamps = new Map([['1', trackLamp(told(white(22)), 'ambient', 0)]]);
    const trial = openTrial({
      guarded: { show, lamps: () => lamps },
      now: () => 0,
      changed: () => undefined,
    });
    trial.start();
    await pass(1);
    expect(shown).toEqual([null]);
    expect(trial.trying()).toBeNull();
    trial.start();
    await pass(1);
    expect(trial.trying()).toBe('1');
    expect(await errors()).toEqual([BROKEN]);
  });
});

describe('the reading of files', () => {
  it('comes to every file, however many could not be taken in', async () => {
    vi.useRealTimers();
    const changed = atFirst(9, () => undefined);
    const nothing = { last: () => null, alike: () => [], forget: () => undefined };
    const known = openKnownFiles({ find: () => null, put: () => undefined, ...nothing }, changed);
    const found = Array.from({ length: 12 }, (_, i) => ({
      ...{ path: `${import.meta.dirname}/told-errors.ts`.replace('told', `${'./'.repeat(i)}told`) },
      ...{ size: i, mtimeMs: i, image: null },
    }));
    const read = await Promise.all(found.map((file) => known.read(file, false)));
    expect(read.filter((file) => file === null)).toHaveLength(9);
    expect(read.flatMap((file) => file?.entry.reason ?? [])).toEqual(['notAudio', 'notAudio', 'notAudio']);
    expect(await errors()).toHaveLength(9);
  });
});

describe('measuring', () => {
  it('takes the next track when what came of one could not be kept', async () => {
    const orders: string[] = [];
    const measured = vi.fn(breaks);
    const waiting = ['one', 'two'];
    const made = openMeasuring({
      waiting: () => waiting.map((url) => ({ url, title: url })),
      ...{ measured, mayWork: () => true, openWindow: () => undefined, closeWindow: () => undefined },
      ...{ send: ({ url }) => orders.push(url), now: Date.now, changed: () => undefined },
    });
    made.update();
    made.report({ kind: 'born' });
    const unplayable = { kind: 'unplayable', url: 'one', reason: 'damaged' } as const;
    expect(() => made.report(unplayable)).toThrow(BROKEN);
    await pass(CHECK_METER_EVERY_MS + 1);
    expect(orders).toEqual(['one', 'two']);
    made.close();
  });
});

describe('a practice run', () => {
  it('ends with a fault when a screen gives no picture', async () => {
    const window = () => ({ webContents: { capturePage: () => new Promise(() => undefined) } });
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const ended = practiceRun(
      { preset: SPRAVATO.label, rate: 1000, pictures: tmpdir() },
      {
        presets: [SPRAVATO],
        send: () => fail('failed'),
        session: () => EMPTY_ROOM,
        window: window as unknown as RunParts['window'],
      },
    );
    await vi.waitFor(async () => {
      await pass(PICTURE_WITHIN_MS);
      expect(written).toHaveBeenCalledWith(expect.stringContaining('could not go on'));
    });
    written.mockRestore();
    expect(await ended).toBe(1);
  });
});

describe('the display', () => {
  it('can be kept awake once more when the system would not let go of it', () => {
    const start = vi.fn(() => 1);
    const made = makeKeepAwake({
      power: { start, stop: breaks, isStarted: () => true },
      askAwake: async () => 'desktop',
      askMains: async () => null,
      changed: () => {},
    });
    made.keepAwake(true);
    expect(() => made.keepAwake(false)).toThrow(BROKEN);
    made.keepAwake(true);
    expect(start).toHaveBeenCalledTimes(2);
  });
});
