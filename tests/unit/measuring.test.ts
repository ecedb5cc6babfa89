// Main's side of the loudness meter with a simulated meter: every track is measured once, never in a session, and a meter
// that crashes or falls silent does not hold up the others.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MeterOutcome } from '../../main/sound/library/known-files.ts';
import {
  METER_SILENT_MS,
  type Measuring,
  openMeasuring,
  UNBORN_REST_MS,
} from '../../main/sound/library/measuring.ts';
import type { MeasureOrder } from '../../shared/sound/loudness-orders.ts';

beforeEach(() => void vi.useFakeTimers());

let measuring: Measuring | null = null;
afterEach(() => {
  measuring?.close();
  measuring = null;
  vi.useRealTimers();
});

const DONE = { lufs: -20, truePeakDbtp: -3, durationS: 60, channels: 2, unheardS: 0 } as const;

interface Room {
  readonly measuring: Measuring;
  readonly waiting: string[];
  readonly kept: Map<string, MeterOutcome>;
  readonly orders: MeasureOrder[];
  readonly timesOpened: () => number;
  readonly isOpen: () => boolean;
  readonly timesChanged: () => number;
  session: boolean;
  /** The meter reports that it has started as soon as it is opened. */
  isAlive: boolean;
  readonly finish: () => void;
}

const open = (...ids: readonly string[]): Room => {
  let opened = 0;
  let isOpen = false;
  let changed = 0;
  const waiting = [...ids];
  const kept = new Map<string, MeterOutcome>();
  const orders: MeasureOrder[] = [];
  const made = openMeasuring({
    waiting: () => waiting.map((id) => ({ url: id, title: `Title ${id}` })),
    measured: (id, outcome) => {
      kept.set(id, outcome);
      if (waiting.includes(id)) waiting.splice(waiting.indexOf(id), 1);
    },
    mayWork: () => !room.session,
    openWindow: () => {
      opened += 1;
      isOpen = true;
      setTimeout(() => {
        if (room.isAlive && isOpen) made.report({ kind: 'born' });
      }, 100);
    },
    closeWindow: () => {
      isOpen = false;
    },
    send: (order) => orders.push(order),
    now: Date.now,
    changed: () => {
      changed += 1;
    },
  });
  const room: Room = {
    ...{ measuring: made, waiting, kept, orders, session: false, isAlive: true },
    timesOpened: () => opened,
    isOpen: () => isOpen,
    timesChanged: () => changed,
    finish: () => made.report({ kind: 'measured', url: orders.at(-1)?.url ?? '', ...DONE }),
  };
  measuring = made;
  return room;
};

const pass = (ms: number): void => void vi.advanceTimersByTime(ms);

/** The meter works on a track for this long, and reports twice a second. */
const work = (room: Room, ms: number): void => {
  const url = room.orders.at(-1)?.url ?? '';
  for (let at = 0; at < ms; at += 500) {
    pass(500);
    room.measuring.report({ kind: 'progress', url, share: at / ms });
  }
};

