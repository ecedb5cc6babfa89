// A client of the practice bridge that says what it likes, and a clock that only tests move.

import { afterEach, beforeEach, expect } from 'vitest';
import { type FaultyBridge, type FaultyBridgeOptions, startFaultyBridge } from '../practice/faulty-bridge.ts';

/** A key that the bridge knows from the start. */
export const user = 'a-key-known-from-the-start';
/** What a lamp puts out at a `bri`, in %. */
export const pct = (bri: number): number => (bri / 254) * 100;

let nowMs = 0;
/** The bridge of the present test; each has its own. */
export let bridge: FaultyBridge;

/** Lets time go by on the bridge, in ms. */
export const pass = (ms: number): void => {
  nowMs += ms;
};

const open = async (options: FaultyBridgeOptions): Promise<void> => {
  nowMs = 1000;
  bridge = await startFaultyBridge({ clock: () => nowMs, knownUsers: [user], ...options });
};

/** Puts another bridge in place of the present test's own. */
export const openAnew = async (options: FaultyBridgeOptions): Promise<void> => {
  await bridge.close();
  await open(options);
};

beforeEach(() => open({}));

afterEach(() => bridge.close());

// biome-ignore lint/suspicious/noExplicitAny: an answer is whatever the bridge sends
export type Answered = any;

/** The answer to a request under `/api`. */
export const raw = async (method: string, path: string, text?: string): Promise<Answered> => {
  const init = text === undefined ? { method } : { method, body: text };
  const response = await fetch(`http://${bridge.address}/api${path}`, init);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json');
  return response.json();
};
/** The same with the key. */
export const call = (method: string, path: string, body?: unknown): Promise<Answered> =>
  raw(method, `/${user}${path}`, body === undefined ? undefined : JSON.stringify(body));
export const get = (path: string): Promise<Answered> => call('GET', path);
export const put = (path: string, body: unknown): Promise<Answered> => call('PUT', path, body);
export const post = (path: string, body: unknown): Promise<Answered> => call('POST', path, body);

/** What becomes of a request to read the lamps: its HTTP status, or why there was none. */
export const outcome = async (address = bridge.address): Promise<number | string> => {
  try {
    const response = await fetch(`http://${address}/api/${user}/lights`);
    await response.arrayBuffer();
    return response.status;
  } catch (error) {
    return String(((error as Error).cause as { code?: string } | undefined)?.code ?? error);
  }
};

/** What a lamp puts out now. */
export const outputOf = (id: string) => {
  const output = bridge.outputs().find((lamp) => lamp.id === id);
  if (!output) throw new Error(`no lamp ${id}`);
  return output;
};
