// Whatever a bridge takes, it is sent no more within a window than it was seen to take, nothing waits for ever, and Full
// light finds room.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterAnswer,
  afterRefusal,
  afterSending,
  apartMs,
  type Budget,
  groupRoomAt,
  NO_LIMIT,
  type Rank,
  roomAt,
} from '../../main/lights/hue/request-budget.ts';

/** Sends one request when there is room, and has it answered at once. */
const sent = (
  budget: Budget,
  rank: Rank,
  at: number,
): { readonly budget: Budget; readonly sentAt: number } => {
  const sentAt = roomAt(budget, rank, at);
  return { budget: afterAnswer(afterSending(budget, sentAt, false), sentAt, sentAt, false), sentAt };
};

/** So many requests at one instant, of which the bridge refuses all but the first `taken`. */
const burst = (budget: Budget, count: number, taken: number, at: number): Budget => {
  const instants = Array.from({ length: count }, (_, i) => at + i);
  const after = instants.reduce((all, each) => afterSending(all, each, false), budget);
  return instants.slice(taken).reduce((all, each) => afterRefusal(all, each, at + count), after);
};

const LEARNT = burst(NO_LIMIT, 4, 2, 0);

describe('a budget', () => {
  it('lets everything go until something was refused', () => {
    const asked = Array.from({ length: 20 }).reduce<Budget>(
      (budget) => sent(budget, 'look', 5).budget,
      NO_LIMIT,
    );
    expect(roomAt(asked, 'background', 5)).toBe(5);
    expect(apartMs(asked)).toBe(0);
  });

  it('learns one limit from one burst, however many of it were refused', () => {
    expect(LEARNT.limit).toBe(0);
    expect(burst(NO_LIMIT, 9, 2, 0).limit).toBe(0);
  });

  it('learns the next one when it is refused all the same', () => {
    const again = sent(LEARNT, 'look', 5000);
    const next = sent(again.budget, 'look', 5000);
    expect(afterRefusal(next.budget, next.sentAt, next.sentAt).limit).toBe(1);
  });

  it('learns nothing from one that came alone, nor from a bridge that refuses everything', () => {
    const alone = afterSending(NO_LIMIT, 5000, false);
    expect(afterRefusal(alone, 5000, 5001).limit).toBeNull();
    let budget = LEARNT;
    for (let i = 0; i < 30; i += 1) {
      const at = roomAt(budget, 'look', 10_000);
      budget = afterRefusal(afterSending(budget, at, false), at, at);
    }
    expect(budget.limit).toBe(0);
  });

  it('asks a bridge that refuses everything once a second', () => {
    let budget = LEARNT;
    const instants: number[] = [];
    for (let i = 0; i < 10; i += 1) {
      const at = roomAt(budget, 'look', instants.at(-1) ?? 5000);
      instants.push(at);
      budget = afterRefusal(afterSending(budget, at, false), at, at);
    }
    expect(instants.slice(-4).map((at, i, all) => at - (all[i - 1] ?? at - 1000))).toEqual(
      Array(4).fill(1000),
    );
    expect(roomAt(budget, 'fullLight', 0) - (instants.at(-1) ?? 0)).toBeLessThanOrEqual(300);
  });

  it('tries the limit before again after a minute without a refusal, and keeps the first', () => {
    const strict: Budget = { ...LEARNT, limit: 2, refusedAt: 0, refusals: 0 };
    const eased = sent(strict, 'look', 61_000).budget;
    expect(eased.limit).toBe(1);
    expect(sent(eased, 'look', 90_000).budget.limit).toBe(1);
    expect(sent(sent(eased, 'look', 130_000).budget, 'look', 300_000).budget.limit).toBe(0);
  });

  it('gives a group one command of a look in a second, and Full light at once', () => {
    const told = afterSending(NO_LIMIT, 1000, true);
    expect(groupRoomAt(told, 1200)).toBe(2000);
    // What is answered late may have come late: the next one must not come too soon after it.
    const next = (answeredAt: number): number =>
      groupRoomAt(afterAnswer(told, 1000, answeredAt, true), answeredAt);
    expect([1040, 1200, 3000].map(next)).toEqual([2000, 2150, 3000]);
    expect(next(1900)).toBe(2250);
    // A late answer to an earlier one takes nothing from a later one; one to a lamp, sent in the same instant, adds nothing.
    expect(groupRoomAt(afterAnswer(afterSending(told, 1500, true), 1000, 1600, true), 1600)).toBe(2500);
    expect(groupRoomAt(afterAnswer(told, 1000, 1200, false), 1200)).toBe(2000);
    expect(roomAt(told, 'fullLight', 1200)).toBe(1200);
  });
});

const rank = fc.constantFrom<Rank>('fullLight', 'look', 'background');
const asked = fc.array(fc.record({ rank, afterMs: fc.nat({ max: 400 }) }), { minLength: 1, maxLength: 60 });

/** All go in the order of their asking; one window is 250 ms for the first two limits, then 500 and 1000. */
const sentAll = (limit: number, all: readonly { readonly rank: Rank; readonly afterMs: number }[]) => {
  let budget: Budget = { ...LEARNT, limit };
  let at = 10_000;
  return all.map((each) => {
    at += each.afterMs;
    const { budget: next, sentAt } = sent(budget, each.rank, Math.max(at, budget.sentAt.at(-1) ?? at));
    budget = next;
    return { sentAt, budget };
  });
};

it.each([
  [0, 2, 250],
  [1, 1, 250],
  [2, 1, 500],
  [3, 1, 1000],
])('never sends more in a window than was learnt, limit %i: %i in %i ms', (limit, most, withinMs) => {
  fc.assert(
    fc.property(asked, (all) => {
      const instants = sentAll(limit, all).map(({ sentAt }) => sentAt);
      for (const at of instants) {
        expect(instants.filter((each) => each >= at && each < at + withinMs + 40).length).toBeLessThanOrEqual(
          most,
        );
      }
    }),
  );
});

it('has room for Full light at any instant, whatever looks and readings went before', () => {
  const others = fc.array(
    fc.record({ rank: fc.constantFrom<Rank>('look', 'background'), afterMs: fc.nat({ max: 400 }) }),
    { minLength: 1, maxLength: 60 },
  );
  fc.assert(
    fc.property(others, fc.nat({ max: 300 }), (all, laterMs) => {
      const last = sentAll(0, all).at(-1);
      const at = (last?.sentAt ?? 0) + laterMs;
      expect(roomAt(last?.budget ?? NO_LIMIT, 'fullLight', at)).toBe(at);
    }),
  );
});

it('finds room for anything within a second, whatever was sent and refused before', () => {
  const turn = fc.record({ rank, isRefused: fc.boolean(), afterMs: fc.nat({ max: 900 }) });
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 60 }), rank, (turns, last) => {
      let budget = NO_LIMIT;
      let at = 0;
      for (const each of turns) {
        at = roomAt(budget, each.rank, at + each.afterMs);
        budget = afterSending(budget, at, false);
        budget = each.isRefused ? afterRefusal(budget, at, at) : afterAnswer(budget, at, at, false);
      }
      expect(roomAt(budget, last, at) - at).toBeLessThanOrEqual(1050);
    }),
  );
});
