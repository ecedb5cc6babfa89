// The queue in front of a bridge that takes two requests in 250 ms: what is urgent goes first, everything goes, and what
// is no longer wanted never does.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hueCalls } from '../../main/lights/hue/api-client.ts';
import { openRequestQueue, queuedLane } from '../../main/lights/hue/request-queue.ts';
import type { Errand, Lane } from '../../main/lights/hue/transport.ts';

const MOST = 2;
const WITHIN_MS = 250;

/** A bridge that takes so much and refuses the rest, or refuses everything; it notes what it took, and when. */
const openBridge = () => {
  const taken: { readonly url: string; readonly atMs: number }[] = [];
  const refused: string[] = [];
  let isWell = true;
  const lane: Lane = {
    request: async ({ url = '' }) => {
      const atMs = performance.now();
      if (!isWell || taken.filter((each) => each.atMs > atMs - WITHIN_MS).length >= MOST) {
        refused.push(url);
        throw new Error('busy');
      }
      taken.push({ url, atMs });
      return { data: {} };
    },
    lastUsedMs: () => 0,
    close: () => undefined,
  };
  const queue = openRequestQueue();
  const queued = queuedLane(lane, queue);
  return {
    ...{ taken, refused, queue },
    setWell: (next: boolean): void => {
      isWell = next;
    },
    ask: (url: string, errand: Errand = {}): Promise<string> =>
      queued.request({ url, errand }).then(
        () => 'taken',
        (error: Error) => error.message,
      ),
    urls: () => taken.map(({ url }) => url),
  };
};

/** The same, once it has learnt what the bridge takes, and no request is left of that. */
const learnt = async () => {
  const bridge = openBridge();
  void Promise.all(['a', 'b', 'c', 'd'].map((url) => bridge.ask(url)));
  await vi.advanceTimersByTimeAsync(5000);
  bridge.taken.length = 0;
  bridge.refused.length = 0;
  return bridge;
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a queue', () => {
  it('lets all go at once until something was refused', async () => {
    const { ask, urls } = openBridge();
    void ask('one');
    void ask('two');
    await vi.advanceTimersByTimeAsync(0);
    expect(urls()).toEqual(['one', 'two']);
  });

  it('sends what was refused again, one by one, and loses none of a burst', async () => {
    const { ask, taken, refused } = openBridge();
    const all = Promise.all(Array.from({ length: 7 }, (_, i) => ask(String(i))));
    await vi.advanceTimersByTimeAsync(3000);
    expect(await all).toEqual(Array(7).fill('taken'));
    expect(taken.map(({ url }) => url).sort()).toEqual(['0', '1', '2', '3', '4', '5', '6']);
    expect(refused).toHaveLength(5);
  });

  it('is never refused again once it has learnt', async () => {
    const { ask, refused, taken } = await learnt();
    for (let i = 0; i < 40; i += 1) {
      void ask(String(i), { rank: i % 3 === 0 ? 'look' : 'background', byMs: performance.now() + 60_000 });
      await vi.advanceTimersByTimeAsync(200);
    }
    await vi.advanceTimersByTimeAsync(5000);
    expect(refused).toEqual([]);
    expect(taken.length).toBeGreaterThan(20);
  });

  it('sends Full light first, then looks, then readings', async () => {
    const { ask, urls } = await learnt();
    void ask('now');
    void ask('reading');
    void ask('look', { rank: 'look' });
    void ask('full', { rank: 'fullLight' });
    await vi.advanceTimersByTimeAsync(0);
    expect(urls()).toEqual(['now', 'full']);
    await vi.advanceTimersByTimeAsync(1000);
    expect(urls()).toEqual(['now', 'full', 'look', 'reading']);
  });

  it('lets a reading go that looks have kept waiting for a second', async () => {
    const { ask, urls } = await learnt();
    void ask('now');
    void ask('reading');
    for (let i = 0; i < 10; i += 1) void ask('look', { rank: 'look' });
    await vi.advanceTimersByTimeAsync(1300);
    expect(urls()).toContain('reading');
    expect(urls().filter((url) => url === 'look').length).toBeGreaterThanOrEqual(3);
  });

  it('never sends what is no longer wanted when its turn comes, nor what would come too late', async () => {
    const { ask, urls } = await learnt();
    let isWanted = true;
    void ask('now', { rank: 'fullLight' });
    void ask('full', { rank: 'fullLight' });
    const late = ask('full', { rank: 'fullLight', isWanted: () => isWanted });
    const tooLate = ask('look', { rank: 'look', byMs: performance.now() + 100 });
    isWanted = false;
    await vi.advanceTimersByTimeAsync(2000);
    expect([await late, await tooLate]).toEqual(['notSent', 'notSent']);
    expect(urls()).toEqual(['now', 'full']);
  });

  it('never repeats what was refused and is no longer wanted', async () => {
    const { ask, urls, refused, setWell } = await learnt();
    let isWanted = true;
    setWell(false);
    const full = ask('full', { rank: 'fullLight', isWanted: () => isWanted });
    await vi.advanceTimersByTimeAsync(10);
    isWanted = false;
    setWell(true);
    await vi.advanceTimersByTimeAsync(3000);
    expect(await full).toBe('busy');
    expect([urls(), refused]).toEqual([[], ['full']]);
  });

  it('says that the bridge is busy where it refuses everything, and asks it about once a second', async () => {
    const { ask, refused, setWell } = await learnt();
    setWell(false);
    for (let second = 0; second < 20; second += 1) {
      const look = ask('look', { rank: 'look', byMs: performance.now() + 950 });
      await vi.advanceTimersByTimeAsync(1000);
      expect(await look).toMatch(/busy|notSent/);
    }
    expect(refused.length).toBeLessThan(24);
  });

  it('sends one at a time to a bridge that refuses everything, however many wait', async () => {
    const { ask, refused, setWell } = openBridge();
    setWell(false);
    for (let second = 0; second < 20; second += 1) {
      void ask('look', { rank: 'look', byMs: performance.now() + 950 });
      void ask('reading', { byMs: performance.now() + 1850 });
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(refused.length).toBeLessThanOrEqual(22);
  });

  it('tells a look how long it has to wait, for a group one second after the last', async () => {
    const { ask, queue } = await learnt();
    expect(queue.waitMs()).toBe(0);
    void ask('group', { rank: 'look', isToGroup: true });
    await vi.advanceTimersByTimeAsync(100);
    expect(queue.waitMs()).toBe(900);
  });
});

it.each([
  ['1', 'unauthorised'],
  ['3', 'missing'],
  ['7', 'refused'],
  ['901', 'busy'],
])('reads the type of an error also where it is text: %s is %s', async (type, error) => {
  const data = [{ error: { type, address: '/lights', description: 'as text' } }];
  const lane: Lane = { request: async () => ({ data }), lastUsedMs: () => 0, close: () => undefined };
  expect(await hueCalls(lane, 'key').readLights({})).toEqual({ ok: false, error });
});
