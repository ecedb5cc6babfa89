// Between two people: what a session's end begins, what each report makes of it, and that no session begins before the
// room is ready.

import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { doorSign } from '../../shared/score/door-score.ts';
import { want } from '../../shared/score/score.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { reduce } from '../../shared/session/reduce.ts';
import {
  EMPTY_ROOM,
  type IdleRoom,
  lastingOf,
  RoomInTurnoverSchema,
  type Session,
  TURNOVER_STEPS,
  type Turnover,
} from '../../shared/session/session.ts';
import { isWiped } from '../../shared/session/turnover.ts';
import { anyLook, anyPreset, anyStory, lived, play, SPRAVATO } from './session-arbitraries.ts';

const LOOK = { brightnessPct: 25, warmthK: 2700 };

/** The room after a session whose patient made it darker in rest. */
const afterwards = (): IdleRoom => {
  const { session } = play(
    SPRAVATO,
    [10, 'doseMark'],
    [120, 'darker'],
    [131, 'tick'],
    [132, 'assessed'],
    [133, 'roomFree'],
  );
  if (session.stage !== 'idle') throw new Error('the session should be over');
  return session;
};

const NOW = 134 * 60_000;
const gone = (session: Session, ...events: readonly SessionEvent[]): Session =>
  events.reduce((before, event) => reduce(before, event, NOW).session, session);

const turnoverIn = (session: Session): Turnover => {
  if (session.stage !== 'idle' || session.turnover === null) throw new Error('no turnover');
  return session.turnover;
};

const reportOf = (step: (typeof TURNOVER_STEPS)[number], state: 'done' | 'later' = 'done'): SessionEvent =>
  step === 'look' ? { type: 'wiped', step, look: LOOK } : { type: 'wiped', step, state };

const ALL = TURNOVER_STEPS.map((step) => reportOf(step));
const START: SessionEvent = { type: 'start', preset: SPRAVATO, found: null };

describe('a session’s end', () => {
  it('begins a turnover that knows what ran and what was changed, with every step ahead', () => {
    const { preset, changes, steps } = turnoverIn(afterwards());
    expect(preset).toEqual(SPRAVATO);
    expect(changes).toEqual([{ kind: 'light', phase: 'rest', steps: -1 }]);
    expect(new Set(Object.values(steps))).toEqual(new Set(['ahead']));
  });

  it('leaves the room’s light as it is, silences it, and has the door say one moment', () => {
    const room = afterwards();
    const { light, sound, door } = want(room, NOW);
    expect(light?.ambient.to).toEqual(room.left?.ambient);
    expect(sound.level).toBeNull();
    expect(door).toBe('turnover');
  });
});

describe('a turnover', () => {
  it('lets no session begin before it is done, and one after', () => {
    const room = afterwards();
    expect(reduce(room, START, NOW)).toMatchObject({ session: room, refused: 'turnoverFirst' });
    const wiped = gone(room, ...ALL);
    expect(reduce(wiped, START, NOW).refused).toBe('turnoverFirst');
    const ready = gone(wiped, { type: 'turnoverDone' });
    expect(doorSign(ready)).toBe('free');
    expect(reduce(ready, START, NOW).refused).toBeNull();
  });

  it('is done only when every step is, or will be by itself', () => {
    for (const missing of TURNOVER_STEPS) {
      const others = TURNOVER_STEPS.filter((step) => step !== missing).map((step) => reportOf(step));
      const room = gone(afterwards(), ...others);
      expect(reduce(room, { type: 'turnoverDone' }, NOW)).toMatchObject({
        session: room,
        refused: 'turnoverNotDone',
      });
    }
    const later = gone(afterwards(), ...ALL, reportOf('scenes', 'later'));
    expect(reduce(later, { type: 'turnoverDone' }, NOW)).toMatchObject({
      refused: null,
      happened: [{ kind: 'session', what: 'turnedOver', at: NOW }],
    });
  });

  it('forgets what ran, and what was changed, with the label', () => {
    const room = gone(afterwards(), reportOf('label'));
    expect(turnoverIn(room)).toMatchObject({ preset: null, changes: [] });
    expect(JSON.stringify(room)).not.toContain(SPRAVATO.label);
  });

  it('sets ambient and task light for the next person, whatever the room was left at', () => {
    const room = gone(afterwards(), reportOf('look'));
    const { light } = want(room, NOW);
    expect(light?.ambient.to).toEqual(LOOK);
    expect(light?.task.to).toEqual(LOOK);
    expect(light?.door.to.brightnessPct).toBe(0);
  });

  it('leaves Full light on as long as somebody wants it, and goes to the look when it is taken back', () => {
    const lit = gone(afterwards(), { type: 'fullLight' }, reportOf('look'));
    expect(want(lit, NOW).fullLight).toBe(true);
    expect(want(gone(lit, { type: 'undoFullLight' }), NOW).light?.ambient.to).toEqual(LOOK);
  });

  it('offers changes once more that were settled and taken back, until the label is wiped', () => {
    const { changes } = turnoverIn(afterwards());
    const settled = gone(afterwards(), { type: 'changesSettled' });
    expect(turnoverIn(settled).changes).toEqual([]);
    const offered: SessionEvent = { type: 'changesOffered', changes };
    expect(turnoverIn(gone(settled, offered)).changes).toEqual(changes);
    const wiped = gone(settled, reportOf('label'));
    expect(reduce(wiped, offered, NOW)).toMatchObject({ session: wiped, refused: 'noTurnover' });
  });

  it('is refused in a room that waits for none', () => {
    const changes: SessionEvent = { type: 'changesOffered', changes: [] };
    for (const event of [...ALL, changes, { type: 'changesSettled' }, { type: 'turnoverDone' }] as const) {
      expect(reduce(EMPTY_ROOM, event, NOW)).toMatchObject({ session: EMPTY_ROOM, refused: 'noTurnover' });
      const running = gone(EMPTY_ROOM, START);
      expect(reduce(running, event, NOW)).toMatchObject({ session: running, refused: 'noTurnover' });
    }
  });
});

