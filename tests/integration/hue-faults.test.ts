// Every way in which a bridge can fail is reported in time and by its right name, and recovers.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createKey, type HueCalls, type HueFault, hueCalls } from '../../main/lights/hue/api-client.ts';
import { openLane } from '../../main/lights/hue/transport.ts';
import { ANSWER_WITHIN_MS, type LightFault } from '../../main/lights/rig.ts';
import type { Result } from '../../shared/result.ts';
import type { Fault } from '../practice/faults.ts';
import { manyLamps } from '../practice/faulty-bridge.ts';
import {
  brightnessIn,
  connectTo,
  hueRoom,
  inTime,
  KEY,
  lookOf,
  outcomeOf,
  requestsLike,
  rigOn,
  rolesOf,
  startBridge,
  TAKEN,
  WANTED,
  white,
} from './hue-room.ts';

const room = hueRoom();
const DIM = { on: true, bri: 1, transitiontime: 0 } as const;
describe('a bridge with something wrong', () => {
  const SLOW_EACH = (ANSWER_WITHIN_MS * 2) / 5;

  it.each<[LightFault, string, Fault]>([
    ['hangs', 'never answers', { kind: 'hang' }],
    ['busy', 'says that it is busy', { kind: 'busy' }],
    ['busy', 'says that it broke', { kind: 'internal' }],
    ['unreachable', 'refuses connections', { kind: 'refuse' }],
    ['unauthorised', 'forgot the key', { kind: 'unauthorised' }],
    ['hangs', 'answers too late', { kind: 'slow', delayMs: 2 * ANSWER_WITHIN_MS }],
    ['unreachable', 'loses everything', { kind: 'drop', everyNth: 1 }],
  ])('is said to be %s when it %s, in time, and is well again when mended', async (error, _, fault) => {
    await room.open(rolesOf(4));
    room.bridge.setFault(fault);
    expect(
      await Promise.all([
        inTime(room.rig.sendAtOnce(lookOf(white(100)), WANTED)),
        inTime(room.rig.send(lookOf(white(3)))),
        inTime(room.rig.readLamps()),
      ]),
    ).toEqual(Array(3).fill({ ok: false, error }));
    room.bridge.setFault(null);
    await pause(room.rig.waitMs());
    expect(await outcomeOf(room.rig.send(lookOf(white(3), 0)))).toEqual(TAKEN);
    expect((await room.rig.readLamps()).ok).toBe(true);
  });

  it.each<[HueFault, number, string, (calls: HueCalls) => Promise<Result<unknown, HueFault>>]>([
    ['missing', 403, 'that there is no such lamp', ({ setLight }) => setLight('99', DIM, {})],
    ['refused', 403, 'no', ({ deleteGroup }) => deleteGroup('0')],
    ['busy', 503, 'no', ({ deleteGroup }) => deleteGroup('0')],
    ['missing', 200, 'that there is no such lamp', ({ setLight }) => setLight('99', DIM, {})],
  ])(
    'is said to be %s when it says by HTTP %i %s, its type a number or text',
    async (error, status, _, command) => {
      await room.open(rolesOf(1));
      const baseUrl = `http://${room.bridge.address}`;
      const lane = openLane({ baseUrl, trust: null, timeoutMs: ANSWER_WITHIN_MS });
      for (const isTypeText of [false, true]) {
        room.bridge.setFault({ kind: 'errorStatus', status, isTypeText });
        expect(await command(hueCalls(lane, KEY))).toEqual({ ok: false, error });
      }
      lane.close();
    },
  );

  it.each([200, 403, 429])('asks for its button by HTTP %i, the type a number or text', async (status) => {
    const bridge = await startBridge();
    const lane = openLane({ baseUrl: `http://${bridge.address}`, trust: null, timeoutMs: ANSWER_WITHIN_MS });
    for (const isTypeText of [false, true]) {
      bridge.setFault({ kind: 'errorStatus', status, isTypeText });
      const key = await createKey(lane, 'BSB002', 'practice');
      expect(key).toEqual({ ok: false, error: 'buttonNotPressed' });
    }
    lane.close();
    await bridge.close();
  });

  it('is said to have forgotten the key whatever its status', async () => {
    const bridge = await startBridge();
    for (const isTypeText of [false, true]) {
      bridge.setFault({ kind: 'errorStatus', status: 400, isTypeText });
      expect(await connectTo(bridge, { username: 'another' })).toEqual({ ok: false, error: 'unauthorised' });
    }
    await bridge.close();
  });

  it('has no longer to answer when one change takes several requests', async () => {
    const lamps = manyLamps(4).map((plan) => ({ ...plan, start: { on: false, bri: 254 } }));
    await room.open(rolesOf(4), { lamps });
    room.bridge.setFault({ kind: 'slow', delayMs: SLOW_EACH });
    expect(await inTime(room.rig.send(lookOf(white(3), 0)))).toEqual({ ok: false, error: 'hangs' });
    room.bridge.setFault(null);
    expect(await outcomeOf(room.rig.send(lookOf(white(3), 0)))).toEqual(TAKEN);
    expect(brightnessIn(room).map(Math.round)).toEqual([3, 3, 3, 3]);
  });

  it('may be slow and is still obeyed', async () => {
    await room.open(rolesOf(4));
    room.bridge.setFault({ kind: 'slow', delayMs: SLOW_EACH });
    expect(await inTime(outcomeOf(room.rig.send(lookOf(white(3), 0))))).toEqual(TAKEN);
    expect(room.rig.answersInMs()).not.toBeNull();
  });

  it('may close connections that are kept open, and the command is sent again', async () => {
    await room.open(rolesOf(4));
    room.bridge.setFault({ kind: 'drop', everyNth: 2 });
    for (const pct of [10, 20, 30, 40])
      expect(await outcomeOf(room.rig.send(lookOf(white(pct), 0)))).toEqual(TAKEN);
    expect(brightnessIn(room).slice(0, 4).map(Math.round)).toEqual([40, 40, 40, 40]);
  });

  it('may be gone and come back with the rig still there, even without our groups', async () => {
    await room.open(rolesOf(4));
    const port = Number(room.bridge.address.split(':')[1]);
    await room.bridge.close();
    expect(await room.rig.send(lookOf(white(3), 0))).toEqual({ ok: false, error: 'unreachable' });
    room.bridge = await startBridge({ port });
    expect(await outcomeOf(room.rig.send(lookOf(white(3), 0)))).toEqual(TAKEN);
    expect(brightnessIn(room).slice(0, 4).map(Math.round)).toEqual([3, 3, 3, 3]);
  });

  it('can be connected to again, and finds its groups as they were', async () => {
    await room.open(rolesOf(4));
    room.rig.close();
    expect(await room.rig.send(lookOf(white(3), 0))).toEqual({ ok: false, error: 'unreachable' });
    const groups = requestsLike(room.bridge, /^POST .*groups$/);
    room.rig = await rigOn(room.bridge, rolesOf(4));
    expect(requestsLike(room.bridge, /^POST .*groups$/)).toBe(groups);
    expect(await outcomeOf(room.rig.send(lookOf(white(3), 0)))).toEqual(TAKEN);
  });
});

