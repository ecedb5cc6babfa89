// Overlays end without a trace, and the score itself never jumps, whatever was agreed and whatever happened before.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookOnPath } from '../../main/lights/tracking/fade-planner.ts';
import type { Look } from '../../shared/preset/preset.ts';
import { want } from '../../shared/score/score.ts';
import type { SoundTarget } from '../../shared/score/sound-score.ts';
import { advance, nextDeadline } from '../../shared/session/deadlines.ts';
import { reduce } from '../../shared/session/reduce.ts';
import type { RunningSession, Session } from '../../shared/session/session.ts';
import { fadeEndsAt, fadeShare } from '../../shared/session/timeline.ts';
import {
  type Act,
  anyFound,
  anyGapMs,
  anyPreset,
  anyStory,
  eventOf,
  type Lived,
  live,
  lived,
  MINUTE,
  type Move,
  movesWithoutFullLight,
  running,
} from './session-arbitraries.ts';

const ROLES = ['ambient', 'task'] as const;

const expectSameLook = (a: Look | undefined, b: Look | undefined): void => {
  expect(a?.brightnessPct).toBeCloseTo(b?.brightnessPct ?? -1, 5);
  const tint = (look: Look | undefined): number[] => {
    if (look === undefined) return [];
    return 'warmthK' in look ? [look.warmthK / 1000] : [look.colour.x, look.colour.y];
  };
  expect(tint(a).length).toBe(tint(b).length);
  for (const [i, part] of tint(a).entries()) expect(part).toBeCloseTo(tint(b)[i] ?? -1, 5);
};

const levelAt = ({ level }: SoundTarget, asked: number, at: number): number | null => {
  if (level === null || level.reachAt <= asked) return level?.toDb ?? null;
  const share = Math.min(1, (at - asked) / (level.reachAt - asked));
  return level.nowDb + (level.toDb - level.nowDb) * share;
};

const expectSameLevel = (a: number | null, b: number | null): void => {
  expect(a === null).toBe(b === null);
  if (a !== null && b !== null) expect(a).toBeCloseTo(b, 5);
};

/** The room's light and sound are at the same, now. */
const expectNoStep = (before: Session, after: Session, now: number): void => {
  const was = want(before, now);
  const is = want(after, now);
  for (const role of ROLES) expectSameLook(is.light?.[role].now, was.light?.[role].now);
  // Music that a phase alone has, or has not, begins and ends with it; the guard makes that gentle.
  const comesOrGoes = is.sound.playlistId !== was.sound.playlistId && !(is.sound.level && was.sound.level);
  if (after.stage === 'running' && !comesOrGoes) {
    expectSameLevel(is.sound.level?.nowDb ?? null, was.sound.level?.nowDb ?? null);
  }
};

/**
 * Two ways are left with a step, which the guard makes gentle: the way from what the lamps were found at, where
 * that lies beyond the limits, and the way under a quiet check, which lifts its two ends and not its middle.
 */
const goesOnEvenly = ({ phase, preset, quietCheckSince }: RunningSession): boolean => {
  if (quietCheckSince !== null) return false;
  const { least, most } = preset.limits.lightPct;
  return (
    phase.index > 0 ||
    [phase.from.ambient, phase.from.task].every(({ brightnessPct: pct }) => pct >= least && pct <= most)
  );
};

/** The second of these: a quiet check is on, and a corrected dose mark ends the phase before its fade is over. */
const cutsLiftedFade = (before: Session, after: Session, at: number): boolean =>
  before.stage === 'running' &&
  before.quietCheckSince !== null &&
  fadeEndsAt(before) > at &&
  !(after.stage === 'running' && after.phase.index === before.phase.index);

