// The practice bridge of the program, and what must not get at it: web pages, and bodies without end.

import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PracticeBridge, startPracticeBridge } from '../../main/lights/practice/practice-bridge.ts';

let bridge: PracticeBridge;
beforeAll(async () => {
  bridge = await startPracticeBridge(['a-key']);
});
afterAll(() => bridge.close());

/** The status of an answer; null: the connection ended without one. */
const statusOf = (headers: Readonly<Record<string, string>>, body = ''): Promise<number | null> =>
  new Promise((done) => {
    const { hostname, port } = new URL(`http://${bridge.address}`);
    const asked = request(
      { hostname, port, path: '/api/a-key/lights/1/state', method: 'PUT', headers, agent: false },
      (answer) => {
        answer.resume();
        done(answer.statusCode ?? null);
      },
    );
    asked.on('error', () => done(null));
    asked.end(body);
  });

it('answers programs of this computer by its address', async () => {
  expect(await statusOf({})).toBe(200);
  expect(await statusOf({ host: bridge.address.replace('127.0.0.1', 'localhost') })).toBe(200);
});

it('refuses web pages, by their origin and by a name of their own for its address', async () => {
  expect(await statusOf({ origin: 'https://example.org' })).toBe(403);
  expect(await statusOf({ host: 'rebound.example.org' })).toBe(403);
});

it('ends a connection whose body is far too long, and answers the next', async () => {
  expect(await statusOf({}, 'x'.repeat(3_000_000))).toBeNull();
  expect(await statusOf({})).toBe(200);
});
