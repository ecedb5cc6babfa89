// What staff do in a session, seen in the lamps of a bridge over real HTTP: the quiet check and the way back from it,
// hold, ten minutes more, the next phase and the gentle end.

import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { DUCK_DB } from '../../shared/score/sound-score.ts';
import { MINUTE_MS, runningPhase } from '../../shared/session/timeline.ts';
import { steepest, watchLamps } from '../e2e/watching.ts';
import { closeRooms } from './lit-room.ts';
import { expectAsBefore, fadingIn, openSessionRoom, type SessionRoom, STEP_PCT } from './session-room.ts';

vi.setConfig({ maxConcurrency: 20 });
afterAll(closeRooms);

/** Lamps that stay are looked at for so long: whatever fade was on its way would show many times over. */
const STILL_MS = 1000;

/** A session that runs, once all its lamps are down at a look, and the door's at its own. */
const faded = async (doseMinutesAgo: number, toPct: number, rate?: number): Promise<SessionRoom> => {
  const room = await openSessionRoom({ doseMinutesAgo, ...(rate === undefined ? {} : { rate }) });
  const doorPct = (): number => room.wanted().light?.door.to.brightnessPct ?? Number.NaN;
  const isDown = ([name, pct]: readonly [string, number]): boolean =>
    name === 'Door lamp' ? Math.abs(pct - doorPct()) < 0.3 : pct < toPct + STEP_PCT;
  await room.soon(() => Object.entries(room.outputs()).every(isDown));
  return room;
};

/** In onset and in deep, once their fades are done: nothing is on its way for a while. */
const inOnset = (): Promise<SessionRoom> => faded(8, 8);
const inDeep = (rate?: number): Promise<SessionRoom> => faded(28, 3, rate);

/** On the way to onset, of which every fade lasts eight seconds, so that time need not run faster. */
const onTheWayToOnset = async (belowPct: number): Promise<SessionRoom> => {
  const room = await openSessionRoom({ rate: 1 });
  room.start(fadingIn(1, 8));
  await room.soon(() => room.ceiling() < 41);
  room.press('doseMark');
  await room.soon(() => room.ceiling() < belowPct);
  return room;
};

/** What the score wants of light in %, and of sound in dB. */
const figures = (room: SessionRoom) => {
  const { light, sound } = room.wanted();
  return {
    ambient: light?.ambient.now.brightnessPct ?? Number.NaN,
    task: light?.task.now.brightnessPct ?? Number.NaN,
    soundDb: sound.level?.toDb ?? Number.NaN,
  };
};

describe.concurrent('a quiet check', () => {
  it('gives light to see by and softer music, and gives back exactly what was there', async () => {
    const room = await inOnset();
    const before = figures(room);
    expect(Math.abs(room.desk() - before.task)).toBeLessThan(STEP_PCT);
    const lamps = room.outputs();

    room.press('quietCheck');
    await room.soon(() => room.desk() > 15 - STEP_PCT);
    expect(figures(room)).toEqual({ ambient: before.ambient, task: 15, soundDb: before.soundDb - DUCK_DB });
    expect(room.desk()).toBeLessThan(15 + STEP_PCT);
    expect(Math.abs(room.ceiling() - before.ambient)).toBeLessThan(STEP_PCT);

    room.press('endQuietCheck');
    await room.soon(() => room.desk() < 8 + STEP_PCT);
    await pause(STILL_MS);
    expect(figures(room)).toEqual(before);
    expectAsBefore(lamps, room);
    expect(room.watch.broken).toEqual([]);
  });

  it('in the dark of deep raises the room to what can be seen in, and no further', async () => {
    const room = await inDeep();
    room.press('quietCheck');
    await room.soon(() => room.ceiling() > 5 - STEP_PCT && room.desk() > 15 - STEP_PCT);
    expect(room.ceiling()).toBeLessThan(5 + STEP_PCT);
    room.press('endQuietCheck');
    await room.soon(() => room.ceiling() < 3 + STEP_PCT && room.desk() < 3 + STEP_PCT);
    expect(room.watch.broken).toEqual([]);
  });
});

describe.concurrent('hold', () => {
  it('keeps lamps and phases where they are, and Resume takes both up again', async () => {
    const room = await onTheWayToOnset(30);
    room.press('hold');
    const held = room.running();
    const heldAt = held.heldAt ?? Number.NaN;
    await room.soon(() => room.behind() < STEP_PCT && room.guarded.isSettled());
    const still = room.ceiling();
    expect(still).toBeGreaterThan(10);
    const stillAt = room.clock.now();
    await pause(STILL_MS);
    expect(Math.abs(room.ceiling() - still)).toBeLessThan(STEP_PCT);
    const leastMs = room.clock.now() - stillAt;

    room.press('release');
    // The phase ends as much later as it was held.
    const heldMs = (room.running().phase.endsAt ?? 0) - (held.phase.endsAt ?? 0);
    expect(heldMs).toBeGreaterThan(leastMs);
    expect(heldMs).toBeLessThan(room.clock.now() - heldAt);
    await room.soon(() => room.ceiling() < 8 + STEP_PCT);
    expect(room.watch.broken).toEqual([]);
  });
});

describe.concurrent('ten minutes more', () => {
  it('are ten minutes to the phase, and change no lamp', async () => {
    const room = await inOnset();
    const before = room.running().phase.endsAt ?? Number.NaN;
    const lamps = room.outputs();
    room.press('extend');
    expect(room.running().phase.endsAt).toBe(before + 10 * MINUTE_MS);
    await pause(STILL_MS);
    expectAsBefore(lamps, room);
  });
});

describe.concurrent('the next phase', () => {
  it('begins at once and goes from the lamps as they are to its own look', async () => {
    const room = await onTheWayToOnset(25);
    const seen = watchLamps(room.bridge);
    room.press('nextPhase');
    expect(runningPhase(room.running()).name).toBe('deep');
    await room.soon(() => room.ceiling() < 3 + STEP_PCT);
    seen.stop();
    expect(steepest(seen.samples, 1000).up).toBeLessThan(1);
    expect(room.watch.broken).toEqual([]);
  });
});

describe.concurrent('a gentle end', () => {
  it('walks what is left of the way back in five minutes, and never darkens', async () => {
    const room = await inDeep(40);
    const seen = watchLamps(room.bridge);
    room.press('gentleEnd');
    const { beganAt } = room.running().phase;
    await room.soon(() => room.running().overAt !== null);
    const tookMs = (room.running().overAt ?? Number.NaN) - beganAt;
    expect(tookMs).toBeLessThanOrEqual(5 * MINUTE_MS);
    expect(tookMs).toBeGreaterThan(4.5 * MINUTE_MS);
    await room.soon(() => room.ceiling() > 40 - STEP_PCT);
    seen.stop();
    expect(steepest(seen.samples, 1000).down).toBeLessThan(1);
    expect(room.watch.broken).toEqual([]);
    // The session lasts, and the assess mark still counts from the dose.
    expect(room.running().assessReached).toBe(false);
    room.press('roomFree');
  });
});
