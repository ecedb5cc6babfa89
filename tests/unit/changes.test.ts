// "Same as last time, except…": which changes a session had, and the preset once they are kept. No change is told that
// nobody made, and what is kept is what the person had.

import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { nudgedLight, nudgedSound } from '../../shared/preset/ladder.ts';
import { type Preset, PresetSchema, playlistIn } from '../../shared/preset/preset.ts';
import { want } from '../../shared/score/score.ts';
import {
  changesOf,
  type SessionChange,
  SessionChangeSchema,
  withChanges,
} from '../../shared/session/changes.ts';
import { reduce } from '../../shared/session/reduce.ts';
import { EMPTY_ROOM, type RunningSession, type Session } from '../../shared/session/session.ts';
import {
  type Act,
  anyPreset,
  anyStory,
  IM,
  live,
  MINUTE,
  play,
  running,
  SPRAVATO,
} from './session-arbitraries.ts';

/** The changes, at a minute, of a session with these acts at their minutes. */
const told = (atMin: number, ...acts: readonly (readonly [number, Act])[]): readonly SessionChange[] =>
  changesOf(running(play(SPRAVATO, ...acts, [atMin, 'tick']).session), atMin * MINUTE);

describe('what is told', () => {
  it('is nothing after a session that nobody touched but for the dose mark', () => {
    expect(told(135, [10, 'doseMark'])).toEqual([]);
  });

  it('is each phase as it stood at its end, not what was tried and taken back', () => {
    const changes = told(
      135,
      [10, 'doseMark'],
      [40, 'darker'],
      [41, 'darker'],
      [96, 'lighter'],
      [97, 'lighter'],
      [98, 'softer'],
      [120, 'louder'],
    );
    expect(changes).toEqual([
      { kind: 'light', phase: 'deep', steps: -2 },
      { kind: 'sound', phase: 'return', steps: -1 },
    ]);
  });

  it('is silence where it lasted to the end of its phase', () => {
    expect(told(135, [10, 'doseMark'], [50, 'silence'], [60, 'louder'], [120, 'silence'])).toEqual([
      { kind: 'silence', phase: 'rest' },
    ]);
  });

  it('is how long a phase lasted, where somebody lengthened it or moved on', () => {
    expect(told(140, [10, 'doseMark'], [95, 'nextPhase'])).toEqual([
      { kind: 'length', phase: 'return', fromMin: 30, toMin: 10 },
    ]);
    expect(told(140, [10, 'doseMark'], [40, 'extend'])).toEqual([
      { kind: 'length', phase: 'deep', fromMin: 55, toMin: 65 },
    ]);
  });

  it('is no length of a phase that was on hold for a while', () => {
    expect(told(140, [10, 'doseMark'], [40, 'hold'], [52, 'release'])).toEqual([]);
  });

  it('is no length that a gentle end made, nor of the phases that it shortened', () => {
    expect(told(60, [10, 'doseMark'], [40, 'gentleEnd'])).toEqual([]);
  });

  it('is no length of a phase in which a gentle end was taken back', () => {
    expect(told(150, [10, 'doseMark'], [40, 'gentleEnd'], [44, 'undoGentleEnd'])).toEqual([]);
  });

  it('is no length that a correction of the dose mark explains', () => {
    // The test's own correction says that the dose was four minutes ago, eleven minutes after the mark.
    expect(told(135, [10, 'doseMark'], [21, 'correctDose'])).toEqual([]);
    expect(told(150, [10, 'doseMark'], [21, 'correctDose'], [50, 'extend'])).toEqual([
      expect.objectContaining({ kind: 'length', phase: 'deep' }),
    ]);
  });

  it('is nothing of a phase that was only passed through', () => {
    const changes = told(40, [10, 'doseMark'], [10.2, 'darker'], [10.5, 'nextPhase'], [10.6, 'lighter']);
    expect(changes).toEqual([]);
  });

  it('is the tracks that were refused in this session, and not those left out before', () => {
    const before = { ...SPRAVATO, leftOut: ['x'] };
    const { session } = play(before, [1, 'different'], [140, 'tick']);
    expect(changesOf(running(session), 140 * MINUTE)).toEqual([{ kind: 'leftOut', trackIds: ['a'] }]);
  });

  it('is no silence where no music was agreed, and no steps that the limits swallow', () => {
    const quiet = { ...SPRAVATO, playlistsByPhase: { rest: null } };
    const { session } = play(quiet, [10, 'doseMark'], [120, 'silence'], [135, 'tick']);
    expect(changesOf(running(session), 135 * MINUTE)).toEqual([]);
    const limits = { ...SPRAVATO.limits, lightPct: { least: 3, most: 70 } };
    const darkest = play({ ...SPRAVATO, limits }, [10, 'doseMark'], [15, 'darker'], [140, 'tick']).session;
    const phases = changesOf(running(darkest), 140 * MINUTE).map(
      (change) => 'phase' in change && change.phase,
    );
    expect(phases).toEqual(['onset', 'return', 'rest']);
  });
});

