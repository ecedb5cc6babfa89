// A gentle end pressed by mistake and taken back: the session goes on from where it was, and nothing jumps.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { want } from '../../shared/score/score.ts';
import { reduce } from '../../shared/session/reduce.ts';
import { phasesEndAt, runningPhase } from '../../shared/session/timeline.ts';
import { anyStory, lived, MINUTE, play, running, SPRAVATO } from './session-arbitraries.ts';

describe('a gentle end that is taken back', () => {
  it('goes back to the phase that it was in, with as much of it ahead as there was', () => {
    const { session, happened } = play(SPRAVATO, [0, 'doseMark'], [40, 'gentleEnd'], [42, 'undoGentleEnd']);
    expect(happened.slice(-2)).toMatchObject([
      { kind: 'session', what: 'gentleEndUndone', at: 42 * MINUTE },
      { kind: 'phase', phase: 'deep', at: 42 * MINUTE },
    ]);
    const back = running(session);
    expect(back.gentle).toBe(false);
    expect(runningPhase(back).name).toBe('deep');
    expect(back.phase.endsAt).toBe(77 * MINUTE);
    expect(want(back, 45 * MINUTE).light?.ambient.now.brightnessPct).toBe(3);
  });

  it('goes back to the hold that it was in', () => {
    const { session } = play(
      SPRAVATO,
      [0, 'doseMark'],
      [30, 'hold'],
      [40, 'gentleEnd'],
      [42, 'undoGentleEnd'],
    );
    expect(running(session)).toMatchObject({ heldAt: 30 * MINUTE, phase: { index: 2, endsAt: 75 * MINUTE } });
  });

  it('goes back to settle when no dose was marked, which still waits for it', () => {
    const { session } = play(SPRAVATO, [1, 'gentleEnd'], [2, 'undoGentleEnd']);
    expect(running(session).phase.endsAt).toBeNull();
    expect(reduce(session, { type: 'doseMark' }, 3 * MINUTE).refused).toBeNull();
  });

  it('is refused when there is none, and once the phases are over', () => {
    const { session } = play(SPRAVATO, [0, 'doseMark'], [40, 'tick']);
    expect(reduce(session, { type: 'undoGentleEnd' }, 40 * MINUTE).refused).toBe('notGentle');
    const over = play(SPRAVATO, [0, 'doseMark'], [40, 'gentleEnd'], [50, 'tick']);
    expect(reduce(over.session, { type: 'undoGentleEnd' }, 50 * MINUTE).refused).toBe('phasesOver');
  });

  it('never makes the score jump, and costs the phases no more than the time it took, from any state', () => {
    let taken = 0;
    fc.assert(
      fc.property(anyStory, fc.integer({ min: 0, max: 4 * 60_000 }), (story, afterMs) => {
        const { session, now } = lived(story);
        const pressed = reduce(session, { type: 'gentleEnd' }, now);
        if (pressed.refused !== null || pressed.session.stage === 'idle') return;
        const at = now + afterMs;
        const before = reduce(pressed.session, { type: 'tick' }, at).session;
        const undone = reduce(before, { type: 'undoGentleEnd' }, at);
        if (undone.refused !== null || undone.session.stage === 'idle' || session.stage === 'idle') return;
        taken += 1;
        const present = (one: typeof before) => want(one, at).light?.ambient.now.brightnessPct ?? -1;
        const lifted = session.quietCheckSince !== null;
        if (!lifted) expect(present(undone.session)).toBeCloseTo(present(before), 3);
        if (session.phase.endsAt === null) return;
        expect(phasesEndAt(undone.session, at)).toBeCloseTo(phasesEndAt(session, now) + afterMs, 3);
      }),
      { numRuns: 500 },
    );
    expect(taken).toBeGreaterThan(50);
  });
});
