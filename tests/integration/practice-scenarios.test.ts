// Each scenario of the practice bridge is what its name says, and over when it is over.

import { describe, expect, it } from 'vitest';
import { PRACTICE_BRIDGE_ID } from '../../main/lights/practice/store.ts';
import { SCENARIOS, type ScenarioName } from '../practice/scenarios.ts';
import {
  type Answered,
  bridge,
  get,
  outcome,
  outputOf,
  pass,
  pct,
  put,
  raw,
  user,
} from './practice-client.ts';

const begin = async (name: ScenarioName): Promise<void> => SCENARIOS[name].begin(bridge);
const end = async (name: ScenarioName): Promise<void> => SCENARIOS[name].end(bridge);

const outcomes = async (count: number): Promise<readonly (number | string)[]> => {
  const all: (number | string)[] = [];
  while (all.length < count) all.push(await outcome());
  return all;
};

const errorType = async (): Promise<number | undefined> => {
  const answered: Answered = await get('/lights');
  return answered[0]?.error.type;
};

describe('every scenario', () => {
  it.each(Object.keys(SCENARIOS) as ScenarioName[])('%s ends with a bridge that is well', async (name) => {
    const { address } = bridge;
    await begin(name);
    await end(name);
    expect(bridge.address).toBe(address);
    expect(bridge.bridgeId).toBe(PRACTICE_BRIDGE_ID);
    await expect.poll(() => outcome()).toBe(200);
    for (let bri = 1; bri <= 12; bri += 1) {
      await put('/groups/1/action', { on: true, bri, transitiontime: 0 });
      expect(outputOf('1').brightnessPct).toBe(pct(bri));
    }
    const lights = await get('/lights');
    for (const id of Object.keys(lights)) expect(lights[id].state.reachable, id).toBe(true);
  });

  it('may be ended twice, or before it began', async () => {
    for (const name of Object.keys(SCENARIOS) as ScenarioName[]) {
      await end(name);
      await end(name);
    }
    expect(await outcome()).toBe(200);
  });
});

