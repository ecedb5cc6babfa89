// Scenes of ours on the bridge: lamps with different looks move at one command and in step, nobody else's scene is
// touched, and bridges whose scenes forget their transitions are not trusted with any.

import { describe, expect, it } from 'vitest';
import type { LampChange } from '../../main/lights/rig.ts';
import { manyLamps } from '../practice/faulty-bridge.ts';
import {
  brightnessIn,
  hueRoom,
  KEY,
  lookOf,
  outcomeOf,
  rigOn,
  rolesOf,
  sentDuring,
  startBridge,
  TAKEN,
  white,
} from './hue-room.ts';

const room = hueRoom();

const TWELVE = rolesOf(12, { '9': 'task', '10': 'task', '11': 'task', '12': 'task' });

const open = () => room.open(TWELVE, { lamps: manyLamps(12) });

/** Eight ambient lamps at one look and four task lamps at another. */
const apart = (ambientPct: number, taskPct: number, overMs = 60_000): readonly LampChange[] => [
  ...lookOf(white(ambientPct), overMs, ['ambient']),
  ...lookOf(white(taskPct, 2700), overMs, ['task']),
];

interface Scene {
  readonly name: string;
  readonly owner: string;
}

const scenes = async (): Promise<readonly (readonly [string, Scene])[]> => {
  const answer = await fetch(`http://${room.bridge.address}/api/${KEY}/scenes`);
  return Object.entries((await answer.json()) as Record<string, Scene>);
};

const post = (path: string, body: object) =>
  fetch(`http://${room.bridge.address}/api/${KEY}${path}`, { method: 'POST', body: JSON.stringify(body) });

describe('a change in which lamps differ', () => {
  it('is laid on the bridge and recalled, so that all lamps begin at one instant', async () => {
    await open();
    const sent = await sentDuring(room.bridge, () => room.rig.send(apart(3, 40, 0)));
    expect(sent.map((request) => request.split(' ').slice(0, 2).join(' '))).toEqual([
      'POST /scenes',
      expect.stringMatching(/^GET \/scenes\/\w+$/),
      'PUT /groups/0/action',
    ]);
    expect(brightnessIn(room).map(Math.round)).toEqual([...Array(8).fill(3), ...Array(4).fill(40)]);
  });

  it('is one command when it was laid there before, and nothing changes until then', async () => {
    await open();
    expect(await room.rig.prepare(apart(3, 40))).toEqual(TAKEN);
    expect(brightnessIn(room)).toEqual(Array(12).fill(100));
    const sent = await sentDuring(room.bridge, () => room.rig.send(apart(3, 40)));
    expect(sent).toEqual([expect.stringMatching(/^PUT \/groups\/0\/action \{"scene":"\w+"\}$/)]);
  });

  it('fades each lamp in its own time', async () => {
    let nowMs = 0;
    await room.open(TWELVE, { lamps: manyLamps(12), clock: () => nowMs });
    const changes = [...lookOf(white(0), 10_000, ['ambient']), ...lookOf(white(50), 20_000, ['task'])];
    await room.rig.send(changes);
    nowMs = 5000;
    const [ambient = 0] = brightnessIn(room);
    expect(ambient).toBeCloseTo(50, 0);
    expect(brightnessIn(room)[11]).toBeCloseTo(87.5, 0);
    nowMs = 10_000;
    expect(brightnessIn(room)[0]).toBe(0);
    expect(brightnessIn(room)[11]).toBeCloseTo(75, 0);
  });

  it('brings dark lamps up first', async () => {
    await room.open(TWELVE, {
      lamps: manyLamps(12).map((plan) => ({ ...plan, start: { on: false, bri: 254 } })),
    });
    const sent = await sentDuring(room.bridge, () => room.rig.send(apart(3, 40, 5000)));
    expect(sent.filter((request) => request.includes('"bri":1,'))).toHaveLength(2);
    expect(sent.at(-1)).toContain('"scene"');
    expect(Math.max(...brightnessIn(room))).toBeLessThan(2);
  });
});

describe('our scenes', () => {
  it('are never more than three, however many changes there were', async () => {
    await open();
    for (const pct of [3, 5, 8, 12, 18, 25])
      expect(await outcomeOf(room.rig.send(apart(pct, 40, 0)))).toEqual(TAKEN);
    expect(await scenes()).toHaveLength(3);
    expect(brightnessIn(room).slice(0, 8).map(Math.round)).toEqual(Array(8).fill(25));
  });

  it('are gone after a session, and those of other people and other rooms are not', async () => {
    await open();
    await post('/scenes', { name: 'Reading', lights: ['1'] });
    await room.rig.send(apart(3, 40, 0));
    expect(await scenes()).toHaveLength(2);
    expect(await room.rig.tidy()).toEqual(TAKEN);
    expect((await scenes()).map(([, { name }]) => name)).toEqual(['Reading']);
  });

  it('of a program that crashed are removed too', async () => {
    await open();
    await room.rig.send(apart(3, 40, 0));
    room.rig.close();
    room.rig = await rigOn(room.bridge, TWELVE);
    await room.rig.tidy();
    expect(await scenes()).toEqual([]);
  });

  it('that somebody removed are laid again', async () => {
    await open();
    await room.rig.prepare(apart(3, 40, 0));
    const [[id] = ['']] = await scenes();
    await fetch(`http://${room.bridge.address}/api/${KEY}/scenes/${id}`, { method: 'DELETE' });
    expect(await outcomeOf(room.rig.send(apart(3, 40, 0)))).toEqual(TAKEN);
    expect(brightnessIn(room).map(Math.round)).toEqual([...Array(8).fill(3), ...Array(4).fill(40)]);
  });
});

describe('a bridge whose scenes forget their transitions', () => {
  it('is commanded group by group, and never jumps', async () => {
    let nowMs = 0;
    room.bridge = await startBridge({
      lamps: manyLamps(12),
      scenesForgetTransitions: true,
      clock: () => nowMs,
    });
    room.rig = await rigOn(room.bridge, TWELVE);
    expect(await outcomeOf(room.rig.send(apart(0, 50, 20_000)))).toEqual(TAKEN);
    nowMs = 1000;
    expect(brightnessIn(room)[0]).toBeCloseTo(95, 0);
    expect(brightnessIn(room)[11]).toBeCloseTo(97.5, 0);
    expect(await scenes()).toEqual([]);
  });
});
