// The practice bridge goes away, comes back, moves and is replaced, as bridges do.

import { describe, expect, it } from 'vitest';
import { PRACTICE_BRIDGE_ID } from '../../main/lights/practice/store.ts';
import { startFaultyBridge } from '../practice/faulty-bridge.ts';
import { bridge, get, outcome, outputOf, pass, post, put, raw } from './practice-client.ts';

const OTHER_ID = '001788FFFE0B0B0B';

const hanging = (): Promise<string> => {
  bridge.setFault({ kind: 'hang' });
  return fetch(`http://${bridge.address}/api/config`).then(
    () => 'answered',
    () => 'ended',
  );
};

const idAt = async (address: string): Promise<unknown> => {
  const response = await fetch(`http://${address}/api/config`);
  return ((await response.json()) as { bridgeid: string }).bridgeid;
};

describe('a practice bridge that reboots', () => {
  it('ends every connection, refuses for as long as it is away, and is back at its address', async () => {
    const { address } = bridge;
    const waiting = hanging();
    await expect.poll(() => bridge.requests.length).toBe(1);
    bridge.setFault(null);
    const before = performance.now();
    const back = bridge.reboot(150);
    expect(await waiting).toBe('ended');
    expect(await outcome(address)).toBe('ECONNREFUSED');
    await back;
    expect(performance.now() - before).toBeGreaterThanOrEqual(145);
    expect(bridge.address).toBe(address);
    expect(await outcome()).toBe(200);
  });

  it('has the same lamps, groups, scenes and users afterwards', async () => {
    await post('/groups', { name: 'Floor', type: 'Zone', lights: ['3'] });
    await post('/scenes', { name: 'now', type: 'GroupScene', group: '2' });
    const parts = async () => {
      const { lights, groups, scenes } = await get('');
      return { lights, groups, scenes };
    };
    const before = await parts();
    await bridge.reboot(30);
    expect(await parts()).toEqual(before);
  });

  it('lets its lamps go on with what they do', async () => {
    await put('/lights/1/state', { bri: 127, transitiontime: 100 });
    pass(5000);
    await bridge.reboot(30);
    expect(outputOf('1').brightnessPct).toBeCloseTo(75, 5);
    pass(5000);
    expect(outputOf('1').brightnessPct).toBe(50);
  });

  it('carries out nothing late that it was sent before', async () => {
    bridge.setFault({ kind: 'slow', delayMs: 60 });
    const late = put('/lights/1/state', { bri: 9 }).catch(() => 'ended');
    await expect.poll(() => bridge.requests.length).toBe(1);
    await bridge.reboot(100);
    expect(await late).toBe('ended');
    bridge.setFault(null);
    expect((await get('/lights/1')).state.bri).toBe(254);
  });

  it('has forgotten that its button was pressed', async () => {
    bridge.pressButton();
    await bridge.reboot(30);
    expect((await raw('POST', '', '{"devicetype":"stillroom#room"}'))[0].error.type).toBe(101);
  });

  it('is ready when it is back, and at once when it was never away', async () => {
    await bridge.ready();
    void bridge.reboot(60);
    expect(await outcome()).toBe('ECONNREFUSED');
    await bridge.ready();
    expect(await outcome()).toBe(200);
  });

  it('stays away when it is closed before it is back', async () => {
    const back = bridge.reboot(30);
    await bridge.close();
    await back;
    expect(await outcome()).toBe('ECONNREFUSED');
  });

  it('waits until its port is free, and does without it once it is closed', async () => {
    const { address } = bridge;
    const port = Number(address.split(':')[1]);
    for (const isClosed of [false, true]) {
      const back = bridge.reboot(20);
      const other = await startFaultyBridge({ port });
      await new Promise((passed) => setTimeout(passed, 60));
      if (isClosed) await bridge.close();
      await other.close();
      await back;
      expect(await outcome(address)).toBe(isClosed ? 'ECONNREFUSED' : 200);
    }
  });

  it('can reboot again before it is back', async () => {
    const first = bridge.reboot(20);
    const second = bridge.reboot(120);
    await first;
    expect(await outcome()).toBe('ECONNREFUSED');
    await second;
    expect(await outcome()).toBe(200);
  });
});

describe('a practice bridge that moves', () => {
  it('is no longer where it was, and the same one where it is', async () => {
    const before = bridge.address;
    await put('/lights/1/state', { bri: 9 });
    const after = await bridge.moveTo();
    expect(after).not.toBe(before);
    expect(after).toBe(bridge.address);
    expect(await outcome(before)).toBe('ECONNREFUSED');
    expect(await idAt(after)).toBe(PRACTICE_BRIDGE_ID);
    expect((await get('/lights/1')).state.bri).toBe(9);
  });

  it('ends the connections to its old address', async () => {
    const waiting = hanging();
    await expect.poll(() => bridge.requests.length).toBe(1);
    await bridge.moveTo();
    expect(await waiting).toBe('ended');
  });

  it('can move back, and has moved nowhere if it is there already', async () => {
    const before = bridge.address;
    const port = Number(before.split(':')[1]);
    await bridge.moveTo();
    expect(await bridge.moveTo(port)).toBe(before);
    expect(await bridge.moveTo(port)).toBe(before);
    expect(await outcome()).toBe(200);
  });

  it('stays where it is if the other place is taken', async () => {
    const other = await startFaultyBridge();
    const taken = bridge.moveTo(Number(other.address.split(':')[1]));
    await expect(taken).rejects.toThrow('EADDRINUSE');
    await other.close();
    await bridge.ready();
    expect(await outcome()).toBe(200);
  });

  it('is up at once where it moved to during a reboot, and never at the old address again', async () => {
    const before = bridge.address;
    const back = bridge.reboot(60);
    await bridge.moveTo();
    expect(await outcome()).toBe(200);
    await back;
    expect(await outcome(before)).toBe('ECONNREFUSED');
    expect(await outcome()).toBe(200);
  });
});

describe('a practice bridge that is replaced', () => {
  it('is another at the same address, with the same lamps, and knows nobody', async () => {
    const { address } = bridge;
    await put('/lights/1/state', { bri: 9 });
    bridge.replaceBy(OTHER_ID);
    expect(bridge.bridgeId).toBe(OTHER_ID);
    expect(bridge.address).toBe(address);
    await expect.poll(() => idAt(address).catch(() => null)).toBe(OTHER_ID);
    expect((await get('/lights'))[0].error.type).toBe(1);
    bridge.pressButton();
    const [{ success }] = await raw('POST', '', '{"devicetype":"stillroom#room"}');
    expect((await raw('GET', `/${success.username}/lights/1`)).state.bri).toBe(9);
  });

  it('ends every connection when the old one is unplugged', async () => {
    const waiting = hanging();
    await expect.poll(() => bridge.requests.length).toBe(1);
    bridge.replaceBy(OTHER_ID);
    expect(await waiting).toBe('ended');
  });

  it('knows its users again once it is put back, and none of the other', async () => {
    bridge.replaceBy(OTHER_ID);
    bridge.pressButton();
    await expect.poll(() => idAt(bridge.address).catch(() => null)).toBe(OTHER_ID);
    const [{ success }] = await raw('POST', '', '{"devicetype":"stillroom#room"}');
    bridge.replaceBy(PRACTICE_BRIDGE_ID);
    await expect.poll(() => idAt(bridge.address).catch(() => null)).toBe(PRACTICE_BRIDGE_ID);
    expect((await get('/lights/1')).name).toBe('Ceiling left');
    expect((await raw('GET', `/${success.username}/lights`))[0].error.type).toBe(1);
  });
});
