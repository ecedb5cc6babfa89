// The state machine: what nurse and patient may do, what comes of it, and what is refused with a reason.

import { describe, expect, it } from 'vitest';
import { want } from '../../shared/score/score.ts';
import { advance } from '../../shared/session/deadlines.ts';
import type { Refusal, SessionEvent } from '../../shared/session/events.ts';
import { reduce } from '../../shared/session/reduce.ts';
import { EMPTY_ROOM } from '../../shared/session/session.ts';
import { type Act, eventOf, IV, MINUTE, play, ready, running, SPRAVATO } from './session-arbitraries.ts';

type Acts = readonly (readonly [number, Act])[];

const START: SessionEvent = { type: 'start', preset: SPRAVATO, found: null };
const played = (...acts: Acts) => running(play(SPRAVATO, ...acts).session);

describe('Start', () => {
  it('begins with settle and tells so', () => {
    const step = reduce(EMPTY_ROOM, START, 5000);
    expect(step.session).toMatchObject({
      stage: 'running',
      startedAt: 5000,
      doseAt: null,
      phase: { index: 0 },
    });
    expect(step.happened).toEqual([
      { kind: 'session', what: 'started', at: 5000 },
      { kind: 'phase', phase: 'settle', at: 5000 },
    ]);
  });

  it('while a session runs is refused and leaves that session alone', () => {
    const before = play(SPRAVATO, [0, 'doseMark']).session;
    const step = reduce(before, { ...START, preset: IV }, 5 * MINUTE);
    expect(step).toEqual({ session: before, happened: [], refused: 'alreadyRunning' });
  });

  it('goes from what the lamps were found at', () => {
    const found = {
      ambient: { brightnessPct: 90, warmthK: 4000 },
      task: { brightnessPct: 70, warmthK: 3000 },
    };
    expect(running(reduce(EMPTY_ROOM, { ...START, found }, 0).session).phase.from).toMatchObject(found);
  });

  it('goes from what the last session left where nothing was found', () => {
    const idle = ready(play(SPRAVATO, [0, 'gentleEnd'], [10, 'roomFree']).session, 10 * MINUTE);
    const left = { ambient: { brightnessPct: 7, warmthK: 2100 }, task: { brightnessPct: 9, warmthK: 2100 } };
    const next = running(reduce({ ...idle, left }, START, 11 * MINUTE).session);
    expect(next.phase.from).toMatchObject(left);
  });

  it('begins anew, without the steps, refusals and requests of the session before', () => {
    const ended = play(
      SPRAVATO,
      [0, 'darker'],
      [0, 'different'],
      [0, 'silence'],
      [0, 'gentleEnd'],
      [9, 'roomFree'],
    );
    const next = running(reduce(ready(ended.session, 9 * MINUTE), START, 10 * MINUTE).session);
    expect(next).toMatchObject({
      nudge: { light: 0, sound: 0 },
      refused: [],
      silenced: false,
      request: null,
    });
  });
});

describe('what does not fit is refused with a reason', () => {
  it.each<[Refusal, Acts]>([
    [
      'doseAlreadyMarked',
      [
        [1, 'doseMark'],
        [2, 'doseMark'],
      ],
    ],
    [
      'doseAlreadyMarked',
      [
        [1, 'doseMark'],
        [2, 'gentleEnd'],
        [3, 'doseMark'],
      ],
    ],
    ['settleWaitsForDose', [[1, 'extend']]],
    ['settleWaitsForDose', [[1, 'hold']]],
    ['settleWaitsForDose', [[1, 'nextPhase']]],
    [
      'alreadyHeld',
      [
        [1, 'doseMark'],
        [2, 'hold'],
        [3, 'hold'],
      ],
    ],
    [
      'notHeld',
      [
        [1, 'doseMark'],
        [2, 'release'],
      ],
    ],
    ['notFullLight', [[1, 'undoFullLight']]],
    [
      'alreadyQuietCheck',
      [
        [1, 'quietCheck'],
        [2, 'quietCheck'],
      ],
    ],
    ['notQuietCheck', [[1, 'endQuietCheck']]],
    [
      'noCheckDue',
      [
        [1, 'doseMark'],
        [2, 'checkDone'],
      ],
    ],
    ['nobodyAsked', [[1, 'acknowledge']]],
    [
      'nobodyAsked',
      [
        [1, 'someone'],
        [2, 'acknowledge'],
        [3, 'acknowledge'],
      ],
    ],
    ['phasesNotOver', [[1, 'roomFree']]],
    [
      'phasesNotOver',
      [
        [1, 'doseMark'],
        [60, 'roomFree'],
      ],
    ],
    [
      'phasesOver',
      [
        [0, 'doseMark'],
        [1, 'gentleEnd'],
        [7, 'extend'],
      ],
    ],
    [
      'phasesOver',
      [
        [0, 'doseMark'],
        [1, 'gentleEnd'],
        [7, 'hold'],
      ],
    ],
    [
      'phasesOver',
      [
        [0, 'doseMark'],
        [1, 'gentleEnd'],
        [7, 'nextPhase'],
      ],
    ],
    [
      'phasesOver',
      [
        [0, 'doseMark'],
        [1, 'gentleEnd'],
        [7, 'gentleEnd'],
      ],
    ],
  ])('%s: %j', (refusal, acts) => {
    const before = play(SPRAVATO, ...acts.slice(0, -1));
    const after = play(SPRAVATO, ...acts);
    const [minute] = acts.at(-1) ?? [0];
    expect(before.refused).toBeNull();
    expect(after.refused).toBe(refusal);
    expect(after.session).toEqual(advance(before.session, minute * MINUTE).session);
  });

  const idleActs = ['doseMark', 'hold', 'quietCheck', 'roomFree', 'darker', 'someone', 'wake'] as const;
  it.each(idleActs)('nothingRuns: %s without a session', (act) => {
    expect(reduce(EMPTY_ROOM, eventOf(act, 0), 0)).toEqual({
      session: EMPTY_ROOM,
      happened: [],
      refused: 'nothingRuns',
    });
  });
});

