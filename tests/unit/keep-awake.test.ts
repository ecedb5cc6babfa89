// Keeps the display awake during a session, tests it before one, and never claims it where the system refuses.

import { describe, expect, it } from 'vitest';
import { makeKeepAwake } from '../../main/electron/keep-awake.ts';

/** A system that takes blockers, or does not, or throws. */
const system = (how: 'takes' | 'refuses' | 'throws') => {
  const on = new Set<number>();
  let count = 0;
  const blocker = {
    start: () => {
      if (how === 'throws') throw new Error('no such service');
      count += 1;
      if (how === 'takes') on.add(count);
      return count;
    },
    stop: (id: number) => on.delete(id),
    isStarted: (id: number) => on.has(id),
  };
  const awake = makeKeepAwake(blocker, { isOnBatteryPower: () => false });
  return { awake, on };
};

describe('the display', () => {
  it('is tested before a session, and may sleep afterwards', () => {
    const { awake, on } = system('takes');
    expect(awake.canKeepAwake()).toBeNull();
    awake.tryOut();
    expect(awake.canKeepAwake()).toBe(true);
    expect(awake.isKeptAwake()).toBe(false);
    expect(on.size).toBe(0);
  });

  it.each(['refuses', 'throws'] as const)('is not reported as kept awake when the system %s', (how) => {
    const { awake } = system(how);
    awake.tryOut();
    expect(awake.canKeepAwake()).toBe(false);
    awake.keepAwake(true);
    expect(awake.isKeptAwake()).toBe(false);
    expect(awake.canKeepAwake()).toBe(false);
  });

  it('stays awake through a test in a session, until the session ends', () => {
    const { awake, on } = system('takes');
    awake.keepAwake(true);
    awake.tryOut();
    expect(awake.isKeptAwake()).toBe(true);
    expect(on.size).toBe(1);
    awake.keepAwake(false);
    expect(on.size).toBe(0);
    expect(awake.canKeepAwake()).toBe(true);
  });
});