describe('the scenario', () => {
  it('gone closes every connection', async () => {
    await begin('gone');
    expect(await outcomes(2)).not.toContain(200);
  });

  it('hanging never answers', async () => {
    await begin('hanging');
    const asked = fetch(`http://${bridge.address}/api/config`, { signal: AbortSignal.timeout(200) });
    await expect(asked).rejects.toThrow('timeout');
  });

  it('slow answers, and late', async () => {
    await begin('slow');
    const before = performance.now();
    expect(await outcome()).toBe(200);
    expect(performance.now() - before).toBeGreaterThanOrEqual(500);
  });

  it('busy503 and throttled429 answer with those', async () => {
    await begin('busy503');
    expect(await outcome()).toBe(503);
    await begin('throttled429');
    expect(await outcome()).toBe(429);
  });

  it('twoIn250Ms answers 429 to the third at once, readings counted, and takes it a little later', async () => {
    await begin('twoIn250Ms');
    expect(await outcomes(3)).toEqual([200, 200, 429]);
    await expect.poll(() => outcome()).toBe(200);
  });

  it('groupsRefused500 takes a command to a lamp and none to a group', async () => {
    await begin('groupsRefused500');
    const action = `http://${bridge.address}/api/${user}/groups/1/action`;
    expect((await fetch(action, { method: 'PUT', body: '{"bri":9}' })).status).toBe(500);
    await put('/lights/1/state', { bri: 9, transitiontime: 0 });
    expect(outputOf('1').brightnessPct).toBe(pct(9));
  });

  it('scenesHang answers everything but a request that lays a scene', async () => {
    await begin('scenesHang');
    const scenes = `http://${bridge.address}/api/${user}/scenes`;
    const asked = fetch(scenes, { method: 'POST', body: '{}', signal: AbortSignal.timeout(200) });
    await expect(asked).rejects.toThrow('timeout');
    expect(await get('/scenes')).toEqual({});
  });

  it('oneSilentLamp takes a command to a group to each lamp but one, in their order', async () => {
    await begin('oneSilentLamp');
    void put('/groups/1/action', { bri: 9, transitiontime: 0 }).catch(() => undefined);
    await put('/lights/5/state', { bri: 50, transitiontime: 0 });
    expect(outputOf('5').brightnessPct).toBe(pct(50));
    await expect.poll(() => outputOf('5').brightnessPct, { timeout: 3000 }).toBe(pct(9));
    expect([outputOf('1').brightnessPct, outputOf('2').brightnessPct]).toEqual([100, pct(9)]);
  });

  it('internal901 and unauthorised answer with their errors', async () => {
    await begin('internal901');
    expect(await errorType()).toBe(901);
    await begin('unauthorised');
    expect(await errorType()).toBe(1);
  });

  it('replaced has another bridge at the same address until it ends, even if begun twice', async () => {
    await begin('replaced');
    await begin('replaced');
    const { bridgeid } = await raw('GET', '/config');
    expect(bridgeid).not.toBe(PRACTICE_BRIDGE_ID);
    expect(await errorType()).toBe(1);
    await end('replaced');
    await expect.poll(() => outcome()).toBe(200);
    expect((await raw('GET', '/config')).bridgeid).toBe(PRACTICE_BRIDGE_ID);
    expect((await get('/lights/1')).name).toBe('Ceiling left');
  });

  it('rebooting refuses connections until it ends', async () => {
    await begin('rebooting');
    expect(await outcome()).toBe('ECONNREFUSED');
    await end('rebooting');
    expect(await outcome()).toBe(200);
  });

  it('moved has the bridge elsewhere until it ends', async () => {
    const { address } = bridge;
    await begin('moved');
    expect(await outcome(address)).toBe('ECONNREFUSED');
    expect(await outcome()).toBe(200);
    await end('moved');
    expect(await outcome(address)).toBe(200);
  });

  it('oneInFiveDropped closes the connection on every fifth request', async () => {
    await begin('oneInFiveDropped');
    const all = await outcomes(10);
    expect(all.map((each) => each === 200)).toEqual([1, 1, 1, 1, 0, 1, 1, 1, 1, 0].map(Boolean));
  });

  it('oneInFiveSwallowed loses every fifth command without a word', async () => {
    await begin('oneInFiveSwallowed');
    const seen: number[] = [];
    for (const bri of [10, 20, 30, 40, 50, 60]) {
      await put('/lights/1/state', { bri, transitiontime: 0 });
      seen.push((await get('/lights/1')).state.bri);
    }
    expect(seen).toEqual([10, 20, 30, 40, 40, 60]);
  });

  it('tooManyCommands reports what no lamp heard', async () => {
    await begin('tooManyCommands');
    await put('/groups/1/action', { bri: 90, transitiontime: 0 });
    await put('/groups/1/action', { bri: 9, transitiontime: 0 });
    expect((await get('/lights/1')).state.bri).toBe(9);
    expect(outputOf('1').brightnessPct).toBe(pct(90));
  });

  it('powerCutFullWhite is dark, and then full white whatever was set up', async () => {
    bridge.setStartup('powerfail');
    await put('/groups/1/action', { bri: 9, transitiontime: 0 });
    await begin('powerCutFullWhite');
    expect(outputOf('1').brightnessPct).toBe(0);
    await end('powerCutFullWhite');
    expect(bridge.outputs().map((lamp) => lamp.brightnessPct)).toEqual(Array(6).fill(100));
  });

  it('powerCutLastState is dark, and then as it was', async () => {
    await put('/groups/1/action', { bri: 9, transitiontime: 0 });
    await begin('powerCutLastState');
    expect(outputOf('1').brightnessPct).toBe(0);
    await end('powerCutLastState');
    expect([outputOf('1').brightnessPct, outputOf('6').brightnessPct]).toEqual([pct(9), 0]);
  });

  it('lampUnreachable has one lamp hear nothing', async () => {
    await begin('lampUnreachable');
    await put('/groups/1/action', { bri: 9, transitiontime: 0 });
    expect((await get('/lights/1')).state).toMatchObject({ bri: 9, reachable: false });
    expect([outputOf('1').brightnessPct, outputOf('2').brightnessPct]).toEqual([100, pct(9)]);
    await end('lampUnreachable');
    expect((await get('/lights/1')).state.bri).toBe(254);
  });

  it('handAtTheWall turns one lamp up and leaves it so', async () => {
    await put('/groups/1/action', { bri: 9, transitiontime: 0 });
    await begin('handAtTheWall');
    await end('handAtTheWall');
    pass(400);
    expect((await get('/lights/1')).state.bri).toBe(150);
    expect([outputOf('1').brightnessPct, outputOf('2').brightnessPct]).toEqual([pct(150), pct(9)]);
  });
});