describe('measuring', () => {
  it('opens no window while there is nothing to measure', () => {
    const room = open();
    room.measuring.update();
    pass(60_000);
    expect(room.timesOpened()).toBe(0);
    expect(room.measuring.view()).toBeNull();
  });

  it('adds what two loudspeakers add to a track of one channel', () => {
    const room = open('a');
    room.measuring.update();
    pass(200);
    room.measuring.report({ kind: 'measured', url: 'a', ...DONE, channels: 1 });
    expect(room.kept.get('a')).toMatchObject({ lufs: expect.closeTo(-16.99, 2), truePeakDbtp: -3 });
  });

  it('measures one track after another in one window, and closes it after the last', () => {
    const room = open('a', 'b', 'c');
    room.measuring.update();
    pass(200);
    for (const id of ['a', 'b', 'c']) {
      expect(room.orders.at(-1)).toEqual({ url: id });
      work(room, 3000);
      room.finish();
    }
    expect([...room.kept.keys()]).toEqual(['a', 'b', 'c']);
    expect(room.kept.get('a')).toMatchObject({ kind: 'measured', lufs: -20, durationS: 60 });
    expect(room.isOpen()).toBe(false);
    expect(room.timesOpened()).toBe(1);
    expect(room.measuring.view()).toBeNull();
  });

  it('shows its progress', () => {
    const room = open('a', 'b', 'c');
    room.measuring.update();
    expect(room.measuring.view()).toEqual({ done: 0, of: 3, title: null, share: 0 });
    pass(200);
    expect(room.measuring.view()).toEqual({ done: 0, of: 3, title: 'Title a', share: 0 });
    room.measuring.report({ kind: 'progress', url: 'a', share: 0.4 });
    expect(room.measuring.view()?.share).toBe(0.4);
    room.finish();
    expect(room.measuring.view()).toEqual({ done: 1, of: 3, title: 'Title b', share: 0 });
  });

  it('tells progress at most twice a second', () => {
    const room = open('a');
    room.measuring.update();
    pass(200);
    const before = room.timesChanged();
    for (let at = 0; at < 100; at += 1) {
      pass(100);
      room.measuring.report({ kind: 'progress', url: 'a', share: at / 100 });
    }
    expect(room.timesChanged() - before).toBeGreaterThan(10);
    expect(room.timesChanged() - before).toBeLessThanOrEqual(20);
  });

  it('tells nothing when it is updated and nothing is new', () => {
    const room = open('a');
    room.measuring.update();
    pass(200);
    const before = room.timesChanged();
    for (let at = 0; at < 10; at += 1) room.measuring.update();
    expect(room.timesChanged()).toBe(before);
  });

  it('closes its window for a session, and starts the track again afterwards', () => {
    const room = open('a', 'b');
    room.measuring.update();
    pass(200);
    work(room, 2000);
    room.session = true;
    room.measuring.update();
    expect(room.isOpen()).toBe(false);
    expect(room.measuring.view()).toEqual({ done: 0, of: 2, title: null, share: 0 });
    pass(2 * 3600_000);
    expect(room.timesOpened()).toBe(1);
    room.session = false;
    room.measuring.update();
    pass(200);
    expect(room.orders.map(({ url }) => url)).toEqual(['a', 'a']);
    room.finish();
    expect(room.kept.get('a')?.kind).toBe('measured');
  });

  it('adds tracks that come later, and drops one that is gone', () => {
    const room = open('a', 'b');
    room.measuring.update();
    pass(200);
    room.waiting.splice(0, 1);
    room.measuring.update();
    expect(room.orders.at(-1)?.url).toBe('b');
    room.measuring.report({ kind: 'measured', url: 'a', ...DONE });
    expect(room.kept.size).toBe(0);
    room.finish();
    expect(room.isOpen()).toBe(false);
    room.waiting.push('c');
    room.measuring.update();
    pass(200);
    expect(room.orders.at(-1)?.url).toBe('c');
  });

  it('passes on why a track cannot be played', () => {
    const room = open('a');
    room.measuring.update();
    pass(200);
    room.measuring.report({ kind: 'unplayable', url: 'a', reason: 'unsupported' });
    expect(room.kept.get('a')).toEqual({ kind: 'unplayable', reason: 'unsupported' });
  });

  it('replaces a meter that is silent for 30 s, and not sooner', () => {
    const room = open('a', 'b');
    room.measuring.update();
    pass(200);
    pass(METER_SILENT_MS - 2000);
    expect(room.timesOpened()).toBe(1);
    pass(4000);
    expect(room.timesOpened()).toBe(2);
    pass(200);
    expect(room.orders.map(({ url }) => url)).toEqual(['a', 'a']);
    expect(room.kept.size).toBe(0);
  });

  it('marks a track as damaged after two crashes, and continues with the next', () => {
    const room = open('a', 'b');
    room.measuring.update();
    pass(200);
    room.measuring.windowLost();
    pass(200);
    room.measuring.windowLost();
    expect(room.kept.get('a')).toEqual({ kind: 'unplayable', reason: 'damaged' });
    pass(200);
    expect(room.orders.at(-1)?.url).toBe('b');
    room.finish();
    expect(room.kept.get('b')?.kind).toBe('measured');
  });

  it('does not mistake sleep of the computer for a silent meter', () => {
    const room = open('a');
    room.measuring.update();
    pass(200);
    for (let nights = 0; nights < 3; nights += 1) {
      work(room, 2000);
      vi.setSystemTime(Date.now() + 8 * 3600_000);
      pass(1000);
    }
    expect(room.timesOpened()).toBe(1);
    expect(room.kept.size).toBe(0);
  });

  it('blames no track for a meter that never started, and waits before the next try', () => {
    const room = open('a');
    room.isAlive = false;
    room.measuring.update();
    pass(METER_SILENT_MS + 60_000);
    expect(room.timesOpened()).toBe(1);
    expect(room.isOpen()).toBe(false);
    room.isAlive = true;
    pass(UNBORN_REST_MS - 60_000 + 2000);
    expect(room.timesOpened()).toBe(2);
    room.finish();
    expect(room.kept.get('a')?.kind).toBe('measured');
  });

  it('does not ask again for a measured track that is still named as waiting', () => {
    const room = open('a', 'b');
    room.measuring.update();
    pass(200);
    const [a = ''] = room.waiting;
    room.finish();
    room.waiting.unshift(a);
    room.measuring.update();
    expect(room.orders.map(({ url }) => url)).toEqual(['a', 'b']);
    room.waiting.shift();
    room.measuring.update();
    room.waiting.push(a);
    room.finish();
    pass(200);
    expect(room.orders.at(-1)?.url).toBe('a');
  });

  it('ignores a meter that was closed', () => {
    const room = open('a');
    room.measuring.update();
    pass(200);
    room.session = true;
    room.measuring.update();
    room.measuring.report({ kind: 'measured', url: 'a', ...DONE });
    expect(room.kept.size).toBe(0);
  });
});
