// Main's side of the turnover: every step is reported once it is done, none waits for long, and what could not be done
// is reported and done at the next press.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Room } from '../../main/room/room.ts';
import { openTurnover, type TurnOver } from '../../main/room/turnover.ts';
import type { LightsView } from '../../shared/ipc/snapshot.ts';
import type { Look } from '../../shared/preset/preset.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import type { Turnover } from '../../shared/session/session.ts';
import { bench } from './room-bench.ts';
import { SPRAVATO } from './session-arbitraries.ts';

const LOOK: Look = { brightnessPct: 25, warmthK: 2700 };

/** Devices that do as the test says. */
interface Devices {
  isSilent: boolean;
  isSettled: boolean;
  lights: LightsView['state'];
  /** What was asked of them, in its order. */
  readonly asked: string[];
  /** Lets the bridge be tidy. */
  tidied: () => void;
}

let room: Room;
let devices: Devices;
let turnOver: TurnOver;

const turnover = (): Turnover | null => {
  const session = room.session();
  return session.stage === 'idle' ? session.turnover : null;
};

const steps = () => turnover()?.steps;

beforeEach(() => {
  vi.useFakeTimers();
  const { room: opened, press } = bench(1000);
  room = opened;
  const through = (preset = SPRAVATO): void => {
    room.apply({ type: 'start', preset, found: null });
    press('gentleEnd');
    vi.advanceTimersByTime(60_000);
    press('roomFree');
  };
  through();
  devices = { isSilent: true, isSettled: true, lights: 'ready', asked: [], tidied: () => undefined };
  turnOver = openTurnover({
    room: {
      session: room.session,
      apply: (event: SessionEvent) => {
        if (event.type === 'wiped') devices.asked.push(event.step);
        return room.apply(event);
      },
    },
    lights: {
      view: () => ({ state: devices.lights }) as LightsView,
      tidy: () => {
        devices.asked.push('tidy');
        return new Promise((done) => {
          devices.tidied = done;
        });
      },
    },
    guarded: { takeBack: () => devices.asked.push('takeBack'), isSettled: () => devices.isSettled },
    trial: { giveWay: () => undefined },
    sound: { forget: () => devices.asked.push('hush'), isSilent: () => devices.isSilent },
    pages: { forget: () => devices.asked.push('forget pages') },
    roomLook: () => LOOK,
    forget: () => devices.asked.push('forget'),
  });
});

afterEach(() => {
  room.close();
  vi.useRealTimers();
});

describe('the turnover', () => {
  it('does its steps in order, and takes lamps along that somebody changed by hand', async () => {
    const answer = turnOver();
    await vi.advanceTimersByTimeAsync(200);
    devices.tidied();
    expect(await answer).toEqual({ ok: true, value: null });
    // What was written is gone before that is reported.
    expect(devices.asked.slice(0, 2)).toEqual(['forget pages', 'pages']);
    expect(devices.asked.slice(2)).toEqual('label forget hush volumes takeBack look tidy scenes'.split(' '));
    expect(new Set(Object.values(steps() ?? {}))).toEqual(new Set(['done']));
    const session = room.session();
    expect(session.stage === 'idle' && session.left).toEqual({ ambient: LOOK, task: LOOK });
  });

  it('is one turnover, however often it is pressed meanwhile', async () => {
    const all = [turnOver(), turnOver(), turnOver()];
    await vi.advanceTimersByTimeAsync(200);
    devices.tidied();
    await Promise.all(all);
    expect(devices.asked.filter((what) => what === 'label')).toHaveLength(1);
  });

  it('reports sound and light only after silence and the lamps’ last command', async () => {
    Object.assign(devices, { isSilent: false, isSettled: false });
    const answer = turnOver();
    await vi.advanceTimersByTimeAsync(1500);
    expect(steps()).toMatchObject({ label: 'done', volumes: 'ahead', look: 'ahead', scenes: 'ahead' });
    devices.isSilent = true;
    await vi.advanceTimersByTimeAsync(100);
    expect(steps()).toMatchObject({ volumes: 'done', look: 'done', scenes: 'ahead' });
    expect(devices.asked).not.toContain('tidy');
    devices.isSettled = true;
    await vi.advanceTimersByTimeAsync(100);
    devices.tidied();
    expect(await answer).toMatchObject({ ok: true });
  });

  it('does all the rest where sound cannot be silenced, says so, and lets the next session start', async () => {
    devices.isSilent = false;
    const answer = turnOver();
    await vi.advanceTimersByTimeAsync(4500);
    devices.tidied();
    expect(await answer).toEqual({ ok: true, value: null });
    expect(steps()).toEqual({
      pages: 'done',
      label: 'done',
      volumes: 'later',
      look: 'done',
      scenes: 'done',
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(steps()?.volumes).toBe('later');
    devices.isSilent = true;
    await vi.advanceTimersByTimeAsync(200);
    expect(steps()?.volumes).toBe('done');
    expect(room.apply({ type: 'turnoverDone' })).toBeNull();
    expect(room.apply({ type: 'start', preset: SPRAVATO, found: null })).toBeNull();
  });

  it('never reports silence to the next turnover because the last one’s room is silent', async () => {
    devices.isSilent = false;
    const answer = turnOver();
    await vi.advanceTimersByTimeAsync(4500);
    devices.tidied();
    await answer;
    room.apply({ type: 'turnoverDone' });
    devices.isSilent = true;
    const before = devices.asked.length;
    await vi.advanceTimersByTimeAsync(1000);
    expect(devices.asked.slice(before)).toEqual([]);
  });

  it('does not wait for a bridge that is away: it reports later, and done once it is', async () => {
    devices.lights = 'away';
    const answer = turnOver();
    await vi.advanceTimersByTimeAsync(100);
    expect(await answer).toMatchObject({ ok: true });
    expect(steps()?.scenes).toBe('later');
    devices.tidied();
    await vi.advanceTimersByTimeAsync(1);
    expect(steps()?.scenes).toBe('done');
  });

  it('gives a bridge that is slow four seconds, and is done without it', async () => {
    const answer = turnOver();
    await vi.advanceTimersByTimeAsync(3900);
    expect(steps()?.scenes).toBe('ahead');
    await vi.advanceTimersByTimeAsync(200);
    expect(await answer).toMatchObject({ ok: true });
    expect(steps()?.scenes).toBe('later');
  });

  it('never reports a step of the last turnover to the next person’s', async () => {
    devices.lights = 'away';
    const answer = turnOver();
    await vi.advanceTimersByTimeAsync(100);
    await answer;
    const { tidied } = devices;
    room.apply({ type: 'turnoverDone' });
    room.apply({ type: 'start', preset: SPRAVATO, found: null });
    room.apply({ type: 'gentleEnd' });
    vi.advanceTimersByTime(60_000);
    room.apply({ type: 'roomFree' });
    tidied();
    await vi.advanceTimersByTimeAsync(1);
    expect(steps()?.scenes).toBe('ahead');
  });

  it('is refused where there is nothing to turn over', async () => {
    const answer = turnOver();
    await vi.advanceTimersByTimeAsync(100);
    devices.tidied();
    await answer;
    room.apply({ type: 'turnoverDone' });
    expect(await turnOver()).toEqual({ ok: false, error: 'noTurnover' });
  });
});
