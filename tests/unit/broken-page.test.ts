// A page that cannot be drawn: it tells main, leaves a screen that is not needed, and reloads, never in quick succession.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { View } from '../../shared/ipc/snapshot.ts';

const page = vi.hoisted(() => {
  const sent: [name: string, argument: unknown][] = [];
  const listeners: ((snapshot: unknown) => void)[] = [];
  const stillroom = {
    send: async (name: string, argument: unknown) => {
      sent.push([name, argument]);
      return { ok: false, error: 'failed' };
    },
    on: (_name: string, listener: (snapshot: unknown) => void) => listeners.push(listener),
  };
  const reload = { times: 0 };
  Object.assign(globalThis, {
    window: { stillroom },
    location: {
      reload: () => {
        reload.times += 1;
      },
    },
  });
  return { sent, listeners, reload };
});

/** A page that was loaded this long ago and shows this view. */
const loaded = async (view: View, forMs: number) => {
  vi.resetModules();
  page.listeners.length = 0;
  page.reload.times = 0;
  const { follow, newestSnapshot, subscribe } = await import('../../renderer/ui/snapshots.ts');
  const { reloadBroken, RELOADS_EVERY_MS } = await import('../../renderer/ui/broken-page.ts');
  void follow();
  for (const tell of page.listeners) tell({ revision: 1, view, clock: {} });
  page.sent.length = 0;
  vi.setSystemTime(0);
  vi.spyOn(performance, 'now').mockReturnValue(forMs);
  return { reloadBroken, RELOADS_EVERY_MS, newestSnapshot, subscribe };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.clearAllTimers();
  vi.useRealTimers();
});

const BROKEN = new Error('no such thing');

describe('a page that breaks', () => {
  it('tells main why, and reloads at once when it has worked for a while', async () => {
    const { reloadBroken } = await loaded('patient', 3_600_000);
    reloadBroken(BROKEN);
    expect(page.sent).toEqual([['pageBroke', { why: BROKEN.stack }]]);
    vi.advanceTimersByTime(1);
    expect(page.reload.times).toBe(1);
  });

  it('waits when it was loaded just now, so that one which breaks each time does not flicker', async () => {
    const { reloadBroken, RELOADS_EVERY_MS } = await loaded('console', 200);
    reloadBroken(BROKEN);
    vi.advanceTimersByTime(RELOADS_EVERY_MS - 201);
    expect(page.reload.times).toBe(0);
    vi.advanceTimersByTime(2);
    expect(page.reload.times).toBe(1);
  });

  it('reloads once, however much breaks with it, and tells main of each', async () => {
    const { reloadBroken } = await loaded('console', 200);
    reloadBroken(BROKEN);
    reloadBroken('something else');
    vi.advanceTimersByTime(60_000);
    expect(page.reload.times).toBe(1);
    expect(page.sent.map(([name]) => name)).toEqual(['pageBroke', 'pageBroke']);
  });

  it.each([
    ['setup', 'console'],
    ['music', 'console'],
    ['preset', 'console'],
    ['plan', 'console'],
    ['companion', 'patient'],
  ] as const)('goes from the %s screen, which may break again, to the %s', async (view, out) => {
    const { reloadBroken } = await loaded(view, 200);
    reloadBroken(BROKEN);
    expect(page.sent.slice(1)).toEqual([['show', { view: out }]]);
  });

  it.each(['console', 'patient'] as const)('stays on the %s, with which everything begins', async (view) => {
    const { reloadBroken } = await loaded(view, 200);
    reloadBroken(BROKEN);
    expect(page.sent.map(([name]) => name)).toEqual(['pageBroke']);
  });
});