describe('any session', () => {
  it('without any press has no changes, whenever the dose was marked', () => {
    fc.assert(
      fc.property(
        anyPreset,
        fc.integer({ min: 0, max: 60 * MINUTE }),
        fc.array(fc.integer({ min: 0, max: 90 * MINUTE }), { maxLength: 12 }),
        (preset, doseAt, gaps) => {
          const start = reduce(EMPTY_ROOM, { type: 'start', preset, found: null }, 0);
          let session: Session = reduce(start.session, { type: 'doseMark' }, doseAt).session;
          let now = doseAt;
          for (const gap of gaps) {
            now += gap;
            session = reduce(session, { type: 'tick' }, now).session;
          }
          expect(changesOf(running(session), now)).toEqual([]);
        },
      ),
    );
  });

  it('has changes that main lets in, and that give a preset which the schema lets in, whichever are kept', () => {
    fc.assert(
      fc.property(anyStory, fc.infiniteStream(fc.boolean()), (story, keeps) => {
        const { session, now } = livedRunning(story);
        if (session === null) return;
        const changes = changesOf(session, now);
        expect(changes.length).toBeLessThanOrEqual(40);
        for (const change of changes) expect(v.parse(SessionChangeSchema, change)).toEqual(change);
        const kept = changes.filter(() => keeps.next().value);
        const preset = withChanges(session.preset, kept);
        expect(v.parse(PresetSchema, preset)).toEqual(preset);
        expect(preset).toMatchObject(untouched(session.preset));
      }),
    );
  });

  it('is told each change once', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const { session, now } = livedRunning(story);
        if (session === null) return;
        const keys = changesOf(session, now).map((one) => `${one.kind} ${'phase' in one ? one.phase : ''}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});

/** The story to its last move, if a session then runs. */
const livedRunning = (story: typeof anyStory extends fc.Arbitrary<infer T> ? T : never) => {
  const { preset, found, startsAt, moves } = story;
  const begun = reduce(EMPTY_ROOM, { type: 'start', preset, found }, startsAt);
  const { session, now } = live({ session: begun.session, now: startsAt }, preset, moves);
  return { session: session.stage === 'running' ? session : null, now };
};

/** What no change may touch. */
const untouched = ({ id, label, kind, checksMin, assessMin, limits, plan, joins, playlist }: Preset) => ({
  id,
  label,
  kind,
  checksMin,
  assessMin,
  limits,
  plan,
  joins,
  playlist,
});

describe('a preset with everything kept', () => {
  const NUDGES = ['darker', 'lighter', 'softer', 'louder', 'silence'] as const;

  /** What ambient, task and music are at now. */
  const stood = (session: RunningSession, now: number) => {
    const { light, sound } = want(session, now);
    return {
      ambient: light?.ambient.now,
      task: light?.task.now,
      levelDb: sound.level === null || sound.playlistId === null ? null : sound.level.nowDb,
    };
  };

  /** The room as it stood a moment before the end of each phase. */
  const ends = (preset: Preset, presses: readonly (readonly Act[])[]) => {
    let session = running(reduce(EMPTY_ROOM, { type: 'start', preset, found: null }, 0).session);
    let now = 0;
    const step = (act: Act, at: number): void => {
      now = at;
      session = running(play2(session, act, at));
    };
    return preset.phases.map((phase, i) => {
      const lengthMs = phase.lengthMin * MINUTE;
      const began = now;
      for (const [n, act] of (presses[i] ?? []).entries()) step(act, began + 1000 * (n + 1));
      step('tick', began + lengthMs - 1);
      const stand = stood(session, now);
      if (i === 0) step('doseMark', began + lengthMs);
      else step('tick', began + lengthMs);
      return stand;
    });
  };

  const play2 = (session: Session, act: Act, at: number): Session =>
    reduce(
      session,
      act === 'tick' || act === 'doseMark' ? { type: act } : { type: act as 'darker', awakeUntil: at + 1 },
      at,
    ).session;

  /** Phases long enough to be lived in and for their fades to end. */
  const calm = anyPreset.map((preset) => ({
    ...preset,
    phases: preset.phases.map((phase) => ({
      ...phase,
      lengthMin: Math.max(3, Math.round(phase.lengthMin)),
      fadeS: Math.min(phase.fadeS, 60),
    })),
  }));

  it('goes by itself to the looks, the levels and the silence that the session had at the end of each phase', () => {
    fc.assert(
      fc.property(
        calm,
        fc.array(fc.array(fc.constantFrom(...NUDGES), { maxLength: 5 }), { minLength: 5, maxLength: 5 }),
        (preset, presses) => {
          const had = ends(preset, presses);
          let last = running(reduce(EMPTY_ROOM, { type: 'start', preset, found: null }, 0).session);
          let now = 0;
          for (const [i, phase] of preset.phases.entries()) {
            for (const [n, act] of (presses[i] ?? []).entries()) {
              last = running(play2(last, act, now + 1000 * (n + 1)));
            }
            now += phase.lengthMin * MINUTE;
            last = running(play2(last, i === 0 ? 'doseMark' : 'tick', now));
          }
          const kept = withChanges(preset, changesOf(last, now));
          const again = ends(kept, []);
          expect(again.map(({ ambient }) => ambient?.brightnessPct)).toEqual(
            had.map(({ ambient }) => expect.closeTo(ambient?.brightnessPct ?? Number.NaN, 3)),
          );
          expect(again.map(({ task }) => task?.brightnessPct)).toEqual(
            had.map(({ task }) => expect.closeTo(task?.brightnessPct ?? Number.NaN, 3)),
          );
          expect(again.map(({ levelDb }) => levelDb)).toEqual(
            had.map(({ levelDb }) => (levelDb === null ? null : expect.closeTo(levelDb, 3))),
          );
        },
      ),
    );
  });

  it('steps a look and a level as the patient’s own keys do, within the limits', () => {
    const kept = withChanges(SPRAVATO, [
      { kind: 'light', phase: 'deep', steps: -12 },
      { kind: 'sound', phase: 'deep', steps: 2 },
    ]);
    const of = (preset: Preset) => preset.phases.find(({ name }) => name === 'deep');
    const [before, after] = [of(SPRAVATO), of(kept)];
    const { lightPct, soundDb } = SPRAVATO.limits;
    expect(after?.ambient.brightnessPct).toBe(nudgedLight(before?.ambient.brightnessPct ?? 0, -12, lightPct));
    expect(after?.ambient.brightnessPct).toBe(lightPct.least);
    expect(after?.levelDb).toBe(nudgedSound(before?.levelDb ?? 0, 2, soundDb));
  });

  it('plays nothing in a phase whose silence was kept, and in the others what it played', () => {
    const kept = withChanges(IM, [{ kind: 'silence', phase: 'rest' }]);
    expect(playlistIn(kept, 'rest')).toBeNull();
    expect(playlistIn(kept, 'deep')).toBe(playlistIn(IM, 'deep'));
  });

  it('leaves out no more tracks than a preset may name, the latest of them for certain', () => {
    const many = Array.from({ length: 990 }, (_, i) => `t${i}`);
    const trackIds = Array.from({ length: 20 }, (_, i) => `new${i}`);
    const kept = withChanges({ ...IM, leftOut: many }, [{ kind: 'leftOut', trackIds }]);
    expect(kept.leftOut).toHaveLength(1000);
    expect(kept.leftOut).toEqual(expect.arrayContaining(trackIds));
  });
});
