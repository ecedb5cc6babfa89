// The gentle end: what is left of the way back, within five minutes, and never darker than it is.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { want } from '../../shared/score/score.ts';
import { advance } from '../../shared/session/deadlines.ts';
import { GENTLE_END_MS } from '../../shared/session/gentle-end.ts';
import { reduce } from '../../shared/session/reduce.ts';
import type { RunningSession } from '../../shared/session/session.ts';
import { phasesEndAt, runningPhase } from '../../shared/session/timeline.ts';
import { anyStory, IV, lived, MINUTE, play, running, SPRAVATO } from './session-arbitraries.ts';

const ROLES = ['ambient', 'task'] as const;

/** The score's own brightness over a session from now on, every five seconds. */
const brightnessFrom = (session: RunningSession, now: number, role: 'ambient' | 'task'): number[] => {
  const seen: number[] = [];
  for (let at = now; at <= now + GENTLE_END_MS + 10_000; at += 5000) {
    const light = want(advance(session, at).session, at).light;
    seen.push(light?.[role].now.brightnessPct ?? -1);
  }
  return seen;
};

describe('a gentle end', () => {
  it('from deep goes through return and rest in five minutes', () => {
    const { session, happened } = play(SPRAVATO, [0, 'doseMark'], [40, 'gentleEnd']);
    expect(happened.slice(-2)).toMatchObject([
      { kind: 'session', what: 'gentleEnd', at: 40 * MINUTE },
      { kind: 'phase', phase: 'return', at: 40 * MINUTE },
    ]);
    const later = advance(session, 45 * MINUTE);
    expect(later.happened.map((one) => ('phase' in one ? one.phase : 'what' in one ? one.what : ''))).toEqual(
      ['rest', 'phasesOver'],
    );
    expect(want(later.session, 45 * MINUTE).light?.ambient.now.brightnessPct).toBe(40);
    expect(running(later.session).overAt).toBe(45 * MINUTE);
  });

  it('keeps half a minute for each step and shares the rest of the five by their lengths', () => {
    const session = running(play(SPRAVATO, [0, 'doseMark'], [40, 'gentleEnd']).session);
    const [back, rest] = session.phases.slice(-2);
    // Return was to last 30 min and rest 15: four minutes are shared as 29.5 to 14.5.
    expect(back?.lengthMs).toBeCloseTo(30_000 + (240_000 * 29.5) / 44, 3);
    expect(rest?.lengthMs).toBeCloseTo(30_000 + (240_000 * 14.5) / 44, 3);
  });

  it('in return puts what is left of it, and rest, into five minutes', () => {
    const session = running(play(SPRAVATO, [0, 'doseMark'], [90, 'gentleEnd']).session);
    expect(runningPhase(session).name).toBe('return');
    expect(phasesEndAt(session, 90 * MINUTE)).toBeCloseTo(95 * MINUTE, 3);
  });

  it('that would be shorter than five minutes stays as short', () => {
    const session = running(play(SPRAVATO, [0, 'doseMark'], [118, 'gentleEnd']).session);
    expect(phasesEndAt(session, 118 * MINUTE)).toBe(120 * MINUTE);
  });

  it('out of settle, before any dose, is over with its phases, and the room rests until it is free', () => {
    const { session } = play(IV, [5, 'gentleEnd']);
    const end = advance(session, 5 * MINUTE + GENTLE_END_MS);
    expect(running(end.session).overAt).toBe(5 * MINUTE + GENTLE_END_MS);
    expect(end.happened.at(-1)).toMatchObject({ what: 'phasesOver', at: 5 * MINUTE + GENTLE_END_MS });
  });

  it('skips phases that would darken', () => {
    const { session } = play(SPRAVATO, [5, 'gentleEnd']);
    const { phases, phase } = running(session);
    expect(phases.slice(phase.index).map(({ name }) => name)).toEqual(['rest']);
  });

  it('releases a timeline that is held', () => {
    const session = running(play(SPRAVATO, [0, 'doseMark'], [40, 'hold'], [60, 'gentleEnd']).session);
    expect(session).toMatchObject({ heldAt: null, gentle: true });
    expect(phasesEndAt(session, 60 * MINUTE)).toBeCloseTo(65 * MINUTE, 3);
  });

  it('leaves checks and the assess mark where they were', () => {
    const { session } = play(SPRAVATO, [0, 'doseMark'], [20, 'gentleEnd']);
    const { happened } = advance(session, 300 * MINUTE);
    expect(happened).toContainEqual({ kind: 'check', minute: 40, state: 'due', at: 40 * MINUTE });
    expect(happened).toContainEqual({ kind: 'session', what: 'assess', at: 120 * MINUTE });
  });

  it('is asked for once, and takes no dose mark any more', () => {
    expect(play(SPRAVATO, [0, 'doseMark'], [20, 'gentleEnd'], [21, 'gentleEnd']).refused).toBe(
      'alreadyGentle',
    );
    expect(play(SPRAVATO, [20, 'gentleEnd'], [21, 'doseMark']).refused).toBe('alreadyGentle');
  });

  it('takes five minutes at most and never darkens, whatever was agreed and whatever happened before', () => {
    let ends = 0;
    fc.assert(
      fc.property(anyStory, (story) => {
        const { session: before, now } = lived(story);
        if (before.stage === 'idle') return;
        const step = reduce(before, { type: 'gentleEnd' }, now);
        if (step.refused !== null || step.session.stage === 'idle') return;
        ends += 1;
        const ending = { ...step.session, fullLightSince: null, quietCheckSince: null };
        expect(phasesEndAt(ending, now) - now).toBeLessThanOrEqual(GENTLE_END_MS + 1e-3);
        for (const role of ROLES) {
          const seen = brightnessFrom(ending, now, role);
          for (const [i, pct] of seen.entries())
            expect(pct).toBeGreaterThanOrEqual((seen[i - 1] ?? 0) - 1e-6);
        }
      }),
      { numRuns: 400 },
    );
    expect(ends).toBeGreaterThan(50);
  });
});
