// Next phase or +10 min pressed by mistake: for two minutes it can be taken back, and the session goes on from where it was
// without a jump.

import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { want } from '../../shared/score/score.ts';
import { reduce } from '../../shared/session/reduce.ts';
import { RunningSessionSchema, type Session } from '../../shared/session/session.ts';
import { nextPhaseToTakeBack, TAKE_BACK_MS } from '../../shared/session/take-back.ts';
import { phasesEndAt, runningPhase } from '../../shared/session/timeline.ts';
import { anyStory, lived, MINUTE, play, running, SPRAVATO } from './session-arbitraries.ts';
import { expectPossible } from './session-invariants.ts';

const dosed = [0, 'doseMark'] as const;

describe('a phase that was ended early', () => {
  it('goes on, with as much of it ahead as there was', () => {
    const { session, happened } = play(SPRAVATO, dosed, [40, 'nextPhase'], [41, 'undoNextPhase']);
    expect(happened.slice(-2)).toMatchObject([
      { kind: 'session', what: 'nextPhaseUndone', at: 41 * MINUTE },
      { kind: 'phase', phase: 'deep', at: 41 * MINUTE },
    ]);
    const back = running(session);
    expect(runningPhase(back).name).toBe('deep');
    expect(back.phase.endsAt).toBe(76 * MINUTE);
    expect(back.past.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(want(back, 45 * MINUTE).light?.ambient.now.brightnessPct).toBe(3);
  });

  it('is on hold again where it was, since the instant of that hold', () => {
    const { session } = play(SPRAVATO, dosed, [30, 'hold'], [40, 'nextPhase'], [41.5, 'undoNextPhase']);
    const back = running(session);
    expect(back).toMatchObject({ heldAt: 30 * MINUTE, phase: { index: 2 } });
    expect(runningPhase(running(reduce(session, { type: 'tick' }, 200 * MINUTE).session)).name).toBe('deep');
    // 45 min of deep were ahead when it was held.
    const on = running(reduce(session, { type: 'release' }, 50 * MINUTE).session);
    expect(on.phase.endsAt).toBe(95 * MINUTE);
    expect(want(on, 50 * MINUTE).light?.ambient.to.brightnessPct).toBe(3);
  });

  it('comes back press by press', () => {
    const twice = play(SPRAVATO, dosed, [10, 'nextPhase'], [10.1, 'nextPhase']);
    expect(runningPhase(running(twice.session)).name).toBe('return');
    const once = reduce(twice.session, { type: 'undoNextPhase' }, 10.5 * MINUTE);
    expect(runningPhase(running(once.session)).name).toBe('deep');
    const both = reduce(once.session, { type: 'undoNextPhase' }, 11 * MINUTE);
    expect(runningPhase(running(both.session)).name).toBe('onset');
    expect(reduce(both.session, { type: 'undoNextPhase' }, 11 * MINUTE).refused).toBe('phaseStands');
  });

  it('comes back when it was the last', () => {
    const skips = [1, 2, 3, 4].map((step) => [60 + step / 10, 'nextPhase'] as const);
    const over = play(SPRAVATO, dosed, ...skips);
    expect(running(over.session).overAt).not.toBeNull();
    const back = running(reduce(over.session, { type: 'undoNextPhase' }, 61 * MINUTE).session);
    expect(back.overAt).toBeNull();
    expect(runningPhase(back).name).toBe('rest');
    expect(back.phase.endsAt).not.toBeNull();
  });

  it('stays ended after two minutes, and when the next phase has ended by itself', () => {
    const { session } = play(SPRAVATO, dosed, [40, 'nextPhase']);
    const at = 40 * MINUTE + TAKE_BACK_MS;
    expect(nextPhaseToTakeBack(running(session), at)).not.toBeNull();
    expect(reduce(session, { type: 'undoNextPhase' }, at + 1).refused).toBe('phaseStands');
    const brief = {
      ...SPRAVATO,
      phases: SPRAVATO.phases.map((phase) => ({ ...phase, lengthMin: 1, fadeMin: 1 })),
    };
    const gone = play(brief, dosed, [0.5, 'nextPhase'], [1.6, 'undoNextPhase']);
    expect(gone.refused).toBe('phaseStands');
  });

  it('stays ended after a gentle end, or a corrected or undone dose mark', () => {
    for (const act of ['gentleEnd', 'correctDose', 'undoDoseMark'] as const) {
      const { session } = play(SPRAVATO, dosed, [1, 'nextPhase'], [1.2, act]);
      expect(reduce(session, { type: 'undoNextPhase' }, 1.5 * MINUTE).refused).toBe('phaseStands');
    }
  });

  it('never makes the score jump, and costs the phases no more than the time it took, from any state', () => {
    let taken = 0;
    fc.assert(
      fc.property(anyStory, fc.integer({ min: 0, max: TAKE_BACK_MS }), (story, afterMs) => {
        const { session, now } = lived(story);
        const pressed = reduce(session, { type: 'nextPhase' }, now);
        if (pressed.refused !== null || session.stage === 'idle') return;
        const at = now + afterMs;
        const before = reduce(pressed.session, { type: 'tick' }, at).session;
        const undone = reduce(before, { type: 'undoNextPhase' }, at);
        if (undone.refused !== null || undone.session.stage === 'idle') return;
        taken += 1;
        const present = (one: typeof before) => want(one, at).light?.ambient.now.brightnessPct ?? -1;
        const lifted = session.quietCheckSince !== null;
        if (!lifted) expect(present(undone.session)).toBeCloseTo(present(before), 3);
        expect(phasesEndAt(undone.session, at)).toBeCloseTo(phasesEndAt(session, now) + afterMs, 3);
        expect(undone.session.skipped).toEqual(session.skipped);
        expect(undone.session.heldAt).toBe(session.heldAt);
        expectPossible(undone.session, at);
      }),
      { numRuns: 500 },
    );
    expect(taken).toBeGreaterThan(50);
  });
});

describe('a phase that was made longer', () => {
  const endOf = (session: Session) => running(session).phase.endsAt;

  it('is as long as before again, press by press', () => {
    const { session, happened } = play(SPRAVATO, dosed, [40, 'extend'], [41, 'extend'], [41.5, 'undoExtend']);
    expect(happened.at(-1)).toEqual({ kind: 'session', what: 'extensionUndone', at: 41.5 * MINUTE });
    expect(endOf(session)).toBe(85 * MINUTE);
    const back = reduce(session, { type: 'undoExtend' }, 42 * MINUTE);
    expect(endOf(back.session)).toBe(75 * MINUTE);
    expect(reduce(back.session, { type: 'undoExtend' }, 42 * MINUTE).refused).toBe('extensionStands');
  });

  it('stays so after two minutes, in the next phase, and when it would be over without them', () => {
    const late = 40 + TAKE_BACK_MS / MINUTE + 0.01;
    expect(play(SPRAVATO, dosed, [40, 'extend'], [late, 'undoExtend']).refused).toBe('extensionStands');
    const next = play(SPRAVATO, dosed, [40, 'extend'], [40.5, 'nextPhase'], [41, 'undoExtend']);
    expect(next.refused).toBe('extensionStands');
    expect(play(SPRAVATO, dosed, [74, 'extend'], [75.5, 'undoExtend']).refused).toBe('extensionStands');
  });

  it('is held as before, and comes back from a journal without its presses', () => {
    const held = play(SPRAVATO, dosed, [40, 'extend'], [41, 'hold'], [41.5, 'undoExtend']);
    expect(running(held.session).heldAt).toBe(41 * MINUTE);
    expect(endOf(held.session)).toBe(75 * MINUTE);
    const { extendedAt: _, ...phase } = running(held.session).phase;
    expect(v.parse(RunningSessionSchema, { ...held.session, phase }).phase.extendedAt).toEqual([]);
  });

  it('never makes the score jump when that is undone, from any state', () => {
    let undone = 0;
    fc.assert(
      fc.property(anyStory, fc.integer({ min: 0, max: TAKE_BACK_MS }), (story, afterMs) => {
        const { session, now } = lived(story);
        const pressed = reduce(session, { type: 'extend' }, now);
        if (pressed.refused !== null) return;
        const at = now + afterMs;
        const before = reduce(pressed.session, { type: 'tick' }, at).session;
        const back = reduce(before, { type: 'undoExtend' }, at);
        if (back.refused !== null) return;
        undone += 1;
        expect(want(back.session, at).light).toEqual(want(before, at).light);
        expect(want(back.session, at).sound).toEqual(want(before, at).sound);
      }),
    );
    expect(undone).toBeGreaterThan(0);
  });
});
