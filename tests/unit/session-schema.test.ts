// The schema of the crash journal's session lets in what the state machine makes, and nothing else.

import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { RunningSessionSchema, type Session } from '../../shared/session/session.ts';
import { anyMoves, anyStory, live, lived, play, running, SPRAVATO } from './session-arbitraries.ts';

const fits = (session: unknown): boolean => v.safeParse(RunningSessionSchema, session).success;
const session = running(play(SPRAVATO, [1, 'doseMark'], [3, 'darker']).session);

/** Here the level of the past was a negative zero. */
const BACK_TO_ZERO: Parameters<typeof lived>[0] = {
  preset: {
    ...{ version: 1, id: 'any', label: 'Amber Heron', kind: 'spravato', checksMin: [], assessMin: 1 },
    phases: (['settle', 'deep'] as const).map((name, i) => ({
      ...{ name, lengthMin: 1, fadeS: 5, levelDb: 0 - i },
      ambient: { brightnessPct: 0, warmthK: 1800 },
      task: { brightnessPct: 0, warmthK: 1800 },
    })),
    limits: { lightPct: { least: 0, most: 0 }, soundDb: { least: -1, most: 0 } },
    ...{
      playlist: null,
      playlistsByPhase: {},
      otherPlaylists: [],
      joins: 'crossfade',
      leftOut: [],
      plan: null,
    },
  },
  ...{ found: null, startsAt: 0 },
  moves: (['doseMark', 'undoDoseMark'] as const).map((act) => ({ gapMs: 1, act, playing: 'a' })),
};

describe('the schema of a running session', () => {
  it('reads back every state of every session just as it was', () => {
    let passed = 0;
    const passes = (session: Session): void => {
      if (session.stage !== 'running') return;
      const written: unknown = JSON.parse(JSON.stringify(session));
      expect(v.parse(RunningSessionSchema, written)).toEqual(written);
      passed += 1;
    };
    fc.assert(
      fc.property(anyStory, (story) => {
        passes(lived(story, (before) => passes(before)).session);
      }),
      { numRuns: 300 },
    );
    expect(passed).toBeGreaterThan(1000);
  });

  it('reads back a session that goes on as if it had never been away', () => {
    fc.assert(
      fc.property(anyStory, anyMoves, (story, moves) => {
        const left = lived(story);
        if (left.session.stage !== 'running') return;
        const back = v.parse(RunningSessionSchema, JSON.parse(JSON.stringify(left.session)));
        expect(live({ ...left, session: back }, story.preset, moves)).toEqual(
          live(left, story.preset, moves),
        );
      }),
      { numRuns: 300, examples: [[BACK_TO_ZERO, []]] },
    );
  });

  it('takes up a session that was kept before Next phase could be taken back', () => {
    const { skipped: _, ...before } = session;
    expect(v.parse(RunningSessionSchema, before)).toEqual(session);
  });

  it('takes a preset that was started from a view of it, without the view', () => {
    const seen = { ...session, preset: { ...session.preset, isBuiltIn: true } };
    expect(v.parse(RunningSessionSchema, seen)).toEqual(session);
  });

  it.each<[string, object]>([
    ['an idle room', { stage: 'idle' }],
    ['a phase that is none of its phases', { phase: { ...session.phase, index: 9 } }],
    ['a level louder than the room may be', { phases: [{ ...session.phases[0], levelDb: 6 }] }],
    ['more than full brightness', { phase: { ...session.phase, from: { brightnessPct: 101 } } }],
    ['an instant that is none', { startedAt: Number.POSITIVE_INFINITY }],
    ['a field nobody knows', { patient: 'somebody' }],
    ['no phases', { phases: [] }],
  ])('refuses %s', (_, change) => {
    expect(fits(session)).toBe(true);
    expect(fits({ ...session, ...change })).toBe(false);
  });
});
