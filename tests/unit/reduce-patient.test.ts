// What the state machine makes of a patient's request, of silence and another track, and of the program's absence.

import { describe, expect, it } from 'vitest';
import { reduce } from '../../shared/session/reduce.ts';
import { EMPTY_ROOM } from '../../shared/session/session.ts';
import { type Act, eventOf, MINUTE, play, running, SPRAVATO } from './session-arbitraries.ts';

const played = (...acts: readonly (readonly [number, Act])[]) => running(play(SPRAVATO, ...acts).session);

describe('the request', () => {
  it('is asked once, however often it is pressed', () => {
    const step = play(SPRAVATO, [1, 'someone'], [2, 'someone'], [3, 'someone']);
    expect(running(step.session).request).toEqual({ askedAt: MINUTE, wish: null, comingAt: null });
    expect(step.happened.filter((one) => 'what' in one && one.what === 'askedFor')).toHaveLength(1);
  });

  it('may be made again once it was answered', () => {
    const { request } = played([1, 'someone'], [2, 'acknowledge'], [3, 'someone']);
    expect(request).toEqual({ askedAt: 3 * MINUTE, wish: null, comingAt: null });
  });

  it('outlives a quiet check, answered or not', () => {
    expect(played([1, 'someone'], [2, 'quietCheck']).request?.comingAt).toBeNull();
    const answered = played([1, 'someone'], [2, 'acknowledge'], [3, 'quietCheck']);
    expect(answered.request?.comingAt).toBe(2 * MINUTE);
  });
});

describe('Silence', () => {
  it.each(['silence', 'louder', 'different'] as const)('is left by %s, at the level it had', (act) => {
    const silent = played([1, 'softer'], [2, 'silence']);
    expect(silent.silenced).toBe(true);
    const left = running(reduce(silent, eventOf(act, 3 * MINUTE), 3 * MINUTE).session);
    expect(left).toMatchObject({ silenced: false, nudge: { sound: -1 } });
  });

  it.each(['softer', 'darker', 'lighter', 'someone', 'wake'] as const)('is not left by %s', (act) => {
    expect(played([1, 'silence'], [2, act])).toMatchObject({ silenced: true, nudge: { sound: 0 } });
  });
});

describe('Different', () => {
  it('refuses each track once, and the one refused last stands last', () => {
    const playing = ['a', 'b', 'a'];
    const session = playing.reduce(
      (s, track, i) => running(reduce(s, eventOf('different', i, track), i).session),
      played(),
    );
    expect(session.refused).toEqual(['b', 'a']);
  });

  it('while nothing plays refuses nothing', () => {
    const step = reduce(played(), { type: 'different', awakeUntil: 9, playing: null }, 1);
    expect(running(step.session).refused).toEqual([]);
  });
});

describe('the program come back after a while', () => {
  it('carries out what was due meanwhile, each at its instant, and tells of its return', () => {
    const { session } = play(SPRAVATO, [0, 'doseMark'], [19, 'wake']);
    const step = reduce(session, { type: 'resumed', gapMs: 30 * MINUTE }, 50 * MINUTE);
    expect(step.happened).toEqual([
      { kind: 'phase', phase: 'deep', at: 20 * MINUTE },
      { kind: 'check', minute: 40, state: 'due', at: 40 * MINUTE },
      { kind: 'session', what: 'resumed', at: 50 * MINUTE },
    ]);
    expect(running(step.session).awakeUntil).toBeNull();
  });

  it('keeps what nurse and patient had asked for', () => {
    const before = played([0, 'doseMark'], [1, 'darker'], [2, 'silence'], [3, 'someone'], [4, 'hold']);
    const after = running(reduce(before, { type: 'resumed', gapMs: 1 }, 10 * MINUTE).session);
    expect({ ...after, awakeUntil: before.awakeUntil }).toEqual(before);
  });

  it('finds an empty room empty', () => {
    expect(reduce(EMPTY_ROOM, { type: 'resumed', gapMs: MINUTE }, 0).session).toEqual(EMPTY_ROOM);
  });
});

describe('Room free', () => {
  it('ends the session once the phases are over, before the assess mark', () => {
    const step = play(SPRAVATO, [0, 'doseMark'], [1, 'gentleEnd'], [7, 'roomFree']);
    expect(step.session.stage).toBe('idle');
    expect(step.happened.at(-1)).toEqual({ kind: 'session', what: 'ended', at: 7 * MINUTE });
  });
});
