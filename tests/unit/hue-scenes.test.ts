// When scenes of ours are given up on: a bridge that makes them and cannot recall them, or refuses them, is asked no
// more, and its lamps are commanded as before.

import { expect, it } from 'vitest';
import type { HueCalls, HueFault } from '../../main/lights/hue/api-client.ts';
import { openScenes } from '../../main/lights/hue/scenes.ts';
import { fail, ok } from '../../shared/result.ts';

const dim = (bri: number) => ({ '1': { on: true, bri, transitiontime: 10 } as const });

/** The calls for scenes alone, of a bridge that keeps what it is told, or answers each new scene with a fault. */
const bridge = (fault: HueFault | null) => {
  let made = 0;
  let kept: object = {};
  const calls: Partial<HueCalls> = {
    createScene: async (_name, states) => {
      made += 1;
      kept = states;
      return fault === null ? ok(`scene${made}`) : fail(fault);
    },
    readScene: async () => ok({ lightstates: kept }),
  };
  return { calls: calls as HueCalls, made: () => made };
};

it('lays no more once one that was just laid could not be recalled', async () => {
  const { calls, made } = bridge(null);
  const scenes = openScenes(calls, 'key');
  expect(await scenes.lay(dim(8), {})).toEqual(ok('scene1'));
  scenes.failed('scene1', true);
  expect(await scenes.lay(dim(9), {})).toEqual(ok(null));
  expect(made()).toBe(1);
});

it('lays one anew where somebody removed it', async () => {
  const { calls } = bridge(null);
  const scenes = openScenes(calls, 'key');
  await scenes.lay(dim(8), {});
  scenes.failed('scene1', false);
  expect(await scenes.lay(dim(8), {})).toEqual(ok('scene2'));
});

it('asks a bridge that refuses one only once', async () => {
  const { calls, made } = bridge('refused');
  const scenes = openScenes(calls, 'key');
  expect(await scenes.lay(dim(8), {})).toEqual(fail('refused'));
  expect(await scenes.lay(dim(9), {})).toEqual(ok(null));
  expect(made()).toBe(1);
});

it.each(['busy', 'hangs', 'unreachable'] as const)('asks again a bridge that was only %s', async (fault) => {
  const { calls, made } = bridge(fault);
  const scenes = openScenes(calls, 'key');
  expect(await scenes.lay(dim(8), {})).toEqual(fail(fault));
  expect(await scenes.lay(dim(8), {})).toEqual(fail(fault));
  expect(made()).toBe(2);
  expect(scenes.holding(dim(8))).toBeNull();
});

it('removes its own where a bridge leaves out or garbles what it says of them, and no other', async () => {
  const removed: string[] = [];
  const ours = { name: 'Stillroom look', owner: 'key', lights: ['1'] };
  const told = {
    '1': { ...ours, owner: null },
    '2': { ...ours, name: null },
    '3': { ...ours, lights: null },
    '4': { ...ours, name: null, owner: 'another' },
    '5': { ...ours, owner: null, lights: null },
    '6': null,
  };
  const calls: Partial<HueCalls> = {
    readScenes: async () => ok(told),
    deleteScene: async (id) => {
      removed.push(id);
      return ok(null);
    },
  };
  await openScenes(calls as HueCalls, 'key').clear(['1']);
  expect(removed).toEqual(['1', '2', '3']);
});
