// Keeping the display awake: asked for the session and tried out before it, and never claimed where the system refuses.

import { describe, expect, it } from 'vitest';
import { openWakefulness } from '../../main/electron/keep-awake.ts';

/** A system that takes blockers, or does not, or throws. */
const system = (how: 'takes' | 'refuses' | 'throws') => {
  const on = new Set<number>();
  let count = 0;
  const wakefulness = openWakefulness({
    start: () => {
      if (how === 'throws') throw new Error('no such service');
      count += 1;
      if (how === 'takes') on.add(count);
      return count;
    },
    stop: (id) => void on.delete(id),
    isStarted: (id) => on.has(id),
    isOnBattery: () => false,
  });
  return { wakefulness, on };
};

describe('the display', () => {
  it('is tried out before a session without being kept awake by that', () => {
    const { wakefulness, on } = system('takes');
    expect(wakefulness.canKeepAwake()).toBeNull();
    wakefulness.tryOut();
    expect(wakefulness.canKeepAwake()).toBe(true);
    expect(wakefulness.isKeptAwake()).toBe(false);
    expect(on.size).toBe(0);
  });

  it.each(['refuses', 'throws'] as const)('is never said to stay awake where the system %s', (how) => {
    const { wakefulness } = system(how);
    wakefulness.tryOut();
    expect(wakefulness.canKeepAwake()).toBe(false);
    wakefulness.keepAwake(true);
    expect(wakefulness.isKeptAwake()).toBe(false);
    expect(wakefulness.canKeepAwake()).toBe(false);
  });

  it('stays awake through a try in a session, and lets go at its end', () => {
    const { wakefulness, on } = system('takes');
    wakefulness.keepAwake(true);
    wakefulness.tryOut();
    expect(wakefulness.isKeptAwake()).toBe(true);
    expect(on.size).toBe(1);
    wakefulness.keepAwake(false);
    expect(on.size).toBe(0);
    expect(wakefulness.canKeepAwake()).toBe(true);
  });
});
