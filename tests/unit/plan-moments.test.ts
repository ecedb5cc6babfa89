// What of a plan is shown in a session: only what matters at that instant, and nothing where nobody said anything.

import { describe, expect, it } from 'vitest';
import { planGroups, planLines } from '../../renderer/nurse/plan/plan-lines.ts';
import { planMoment } from '../../renderer/nurse/plan/plan-moments.ts';
import { words } from '../../renderer/words/index.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { type PlanCard, USUAL_PLAN } from '../../shared/preset/plan.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { reduce } from '../../shared/session/reduce.ts';
import { EMPTY_ROOM, type RunningSession, type Session } from '../../shared/session/session.ts';
import { MINUTE_MS } from '../../shared/session/timeline.ts';

const min = (minutes: number): number => minutes * MINUTE_MS;

const PLAN: PlanCard = {
  ...USUAL_PLAN,
  ...{ talk: 'none', touch: 'none', eyeMask: true, quietAgreed: true },
  ...{ leaveAlone: 'tears', musicNever: 'organ', afterwards: 'tea, no talk for ten minutes' },
};

type Done = readonly [atMin: number, event: SessionEvent];

/** A Spravato session with a plan: dose at 10 min, so deep is 30 to 85, the check at 50, return 85 to 115. */
const sessionAt = (untilMin: number, plan: PlanCard | null, done: readonly Done[]): RunningSession => {
  const [built] = BUILT_IN_PRESETS;
  if (built === undefined) throw new Error('there is always a built-in preset');
  const start: SessionEvent = { type: 'start', preset: { ...built, plan }, found: null };
  const begun: Session = reduce(EMPTY_ROOM, start, 0).session;
  const acted = done.reduce((session, [atMin, event]) => reduce(session, event, min(atMin)).session, begun);
  const { session } = reduce(acted, { type: 'tick' }, min(untilMin));
  if (session.stage !== 'running') throw new Error('the session is over too early for this test');
  return session;
};

const DOSE: Done = [10, { type: 'doseMark' }];

const shown = (untilMin: number, done: readonly Done[], plan: PlanCard | null = PLAN) => {
  const moment = planMoment(sessionAt(untilMin, plan, done), min(untilMin));
  if (moment === null || plan === null) return null;
  const { brief, notes } = words.plan.nowIn(plan, moment.parts);
  return { moment: moment.moment, brief: brief.join(' · '), notes };
};

describe('a plan beside a session', () => {
  it('says what to have ready while the room settles', () => {
    expect(shown(5, [])).toEqual({
      moment: 'settle',
      brief: 'Eye mask · blanket · water · phone away',
      notes: ['Never play: organ'],
    });
  });

  it('says nothing in onset and deep, while nobody is expected', () => {
    expect(shown(15, [DOSE])).toBeNull();
    expect(shown(40, [DOSE])).toBeNull();
  });

  it('says how to look in from five minutes before a check until it is done', () => {
    const how = {
      moment: 'lookIn',
      brief: 'No touch · no talk · look in from the door',
      notes: ['Leave alone: tears'],
    };
    expect(shown(44, [DOSE])).toBeNull();
    expect(shown(45, [DOSE])).toEqual(how);
    expect(shown(53, [DOSE])).toEqual(how);
    expect(shown(53, [DOSE, [52, { type: 'checkDone' }]])).toBeNull();
    expect(shown(40, [DOSE, [39, { type: 'quietCheck' }]])).toEqual(how);
  });

  it('says how to go in to somebody who asked, and what answers what they asked for', () => {
    const someone: Done = [40, { type: 'someone', awakeUntil: min(41) }];
    expect(shown(40, [DOSE, someone])).toMatchObject({ moment: 'asked', brief: 'No touch · no talk' });
    const wish = (asked: 'water' | 'warmer' | 'sick'): Done => [
      40,
      { type: 'wish', wish: asked, awakeUntil: min(41) },
    ];
    expect(shown(40, [DOSE, someone, wish('warmer')])?.brief).toBe('Blanket · no touch · no talk');
    expect(shown(40, [DOSE, someone, wish('sick')])?.brief).toBe('No touch · no talk');
    const talkedAbout = { ...PLAN, medicinesTalkedAbout: true };
    expect(shown(40, [DOSE, someone, wish('sick')], talkedAbout)?.brief).toBe(
      'Medicines were talked about · no touch · no talk',
    );
  });

  it('puts somebody who asked before a check, and a check before the way back', () => {
    const someone: Done = [53, { type: 'someone', awakeUntil: min(54) }];
    expect(shown(53, [DOSE, someone])?.moment).toBe('asked');
    expect(shown(95, [DOSE])?.moment).toBe('lookIn');
    expect(shown(95, [DOSE, [52, { type: 'checkDone' }]])?.moment).toBe('return');
  });

  it('says what to do when the room is back, from return on and at a gentle end', () => {
    const done: Done = [52, { type: 'checkDone' }];
    const tea = { moment: 'return', brief: '', notes: ['tea, no talk for ten minutes'] };
    expect(shown(84, [DOSE, done])).toBeNull();
    expect(shown(86, [DOSE, done])).toEqual(tea);
    expect(shown(127, [DOSE, done])).toEqual(tea);
    expect(shown(61, [DOSE, done, [60, { type: 'gentleEnd' }]])).toEqual(tea);
    expect(shown(86, [DOSE, done], { ...PLAN, afterwards: '' })?.brief).toBe('No talk · no touch');
  });

  it('is nothing where there is no plan, or where the plan has nothing to say', () => {
    expect(shown(5, [], null)).toBeNull();
    const silent = { ...USUAL_PLAN, blanket: false, water: false };
    expect(shown(5, [], silent)).toBeNull();
  });
});

describe('a whole plan', () => {
  it('has every part once on paper, and all of it in eleven lines on a screen', () => {
    const parts = planGroups(PLAN).flatMap(({ lines }) => lines.map(({ part }) => part));
    expect([...parts].sort()).toEqual(Object.keys(PLAN).sort());
    const lines = planLines({ ...PLAN, companion: true, picture: true });
    expect(lines).toHaveLength(11);
    expect(lines.map(({ said }) => said)).toEqual(
      expect.arrayContaining(['Eye mask, blanket, water, companion', 'Write, draw, still picture']),
    );
  });
});