describe('a command that was taken', () => {
  /** What comes of it where the bridge answers so, with 200. */
  const answeredWith = async (body: string): Promise<HueFault | null> => {
    const server = createServer((_, response) => response.end(body)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const lane = openLane({ baseUrl: `http://127.0.0.1:${port}`, trust: null, timeoutMs: 5000 });
    const answer = await hueCalls(lane, KEY).setLight('1', { on: true, bri: 9, transitiontime: 0 }, {});
    lane.close();
    server.close();
    return answer.ok ? null : answer.error;
  };

  it.each(['', 'null', '{}', '[]', '[null]', '[{"success":null}]', '[{"error":null}]'])(
    'is one also where the bridge says no more of it than “%s”',
    async (body) => expect(await answeredWith(body)).toBeNull(),
  );

  it.each(['[{"success":{}},{"error":{"type":201}}]', '[{"error":{"type":null}}]', '<html></html>', 'OK'])(
    'is none where the answer is “%s”',
    async (body) => expect(await answeredWith(body)).toBe('refused'),
  );
});

/** A bridge on a thread of its own: it answers while this one stands still. */
const elsewhere = `
  const { parentPort } = require('node:worker_threads');
  const server = require('node:http').createServer((_, response) => response.end('[]'));
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

describe('a program that stood still itself', () => {
  it('does not blame the bridge for it', async () => {
    const worker = new Worker(elsewhere, { eval: true });
    const [port] = await once(worker, 'message');
    const lane = openLane({ baseUrl: `http://127.0.0.1:${port}`, trust: null, timeoutMs: 100 });
    const asked = lane.request({ method: 'GET', url: '/' });
    // It is sent, and not answered yet.
    await new Promise(setImmediate);
    const until = performance.now() + 1000;
    while (performance.now() < until);
    expect(await asked).toEqual({ data: [] });
    lane.close();
    await worker.terminate();
  });
});