describe('a path of the score', () => {
  it('is what the score wants at every later instant, until something happens', () => {
    let moving = 0;
    fc.assert(
      fc.property(anyStory, fc.double({ min: 0.001, max: 1, noNaN: true }), (story, part) => {
        const { session, now } = lived(story);
        const next = nextDeadline(session) ?? now + 40 * MINUTE;
        const later = now + (next - now) * part;
        const asked = want(session, now);
        const wanted = want(session, later);
        for (const role of ROLES) {
          const path = asked.light?.[role];
          const there = wanted.light?.[role];
          if (path === undefined || there === undefined) continue;
          if (session.fullLightSince === null && path.reachAt > later) moving += 1;
          expectSameLook(there.now, lookOnPath(path, later));
          expectSameLook(there.to, path.to);
        }
        expectSameLevel(wanted.sound.level?.nowDb ?? null, levelAt(asked.sound, now, later));
      }),
      { numRuns: 1000 },
    );
    expect(moving, 'some of them were on their way').toBeGreaterThan(100);
  });

  it('does not jump when the session moves on by itself', () => {
    let turns = 0;
    fc.assert(
      fc.property(anyStory, (story) => {
        let { session } = lived(story);
        for (let at = nextDeadline(session); at !== null; at = nextDeadline(session)) {
          const after = advance(session, at).session;
          const endsCheck =
            session.stage === 'running' && after.stage === 'idle' && session.quietCheckSince !== null;
          if (!endsCheck && !cutsLiftedFade(session, after, at)) expectNoStep(session, after, at);
          turns += 1;
          session = after;
        }
      }),
      { numRuns: 500 },
    );
    expect(turns, 'some sessions moved on').toBeGreaterThan(200);
  });

  const quiet: readonly Act[] = [
    'doseMark',
    'undoDoseMark',
    'correctDose',
    'assessed',
    'wish',
    'nextPhase',
    'undoNextPhase',
    'gentleEnd',
    'extend',
    'hold',
    'release',
    'resumed',
  ];
  it.each([...quiet, 'someone', 'acknowledge', 'wake', 'tick'] as const)('does not jump at %s', (act) => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const { session, now } = lived(story);
        if (session.stage === 'idle' || !goesOnEvenly(session)) return;
        const step = reduce(session, eventOf(act, now), now);
        if (step.session.stage === 'running') expectNoStep(session, step.session, now);
      }),
      { numRuns: 300 },
    );
  });

  it('stands still while the timeline is held, and goes on from there', () => {
    fc.assert(
      fc.property(anyStory, anyGapMs, (story, gapMs) => {
        const { session, now } = lived(story);
        const held = reduce(session, { type: 'hold' }, now);
        if (held.refused !== null || held.session.stage === 'idle') return;
        const later = now + gapMs;
        const after = reduce(held.session, { type: 'release' }, later);
        const before = running(session);
        const freed = running(after.session);
        expect(fadeShare(freed, later)).toBeCloseTo(fadeShare(before, now), 9);
        expect(fadeEndsAt(freed) - fadeEndsAt(before)).toBeCloseTo(gapMs, 3);
        expect((freed.phase.endsAt ?? 0) - (before.phase.endsAt ?? 0)).toBeCloseTo(gapMs, 3);
        for (const role of ROLES) {
          expectSameLook(want(held.session, later).light?.[role].to, want(session, now).light?.[role].now);
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** The same life twice: with an act before `moves` and its end after them, and without either. */
const twice = (
  start: Lived,
  preset: RunningSession['preset'],
  moves: readonly Move[],
  [act, end]: readonly [Act, Act],
): {
  readonly covered: Session;
  readonly uncovered: Session;
  readonly plain: Session;
  readonly now: number;
} => {
  const begun = reduce(start.session, eventOf(act, start.now), start.now).session;
  const covered = live({ session: begun, now: start.now }, preset, moves);
  const plain = live(start, preset, moves);
  const uncovered = reduce(covered.session, eventOf(end, covered.now), covered.now).session;
  return { covered: covered.session, uncovered, plain: plain.session, now: plain.now };
};

const anyLife = fc.record({
  preset: anyPreset,
  found: anyFound,
  before: movesWithoutFullLight,
  during: movesWithoutFullLight,
});
const isCheck = ({ act }: Move): boolean => act === 'quietCheck' || act === 'endQuietCheck';

describe('an overlay', () => {
  it('of Full light is undone to the right minute, as if it had never been', () => {
    let covers = 0;
    fc.assert(
      fc.property(anyLife, ({ preset, found, before, during }) => {
        const start = lived({ preset, found, startsAt: 0, moves: before });
        const { covered, uncovered, plain, now } = twice(start, preset, during, [
          'fullLight',
          'undoFullLight',
        ]);
        expect(want(covered, now).light?.ambient.to.brightnessPct).toBe(100);
        if (covered.stage === 'running') covers += 1;
        expect(uncovered).toEqual(plain);
        expect(want(uncovered, now)).toEqual(want(plain, now));
      }),
      { numRuns: 1000 },
    );
    expect(covers).toBeGreaterThan(100);
  });

  it('of a quiet check ends in the light and sound of that minute, as if it had never been', () => {
    let covers = 0;
    fc.assert(
      fc.property(anyLife, ({ preset, found, before, during }) => {
        const without = {
          before: before.filter((m) => !isCheck(m)),
          during: during.filter((m) => !isCheck(m)),
        };
        const start = lived({ preset, found, startsAt: 0, moves: without.before });
        const { covered, uncovered, plain, now } = twice(start, preset, without.during, [
          'quietCheck',
          'endQuietCheck',
        ]);
        if (covered.stage === 'running') covers += 1;
        expect(want(uncovered, now).light?.ambient).toEqual(want(plain, now).light?.ambient);
        expect(want(uncovered, now).light?.task).toEqual(want(plain, now).light?.task);
        expect(want(uncovered, now).sound).toEqual(want(plain, now).sound);
      }),
      { numRuns: 1000 },
    );
    expect(covers).toBeGreaterThan(100);
  });
});
