// The lamps of the practice bridge over its API: they fade as real lamps do, and report what real bridges report.

import { describe, expect, it } from 'vitest';
import { type Answered, bridge, get, outputOf, pass, pct, put } from './practice-client.ts';

describe('lamps on the practice bridge', () => {
  it('report a target at once, and move there over the transition', async () => {
    expect(await put('/lights/1/state', { bri: 127, transitiontime: 100 })).toEqual([
      { success: { '/lights/1/state/bri': 127 } },
      { success: { '/lights/1/state/transitiontime': 100 } },
    ]);
    expect((await get('/lights/1')).state.bri).toBe(127);
    expect(outputOf('1').brightnessPct).toBe(100);
    pass(5000);
    expect(outputOf('1').brightnessPct).toBeCloseTo(75, 5);
    pass(5000);
    expect(outputOf('1').brightnessPct).toBe(50);
  });

  it('describe what they can do', async () => {
    const lights = await get('/lights');
    expect(Object.values(lights).map((light: Answered) => light.name)).toEqual([
      'Ceiling left',
      'Ceiling right',
      'Floor lamp',
      'Bookshelf lamp',
      'Desk task lamp',
      'Door lamp',
    ]);
    expect(lights['1']).toMatchObject({ type: 'Extended color light', modelid: 'LCT015' });
    expect(lights['1'].capabilities.control).toMatchObject({
      ct: { min: 153, max: 500 },
      colorgamuttype: 'C',
    });
    expect(lights['5']).toMatchObject({ type: 'Color temperature light', modelid: 'LTW010' });
    expect(lights['5'].capabilities.control.ct).toEqual({ min: 153, max: 454 });
    expect(Object.keys(lights['5'].state)).toEqual([
      'on',
      'bri',
      'ct',
      'alert',
      'colormode',
      'mode',
      'reachable',
    ]);
  });

  it('take a white only as far as their own range, and a colour as far as their gamut', async () => {
    await put('/lights/5/state', { ct: 500 });
    expect((await get('/lights/5')).state.ct).toBe(454);
    await put('/lights/1/state', { xy: [0.75, 0.25] });
    expect((await get('/lights/1')).state).toMatchObject({ xy: [0.6915, 0.3083], colormode: 'xy' });
  });

  it('refuse everything but on while they are off', async () => {
    expect(await put('/lights/6/state', { bri: 200 })).toEqual([
      {
        error: {
          type: 201,
          address: '/lights/6/state/bri',
          description: 'parameter, bri, is not modifiable. Device is set to off.',
        },
      },
    ]);
    expect(await put('/lights/6/state', { on: true, bri: 200 })).toHaveLength(2);
    expect((await get('/lights/6')).state).toMatchObject({ on: true, bri: 200 });
  });

  it('answer each wrong parameter by itself, and take the right ones', async () => {
    const answers = await put('/lights/5/state', { bri: 300, xy: [0.3, 0.3], alert: 'none' });
    expect(answers).toEqual([
      { success: { '/lights/5/state/alert': 'none' } },
      {
        error: {
          type: 7,
          address: '/lights/5/state/bri',
          description: 'invalid value, 300, for parameter, bri',
        },
      },
      {
        error: { type: 6, address: '/lights/5/state/xy', description: 'parameter, xy, not available' },
      },
    ]);
    for (const bad of [{ bri: 0 }, { ct: 152 }, { transitiontime: 65_536 }, { on: 1 }, { bri: 1.5 }]) {
      expect((await put('/lights/1/state', bad))[0].error.type, JSON.stringify(bad)).toBe(7);
    }
  });

  it('step from where they are told to be, and answer where that leads', async () => {
    await put('/lights/1/state', { bri: 100 });
    expect(await put('/lights/1/state', { bri_inc: -40 })).toEqual([
      { success: { '/lights/1/state/bri': 60 } },
    ]);
    expect(await put('/lights/1/state', { bri_inc: -254 })).toEqual([
      { success: { '/lights/1/state/bri': 1 } },
    ]);
    expect(await put('/lights/1/state', { ct_inc: 34 })).toEqual([
      { success: { '/lights/1/state/ct': 400 } },
    ]);
  });

  it('remember the mode in which they were last coloured', async () => {
    await put('/lights/1/state', { hue: 25_500, sat: 200 });
    expect((await get('/lights/1')).state).toMatchObject({ hue: 25_500, sat: 200, colormode: 'hs' });
    await put('/lights/1/state', { ct: 400 });
    expect((await get('/lights/1')).state).toMatchObject({ ct: 400, colormode: 'ct' });
  });

  it('can be renamed', async () => {
    expect(await put('/lights/1', { name: 'By the window' })).toEqual([
      { success: { '/lights/1/name': 'By the window' } },
    ]);
    expect((await get('/lights/1')).name).toBe('By the window');
  });

  it('come back after a power cut as they were set up to', async () => {
    bridge.setPower('1', false);
    expect(outputOf('1').brightnessPct).toBe(0);
    expect((await get('/lights/1')).state).toMatchObject({ on: true, reachable: false });
    bridge.setPower('1', true);
    expect(outputOf('1')).toMatchObject({ brightnessPct: 100, colour: { mode: 'ct', mirek: 366 } });
    const startup = { mode: 'custom', customsettings: { bri: 3, ct: 454 } };
    expect(await put('/lights/1/config', { startup })).toContainEqual({
      success: { '/lights/1/config/startup/mode': 'custom' },
    });
    expect((await get('/lights/1')).config.startup).toEqual({ ...startup, configured: true });
    bridge.setPower('1', false);
    bridge.setPower('1', true);
    expect(outputOf('1')).toMatchObject({ brightnessPct: pct(3), colour: { mode: 'ct', mirek: 454 } });
    expect((await get('/lights/1')).state).toMatchObject({ bri: 3, ct: 454, reachable: true });
  });

  it('hear nothing out of reach, though the bridge believes they did', async () => {
    bridge.setReachable('1', false);
    expect(await put('/lights/1/state', { bri: 10, transitiontime: 0 })).toContainEqual({
      success: { '/lights/1/state/bri': 10 },
    });
    expect((await get('/lights/1')).state).toMatchObject({ bri: 10, reachable: false });
    expect(outputOf('1').brightnessPct).toBe(100);
    bridge.setReachable('1', true);
    expect((await get('/lights/1')).state).toMatchObject({ bri: 254, reachable: true });
  });

  it('follow a hand at the wall, and the bridge reports it', async () => {
    bridge.handAtTheWall('2', { bri: 50 });
    expect((await get('/lights/2')).state.bri).toBe(50);
    pass(400);
    expect(outputOf('2').brightnessPct).toBe(pct(50));
  });
});
