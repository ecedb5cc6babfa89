// A page that cannot be drawn: main is told of it, a screen that is not needed is left, and the page comes anew, never
// in quick succession.

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

/** A page that has been there for so long and shows this, as it is loaded. */
const loaded = async (view: View, forMs: number) => {
  vi.resetModules();
  page.listeners.length = 0;
  page.reload.times = 0;
  const { follow, newestSnapshot, subscribe } = await import('../../renderer/ui/snapshots.ts');
  const { comeAnew, ANEW_EVERY_MS } = await import('../../renderer/ui/come-anew.ts');
  void follow();
  for (const tell of page.listeners) tell({ revision: 1, view });
  page.sent.length = 0;
  vi.setSystemTime(0);
  vi.spyOn(performance, 'now').mockReturnValue(forMs);
  return { comeAnew, ANEW_EVERY_MS, newestSnapshot, subscribe };
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
  it('tells main why, and is loaded anew at once when it has been well for a while', async () => {
    const { comeAnew } = await loaded('patient', 3_600_000);
    comeAnew(BROKEN);
    expect(page.sent).toEqual([['pageBroke', { why: BROKEN.stack }]]);
    vi.advanceTimersByTime(1);
    expect(page.reload.times).toBe(1);
  });

  it('waits when it has only just come, so that one which breaks each time does not flicker', async () => {
    const { comeAnew, ANEW_EVERY_MS } = await loaded('console', 200);
    comeAnew(BROKEN);
    vi.advanceTimersByTime(ANEW_EVERY_MS - 201);
    expect(page.reload.times).toBe(0);
    vi.advanceTimersByTime(2);
    expect(page.reload.times).toBe(1);
  });

  it('is loaded anew once, however much breaks with it, and tells main of each', async () => {
    const { comeAnew } = await loaded('console', 200);
    comeAnew(BROKEN);
    comeAnew('something else');
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
  ] as const)('leaves the %s screen, which may break again, for the %s', async (view, out) => {
    const { comeAnew } = await loaded(view, 200);
    comeAnew(BROKEN);
    expect(page.sent.slice(1)).toEqual([['show', { view: out }]]);
  });

  it.each(['console', 'patient'] as const)(
    'stays on the %s, which everything else begins with',
    async (view) => {
      const { comeAnew } = await loaded(view, 200);
      comeAnew(BROKEN);
      expect(page.sent.map(([name]) => name)).toEqual(['pageBroke']);
    },
  );
});
