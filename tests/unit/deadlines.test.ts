// What a session does by itself, each thing at its own instant, however late the program is.

import { describe, expect, it } from 'vitest';
import { advance, nextDeadline } from '../../shared/session/deadlines.ts';
import type { Happening } from '../../shared/session/events.ts';
import { EMPTY_ROOM, isUnanswered } from '../../shared/session/session.ts';
import { type Act, IM, IV, MINUTE, play, running, SPRAVATO } from './session-arbitraries.ts';

/** What is told between the last act and a minute, with the minutes. */
const toldUntil = (minute: number, ...acts: readonly (readonly [number, Act])[]): readonly string[] =>
  advance(play(SPRAVATO, ...acts).session, minute * MINUTE).happened.map(inShort);

const inShort = (one: Happening): string => {
  const at = `${one.at / MINUTE}`;
  if (one.kind === 'phase') return `${at} ${one.phase}`;
  if (one.kind === 'check') return `${at} check ${one.minute} ${one.state}`;
  return `${at} ${one.what}`;
};

const WHOLE_SESSION = ['20 deep', '40 check 40 due', '75 return', '105 rest', '120 phasesOver'] as const;

describe('a session left to itself', () => {
  it('does everything in order, each thing at its own instant, in one late step', () => {
    expect(toldUntil(24 * 60, [0, 'doseMark'])).toEqual([...WHOLE_SESSION, '120 assess']);
  });

  it('does the same at its last instant as a day later', () => {
    expect(toldUntil(120, [0, 'doseMark'])).toEqual(toldUntil(24 * 60, [0, 'doseMark']));
  });

  it('does nothing a moment before it is due', () => {
    const { session } = play(SPRAVATO, [0, 'doseMark']);
    expect(advance(session, 20 * MINUTE - 1)).toEqual({ session, happened: [] });
    expect(advance(session, 20 * MINUTE).happened).toHaveLength(1);
  });

  it('has no deadline while only people can move it on', () => {
    expect(nextDeadline(EMPTY_ROOM)).toBeNull();
    expect(nextDeadline(play(SPRAVATO).session)).toBeNull();
    expect(nextDeadline(play(SPRAVATO, [0, 'doseMark'], [2, 'hold']).session)).toBe(40 * MINUTE);
  });

  it('has its deadlines as instants, whatever the time is', () => {
    const { session } = play(IV, [3, 'doseMark']);
    expect(nextDeadline(session)).toBe(13 * MINUTE);
    expect(nextDeadline(advance(session, 13 * MINUTE).session)).toBe(23 * MINUTE);
  });

  it('tells a check before the phase that begins at the same minute', () => {
    const { session } = play(IV, [0, 'doseMark']);
    expect(advance(session, 10 * MINUTE).happened.map(inShort)).toEqual(['10 check 10 due', '10 deep']);
  });
});

describe('checks and the assess mark', () => {
  const checksAfter = (...acts: readonly (readonly [number, Act])[]): readonly string[] =>
    toldUntil(24 * 60, ...acts).filter((line) => line.includes('check') || line.includes('assess'));

  it.each<[string, readonly (readonly [number, Act])[]]>([
    [
      'hold',
      [
        [0, 'doseMark'],
        [10, 'hold'],
      ],
    ],
    [
      'hold and release',
      [
        [0, 'doseMark'],
        [10, 'hold'],
        [39, 'release'],
      ],
    ],
    [
      '+10 min',
      [
        [0, 'doseMark'],
        [10, 'extend'],
      ],
    ],
    [
      'next phase',
      [
        [0, 'doseMark'],
        [10, 'nextPhase'],
      ],
    ],
    [
      'a gentle end',
      [
        [0, 'doseMark'],
        [10, 'gentleEnd'],
      ],
    ],
    [
      'a quiet check',
      [
        [0, 'doseMark'],
        [10, 'quietCheck'],
      ],
    ],
    [
      'Full light',
      [
        [0, 'doseMark'],
        [10, 'fullLight'],
      ],
    ],
  ])('are not moved by %s', (_, acts) => {
    expect(checksAfter(...acts)).toEqual(['40 check 40 due', '120 assess']);
  });

  it('do not come before the dose mark, however long settle lasts', () => {
    expect(checksAfter()).toEqual([]);
    expect(checksAfter([90, 'doseMark'])).toEqual(['130 check 40 due', '210 assess']);
  });

  it('of every built-in preset come at their minutes', () => {
    const minutes = [SPRAVATO, IV, IM].map((preset) =>
      advance(play(preset, [0, 'doseMark']).session, 1000 * MINUTE).happened.flatMap((one) =>
        one.kind === 'check' ? [one.at / MINUTE] : [],
      ),
    );
    expect(minutes).toEqual([[40], [10, 20, 30, 40], [20, 50]]);
  });
});

