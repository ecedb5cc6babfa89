// Groups and scenes of the practice bridge, within the limits of a real one.

import { describe, expect, it } from 'vitest';
import { call, get, openAnew, outputOf, pass, pct, post, put, user } from './practice-client.ts';

describe('groups on the practice bridge', () => {
  it('hold the treatment room, and leave the door out of it', async () => {
    const groups = await get('/groups');
    expect(groups['1']).toMatchObject({
      name: 'Treatment room',
      type: 'Room',
      class: 'Bedroom',
      lights: ['1', '2', '3', '4', '5'],
      state: { all_on: true, any_on: true },
    });
    expect(groups['0']).toBeUndefined();
    expect((await get('/groups/0')).lights).toHaveLength(6);
  });

  it('move all their lamps at once, each as far as it can follow', async () => {
    expect(await put('/groups/1/action', { bri: 20, ct: 500, transitiontime: 20 })).toContainEqual({
      success: { '/groups/1/action/bri': 20 },
    });
    pass(2000);
    for (const id of ['1', '2', '3', '4', '5']) expect(outputOf(id).brightnessPct).toBe(pct(20));
    expect(outputOf('4').colour).toEqual({ mode: 'ct', mirek: 500 });
    expect(outputOf('5').colour).toEqual({ mode: 'ct', mirek: 454 });
    expect(outputOf('6').brightnessPct).toBe(0);
  });

  it('turn no lamp on by brightness alone', async () => {
    await put('/groups/0/action', { bri: 254 });
    expect((await get('/lights/6')).state.on).toBe(false);
  });

  it('can be made, changed and taken away', async () => {
    expect(await post('/groups', { name: 'Floor', type: 'Zone', class: 'Reading', lights: ['3'] })).toEqual([
      { success: { id: '2' } },
    ]);
    expect(await put('/groups/2', { name: 'Low', lights: ['3', '4'] })).toEqual([
      { success: { '/groups/2/name': 'Low' } },
      { success: { '/groups/2/lights': ['3', '4'] } },
    ]);
    expect(await get('/groups/2')).toMatchObject({ name: 'Low', lights: ['3', '4'], class: 'Reading' });
    expect(await call('DELETE', '/groups/2')).toEqual([{ success: '/groups/2 deleted.' }]);
    expect((await get('/groups/2'))[0].error.type).toBe(3);
  });

  it('refuse lamps that do not exist, a second Room for one lamp, and an end to group 0', async () => {
    expect((await post('/groups', { lights: ['99'] }))[0].error.type).toBe(7);
    expect((await post('/groups', { type: 'Room', lights: ['1'] }))[0].error.type).toBe(306);
    expect((await post('/groups', { name: 'None' }))[0].error.type).toBe(5);
    expect((await call('DELETE', '/groups/0'))[0].error.type).toBe(305);
  });
});

