// The practice room in a power cut: all lamps dark at once, and back as each was set up to come back.

import { describe, expect, it } from 'vitest';
import type { LampPlan } from '../../main/lights/practice/room.ts';
import { bridge, get, openAnew, outputOf, pass, pct, put } from './practice-client.ts';

const startUp = (id: string, startup: unknown) => put(`/lights/${id}/config`, { startup });

const brightness = (): readonly number[] => bridge.outputs().map((lamp) => lamp.brightnessPct);

describe('a power cut in the practice room', () => {
  it('darkens every lamp at once, while the bridge stays up and reaches none of them', async () => {
    bridge.powerCut();
    expect(brightness()).toEqual([0, 0, 0, 0, 0, 0]);
    const lights = await get('/lights');
    for (const id of Object.keys(lights)) expect(lights[id].state.reachable, id).toBe(false);
  });

  it('ends in full white, the dark door lamp too, unless lamps were set up otherwise', async () => {
    await put('/groups/1/action', { bri: 8, transitiontime: 0 });
    bridge.powerCut();
    bridge.powerBack();
    expect(brightness()).toEqual([100, 100, 100, 100, 100, 100]);
    expect(outputOf('1').colour).toEqual({ mode: 'ct', mirek: 366 });
  });

  it('ends as each lamp was set up to come back', async () => {
    const startups = {
      '1': { mode: 'safety' },
      '2': { mode: 'powerfail' },
      '3': { mode: 'lastonstate' },
      '4': { mode: 'custom', customsettings: { bri: 3, ct: 454 } },
      '5': { mode: 'powerfail' },
      '6': { mode: 'lastonstate' },
    };
    for (const [id, startup] of Object.entries(startups)) await startUp(id, startup);
    const lights = await get('/lights');
    for (const [id, startup] of Object.entries(startups)) {
      expect(lights[id].config.startup).toEqual({ ...startup, configured: true });
    }
    await put('/groups/1/action', { bri: 8, transitiontime: 0 });
    await put('/lights/5/state', { on: false, transitiontime: 0 });
    bridge.powerCut();
    bridge.powerBack();
    expect(brightness()).toEqual([100, pct(8), pct(8), pct(3), 0, 100]);
  });

  it('is reported honestly once it is over, whatever commands came in the meantime', async () => {
    await startUp('1', { mode: 'powerfail' });
    await put('/lights/1/state', { bri: 20, effect: 'colorloop', transitiontime: 0 });
    bridge.powerCut();
    await put('/groups/0/action', { on: true, bri: 200 });
    expect((await get('/lights/1')).state).toMatchObject({ bri: 200, reachable: false });
    bridge.powerBack();
    expect((await get('/lights/1')).state).toMatchObject({ bri: 20, effect: 'none', reachable: true });
    expect((await get('/lights/2')).state).toMatchObject({ bri: 254, ct: 366, reachable: true });
    await put('/lights/1/state', { bri: 30, transitiontime: 0 });
    expect(outputOf('1').brightnessPct).toBe(pct(30));
  });

  it('ends a fade where it stood', async () => {
    await startUp('1', { mode: 'powerfail' });
    await put('/lights/1/state', { bri: 54, transitiontime: 100 });
    pass(5000);
    bridge.powerCut();
    pass(5000);
    bridge.powerBack();
    expect(outputOf('1').brightnessPct).toBe(pct(154));
    expect((await get('/lights/1')).state.bri).toBe(154);
  });

  it('keeps a lamp out of reach, however good its ZigBee is', async () => {
    bridge.powerCut();
    bridge.setReachable('1', true);
    expect((await get('/lights/1')).state.reachable).toBe(false);
    bridge.powerBack();
    expect((await get('/lights/1')).state.reachable).toBe(true);
  });

  it('can be prepared for in the maker’s own program', async () => {
    bridge.setStartup('powerfail');
    expect((await get('/lights/6')).config.startup).toEqual({ mode: 'powerfail', configured: true });
    const before = brightness();
    bridge.powerCut();
    bridge.powerBack();
    expect(brightness()).toEqual(before);
  });
});

describe('a lamp too old to be set up for a power cut', () => {
  const lamps: readonly LampPlan[] = [
    { name: 'Old', kind: 'colour', hasStartup: false },
    { name: 'New', kind: 'colour' },
  ];

  it('shows no such setting, and refuses it as unknown', async () => {
    await openAnew({ lamps });
    const lights = await get('/lights');
    expect(Object.keys(lights['1'].config)).toEqual(['archetype', 'function', 'direction']);
    expect(lights['2'].config.startup).toEqual({ mode: 'safety', configured: true });
    expect(await startUp('1', { mode: 'powerfail' })).toEqual([
      {
        error: {
          type: 6,
          address: '/lights/1/config/startup',
          description: 'parameter, startup, not available',
        },
      },
    ]);
    expect((await startUp('2', { mode: 'powerfail' }))[0].success).toBeDefined();
  });

  it('comes back in full white, whatever anyone wants', async () => {
    await openAnew({ lamps });
    bridge.setStartup('powerfail');
    await put('/groups/0/action', { bri: 8, transitiontime: 0 });
    bridge.powerCut();
    bridge.powerBack();
    expect(brightness()).toEqual([100, pct(8)]);
    expect((await get('/lights/1')).config.startup).toBeUndefined();
  });
});
