// The session clock: real time, or faster. It never goes back, and setting the computer's clock does not move it.

import * as fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startClock, watchClocks } from '../../main/room/clock.ts';
import { sessionNow } from '../../shared/session/clock.ts';

/** A computer whose clocks are moved by hand. */
const computer = (startMs: number) => {
  let wall = startMs;
  let steady = 50;
  let up = 700_000;
  const pass = (ms: number): void => {
    wall += ms;
    steady += ms;
    up += ms;
  };
  return {
    times: { wall: () => wall, steady: () => steady, up: () => up },
    pass,
    /** On most systems the steady clock stands still meanwhile. */
    sleep: (ms: number): void => {
      wall += ms;
      up += ms;
    },
    /** On some systems `up` has whole seconds. */
    coarse: { wall: () => wall, steady: () => steady, up: () => Math.floor(up / 1000) * 1000 },
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

  it('adds the time that the computer slept, whether or not anybody told of it', () => {
    const { times, pass, sleep } = computer(1_000_000);
    const clock = startClock(10, 0, times);
    pass(1000);
    sleep(90 * 60_000);
    pass(500);
    expect(clock.now()).toBe(10 * (1500 + 90 * 60_000));
  });

  it('answers once how long the computer slept, and late or twice changes nothing', () => {
    const { times, pass, sleep } = computer(1_000_000);
    const clock = startClock(10, 0, times);
    expect(clock.sleptMs()).toBe(0);
    sleep(60_000);
    pass(5000);
    const before = clock.now();
    expect(clock.sleptMs()).toBe(600_000);
    expect(clock.sleptMs()).toBe(0);
    expect(clock.now()).toBe(before);
  });

  it('adds no sleep twice on a system whose steady clock runs in it', () => {
    const { times, pass } = computer(1_000_000);
    const clock = startClock(1, 0, times);
    pass(60_000);
    expect(clock.sleptMs()).toBe(0);
    expect(clock.now()).toBe(60_000);
  });

  it('takes a coarse count of the time since the start for no sleep, for as long as it runs', () => {
    const { coarse, pass } = computer(1_000_400);
    const clock = startClock(1, 0, coarse);
    for (let i = 0; i < 10_000; i += 1) {
      pass(i % 7 === 0 ? 999 : 130);
      clock.now();
    }
    expect(clock.sleptMs()).toBe(0);
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
        const { times, pass, setWall, sleep } = computer(1_790_000_000_000);
        const clock = startClock(many, times.wall(), times);
        let before = clock.now();
        for (const { by, passes, isAsleep } of leaps) {
          setWall(by);
          if (isAsleep) sleep(passes);
          else pass(passes);
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

describe('the watch on the clocks', () => {
  const watched = () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { times, pass, setWall, sleep } = computer(1_000_000);
    const told: (string | number)[] = [];
    const clock = startClock(60, 0, times);
    const woke = (gapMs: number): void => void told.push(gapMs);
    const watch = watchClocks({ clock, woke, wasSet: () => void told.push('set') }, times.wall);
    const looks = (): void => void vi.advanceTimersByTime(1000);
    return { told, pass, setWall, sleep, looks, watch };
  };
  afterEach(() => {
    vi.useRealTimers();
  });

  it('tells a sleep within a second of waking, though the system never does, and once', () => {
    const { told, pass, sleep, looks, watch } = watched();
    pass(1000);
    looks();
    sleep(5_400_000);
    pass(1000);
    looks();
    expect(told).toEqual([60 * 5_400_000]);
    looks();
    // The system tells of it late, and twice: the console is locked, and no time is counted again.
    watch.resumed();
    watch.resumed();
    expect(told).toEqual([60 * 5_400_000, 0, 0]);
  });

  it('tells once of a sleep that the system tells of, also where no clock counted it', () => {
    const { told, pass, sleep, watch } = watched();
    pass(1000);
    watch.resumed();
    expect(told).toEqual([0]);
    sleep(5_400_000);
    watch.resumed();
    expect(told).toEqual([0, 60 * 5_400_000]);
  });

  it('tells within a second that somebody set the clock, and never takes that for sleep', () => {
    const { told, pass, setWall, looks } = watched();
    for (const by of [3_600_000, -86_400_000, 200]) {
      setWall(by);
      pass(1000);
      looks();
    }
    expect(told).toEqual(['set', 'set']);
  });
});
