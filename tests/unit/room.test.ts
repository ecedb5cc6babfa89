// The room, the one owner of the session: everything is told once, in order and at its own instant, however late the
// program is, and the adapters are sent where the score wants them.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Told } from '../../main/room/room.ts';
import { want } from '../../shared/score/score.ts';
import { advance } from '../../shared/session/deadlines.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { type Bench, bench } from './room-bench.ts';
import { IV, MINUTE, play, running, SPRAVATO } from './session-arbitraries.ts';

const START_WALL = 1_790_000_000_000;

const START: SessionEvent = { type: 'start', preset: SPRAVATO, found: null };

/** What the session itself has told, without looks, levels and signs. */
const turns = (told: readonly Told[]): readonly Told[] =>
  told.filter(({ kind }) => !['look', 'sound', 'door'].includes(kind));

/** What a session left to itself tells after a dose mark, whenever that was. */
const wholeSession = (doseAt: number): readonly Told[] => {
  const { session } = play(SPRAVATO, [0, 'doseMark']);
  return advance(session, 1000 * MINUTE).happened.map((one) => ({ ...one, at: one.at + doseAt }));
};

beforeEach(() => {
  vi.useFakeTimers({ now: START_WALL });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the deadlines of a session', () => {
  it.each([1, 60, 1000])('are told once each, in order, at their own instants, at rate %i', async (rate) => {
    const { room, now, told, press } = bench(rate);
    room.apply(START);
    press('doseMark');
    const begun = turns(told).length;
    await vi.advanceTimersByTimeAsync((130 * MINUTE) / rate);
    expect(turns(told).slice(begun)).toEqual(wholeSession(0));
    expect(running(room.session()).overAt).toBe(120 * MINUTE);
    expect(now()).toBe(130 * MINUTE);
  });

  it('are carried out within a moment of being due', async () => {
    const { room, press } = bench(1);
    room.apply(START);
    press('doseMark');
    await vi.advanceTimersByTimeAsync(20 * MINUTE + 5);
    expect(running(room.session()).phase.index).toBe(2);
  });

  it('that passed while the computer slept are all told within 20 s of its waking, at their own instants', async () => {
    const { room, told, press } = bench(1);
    room.apply(START);
    press('doseMark');
    const begun = turns(told).length;
    await vi.advanceTimersByTimeAsync(MINUTE);
    vi.setSystemTime(START_WALL + 5 * 60 * MINUTE);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(turns(told).slice(begun)).toEqual(wholeSession(0));
  });

  it('do not happen twice when the wall clock is set back', async () => {
    const { room, told, press } = bench(1);
    room.apply(START);
    press('doseMark');
    await vi.advanceTimersByTimeAsync(21 * MINUTE);
    vi.setSystemTime(START_WALL + 15 * MINUTE);
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    const deep = turns(told).filter((one) => one.kind === 'phase' && one.phase === 'deep');
    expect(deep).toEqual([{ kind: 'phase', phase: 'deep', at: 20 * MINUTE }]);
  });

  it('are told before the press that came when they were late', async () => {
    const { room, told, press } = bench(1);
    room.apply(START);
    press('doseMark');
    await vi.advanceTimersByTimeAsync(19 * MINUTE);
    vi.setSystemTime(START_WALL + 21 * MINUTE);
    press('darker');
    expect(turns(told).slice(-2)).toEqual([
      { kind: 'phase', phase: 'deep', at: 20 * MINUTE },
      { kind: 'patient', what: 'darker', at: 21 * MINUTE },
    ]);
  });

  it('are told the same by a real clock while the event loop is blocked repeatedly', async () => {
    vi.useRealTimers();
    const { room, told, press } = bench(20_000);
    room.apply(START);
    press('doseMark');
    const doseAt = running(room.session()).doseAt ?? 0;
    const begun = turns(told).length;
    // To the last of them; a timer that comes a moment early sets itself again.
    while (turns(told).length < begun + wholeSession(doseAt).length) {
      const until = performance.now() + 60;
      while (performance.now() < until);
      await new Promise((done) => setTimeout(done, 2));
    }
    room.close();
    expect(turns(told).slice(begun)).toEqual(wholeSession(doseAt));
  });

  it('leave no timer behind when the room is closed', () => {
    const { room, press } = bench(1);
    room.apply(START);
    press('doseMark');
    expect(vi.getTimerCount()).toBe(1);
    room.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('an event', () => {
  it('that is refused answers why, and changes, sends and tells nothing', () => {
    const { room, told, light, sound, changed, press } = bench(1);
    room.apply(START);
    const before = [told.length, light.length, sound.length, changed.length];
    expect(press('hold')).toBe('settleWaitsForDose');
    expect(room.apply({ ...START, preset: IV })).toBe('alreadyRunning');
    expect([told.length, light.length, sound.length, changed.length]).toEqual(before);
  });

  it('sends light and sound to what the score wants, once, and then says that the session changed', () => {
    const { room, light, sound, changed, press, now } = bench(1);
    expect(room.apply(START)).toBeNull();
    press('doseMark');
    const wanted = want(room.session(), now());
    expect(light).toHaveLength(2);
    expect(light.at(-1)).toEqual({ paths: wanted.light, fullLight: false });
    expect(sound.at(-1)).toEqual(wanted.sound);
    expect(changed.at(-1)).toBe(room.session());
  });

  it('of Full light is sent as such, and its undo is not', () => {
    const { room, light, press } = bench(1);
    room.apply(START);
    press('fullLight');
    expect(light.at(-1)).toMatchObject({
      fullLight: true,
      paths: { ambient: { to: { brightnessPct: 100 } } },
    });
    press('undoFullLight');
    expect(light.at(-1)).toMatchObject({
      fullLight: false,
      paths: { ambient: { to: { brightnessPct: 40 } } },
    });
  });

  it('tells of a look, a level or a sign only when its target has changed', () => {
    const { room, told, press } = bench(1);
    room.apply(START);
    const wishes = told.map(({ kind }) => kind).filter((kind) => ['look', 'sound', 'door'].includes(kind));
    expect(wishes).toEqual(['look', 'look', 'sound', 'door']);
    const before = told.length;
    press('wake');
    expect(told).toHaveLength(before);
    press('someone');
    expect(told.slice(before).map(({ kind }) => kind)).toEqual(['session', 'door']);
  });

  it('that is a tick between deadlines sends and publishes nothing', async () => {
    const { room, light, changed } = bench(1);
    room.apply(START);
    const before = [light.length, changed.length];
    await vi.advanceTimersByTimeAsync(60 * MINUTE);
    room.apply({ type: 'tick' });
    expect([light.length, changed.length]).toEqual(before);
  });
});

describe('a device that comes back', () => {
  it('is sent to what the room should be by now, and nothing is told or published', async () => {
    const { room, told, light, changed, press, now } = bench(1);
    room.apply(START);
    press('doseMark');
    await vi.advanceTimersByTimeAsync(90_000);
    const before = [told.length, changed.length];
    room.follow();
    expect(light.at(-1)?.paths?.ambient.now.brightnessPct).toBeCloseTo(24, 9);
    expect(light.at(-1)?.paths).toEqual(want(room.session(), now()).light);
    expect([told.length, changed.length]).toEqual(before);
  });
});

describe('a session taken up again', () => {
  const kept = play(SPRAVATO, [0, 'doseMark'], [10, 'darker']).session;
  const waiting = () => bench(1, kept, 45 * MINUTE);
  const taken = (): Bench => {
    const it = waiting();
    it.room.apply({ type: 'resumed', gapMs: 35 * MINUTE });
    return it;
  };

  it('waits for the event resumed, and moves nothing until then', async () => {
    const { room, told, light } = waiting();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(room.session()).toBe(kept);
    expect([told.length, light.length]).toEqual([0, 0]);
  });

  it('tells what was due meanwhile and that it was resumed', () => {
    expect(turns(taken().told)).toEqual([
      { kind: 'phase', phase: 'deep', at: 20 * MINUTE },
      { kind: 'check', minute: 40, state: 'due', at: 40 * MINUTE },
      { kind: 'session', what: 'resumed', at: 45 * MINUTE },
    ]);
  });

  it('goes to the right minute at once, with the steps of the patient', () => {
    const { room, light, changed } = taken();
    expect(light).toHaveLength(1);
    expect(light[0]?.paths?.ambient.to.brightnessPct).toBe(2);
    expect(changed).toEqual([room.session()]);
  });

  it('goes on by itself from there', async () => {
    const { room } = taken();
    await vi.advanceTimersByTimeAsync(80 * MINUTE);
    expect(running(room.session()).overAt).not.toBeNull();
  });
});

describe('a room that nobody has used', () => {
  it('leaves the lamps as they are', () => {
    const { room, light } = bench(1);
    expect(light).toEqual([]);
    room.follow();
    expect(light).toEqual([{ paths: null, fullLight: false }]);
  });
});
