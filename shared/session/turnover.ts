// The turnover: what a room goes through between two people. A pure part of the state machine; who wipes what is
// the room's own business, and it reports here.

import { changesOf, type SessionChange } from './changes.ts';
import type {
  IdleRoom,
  Ms,
  Outcome,
  RunningSession,
  Session,
  StepState,
  Turnover,
  TurnoverEvent,
  TurnoverStep,
} from './session.ts';

const NOTHING_WIPED: Readonly<Record<TurnoverStep, StepState>> = {
  pages: 'ahead',
  label: 'ahead',
  volumes: 'ahead',
  look: 'ahead',
  scenes: 'ahead',
};

/** The turnover that a session's end begins. */
export const turnoverOf = (session: RunningSession, now: Ms): Turnover => ({
  endedAt: now,
  preset: session.preset,
  changes: changesOf(session, now),
  steps: NOTHING_WIPED,
});

/** True once every step is done, or will be by itself. */
export const isWiped = ({ steps }: Turnover): boolean =>
  Object.values(steps).every((state) => state !== 'ahead');

/** The turnover that a room waits for; null: it waits for none. */
export const turnoverIn = (session: Session): Turnover | null =>
  session.stage === 'idle' ? session.turnover : null;

/** A room that still waits to be turned over. */
export type RoomInTurnover = IdleRoom & { readonly turnover: Turnover };

/** What of a session has to outlive a crash: one that runs, or a turnover that is not done; null: nothing. */
export const lastingOf = (session: Session): RunningSession | RoomInTurnover | null => {
  if (session.stage === 'running') return session;
  return session.turnover === null ? null : { ...session, turnover: session.turnover };
};

/** A step reported. With the label goes what was changed under it; whoever wanted to keep it has done so. */
export const wiped = (room: IdleRoom, event: Extract<TurnoverEvent, { type: 'wiped' }>): Outcome => {
  const { turnover } = room;
  if (turnover === null) return 'noTurnover';
  const state = event.step === 'look' ? 'done' : event.state;
  const stepped = { ...turnover, steps: { ...turnover.steps, [event.step]: state } };
  if (event.step === 'label') {
    return { session: { ...room, turnover: { ...stepped, preset: null, changes: [] } }, happened: [] };
  }
  const left = event.step === 'look' ? { ambient: event.look, task: event.look } : room.left;
  return { session: { ...room, left, turnover: stepped }, happened: [] };
};

/** Somebody has said what becomes of the changes. */
export const changesSettled = (room: IdleRoom): Outcome => {
  if (room.turnover === null) return 'noTurnover';
  return { session: { ...room, turnover: { ...room.turnover, changes: [] } }, happened: [] };
};

/** What was kept is taken back: the changes wait for a word again, unless their label is wiped. */
export const changesOffered = (room: IdleRoom, changes: readonly SessionChange[]): Outcome => {
  if (room.turnover === null || room.turnover.preset === null) return 'noTurnover';
  return { session: { ...room, turnover: { ...room.turnover, changes } }, happened: [] };
};

/** The room is ready for the next person. */
export const turnedOver = (room: IdleRoom, now: Ms): Outcome => {
  if (room.turnover === null) return 'noTurnover';
  if (!isWiped(room.turnover)) return 'turnoverNotDone';
  return {
    session: { ...room, turnover: null },
    happened: [{ kind: 'session', what: 'turnedOver', at: now }],
  };
};
