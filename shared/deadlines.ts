// What a session does by itself: the deadlines that lie ahead, and what each of them brings when time has
// reached it. However late we look, each is carried out at its own instant and in order.

import { runningLooks, standToGoOnFrom } from './score.ts';
import type { Happening, IdleRoom, Milestone, Ms, RunningSession, Session, Step } from './session.ts';
import { afterPhase, assessAt, fadeEndsAt, MINUTE_MS, runningPhase } from './timeline.ts';

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
 * When the session is over: phases and fade done, assess mark reached, and nobody left waiting for an answer. A
 * patient whose answer comes after all that is shown it before the end.
 */
const overAllAt = (session: RunningSession): Ms | null => {
  if (session.overAt === null || isUnanswered(session)) return null;
  if (session.doseAt !== null && !session.assessReached) return null;
  const doneAt = Math.max(session.overAt, fadeEndsAt(session));
  const endsAt = session.doseAt === null ? doneAt : Math.max(doneAt, assessAt(session, session.overAt));
  const comingAt = session.request?.comingAt ?? null;
  return comingAt === null || comingAt < endsAt ? endsAt : comingAt + COMING_SHOWN_MS;
};

/** The next instant at which a running session changes by itself, or null when it only waits for people. */
export const nextDeadline = (session: Session): Ms | null => {
  if (session.stage === 'idle') return null;
  const phaseEnd = session.heldAt === null ? session.phase.endsAt : null;
  const assess = session.doseAt === null || session.assessReached ? null : assessAt(session, session.doseAt);
  const coming = session.request?.comingAt == null ? null : session.request.comingAt + COMING_SHOWN_MS;
  const all = [phaseEnd, nextCheckAt(session), assess, session.awakeUntil, coming, overAllAt(session)];
  const instants = all.filter((at) => at !== null);
  return instants.length === 0 ? null : Math.min(...instants);
};

/** A turn of the session, told at its instant. */
export const milestone = (what: Milestone, at: Ms): Happening => ({ kind: 'session', what, at });

/** The room after a session: left as it is, nothing more asked of it. */
export const idleAfter = (session: RunningSession, at: Ms): IdleRoom => ({
  stage: 'idle',
  left: runningLooks(session, at),
  fullLightSince: session.fullLightSince,
});

/** A phase's end, now: the next phase, or the rest after the last. */
export const movedOn = (session: RunningSession, at: Ms): Omit<Step, 'refused'> => {
  const next = afterPhase(session, at, standToGoOnFrom(session, at));
  const told: Happening =
    next.overAt === null
      ? { kind: 'phase', phase: runningPhase(next).name, at }
      : milestone('phasesOver', at);
  return { session: next, happened: [told] };
};

/** One deadline carried out. What is due at the same instant follows in the next round. */
const atDeadline = (session: RunningSession, at: Ms): Omit<Step, 'refused'> => {
  if (session.awakeUntil === at) return { session: { ...session, awakeUntil: null }, happened: [] };
  const coming = session.request?.comingAt;
  if (coming != null && coming + COMING_SHOWN_MS === at && overAllAt(session) !== at) {
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
  if (session.doseAt !== null && !session.assessReached && assessAt(session, at) === at) {
    return { session: { ...session, assessReached: true }, happened: [milestone('assess', at)] };
  }
  return { session: idleAfter(session, at), happened: [milestone('ended', at)] };
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
