// The rig over real HTTP: it connects to its bridge alone, and a change is as few commands as can be.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { manyLamps } from '../practice/faulty-bridge.ts';
import { SCENARIOS } from '../practice/scenarios.ts';
import {
  brightnessIn,
  closedPort,
  connectTo,
  groupsOn,
  hueRoom,
  inTime,
  KEY,
  lookOf,
  outcomeOf,
  rolesOf,
  sentDuring,
  startBridge,
  TAKEN,
  WANTED,
  white,
} from './hue-room.ts';

const RED = { brightnessPct: 3, colour: { x: 0.65, y: 0.32 } };

const room = hueRoom();

describe('connecting', () => {
  it('reports which bridge it is and what its lamps are and can do', async () => {
    await room.open(rolesOf(4));
    expect(room.rig.bridge).toEqual({
      id: '001788fffe570001',
      name: 'Practice room',
      address: room.bridge.address,
      model: 'BSB002',
      software: '1967054020',
    });
    const lamps = await room.rig.readLamps();
    expect(lamps.ok && lamps.value.map(({ name }) => name)).toContain('Desk task lamp');
    expect(lamps).toMatchObject({
      value: expect.arrayContaining([
        expect.objectContaining({
          id: '5',
          hasColour: false,
          warmthK: { least: 2203, most: 6536 },
          reported: white(100, 2732),
        }),
      ]),
    });
    expect(room.rig.answersInMs()).toBeGreaterThan(0);
  });

  it('takes the bridge id in either case', async () => {
    room.bridge = await startBridge();
    const connected = await connectTo(room.bridge, { bridgeId: room.bridge.bridgeId.toLowerCase() });
    expect(connected.ok).toBe(true);
    if (connected.ok) room.rig = connected.value;
  });

  it('says that the bridge is not itself when another one answers, and does not show it the key', async () => {
    room.bridge = await startBridge();
    const connected = await connectTo(room.bridge, { bridgeId: '001788fffe999999' });
    expect(connected).toEqual({ ok: false, error: 'notItself' });
    expect(room.bridge.requests.map(({ path }) => path)).toEqual(['/api/config']);
  });

  it.each<[string, number, string, string]>([
    ['a page', 200, 'text/html', '<html>'],
    ['something else', 200, 'application/json', '{"name":"Printer"}'],
    ['a list of nothing', 200, 'application/json', '[]'],
    ['that there is nothing', 404, 'text/plain', ''],
    ['that a password is needed', 401, 'text/plain', ''],
    ['that it moved', 301, 'text/plain', ''],
  ])('says that it is not itself when a web server answers %s', async (_, status, type, body) => {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.url);
      response.writeHead(status, { 'content-type': type, location: 'http://127.0.0.1:1/' }).end(body);
    });
    await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
    const { port } = server.address() as AddressInfo;
    const connected = await connectTo({ address: `127.0.0.1:${port}`, bridgeId: '001788FFFE570001' });
    expect(connected).toEqual({ ok: false, error: 'notItself' });
    expect(seen).toEqual(['/api/config']);
    server.close();
  });

  it('says that the bridge does not know the key any more', async () => {
    room.bridge = await startBridge();
    const connected = await connectTo(room.bridge, { username: 'forgotten' });
    expect(connected).toEqual({ ok: false, error: 'unauthorised' });
  });

  it('says that nothing answers, at once', async () => {
    const address = `127.0.0.1:${await closedPort()}`;
    const connected = await inTime(connectTo({ address, bridgeId: '001788FFFE570001' }));
    expect(connected).toEqual({ ok: false, error: 'unreachable' });
  });

  it('says that the bridge hangs, in time', async () => {
    room.bridge = await startBridge();
    room.bridge.setFault({ kind: 'hang' });
    expect(await inTime(connectTo(room.bridge))).toEqual({ ok: false, error: 'hangs' });
  });
});