const anyReport: fc.Arbitrary<SessionEvent> = fc.oneof(
  fc
    .constantFrom(...(['pages', 'label', 'volumes', 'scenes'] as const))
    .chain((step) =>
      fc
        .constantFrom('done' as const, 'later' as const)
        .map((state): SessionEvent => ({ type: 'wiped', step, state })),
    ),
  anyLook.map((look): SessionEvent => ({ type: 'wiped', step: 'look', look })),
  fc.constantFrom<SessionEvent>(
    { type: 'changesSettled' },
    { type: 'changesOffered', changes: [{ kind: 'silence', phase: 'rest' }] },
    { type: 'turnoverDone' },
    { type: 'fullLight' },
    { type: 'undoFullLight' },
    { type: 'tick' },
    { type: 'resumed', gapMs: 60_000 },
    { type: 'darker', awakeUntil: 0 },
    { type: 'roomFree' },
    START,
  ),
);

/** A room after any session at all that came to its end, or none where it did not. */
const anyAfterwards: fc.Arbitrary<IdleRoom | null> = anyStory.map((story) => {
  const { session, now } = lived(story);
  const ended = [{ type: 'gentleEnd' }, { type: 'tick' }, { type: 'roomFree' }] as const;
  const last = ended.reduce<Session>(
    (before, event, i) => reduce(before, event, now + i * 600_000 * 60).session,
    session,
  );
  return last.stage === 'idle' ? last : null;
});

describe('whatever is reported in whatever order', () => {
  it('no session begins between one person and the next', () => {
    fc.assert(
      fc.property(
        anyAfterwards,
        anyPreset,
        fc.array(anyReport, { maxLength: 30 }),
        (room, preset, events) => {
          if (room === null) return;
          let session: Session = room;
          for (const event of events) {
            const { session: next, refused } = reduce(session, event, NOW);
            if (session.stage === 'idle' && session.turnover !== null) {
              expect(next.stage).toBe('idle');
              const start = reduce(session, { type: 'start', preset, found: null }, NOW);
              expect(start.refused).toBe('turnoverFirst');
              const isOver = next.stage === 'idle' && next.turnover === null;
              expect(isOver).toBe(event.type === 'turnoverDone' && isWiped(session.turnover));
              if (event.type === 'turnoverDone') expect(refused).toBe(isOver ? null : 'turnoverNotDone');
            }
            session = next;
          }
        },
      ),
    );
  });

  it('a step that is done is never undone, and a wiped label never comes back', () => {
    fc.assert(
      fc.property(anyAfterwards, fc.array(anyReport, { maxLength: 30 }), (room, events) => {
        if (room === null) return;
        let session: Session = room;
        for (const event of events) {
          const next: Session = reduce(session, event, NOW).session;
          if (session.stage !== 'idle' || session.turnover === null) return;
          if (next.stage !== 'idle' || next.turnover === null) return;
          for (const step of TURNOVER_STEPS) {
            if (session.turnover.steps[step] !== 'ahead') expect(next.turnover.steps[step]).not.toBe('ahead');
          }
          if (session.turnover.preset === null) {
            expect(next.turnover.preset).toBeNull();
            expect(next.turnover.changes).toEqual([]);
          }
          session = next;
        }
      }),
    );
  });

  it('what outlives a crash is the same when it is read back', () => {
    fc.assert(
      fc.property(anyAfterwards, fc.array(anyReport, { maxLength: 10 }), (room, events) => {
        if (room === null) return;
        const lasting = lastingOf(gone(room, ...events));
        if (lasting === null || lasting.stage === 'running') return;
        const read = v.parse(RoomInTurnoverSchema, JSON.parse(JSON.stringify(lasting)));
        expect(read).toEqual(JSON.parse(JSON.stringify(lasting)));
      }),
    );
  });
});
