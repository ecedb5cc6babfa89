// The dose mark: pressed, taken back within two minutes, or put right later. What counts from it follows, and the room
// never jumps.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance } from '../../shared/session/deadlines.ts';
import { canUndoDose } from '../../shared/session/dose.ts';
import type { Happening } from '../../shared/session/events.ts';
import { reduce } from '../../shared/session/reduce.ts';
import type { RunningSession, Session } from '../../shared/session/session.ts';
import { TAKE_BACK_MS } from '../../shared/session/take-back.ts';
import { assessAt, phasesEndAt } from '../../shared/session/timeline.ts';
import { type Act, anyStory, IV, lived, MINUTE, play, running, SPRAVATO } from './session-arbitraries.ts';

type Acts = readonly (readonly [number, Act])[];

const played = (...acts: Acts): RunningSession => running(play(SPRAVATO, ...acts).session);

/** What comes of saying, at a minute of the session clock, that the dose was so many minutes before. */
const corrected = (session: Session, minute: number, minutesAgo: number) =>
  reduce(session, { type: 'correctDose', minutesAgo }, minute * MINUTE);

const checkMinutes = (happened: readonly Happening[]): readonly number[] =>
  happened.flatMap((one) => (one.kind === 'check' && one.state === 'due' ? [one.at / MINUTE] : []));

describe('a dose mark taken back', () => {
  it('lets the room settle again, and can be pressed anew', () => {
    const back = played([10, 'doseMark'], [11, 'undoDoseMark']);
    expect(back).toMatchObject({ doseAt: null, doseMarkedAt: null, phase: { index: 0, endsAt: null } });
    const again = running(reduce(back, { type: 'doseMark' }, 15 * MINUTE).session);
    expect(again).toMatchObject({ doseAt: 15 * MINUTE, phase: { index: 1, endsAt: 35 * MINUTE } });
  });

  it('takes back the checks that had come due', () => {
    const soon = { ...SPRAVATO, checksMin: [1, 40] };
    const { session } = play(soon, [10, 'doseMark'], [11.5, 'undoDoseMark']);
    expect(running(session).checks.map(({ state }) => state)).toEqual(['ahead', 'ahead']);
  });

  it('is refused after two minutes, before any mark, and in a gentle end', () => {
    const late = 10 + TAKE_BACK_MS / MINUTE + 0.01;
    expect(play(SPRAVATO, [10, 'doseMark'], [late, 'undoDoseMark']).refused).toBe('doseMarkStands');
    expect(play(SPRAVATO, [10, 'undoDoseMark']).refused).toBe('doseNotMarked');
    expect(play(SPRAVATO, [10, 'doseMark'], [11, 'gentleEnd'], [11, 'undoDoseMark']).refused).toBe(
      'alreadyGentle',
    );
  });

  it('is offered exactly as long as it is possible', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const { session, now } = lived(story);
        if (session.stage === 'idle') return;
        const { refused } = reduce(session, { type: 'undoDoseMark' }, now);
        expect(canUndoDose(session, now)).toBe(refused === null);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a dose mark put right', () => {
  it('moves the end of the phase, the checks and the assess mark by as much', () => {
    const session = played([10, 'doseMark'], [12, 'tick']);
    const right = running(corrected(session, 12, 6).session);
    expect(right.doseAt).toBe(6 * MINUTE);
    expect(right.phase.endsAt).toBe(26 * MINUTE);
    expect(assessAt(right, 12 * MINUTE)).toBe(126 * MINUTE);
    expect(phasesEndAt(right, 12 * MINUTE)).toBe(126 * MINUTE);
    expect(checkMinutes(advance(right, 400 * MINUTE).happened)).toEqual([46]);
  });

  it('can be put right again, also to later', () => {
    const session = played([10, 'doseMark'], [12, 'tick']);
    const twice = running(corrected(corrected(session, 12, 8).session, 12, 2).session);
    expect({ ...twice, trail: session.trail }).toEqual(session);
  });

  it('may have been before Start', () => {
    const session = played([1, 'doseMark']);
    expect(running(corrected(session, 2, 20).session).doseAt).toBe(-18 * MINUTE);
  });

  it('begins the phase that should run by now, from where the room is', () => {
    const session = played([10, 'doseMark'], [12, 'tick']);
    const step = corrected(session, 12, 30);
    expect(running(step.session).phase).toMatchObject({ index: 2, beganAt: 12 * MINUTE });
    expect(running(step.session).phase.endsAt).toBe((12 - 30 + 75) * MINUTE);
    expect(step.happened).toContainEqual({ kind: 'phase', phase: 'deep', at: 12 * MINUTE });
  });

  it('tells at once the checks that are due by now, and takes none back that staff have done', () => {
    const marked = play(IV, [0, 'doseMark'], [10, 'checkDone'], [12, 'tick']).session;
    const earlier = corrected(marked, 12, 25);
    expect(running(earlier.session).checks.map(({ state }) => state)).toEqual([
      'done',
      'due',
      'ahead',
      'ahead',
    ]);
    expect(checkMinutes(earlier.happened)).toEqual([12]);
    const later = corrected(earlier.session, 12, 5);
    expect(running(later.session).checks.map(({ state }) => state)).toEqual([
      'done',
      'ahead',
      'ahead',
      'ahead',
    ]);
  });

  it('keeps a timeline on hold, and never goes back into a phase that is over', () => {
    const held = played([0, 'doseMark'], [30, 'hold']);
    const earlier = running(corrected(held, 40, 100).session);
    expect(earlier).toMatchObject({ heldAt: 30 * MINUTE, phase: { index: 3, beganAt: 30 * MINUTE } });
    const later = running(corrected(earlier, 40, 1).session);
    expect(later.phase.index).toBe(3);
  });

  it('leaves a gentle end and a rest after the phases as they are', () => {
    const gentle = played([0, 'doseMark'], [30, 'gentleEnd'], [31, 'tick']);
    const right = running(corrected(gentle, 31, 11).session);
    expect({ phase: right.phase, doseAt: right.doseAt }).toEqual({
      phase: gentle.phase,
      doseAt: 20 * MINUTE,
    });
  });

  it('to long ago ends the phases, and the fade to the last look goes on', () => {
    const session = played([0, 'doseMark'], [12, 'tick']);
    const step = corrected(session, 12, 240);
    expect(running(step.session)).toMatchObject({ overAt: 12 * MINUTE, assessReached: true });
    expect(running(step.session).phase).toMatchObject({ index: 4, beganAt: 12 * MINUTE, endsAt: null });
  });

  it('is refused before the mark', () => {
    expect(corrected(played([1, 'tick']), 2, 1).refused).toBe('doseNotMarked');
  });
});
