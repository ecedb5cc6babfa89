// Lamps that are off come up without a flash, and Full light overtakes whatever else is under way.

import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Look } from '../../shared/preset/preset.ts';
import { manyLamps } from '../practice/faulty-bridge.ts';
import {
  arrived,
  brightnessIn,
  hueRoom,
  lookOf,
  outcomeOf,
  requestsLike,
  rolesOf,
  sentDuring,
  TAKEN,
  WANTED,
  white,
} from './hue-room.ts';

const RED = { brightnessPct: 3, colour: { x: 0.65, y: 0.32 } };

/** Four lamps that are off, and would come up at full brightness by a bare `on`. */
const DARK = manyLamps(4).map((plan) => ({ ...plan, start: { on: false, bri: 254 } }));

const room = hueRoom();

describe('lamps that are off', () => {
  let nowMs = 0;
  const clock = (): number => nowMs;
  const isReportedOn = async (): Promise<boolean> => {
    const lamps = await room.rig.readLamps();
    return lamps.ok && lamps.value.some((lamp) => (lamp.reported?.brightnessPct ?? 0) > 0);
  };

  /** The outputs at every turn of the event loop until the command is answered, then along the fade. */
  const watched = async (command: Promise<unknown>, forMs: number) => {
    const seen = [room.bridge.outputs()];
    let isDone = false;
    void command.then(() => {
      isDone = true;
    });
    while (!isDone) {
      seen.push(room.bridge.outputs());
      await setImmediate();
    }
    for (let ms = 0; ms <= forMs; ms += 50) {
      seen.push(room.bridge.outputs());
      nowMs += 50;
    }
    return seen.flat();
  };

  it('come up from the least brightness, in the new colour, and never flash', async () => {
    nowMs = 1000;
    await room.open(rolesOf(4), { lamps: DARK, clock });
    const seen = await watched(room.rig.send(lookOf(RED, 5000)), 5000);
    expect(seen.every((lamp) => lamp.brightnessPct <= 3.2)).toBe(true);
    const lit = seen.filter((lamp) => lamp.brightnessPct > 0);
    expect(new Set(lit.map(({ colour }) => JSON.stringify(colour)))).toEqual(
      new Set([JSON.stringify({ mode: 'xy', xy: [0.65, 0.32] })]),
    );
    const ofOne = seen.filter(({ id }) => id === '1').map((lamp) => lamp.brightnessPct);
    for (const [i, pct] of ofOne.entries()) {
      expect(pct).toBeGreaterThanOrEqual(ofOne[i - 1] ?? 0);
      expect(pct - (ofOne[i - 1] ?? 0)).toBeLessThan(0.5);
    }
    expect(brightnessIn(room).map(Math.round)).toEqual([3, 3, 3, 3]);
  });

  it('take two commands more, and none more the next time', async () => {
    await room.open(rolesOf(4), { lamps: DARK, clock });
    const first = await sentDuring(room.bridge, () => room.rig.send(lookOf(white(3), 5000)));
    expect(first.map((line) => line.replace(/ \{.*/, ''))).toEqual([
      'GET /lights',
      expect.stringMatching(/^PUT \/groups/),
      expect.stringMatching(/^PUT \/groups/),
    ]);
    expect(await sentDuring(room.bridge, () => room.rig.send(lookOf(white(8), 5000)))).toHaveLength(1);
  });

  it('do not drop to their least when somebody has lit them since', async () => {
    await room.open(rolesOf(4), { lamps: DARK, clock });
    room.bridge.handAtTheWall('1', { on: true, bri: 200, transitionMs: 0 });
    const seen = await watched(room.rig.send(lookOf(white(60), 2000)), 2000);
    const ofOne = seen.filter(({ id }) => id === '1').map((lamp) => lamp.brightnessPct);
    expect(Math.min(...ofOne.slice(1))).toBeGreaterThanOrEqual(59.5);
  });

  it('come up from where they are when they were still fading to dark', async () => {
    await room.open(rolesOf(4), { lamps: manyLamps(4), clock });
    await room.rig.send(lookOf(white(0), 60_000));
    nowMs += 30_000;
    const seen = await watched(room.rig.send(lookOf(white(60), 2000)), 2000);
    expect(Math.min(...seen.map((lamp) => lamp.brightnessPct))).toBeGreaterThan(45);
  });

  it('come up from where they are when their fade to dark got no answer', async () => {
    await room.open(rolesOf(4), { lamps: manyLamps(4), clock }, 400);
    // The bridge takes the command, and answers too late.
    room.bridge.setFault({ kind: 'slow', delayMs: 500 });
    expect(await room.rig.send(lookOf(white(0), 60_000))).toEqual({ ok: false, error: 'hangs' });
    room.bridge.setFault(null);
    await expect.poll(isReportedOn).toBe(false);
    nowMs += 30_000;
    const seen = await watched(room.rig.send(lookOf(white(60), 2000)), 2000);
    expect(Math.min(...seen.map((lamp) => lamp.brightnessPct))).toBeGreaterThan(45);
  });
});

describe('Full light', () => {
  it('passes a command that hangs', async () => {
    await room.open(rolesOf(4));
    room.bridge.setFault({ kind: 'hang' });
    const hung = room.rig.send(lookOf(white(3), 0));
    await arrived(room.bridge, /^PUT/, 1);
    room.bridge.setFault(null);
    const before = performance.now();
    expect(await outcomeOf(room.rig.sendAtOnce(lookOf(white(100, 4000), 200), WANTED))).toEqual(TAKEN);
    expect(performance.now() - before).toBeLessThan(500);
    expect(await hung).toEqual({ ok: false, error: 'hangs' });
  });

  it.each([
    ['was still reading the lamps', /^GET \/lights$/, 2],
    ['was still bringing up the dark ones', /^PUT/, 1],
  ])('is not followed by the rest of a slower look that %s', async (_, reached, count) => {
    await room.open(rolesOf(4), { lamps: DARK });
    room.bridge.setFault({ kind: 'slow', delayMs: 200 });
    const slow = room.rig.send(lookOf(white(3), 60_000));
    await arrived(room.bridge, reached, count);
    room.bridge.setFault(null);
    expect(await outcomeOf(room.rig.sendAtOnce(lookOf(white(100, 4000), 0), WANTED))).toEqual(TAKEN);
    expect(await sentDuring(room.bridge, () => slow)).toEqual([]);
  });

  it('stops when it is undone before all its commands were sent', async () => {
    await room.open({}, { lamps: manyLamps(6) });
    const changeOf = (look: Look) => [{ lampIds: ['1', '2', '3', '4', '5', '6'], look, overMs: 0 }];
    room.bridge.setFault({ kind: 'slow', delayMs: 100 });
    const full = room.rig.sendAtOnce(changeOf(white(100, 4000)), WANTED);
    await arrived(room.bridge, /^PUT/, 4);
    expect(await outcomeOf(room.rig.send(changeOf(white(3))))).toEqual(TAKEN);
    await full;
    // Four of Full light's six, and the scene that is its undo.
    expect(requestsLike(room.bridge, /^PUT/)).toBe(5);
    expect(brightnessIn(room).map(Math.round)).toEqual([3, 3, 3, 3, 3, 3]);
  });
});
