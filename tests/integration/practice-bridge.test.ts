// The practice bridge as a whole: how a program pairs with it, what it refuses, and how it fails when it is told to.

import { describe, expect, it } from 'vitest';
import { PRACTICE_BRIDGE_ID } from '../../main/lights/practice/store.ts';
import { manyLamps, startFaultyBridge } from '../practice/faulty-bridge.ts';
import { type Answered, bridge, call, get, pass, put, raw, user } from './practice-client.ts';

describe('pairing with the practice bridge', () => {
  const pair = (body: unknown): Promise<Answered> => raw('POST', '', JSON.stringify(body));
  const refused = [{ error: { type: 101, address: '', description: 'link button not pressed' } }];

  it('gives nobody a key until its button is pressed', async () => {
    expect(await pair({ devicetype: 'stillroom#room' })).toEqual(refused);
  });

  it('gives a key that works within 30 s of the press, and none after', async () => {
    bridge.pressButton();
    pass(29_000);
    const [{ success }] = await pair({ devicetype: 'stillroom#room', generateclientkey: true });
    expect(success.username).toMatch(/^[A-Za-z0-9-]{40}$/);
    expect(success.clientkey).toMatch(/^[0-9A-F]{32}$/);
    expect(Object.keys(await raw('GET', `/${success.username}/lights`))).toHaveLength(6);
    pass(2000);
    expect(await pair({ devicetype: 'stillroom#room' })).toEqual(refused);
  });

  it('refuses a device type of more than 40 characters, none at all, and what is no JSON', async () => {
    bridge.pressButton();
    expect((await pair({ devicetype: 'x'.repeat(41) }))[0].error.type).toBe(7);
    expect((await pair({}))[0].error.type).toBe(5);
    expect((await raw('POST', '', '{'))[0].error.type).toBe(2);
  });

  it('tells anyone who it is, and strangers nothing more', async () => {
    for (const path of ['/config', '/0/config', '/nouser/config']) {
      const config = await raw('GET', path);
      expect(config).toMatchObject({
        modelid: 'BSB002',
        bridgeid: PRACTICE_BRIDGE_ID,
        mac: '00:17:88:57:00:01',
      });
      expect(config.whitelist).toBeUndefined();
    }
    expect(await raw('GET', '/nouser/lights')).toEqual([
      { error: { type: 1, address: '/lights', description: 'unauthorized user' } },
    ]);
  });

  it('describes itself as a bridge to those who look for one', async () => {
    const response = await fetch(`http://${bridge.address}/description.xml`);
    expect(await response.text()).toContain('Philips hue bridge 2015');
  });
});

describe('the rest of the practice bridge', () => {
  it('shows its whole datastore to those it knows', async () => {
    const parts = ['lights', 'groups', 'config', 'schedules', 'scenes', 'rules', 'sensors', 'resourcelinks'];
    const everything = await get('');
    expect(Object.keys(everything)).toEqual(parts);
    for (const part of parts.slice(3)) expect(await get(`/${part}`)).toEqual(everything[part]);
  });

  it('cannot have its button pressed over the network', async () => {
    expect((await put('/config', { linkbutton: true }))[0].error.type).toBe(8);
    expect(await put('/config', { name: 'Room two' })).toEqual([{ success: { '/config/name': 'Room two' } }]);
    expect((await get('/config')).linkbutton).toBe(false);
  });

  it('says what it holds and what is left', async () => {
    expect((await get('/capabilities')).scenes).toMatchObject({ available: 200, total: 200 });
  });

  it('refuses what does not exist, what cannot be done, and what it cannot read', async () => {
    expect(await get('/lights/99')).toEqual([
      { error: { type: 3, address: '/lights/99', description: 'resource, /lights/99, not available' } },
    ]);
    expect(await call('DELETE', '/groups/1/action')).toEqual([
      {
        error: {
          type: 4,
          address: '/groups/1/action',
          description: 'method, DELETE, not available for resource, /groups/1/action',
        },
      },
    ]);
    expect((await raw('PUT', `/${user}/lights/1/state`, '{"on":'))[0].error.type).toBe(2);
    expect((await put('/lights/1/state', {}))[0].error.type).toBe(5);
    expect((await raw('GET', ''))[0].error.type).toBe(4);
  });

  it('keeps every request as it arrived', async () => {
    const before = performance.now();
    await put('/lights/1/state', { bri: 7 });
    const last = bridge.requests.at(-1);
    expect(last).toMatchObject({ method: 'PUT', path: `/api/${user}/lights/1/state`, body: '{"bri":7}' });
    expect(last?.atMs).toBeGreaterThanOrEqual(before);
  });

  it('lets a bench have as many lamps as it wants', async () => {
    const big = await startFaultyBridge({ lamps: manyLamps(12), knownUsers: [user] });
    const lights = await (await fetch(`http://${big.address}/api/${user}/lights`)).json();
    await big.close();
    expect(Object.keys(lights as object)).toHaveLength(12);
  });
});

describe('a practice bridge that fails', () => {
  const state = (): Promise<Response> =>
    fetch(`http://${bridge.address}/api/${user}/lights/1/state`, { method: 'PUT', body: '{"bri":9}' });

  it('never answers when it hangs, and is well again when mended', async () => {
    bridge.setFault({ kind: 'hang' });
    const signal = AbortSignal.timeout(100);
    await expect(fetch(`http://${bridge.address}/api/config`, { signal })).rejects.toThrow();
    bridge.setFault(null);
    expect((await get('/lights/1')).name).toBe('Ceiling left');
  });

  it('says so when it is busy, and when it broke', async () => {
    bridge.setFault({ kind: 'busy' });
    expect((await state()).status).toBe(503);
    bridge.setFault({ kind: 'internal' });
    expect(await put('/lights/1/state', { bri: 9 })).toEqual([
      { error: { type: 901, address: '/lights/1/state', description: 'Internal error, 503' } },
    ]);
    bridge.setFault(null);
    expect((await get('/lights/1')).state.bri).toBe(254);
  });

  it('hangs up on everyone when it refuses', async () => {
    bridge.setFault({ kind: 'refuse' });
    await expect(state()).rejects.toThrow();
  });

  it('knows nobody once it was reset', async () => {
    bridge.setFault({ kind: 'unauthorised' });
    expect((await get('/lights'))[0].error.type).toBe(1);
    expect((await raw('GET', '/config')).bridgeid).toBe(PRACTICE_BRIDGE_ID);
  });

  it('loses every nth request, and only that', async () => {
    bridge.setFault({ kind: 'drop', everyNth: 3 });
    const results = [];
    for (let sent = 0; sent < 6; sent += 1)
      results.push(
        await state().then(
          () => true,
          () => false,
        ),
      );
    expect(results).toEqual([true, true, false, true, true, false]);
  });

  it('answers late when it is slow', async () => {
    bridge.setFault({ kind: 'slow', delayMs: 60 });
    const before = performance.now();
    await state();
    expect(performance.now() - before).toBeGreaterThanOrEqual(55);
  });

  it('closes at once, with requests still hanging, and twice if asked', async () => {
    bridge.setFault({ kind: 'hang' });
    const hanging = state().then(
      () => 'answered',
      () => 'ended',
    );
    await expect.poll(() => bridge.requests.length).toBe(1);
    await bridge.close();
    await bridge.close();
    expect(await hanging).toBe('ended');
  });
});
