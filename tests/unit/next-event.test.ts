// What comes next in a session: what waits for staff before what comes by itself.

import { describe, expect, it } from 'vitest';
import { nextEvent } from '../../renderer/nurse/common/next-event.ts';
import { actionsOf } from '../../renderer/nurse/console/console-actions.ts';
import { words } from '../../renderer/words/index.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { NurseEvent } from '../../shared/session/events.ts';
import { reduce } from '../../shared/session/reduce.ts';
import { EMPTY_ROOM, type RunningSession, type Session } from '../../shared/session/session.ts';
import { MINUTE_MS } from '../../shared/session/timeline.ts';

const min = (minutes: number): number => minutes * MINUTE_MS;
type Act = Exclude<NurseEvent['type'], 'start' | 'correctDose' | 'oneCheckDone'>;

type Acts = readonly (readonly [atMin: number, act: Act])[];

/** A session of a built-in preset after acts at minutes from Start, at the last minute given. */
const playedBy = (place: number, untilMin: number, ...acts: Acts): RunningSession => {
  const preset = BUILT_IN_PRESETS[place];
  if (preset === undefined) throw new Error('there is always a built-in preset');
  const begun: Session = reduce(EMPTY_ROOM, { type: 'start', preset, found: null }, 0).session;
  const acted = acts.reduce((session, [atMin, type]) => reduce(session, { type }, min(atMin)).session, begun);
  const { session } = reduce(acted, { type: 'tick' }, min(untilMin));
  if (session.stage !== 'running') throw new Error('the session is over too early for this test');
  return session;
};

const sessionAfter = (untilMin: number, ...acts: Acts): RunningSession => playedBy(0, untilMin, ...acts);

const next = (untilMin: number, ...acts: Parameters<typeof sessionAfter>[1][]) =>
  nextEvent(sessionAfter(untilMin, ...acts), min(untilMin));

describe('what comes next', () => {
  it('waits for the dose mark while the room settles', () => {
    expect(next(25)).toEqual({ kind: 'doseMark' });
  });

  it('is the next phase, or a check if that comes first', () => {
    expect(next(12, [10, 'doseMark'])).toEqual({ kind: 'phase', name: 'deep', inMs: min(18) });
    expect(next(40, [10, 'doseMark'])).toEqual({ kind: 'check', inMs: min(10) });
  });

  it('is a due check before anything else, with how late it is', () => {
    expect(next(53, [10, 'doseMark'], [51, 'hold'])).toEqual({
      kind: 'checkDue',
      minutes: [40],
      lateMs: min(3),
      isAssessDue: false,
    });
  });

  it('is all due checks together, and the assess mark with them', () => {
    const iv = playedBy(1, 96, [10, 'doseMark']);
    expect(nextEvent(iv, min(96))).toEqual({
      kind: 'checkDue',
      minutes: [10, 20, 30, 40],
      lateMs: min(76),
      isAssessDue: true,
    });
  });

  it('is the due assess mark until staff have assessed, also after the phases are over', () => {
    const until = [
      [10, 'doseMark'],
      [51, 'checkDone'],
    ] as const;
    expect(next(129, ...until)).toMatchObject({ kind: 'assess', inMs: min(1) });
    expect(next(130, ...until)).toEqual({ kind: 'assessDue', lateMs: 0 });
    expect(next(300, ...until)).toEqual({ kind: 'assessDue', lateMs: min(170) });
    expect(next(300, ...until, [140, 'assessed'])).toEqual({ kind: 'roomFree' });
    expect(next(131, ...until, [100, 'hold'], [131, 'assessed'])).toMatchObject({ kind: 'held' });
  });

  it('is a hold, and what still comes during it', () => {
    expect(next(45, [10, 'doseMark'], [35, 'hold'])).toEqual({
      kind: 'held',
      forMs: min(10),
      coming: { kind: 'check', inMs: min(5) },
    });
  });

  it('is when a gentle end will be finished', () => {
    expect(next(62, [10, 'doseMark'], [51, 'checkDone'], [60, 'gentleEnd'])).toEqual({
      kind: 'roomBack',
      inMs: min(3),
    });
  });

  it('waits for the assess mark once the phases are over', () => {
    const skipped = [1, 2, 3, 4].map((step) => [60 + step, 'nextPhase'] as const);
    expect(next(70, [10, 'doseMark'], [51, 'checkDone'], ...skipped)).toEqual({
      kind: 'assess',
      inMs: min(60),
    });
  });

  it('is the free room when nothing else comes', () => {
    expect(next(6, [1, 'gentleEnd'], [2, 'hold'], [3, 'release'])).toMatchObject({ kind: 'roomBack' });
    const over = { ...sessionAfter(5), overAt: min(5), phase: { ...sessionAfter(5).phase, endsAt: null } };
    expect(nextEvent(over, min(5))).toEqual({ kind: 'roomFree' });
  });
});

