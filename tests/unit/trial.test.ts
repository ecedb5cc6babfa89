// Try it: shows each lamp of the room in turn, leaves each as it was, and stops when a session begins.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type TrackedLamp, trackLamp } from '../../main/lights/tracking/lamp-tracker.ts';
import { openTrial } from '../../main/lights/trial.ts';
import type { Look, Role } from '../../shared/preset/preset.ts';
import { told, white } from './told-lamp.ts';

const LAMPS: readonly (readonly [id: string, role: Role, look: Look])[] = [
  ['1', 'ambient', white(22)],
  ['2', 'task', white(33)],
  ['3', 'door', white(0)],
];

const STEP_MS = 5000;
/** Two looks of its role, and back. */
const LAMP_MS = 3 * STEP_MS;

/** A trial on these lamps, and every look that it has shown. */
const openBench = () => {
  const shown: (readonly [lampId: string, look: Look | null])[] = [];
  const lamps = new Map<string, TrackedLamp>(
    LAMPS.map(([id, role, look]) => [id, trackLamp(told(look, { id }), role, 0)]),
  );
  const changed = vi.fn();
  const trial = openTrial({
    guarded: { show: (lampId, look) => shown.push([lampId, look]), lamps: () => lamps },
    now: () => performance.now(),
    changed,
  });
  return { trial, shown, changed };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('trying the lamps', () => {
  it('shows them one after another, in their order, and ends', async () => {
    const { trial } = openBench();
    trial.start();
    for (const [id] of LAMPS) {
      expect(trial.trying()).toBe(id);
      await vi.advanceTimersByTimeAsync(LAMP_MS);
    }
    expect(trial.trying()).toBeNull();
  });

  it('leaves each lamp as it was, and returns it to the room', async () => {
    const { trial, shown } = openBench();
    trial.start();
    await vi.advanceTimersByTimeAsync(LAMPS.length * LAMP_MS);
    for (const [id, , before] of LAMPS) {
      const own = shown.filter(([lampId]) => lampId === id).map(([, look]) => look);
      expect(own).toHaveLength(4);
      expect(own.slice(2)).toEqual([before, null]);
    }
  });

  it('shows a lamp for as long as the guard needs for the longest fade', async () => {
    const { trial, shown } = openBench();
    trial.start();
    await vi.advanceTimersByTimeAsync(STEP_MS - 10);
    expect(shown).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(20);
    expect(shown).toHaveLength(2);
  });

  it('does nothing when it is started again while it runs', async () => {
    const { trial, shown } = openBench();
    trial.start();
    trial.start();
    await vi.advanceTimersByTimeAsync(100);
    expect(shown).toHaveLength(1);
  });

  it('tells the screens whenever another lamp is shown, and at the end', async () => {
    const { trial, changed } = openBench();
    trial.start();
    await vi.advanceTimersByTimeAsync(LAMPS.length * LAMP_MS);
    expect(changed).toHaveBeenCalledTimes(LAMPS.length + 1);
  });
});

describe('stopping', () => {
  it('fades the lamp that is shown back at once, and shows no other', async () => {
    const { trial, shown } = openBench();
    trial.start();
    await vi.advanceTimersByTimeAsync(1000);
    trial.stop();
    await vi.advanceTimersByTimeAsync(1);
    expect(shown.at(-1)).toEqual(['1', white(22)]);
    await vi.advanceTimersByTimeAsync(STEP_MS);
    expect(shown.at(-1)).toEqual(['1', null]);
    expect(trial.trying()).toBeNull();
    await vi.advanceTimersByTimeAsync(LAMP_MS);
    expect(new Set(shown.map(([id]) => id))).toEqual(new Set(['1']));
  });

  it('can be followed by another start', async () => {
    const { trial } = openBench();
    trial.start();
    await vi.advanceTimersByTimeAsync(1000);
    trial.stop();
    await vi.advanceTimersByTimeAsync(STEP_MS + 1);
    trial.start();
    await vi.advanceTimersByTimeAsync(LAMP_MS + 1);
    expect(trial.trying()).toBe('2');
  });
});

describe('giving way to a session', () => {
  it('returns the lamp to the room at once, without fading it back first', async () => {
    const { trial, shown } = openBench();
    trial.start();
    await vi.advanceTimersByTimeAsync(1000);
    trial.giveWay();
    await vi.advanceTimersByTimeAsync(1);
    expect(shown.slice(1)).toEqual([['1', null]]);
    expect(trial.trying()).toBeNull();
  });

  it('also happens while a lamp fades back', async () => {
    const { trial, shown } = openBench();
    trial.start();
    await vi.advanceTimersByTimeAsync(1000);
    trial.stop();
    await vi.advanceTimersByTimeAsync(1000);
    trial.giveWay();
    await vi.advanceTimersByTimeAsync(1);
    expect(shown.at(-1)).toEqual(['1', null]);
    expect(trial.trying()).toBeNull();
  });

  it('does nothing when no lamp is being tried', async () => {
    const { trial, shown } = openBench();
    trial.giveWay();
    trial.stop();
    await vi.advanceTimersByTimeAsync(LAMP_MS);
    expect(shown).toEqual([]);
  });
});
