// The turnover: what a room goes through between two people. Pure. Whoever wipes something reports it here.

import { assertNever } from '../result.ts';
import { runningLooks } from '../score/light-score.ts';
import { changesOf } from './changes.ts';
import { milestone, type NurseEvent, type Outcome, type TurnoverEvent } from './events.ts';
import type { IdleRoom, Ms, RunningSession, Session, Turnover } from './session.ts';

const NOTHING_WIPED: Turnover['steps'] = {
  pages: 'ahead',
  label: 'ahead',
  volumes: 'ahead',
  look: 'ahead',
  scenes: 'ahead',
};

/** The room after a session: left as it is, and waiting to be turned over. */
export const idleAfter = (session: RunningSession, now: Ms): IdleRoom => ({
  stage: 'idle',
  left: runningLooks(session, now),
  fullLightSince: session.fullLightSince,
  turnover: {
    endedAt: now,
    preset: session.preset,
    changes: changesOf(session, now),
    steps: NOTHING_WIPED,
  },
});

/** The room after a start that was taken back before the dose mark: left as it is, and nothing in it to be wiped. */
export const idleBeforeDose = (session: RunningSession, now: Ms): IdleRoom => ({
  ...idleAfter(session, now),
  turnover: null,
});

/** True once every step is done, or will be by itself. */
export const isWiped = ({ steps }: Turnover): boolean =>
  Object.values(steps).every((state) => state !== 'ahead');

/** The turnover that a room waits for; null: it waits for none. */
export const turnoverIn = (session: Session): Turnover | null =>
  session.stage === 'idle' ? session.turnover : null;

type EventInTurnover = TurnoverEvent | Extract<NurseEvent, { type: 'changesSettled' | 'turnoverDone' }>;

/** What an event makes of a room that waits to be turned over. */
export const afterTurnoverEvent = (room: IdleRoom, event: EventInTurnover, now: Ms): Outcome => {
  const { turnover } = room;
  if (turnover === null) return 'noTurnover';
  const withTurnover = (change: Partial<Turnover>): Outcome => ({
    session: { ...room, turnover: { ...turnover, ...change } },
    happened: [],
  });
  switch (event.type) {
    case 'changesSettled':
      return withTurnover({ changes: [] });
    case 'changesOffered':
      // With the label goes what was changed under it.
      return turnover.preset === null ? 'noTurnover' : withTurnover({ changes: event.changes });
    case 'turnoverDone':
      if (!isWiped(turnover)) return 'turnoverNotDone';
      return { session: { ...room, turnover: null }, happened: [milestone('turnedOver', now)] };
    case 'wiped': {
      if (event.step === 'look') {
        const steps = { ...turnover.steps, look: 'done' as const };
        const left = { ambient: event.look, task: event.look };
        return { session: { ...room, left, turnover: { ...turnover, steps } }, happened: [] };
      }
      const steps = { ...turnover.steps, [event.step]: event.state };
      return withTurnover(event.step === 'label' ? { steps, preset: null, changes: [] } : { steps });
    }
    default:
      return assertNever(event);
  }
};