describe('the end', () => {
  it('never comes by itself: the room rests until staff say that it is free', () => {
    const { session } = play(SPRAVATO, [0, 'doseMark'], [130, 'assessed']);
    expect(nextDeadline(session)).toBeNull();
    expect(running(advance(session, 24 * 60 * MINUTE).session).overAt).toBe(120 * MINUTE);
  });

  it('comes when staff say that the room is free, and not before the phases are over', () => {
    expect(play(SPRAVATO, [0, 'doseMark'], [119, 'roomFree']).refused).toBe('phasesNotOver');
    const freed = play(SPRAVATO, [0, 'doseMark'], [121, 'roomFree']);
    expect(freed.session.stage).toBe('idle');
    expect(inShort(freed.happened.at(-1) as Happening)).toBe('121 ended');
  });

  it('keeps the assess mark waiting where the phases are over sooner', () => {
    const acts = [
      [0, 'doseMark'],
      [10, 'gentleEnd'],
    ] as const;
    expect(toldUntil(300, ...acts).at(-1)).toBe('120 assess');
  });

  it('keeps a request that nobody has answered, however long', () => {
    const asked = play(SPRAVATO, [0, 'doseMark'], [119, 'someone']);
    const late = running(advance(asked.session, 24 * 60 * MINUTE).session);
    expect(isUnanswered(late)).toBe(true);
  });

  it('leaves the room as the score had it, and Full light on if it is on', () => {
    const { session } = play(SPRAVATO, [0, 'doseMark'], [119, 'fullLight'], [121, 'roomFree']);
    expect(session).toMatchObject({
      stage: 'idle',
      fullLightSince: 119 * MINUTE,
      left: { ambient: { brightnessPct: 40 }, task: { brightnessPct: 40 } },
    });
  });
});

describe('the assess mark', () => {
  it('is held until staff say that they have assessed, once', () => {
    const due = running(play(SPRAVATO, [0, 'doseMark'], [120, 'tick']).session);
    expect(due).toMatchObject({ assessReached: true, assessedAt: null });
    expect(running(advance(due, 600 * MINUTE).session).assessedAt).toBeNull();
    const done = play(SPRAVATO, [0, 'doseMark'], [125, 'assessed']);
    expect(running(done.session).assessedAt).toBe(125 * MINUTE);
    expect(play(SPRAVATO, [0, 'doseMark'], [125, 'assessed'], [126, 'assessed']).refused).toBe(
      'alreadyAssessed',
    );
  });

  it('cannot be confirmed before it is reached', () => {
    expect(play(SPRAVATO, [0, 'doseMark'], [119, 'assessed']).refused).toBe('assessNotReached');
  });
});

describe('the patient display', () => {
  it('falls asleep when nobody has touched it', () => {
    const { session } = play(SPRAVATO, [1, 'wake']);
    expect(running(session).awakeUntil).toBe(80_000);
    expect(running(advance(session, 79_999).session).awakeUntil).toBe(80_000);
    expect(advance(session, 80_000)).toMatchObject({ session: { awakeUntil: null }, happened: [] });
  });

  it('says for five minutes that someone is coming, and no longer', () => {
    const { session } = play(SPRAVATO, [1, 'someone'], [3, 'acknowledge']);
    expect(running(advance(session, 8 * MINUTE - 1).session).request).not.toBeNull();
    expect(running(advance(session, 8 * MINUTE).session).request).toBeNull();
  });
});
