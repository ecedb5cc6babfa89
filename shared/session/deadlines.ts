// What a session does by itself: the deadlines that lie ahead, and what each of them brings when time has
// reached it. However late we look, each is carried out at its own instant and in order.

import { runningLooks, standToGoOnFrom } from '../score/score.ts';
import type { Happening, IdleRoom, Milestone, Ms, RunningSession, Session, Step } from './session.ts';
import { afterPhase, assessAt, MINUTE_MS, runningPhase } from './timeline.ts';
import { turnoverOf } from './turnover.ts';

/** How long the patient display says that someone is coming, once staff have said so. */
const COMING_SHOWN_MS = 5 * MINUTE_MS;

const checkDueAt = (session: RunningSession, atMin: number): Ms | null =>
  session.doseAt === null ? null : session.doseAt + atMin * MINUTE_MS;

const nextCheckAt = (session: RunningSession): Ms | null => {
  const ahead = session.checks.find((check) => check.state === 'ahead');
  return ahead === undefined ? null : checkDueAt(session, ahead.atMin);
};

/** True while the patient's request waits for staff. */
export const isUnanswered = (session: RunningSession): boolean =>
  session.request !== null && session.request.comingAt === null;

/**
 * The next instant at which a running session changes by itself, or null when it only waits for people. It never ends
 * by itself: the room is free when staff say so.
 */
export const nextDeadline = (session: Session): Ms | null => {
  if (session.stage === 'idle') return null;
  const phaseEnd = session.heldAt === null ? session.phase.endsAt : null;
  const assess = session.doseAt === null || session.assessReached ? null : assessAt(session, session.doseAt);
  const coming = session.request?.comingAt == null ? null : session.request.comingAt + COMING_SHOWN_MS;
  const lightTurn = session.heldAt === null && session.phase.lightWaits ? session.phase.lightAt : null;
  const all = [phaseEnd, lightTurn, nextCheckAt(session), assess, session.awakeUntil, coming];
  const instants = all.filter((at) => at !== null);
  return instants.length === 0 ? null : Math.min(...instants);
};

/** A turn of the session, told at its instant. */
export const milestone = (what: Milestone, at: Ms): Happening => ({ kind: 'session', what, at });

/** The room after a session: left as it is, and waiting to be turned over. */
export const idleAfter = (session: RunningSession, at: Ms): IdleRoom => ({
  stage: 'idle',
  left: runningLooks(session, at),
  fullLightSince: session.fullLightSince,
  turnover: turnoverOf(session, at),
});

/** The phase that runs from now on, or that there are none left, as it is told. */
export const phaseTold = (session: RunningSession, at: Ms): Happening =>
  session.overAt === null
    ? { kind: 'phase', phase: runningPhase(session).name, at }
    : milestone('phasesOver', at);

/** A phase's end, now: the next phase, or the rest after the last. */
export const movedOn = (session: RunningSession, at: Ms): Omit<Step, 'refused'> => {
  const next = afterPhase(session, at, standToGoOnFrom(session, at));
  return { session: next, happened: [phaseTold(next, at)] };
};

/** One deadline carried out. What is due at the same instant follows in the next round. */
const atDeadline = (session: RunningSession, at: Ms): Omit<Step, 'refused'> => {
  if (session.awakeUntil === at) return { session: { ...session, awakeUntil: null }, happened: [] };
  const coming = session.request?.comingAt;
  if (coming != null && coming + COMING_SHOWN_MS === at) {
    return { session: { ...session, request: null }, happened: [] };
  }
  if (nextCheckAt(session) === at) {
    const minute = session.checks.find((check) => check.state === 'ahead')?.atMin ?? 0;
    const checks = session.checks.map((c) => (c.atMin === minute ? { ...c, state: 'due' as const } : c));
    return { session: { ...session, checks }, happened: [{ kind: 'check', minute, state: 'due', at }] };
  }
  if (session.heldAt === null && session.phase.endsAt === at) {
    return movedOn(session, at);
  }
  if (session.heldAt === null && session.phase.lightWaits && session.phase.lightAt === at) {
    return { session: { ...session, phase: { ...session.phase, lightWaits: false } }, happened: [] };
  }
  return { session: { ...session, assessReached: true }, happened: [milestone('assess', at)] };
};

/** Lets every deadline up to now happen, in order and at its own instant, however late we are. */
export const advance = (session: Session, now: Ms): Omit<Step, 'refused'> => {
  let present = session;
  const happened: Happening[] = [];
  for (;;) {
    const at = nextDeadline(present);
    if (at === null || at > now || present.stage === 'idle') return { session: present, happened };
    const step = atDeadline(present, at);
    present = step.session;
    happened.push(...step.happened);
  }
};