describe('a change', () => {
  it('for twelve lamps is one command', async () => {
    await room.open(rolesOf(12, { '11': 'task', '12': 'task' }), { lamps: manyLamps(12) });
    const sent = await sentDuring(room.bridge, () => room.rig.send(lookOf(white(8), 90_000)));
    expect(sent).toEqual([expect.stringMatching(/^PUT \/groups\/\d+\/action /)]);
    expect(sent[0]).toContain('{"on":true,"bri":20,"ct":455,"transitiontime":900}');
  });

  it('reaches lamps without colour as the nearest white, by one command more', async () => {
    await room.open({ '1': 'ambient', '2': 'ambient', '5': 'task' });
    const sent = await sentDuring(room.bridge, () => room.rig.send(lookOf(RED, 0)));
    expect(sent).toEqual([
      expect.stringMatching(/^PUT \/groups\/\d+\/action .*"xy":\[0.65,0.32\]/),
      expect.stringMatching(/^PUT \/lights\/5\/state .*"ct":454/),
    ]);
  });

  it('reaches every lamp when somebody removed the group', async () => {
    await room.open(rolesOf(4));
    for (const { id } of await groupsOn(room.bridge)) {
      await fetch(`http://${room.bridge.address}/api/${KEY}/groups/${id}`, { method: 'DELETE' });
    }
    expect(await outcomeOf(room.rig.send(lookOf(white(10), 0)))).toEqual(TAKEN);
    expect(brightnessIn(room).slice(0, 4).map(Math.round)).toEqual([10, 10, 10, 10]);
  });

  it('first ends, once, what another program left running in its lamps, and nothing in those of others', async () => {
    await room.open({ '1': 'ambient', '2': 'ambient', '3': 'ambient' });
    await SCENARIOS.leftRunning.begin(room.bridge);
    room.bridge.leaveRunning('4', { effect: 'colorloop' });
    room.bridge.leaveRunning('3', { alert: 'select' });
    const lamps = await room.rig.readLamps();
    const running = lamps.ok ? lamps.value.map(({ leftRunning }) => leftRunning) : [];
    expect(running).toEqual([['effect'], ['alert'], [], ['effect'], [], []]);
    const sent = await sentDuring(room.bridge, () => room.rig.send(lookOf(white(10), 5000)));
    expect(sent).toEqual([
      'PUT /lights/1/state {"effect":"none"}',
      'PUT /lights/2/state {"alert":"none"}',
      expect.stringMatching(/^PUT \/groups\/\d+\/action /),
    ]);
    const next = await sentDuring(room.bridge, () => room.rig.send(lookOf(white(12), 5000)));
    expect(next.filter((each) => /effect|alert/.test(each))).toEqual([]);
    const after = await room.rig.readLamps();
    expect(after.ok && after.value.map(({ leftRunning }) => leftRunning.length)).toEqual([0, 0, 0, 1, 0, 0]);
    await SCENARIOS.leftRunning.begin(room.bridge);
    await room.rig.readLamps();
    const again = await sentDuring(room.bridge, () => room.rig.send(lookOf(white(10), 5000)));
    expect(again.filter((each) => /effect|alert/.test(each))).toHaveLength(2);
  });

  it('to Full light is not held up by what runs, which ends after it', async () => {
    await room.open({ '1': 'ambient', '2': 'ambient' });
    await SCENARIOS.leftRunning.begin(room.bridge);
    await room.rig.readLamps();
    const sent = await sentDuring(room.bridge, () => room.rig.sendAtOnce(lookOf(white(100), 200), WANTED));
    expect(sent.map((each) => each.replace(/\d+\/action .*/, ''))).toEqual([
      'PUT /groups/',
      'PUT /lights/1/state {"effect":"none"}',
      'PUT /lights/2/state {"alert":"none"}',
    ]);
  });

  it('never touches a lamp of another role', async () => {
    await room.open(rolesOf(4, { '6': 'door' }));
    await room.rig.send(lookOf(white(10), 0));
    expect(brightnessIn(room).slice(4)).toEqual([100, 0]);
  });

  it('to darkness fades the lamps off, and asks them for no colour', async () => {
    await room.open(rolesOf(4));
    const sent = await sentDuring(room.bridge, () => room.rig.send(lookOf(white(0), 60_000)));
    expect(sent).toEqual([expect.stringContaining('{"on":false,"transitiontime":600}')]);
  });
});
