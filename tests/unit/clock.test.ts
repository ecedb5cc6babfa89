// The session clock: real time, or faster. It never goes back, and setting the computer's clock does not move it.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startClock } from '../../main/room/clock.ts';
import { sessionNow } from '../../shared/session/clock.ts';

/** A computer whose clocks are moved by hand. */
const computer = (startMs: number) => {
  let wall = startMs;
  let steady = 50;
  return {
    times: { wall: () => wall, steady: () => steady },
    pass: (ms: number): void => {
      wall += ms;
      steady += ms;
    },
    setWall: (by: number): void => {
      wall += by;
    },
  };
};

describe('the session clock', () => {
  it('follows real time at rate 1', () => {
    const { times, pass } = computer(1_000_000);
    const clock = startClock(1, times.wall(), times);
    pass(1234);
    expect(clock.now()).toBe(1_001_234);
  });

  it('runs as many times as fast as its rate', () => {
    const { times, pass } = computer(1_000_000);
    const clock = startClock(60, 500, times);
    expect(clock.now()).toBe(500);
    pass(1000);
    expect(clock.now()).toBe(60_500);
    expect(clock.rate).toBe(60);
  });

  it('does not move when somebody sets the computer’s clock', () => {
    const { times, pass, setWall } = computer(1_000_000);
    const clock = startClock(1, times.wall(), times);
    setWall(-3_600_000);
    pass(5000);
    expect(clock.now()).toBe(1_005_000);
    setWall(7_200_000);
    pass(5000);
    expect(clock.now()).toBe(1_010_000);
  });

  it('adds the time that the computer slept, and answers how long it was', () => {
    const { times, pass, setWall } = computer(1_000_000);
    const clock = startClock(10, 0, times);
    pass(1000);
    clock.sleeps();
    setWall(60_000);
    pass(500);
    expect(clock.wakes()).toBe(605_000);
    expect(clock.now()).toBe(615_000);
    expect(clock.wakes()).toBe(0);
  });

  it('adds no sleep twice on a system whose steady clock runs in it', () => {
    const { times, pass } = computer(1_000_000);
    const clock = startClock(1, 0, times);
    clock.sleeps();
    pass(60_000);
    expect(clock.wakes()).toBe(60_000);
    expect(clock.now()).toBe(60_000);
  });

  it('never goes back, whatever is done to the computer’s clock, at any rate', () => {
    const rate = fc.constantFrom(1, 10, 1000);
    const leap = fc.record({
      by: fc.integer({ min: -86_400_000, max: 86_400_000 }),
      passes: fc.nat(10_000),
      isAsleep: fc.boolean(),
    });
    fc.assert(
      fc.property(rate, fc.array(leap, { minLength: 1 }), (many, leaps) => {
        const { times, pass, setWall } = computer(1_790_000_000_000);
        const clock = startClock(many, times.wall(), times);
        let before = clock.now();
        for (const { by, passes, isAsleep } of leaps) {
          if (isAsleep) clock.sleeps();
          setWall(by);
          pass(passes);
          if (isAsleep) clock.wakes();
          expect(clock.now()).toBeGreaterThanOrEqual(before);
          before = clock.now();
        }
      }),
    );
  });

  it('gives a page enough to compute the same time', () => {
    const { times, pass } = computer(1_000_000);
    const clock = startClock(30, 77, times);
    pass(4321);
    expect(sessionNow(clock.anchor(), times.wall())).toBe(clock.now());
  });

  it('finds the wall instant of a session instant', () => {
    const { times, pass } = computer(1_000_000);
    const clock = startClock(30, 77, times);
    pass(4321);
    expect(clock.wallAt(clock.now())).toBe(times.wall());
  });
});