describe('the actions at the foot', () => {
  const whyOf = (session: RunningSession, act: string) => actionsOf(session).find((a) => a.act === act)?.why;

  it('say what the phases wait for while the room settles', () => {
    const why = words.actions.waitsForDose('spravato');
    for (const act of ['hold', 'extend', 'nextPhase']) expect(whyOf(sessionAfter(5), act)).toBe(why);
    expect(whyOf(sessionAfter(5), 'gentleEnd')).toBeNull();
    expect(whyOf(sessionAfter(5), 'quietCheck')).toBeNull();
  });

  it('turn into their opposites in their own places', () => {
    const plain = actionsOf(sessionAfter(20, [10, 'doseMark']));
    const turned = actionsOf(sessionAfter(20, [10, 'doseMark'], [15, 'hold'], [16, 'quietCheck']));
    expect(turned.map(({ key }) => key)).toEqual(plain.map(({ key }) => key));
    expect(turned.map(({ act }) => act).slice(0, 2)).toEqual(['endQuietCheck', 'release']);
    const ending = actionsOf(sessionAfter(18, [10, 'doseMark'], [15, 'gentleEnd']));
    expect(ending.at(-1)).toMatchObject({ act: 'undoGentleEnd', why: null });
    expect(ending.at(-1)?.key).toBe(plain.at(-1)?.key);
  });

  it('agree with the state machine: an action without a reason is never refused', () => {
    const sessions = [
      sessionAfter(5),
      sessionAfter(20, [10, 'doseMark']),
      sessionAfter(20, [10, 'doseMark'], [15, 'hold']),
    ];
    for (const session of [...sessions, sessionAfter(21, [10, 'doseMark'], [20, 'gentleEnd'])]) {
      for (const { act, why } of actionsOf(session)) {
        const { refused } = reduce(session, { type: act }, min(22));
        expect(refused === null, act).toBe(why === null);
      }
    }
  });

  it('offer the free room once the phases are over', () => {
    const skipped = [1, 2, 3, 4].map((step) => [60 + step, 'nextPhase'] as const);
    const acts = actionsOf(sessionAfter(70, [10, 'doseMark'], ...skipped)).map(({ act, why }) => [
      act,
      why === null,
    ]);
    expect(acts).toContainEqual(['roomFree', true]);
    expect(acts).toContainEqual(['nextPhase', false]);
  });

  it('make the free room the primary action only when nothing else is ahead or waits for staff', () => {
    const dosed = [
      [10, 'doseMark'],
      [51, 'checkDone'],
    ] as const;
    const skipped = [1, 2, 3, 4].map((step) => [60 + step, 'nextPhase'] as const);
    const kindOf = (session: RunningSession) =>
      actionsOf(session).find(({ act }) => act === 'roomFree')?.kind;
    expect(kindOf(sessionAfter(70, ...dosed, ...skipped))).toBe('plain');
    expect(kindOf(sessionAfter(140, ...dosed))).toBe('plain');
    expect(kindOf(sessionAfter(141, ...dosed, [140, 'assessed']))).toBe('primary');
    expect(kindOf(sessionAfter(30, [1, 'gentleEnd']))).toBe('primary');
  });
});
