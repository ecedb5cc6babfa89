// What is true of every session, whatever is agreed, whatever happens and whenever it happens.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brightnessWith } from '../../shared/score/light-score.ts';
import { want } from '../../shared/score/score.ts';
import { levelWith } from '../../shared/score/sound-score.ts';
import { advance, nextDeadline } from '../../shared/session/deadlines.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { reduce } from '../../shared/session/reduce.ts';
import {
  type Act,
  anyGapMs,
  anyStory,
  eventOf,
  lived,
  MINUTE,
  ready,
  SPRAVATO,
} from './session-arbitraries.ts';
import { expectPossible } from './session-invariants.ts';

const START: SessionEvent = { type: 'start', preset: SPRAVATO, found: null };

const RUNS = { numRuns: 500 };

describe('any session', () => {
  it('is in a possible state after every event', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        lived(story, (_before, after, now) => expectPossible(after.session, now));
      }),
      RUNS,
    );
  });

  it('is in a possible state at each of its own deadlines, and an instant before', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        let { session, now } = lived(story);
        for (let at = nextDeadline(session); at !== null; at = nextDeadline(session)) {
          expect(at).toBeGreaterThan(now);
          if (at - 1 > now) expectPossible(advance(session, at - 1).session, at - 1);
          session = advance(session, at).session;
          expectPossible(session, at);
          now = at;
        }
      }),
      RUNS,
    );
  });

  it('tells everything in order, nothing of it in the future, and each phase, check and mark once', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        let told: string[] = [];
        let latest: number = story.startsAt;
        lived(story, (_before, { happened }, now) => {
          for (const one of happened) {
            expect(one.at).toBeGreaterThanOrEqual(latest);
            expect(one.at).toBeLessThanOrEqual(now);
            latest = one.at;
            // A mark that is taken back or put right re-times what counts from it.
            const begins = ['started', 'doseMarkUndone', 'doseCorrected'];
            if (one.kind === 'session' && begins.includes(one.what)) told = [];
            // The last phase goes on, and comes to its end once more.
            if (one.kind === 'session' && one.what === 'nextPhaseUndone') {
              told = told.filter((what) => what !== 'phasesOver');
            }
            if (one.kind === 'check') told.push(`check ${one.minute} ${one.state}`);
            const isOnce = one.kind === 'session' && ['doseMark', 'assess', 'phasesOver'].includes(one.what);
            if (isOnce) told.push(one.what);
          }
          expect(new Set(told).size).toBe(told.length);
        });
      }),
      RUNS,
    );
  });

  it('ends in the same state whether time passes at once or in many steps', () => {
    fc.assert(
      fc.property(anyStory, fc.array(anyGapMs, { maxLength: 12 }), (story, gaps) => {
        const { session, now } = lived(story);
        let often = session;
        let at = now;
        const toldOften: unknown[] = [];
        for (const gapMs of gaps) {
          at += gapMs;
          const step = reduce(often, { type: 'tick' }, at);
          often = step.session;
          toldOften.push(...step.happened);
        }
        const once = reduce(session, { type: 'tick' }, at);
        expect(often).toEqual(once.session);
        expect(toldOften).toEqual(once.happened);
        expect(want(often, at)).toEqual(want(once.session, at));
      }),
      RUNS,
    );
  });

  it('changes only by the time that passed when an event is refused', () => {
    let refusals = 0;
    fc.assert(
      fc.property(anyStory, (story) => {
        lived(story, (before, after, now) => {
          if (after.refused === null) return;
          refusals += 1;
          const waited = advance(before, now);
          expect(after.session).toEqual(waited.session);
          expect(after.happened).toEqual(waited.happened);
        });
      }),
      RUNS,
    );
    expect(refusals, 'some events were refused').toBeGreaterThan(500);
  });

  it('wants the same after it was written down and read again', () => {
    fc.assert(
      fc.property(anyStory, anyGapMs, (story, gapMs) => {
        const { session, now } = lived(story);
        const read = JSON.parse(JSON.stringify(session)) as typeof session;
        expect(want(read, now)).toEqual(want(session, now));
        const later = now + gapMs;
        expect(want(advance(read, later).session, later)).toEqual(
          want(advance(session, later).session, later),
        );
      }),
      RUNS,
    );
  });

  it('ends once the dose is marked, the timeline released and the room free', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const { session, now } = lived(story);
        const acts: readonly Act[] = ['doseMark', 'release'];
        const freed = acts.reduce((s, act) => reduce(s, eventOf(act, now), now).session, session);
        const dayLater = now + 7 * 24 * 60 * MINUTE;
        const over = advance(freed, dayLater).session;
        const ended = over.stage === 'idle' ? over : reduce(over, { type: 'roomFree' }, dayLater).session;
        expect(ended.stage).toBe('idle');
        expect(reduce(ready(ended, dayLater), START, dayLater).session.stage).toBe('running');
      }),
    );
  });
});

describe('a step and its pair', () => {
  const pairs = [
    ['darker', 'lighter', 'light'],
    ['lighter', 'darker', 'light'],
    ['softer', 'louder', 'sound'],
    ['louder', 'softer', 'sound'],
  ] as const;

  it.each(pairs)('%s, then %s, leaves the room as it was', (step, back, what) => {
    let pressed = 0;
    fc.assert(
      fc.property(anyStory, (story) => {
        const { session, now } = lived(story);
        fc.pre(session.stage === 'running' && !session.silenced);
        if (session.stage !== 'running') return;
        const there = reduce(session, eventOf(step, now), now).session;
        if (there.stage !== 'running' || there.nudge[what] === session.nudge[what]) return;
        pressed += 1;
        const again = reduce(there, eventOf(back, now), now).session;
        if (again.stage !== 'running') throw new Error('a press ends no session');
        const place = what === 'light' ? brightnessWith(session, now) : levelWith(session, now);
        expect(place(again.nudge[what])).toBeCloseTo(place(session.nudge[what]), 4);
        expect(Math.abs(place(there.nudge[what]) - place(session.nudge[what]))).toBeGreaterThan(0);
        const wasOneStep = Math.abs(there.nudge[what] - session.nudge[what]) === 1;
        // The trail tells that both were pressed.
        const left = { awakeUntil: null, trail: [] };
        if (wasOneStep) expect({ ...again, ...left }).toEqual({ ...session, ...left });
      }),
      { numRuns: 500 },
    );
    expect(pressed).toBeGreaterThan(50);
  });
});
