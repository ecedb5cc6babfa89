// Commands that the practice bridge answers as done and that are not: lost on the way, or more than ZigBee takes.

import { describe, expect, it } from 'vitest';
import { bridge, get, outcome, outputOf, pass, pct, post, put, raw, user } from './practice-client.ts';

const DONE = { success: expect.anything() };

const told = async (id: string): Promise<number> => (await get(`/lights/${id}`)).state.bri;

/** The answer to a command that is over at once. */
const dim = (id: string, bri: number) => put(`/lights/${id}/state`, { bri, transitiontime: 0 });
const dimAll = (bri: number) => put('/groups/0/action', { bri, transitiontime: 0 });

describe('a practice bridge with too many commands', () => {
  it('has its lamps hear 10 light commands in a second, and reports the eleventh as done all the same', async () => {
    bridge.setFault({ kind: 'tooMany' });
    for (let bri = 1; bri <= 11; bri += 1) expect(await dim('1', bri)).toEqual([DONE, DONE]);
    expect(await told('1')).toBe(11);
    expect(outputOf('1').brightnessPct).toBe(pct(10));
  });

  it('has them hear one more with every 100 ms on the clock that they fade by', async () => {
    bridge.setFault({ kind: 'tooMany' });
    for (let bri = 1; bri <= 11; bri += 1) await dim('1', bri);
    pass(100);
    await dim('1', 21);
    await dim('1', 22);
    expect(outputOf('1').brightnessPct).toBe(pct(21));
    pass(200);
    await dim('1', 31);
    await dim('1', 32);
    await dim('1', 33);
    expect(outputOf('1').brightnessPct).toBe(pct(32));
  });

  it('saves up no more than a second of commands', async () => {
    bridge.setFault({ kind: 'tooMany' });
    await dim('1', 200);
    pass(60_000);
    for (let bri = 1; bri <= 11; bri += 1) await dim('1', bri);
    expect(outputOf('1').brightnessPct).toBe(pct(10));
  });

  it('has them hear one group command a second, beside the light commands', async () => {
    bridge.setFault({ kind: 'tooMany' });
    expect(await dimAll(100)).toEqual([DONE, DONE]);
    pass(900);
    expect(await dimAll(50)).toEqual([DONE, DONE]);
    expect(await told('1')).toBe(50);
    expect(outputOf('1').brightnessPct).toBe(pct(100));
    await dim('2', 7);
    expect(outputOf('2').brightnessPct).toBe(pct(7));
    pass(100);
    await dimAll(40);
    expect(outputOf('1').brightnessPct).toBe(pct(40));
  });

  it('lets group commands through that are paced a second apart, though one arrives a little early', async () => {
    bridge.setFault({ kind: 'tooMany' });
    for (const [waitedMs, bri] of [
      [0, 90],
      [998, 80],
      [1002, 70],
      [999, 60],
    ] as const) {
      pass(waitedMs);
      await dimAll(bri);
      expect(outputOf('1').brightnessPct).toBe(pct(bri));
    }
  });

  it('counts a recalled scene as a group command', async () => {
    const lightstates = { '1': { on: true, bri: 9, transitiontime: 0 } };
    const [{ success }] = await post('/scenes', { name: 'deep', lights: ['1'], lightstates });
    bridge.setFault({ kind: 'tooMany' });
    await dimAll(100);
    await put('/groups/0/action', { scene: success.id });
    expect(await told('1')).toBe(9);
    expect(outputOf('1').brightnessPct).toBe(pct(100));
    pass(1000);
    await put('/groups/0/action', { scene: success.id });
    expect(outputOf('1').brightnessPct).toBe(pct(9));
    await dimAll(100);
    expect(outputOf('1').brightnessPct).toBe(pct(9));
  });

  it('counts neither what is only read nor what it refuses', async () => {
    bridge.setFault({ kind: 'tooMany' });
    for (let asked = 0; asked < 10; asked += 1) await told('1');
    for (let refused = 0; refused < 10; refused += 1) {
      expect((await put('/lights/6/state', { bri: 9 }))[0].error.type).toBe(201);
      expect((await put('/groups/0/action', { bri: 0 }))[0].error.type).toBe(7);
      expect((await put('/groups/0/action', { scene: 'none' }))[0].error.type).toBe(7);
    }
    await dim('1', 9);
    expect(outputOf('1').brightnessPct).toBe(pct(9));
    await dimAll(8);
    expect(outputOf('1').brightnessPct).toBe(pct(8));
  });

  it('takes everything again once mended', async () => {
    bridge.setFault({ kind: 'tooMany' });
    await dimAll(100);
    await dimAll(90);
    bridge.setFault(null);
    await dimAll(80);
    await dimAll(70);
    expect(outputOf('1').brightnessPct).toBe(pct(70));
  });

  it('says so with 429, where it has a web server that counts', async () => {
    bridge.setFault({ kind: 'throttled' });
    expect(await outcome()).toBe(429);
    const body = '{"bri":9}';
    const url = `http://${bridge.address}/api/${user}/lights/1/state`;
    expect((await fetch(url, { method: 'PUT', body })).status).toBe(429);
    bridge.setFault(null);
    expect(await told('1')).toBe(254);
    expect((await raw('GET', '/config')).name).toBe('Practice room');
  });
});

describe('a practice bridge that loses commands', () => {
  it('answers every nth as done, and neither lamp nor report changes', async () => {
    bridge.setFault({ kind: 'swallow', everyNth: 3 });
    for (const bri of [10, 20]) await dim('1', bri);
    expect(await dim('1', 30)).toEqual([
      { success: { '/lights/1/state/bri': 30 } },
      { success: { '/lights/1/state/transitiontime': 0 } },
    ]);
    expect(await told('1')).toBe(20);
    expect(outputOf('1').brightnessPct).toBe(pct(20));
    await dim('1', 40);
    expect(outputOf('1').brightnessPct).toBe(pct(40));
  });

  it('loses those to groups with the others, and whole', async () => {
    bridge.setFault({ kind: 'swallow', everyNth: 2 });
    await dim('1', 10);
    expect(await dimAll(99)).toEqual([DONE, DONE]);
    expect([await told('1'), await told('2')]).toEqual([10, 254]);
    expect(outputOf('2').brightnessPct).toBe(100);
    await dimAll(98);
    expect(outputOf('2').brightnessPct).toBe(pct(98));
  });

  it('answers a lost step with the value to which it would have led', async () => {
    bridge.setFault({ kind: 'swallow', everyNth: 1 });
    expect(await put('/lights/1/state', { bri_inc: -54 })).toEqual([
      { success: { '/lights/1/state/bri': 200 } },
    ]);
    expect(await told('1')).toBe(254);
  });

  it('loses nothing but light commands', async () => {
    bridge.setFault({ kind: 'swallow', everyNth: 1 });
    await put('/lights/1', { name: 'By the window' });
    await put('/groups/1', { name: 'Room one' });
    expect((await get('/lights/1')).name).toBe('By the window');
    expect((await get('/groups/1')).name).toBe('Room one');
  });
});