describe('a start by mistake', () => {
  it('is taken back before the dose mark: the room stays as it is, and the next one may start', () => {
    const { session, happened } = play(SPRAVATO, [0, 'darker'], [3, 'undoStart']);
    expect(session).toMatchObject({ stage: 'idle', turnover: null });
    expect(happened.at(-1)).toEqual({ kind: 'session', what: 'startUndone', at: 3 * MINUTE });
    const before = want(play(SPRAVATO, [0, 'darker'], [3, 'tick']).session, 3 * MINUTE);
    const after = want(session, 3 * MINUTE);
    expect(after.light?.ambient.now).toEqual(before.light?.ambient.now);
    expect(after.sound.level).toBeNull();
    const again = reduce(session, { type: 'start', preset: SPRAVATO, found: null }, 4 * MINUTE);
    expect(again.session.stage).toBe('running');
  });

  it('stands after the dose mark', () => {
    expect(play(SPRAVATO, [0, 'doseMark'], [1, 'undoStart']).refused).toBe('startStands');
    expect(play(SPRAVATO, [0, 'gentleEnd'], [1, 'undoStart']).refused).toBe('startStands');
  });
});

describe('a check that is due', () => {
  const due: Acts = [
    [0, 'doseMark'],
    [40, 'tick'],
  ];

  it('stays due until somebody has seen to it', () => {
    expect(played(...due, [70, 'tick']).checks).toEqual([{ atMin: 40, state: 'due' }]);
  });

  it.each(['checkDone', 'quietCheck'] as const)('is done by %s, and told once', (act) => {
    const step = play(SPRAVATO, ...due, [42, act]);
    expect(running(step.session).checks).toEqual([{ atMin: 40, state: 'done' }]);
    expect(step.happened.at(-1)).toEqual({ kind: 'check', minute: 40, state: 'done', at: 42 * MINUTE });
  });

  it('is done alone where only one of several was seen to', () => {
    const { session } = play(IV, [0, 'doseMark'], [22, 'tick']);
    const one = reduce(session, { type: 'oneCheckDone', atMin: 20 }, 22 * MINUTE);
    expect(running(one.session).checks.map(({ state }) => state)).toEqual(['due', 'done', 'ahead', 'ahead']);
    expect(one.happened).toEqual([{ kind: 'check', minute: 20, state: 'done', at: 22 * MINUTE }]);
    const again = reduce(one.session, { type: 'oneCheckDone', atMin: 20 }, 23 * MINUTE);
    expect(again.refused).toBe('noCheckDue');
  });

  it('ahead is not done by a quiet check', () => {
    const { checks } = running(play(IV, [0, 'doseMark'], [12, 'quietCheck']).session);
    expect(checks.map(({ state }) => state)).toEqual(['done', 'ahead', 'ahead', 'ahead']);
  });
});

describe('Full light', () => {
  it('pressed again is the same Full light, and told once', () => {
    const step = play(SPRAVATO, [1, 'fullLight'], [2, 'fullLight']);
    expect(running(step.session).fullLightSince).toBe(MINUTE);
    expect(step.happened.filter((one) => 'what' in one && one.what === 'fullLight')).toHaveLength(1);
  });

  it('works without a session, and its undo leaves the room as light as at rest', () => {
    const full = reduce(EMPTY_ROOM, { type: 'fullLight' }, 0).session;
    expect(full.fullLightSince).toBe(0);
    const undone = reduce(full, { type: 'undoFullLight' }, 1000);
    expect(undone.session).toMatchObject({ fullLightSince: null, left: { ambient: { brightnessPct: 40 } } });
    expect(reduce(undone.session, { type: 'undoFullLight' }, 2000).refused).toBe('notFullLight');
  });

  it('does not stop the time under it', () => {
    const session = played([0, 'doseMark'], [10, 'fullLight'], [50, 'undoFullLight']);
    expect(session.phase.index).toBe(2);
    expect(session.checks).toEqual([{ atMin: 40, state: 'due' }]);
  });
});