describe('scenes on the practice bridge', () => {
  const lightstates = {
    '1': { on: true, bri: 20, ct: 454, transitiontime: 600 },
    '2': { on: true, bri: 10, xy: [0.6, 0.35], transitiontime: 1200 },
  };
  const make = async (): Promise<string> => {
    const body = { name: 'onset', type: 'LightScene', lights: ['1', '2'], recycle: true, lightstates };
    const [{ success }] = await post('/scenes', body);
    return success.id;
  };

  it('take each lamp to its own look in its own time, by one command', async () => {
    const id = await make();
    expect(await put('/groups/0/action', { scene: id })).toEqual([
      { success: { '/groups/0/action/scene': id } },
    ]);
    pass(60_000);
    expect(outputOf('1').brightnessPct).toBe(pct(20));
    expect(outputOf('2').brightnessPct).toBeCloseTo(pct((254 + 10) / 2), 5);
    pass(60_000);
    expect(outputOf('2')).toMatchObject({ brightnessPct: pct(10), colour: { mode: 'xy', xy: [0.6, 0.35] } });
    expect(outputOf('3').brightnessPct).toBe(100);
  });

  it('reach only the lamps of the group they are recalled in', async () => {
    const id = await make();
    await post('/groups', { lights: ['2'] });
    await put('/groups/2/action', { scene: id });
    expect((await get('/lights/1')).state.bri).toBe(254);
    expect((await get('/lights/2')).state.bri).toBe(10);
  });

  it('show their lamps in the list, and their states only when asked for one', async () => {
    const id = await make();
    const listed = (await get('/scenes'))[id];
    expect(listed).toMatchObject({
      name: 'onset',
      lights: ['1', '2'],
      owner: user,
      recycle: true,
      version: 2,
    });
    expect(listed.lightstates).toBeUndefined();
    expect((await get(`/scenes/${id}`)).lightstates).toEqual(lightstates);
  });

  it('keep the room as it is, where no states were given', async () => {
    const [{ success }] = await post('/scenes', { name: 'now', type: 'GroupScene', group: '1' });
    const scene = await get(`/scenes/${success.id}`);
    expect(scene.lights).toEqual(['1', '2', '3', '4', '5']);
    expect(scene.lightstates['5']).toEqual({ on: true, bri: 254, ct: 366 });
    await put('/groups/1/action', { on: false });
    await put('/groups/1/action', { scene: success.id });
    pass(400);
    expect(outputOf('5').brightnessPct).toBe(100);
  });

  it('can be changed lamp by lamp', async () => {
    const id = await make();
    expect(await put(`/scenes/${id}/lightstates/1`, { on: true, bri: 33 })).toEqual([
      { success: { [`/scenes/${id}/lights/1/state/on`]: true } },
      { success: { [`/scenes/${id}/lights/1/state/bri`]: 33 } },
    ]);
    expect((await get(`/scenes/${id}`)).lightstates['1']).toMatchObject({ bri: 33, transitiontime: 600 });
    expect((await put(`/scenes/${id}/lightstates/3`, { on: true }))[0].error.type).toBe(3);
    await put(`/scenes/${id}`, { name: 'deep' });
    expect((await get(`/scenes/${id}`)).name).toBe('deep');
  });

  it('are gone once deleted, by themselves or with their group', async () => {
    const id = await make();
    expect(await call('DELETE', `/scenes/${id}`)).toEqual([{ success: `/scenes/${id} deleted` }]);
    expect((await put('/groups/0/action', { scene: id }))[0].error.type).toBe(7);
    await post('/scenes', { name: 'now', type: 'GroupScene', group: '1' });
    await call('DELETE', '/groups/1');
    expect(await get('/scenes')).toEqual({});
  });

  it('keep no transition on a bridge that forgets them, and come in 400 ms', async () => {
    await openAnew({ scenesForgetTransitions: true });
    const id = await make();
    const slow = { name: 'slow', lights: ['3'], transitiontime: 600 };
    const [{ success }] = await post('/scenes', slow);
    await put(`/scenes/${id}/lightstates/1`, { on: true, bri: 33, transitiontime: 600 });
    await put(`/scenes/${id}`, { lightstates: { '2': { on: true, bri: 10, transitiontime: 600 } } });
    expect((await get(`/scenes/${id}`)).lightstates).toEqual({
      '1': { on: true, bri: 33, ct: 454 },
      '2': { on: true, bri: 10 },
    });
    expect((await get(`/scenes/${success.id}`)).lightstates['3'].transitiontime).toBeUndefined();
    await put('/groups/0/action', { scene: id });
    pass(200);
    expect(outputOf('1').brightnessPct).toBeCloseTo(pct((254 + 33) / 2), 5);
    pass(200);
    expect(outputOf('1').brightnessPct).toBe(pct(33));
    expect(outputOf('2').brightnessPct).toBe(pct(10));
  });

  it('are no more than 200', async () => {
    for (let made = 0; made < 200; made += 1) await make();
    expect((await post('/scenes', { name: 'one more', lights: ['1'] }))[0].error.type).toBe(402);
  });
});
