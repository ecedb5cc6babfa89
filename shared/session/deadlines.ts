// What a session does by itself: its deadlines, and what each brings. However late it is noticed, each one is carried
// out at its own instant and in order.

import { standToGoOnFrom } from '../score/light-score.ts';
import { type Happening, type Moved, milestone } from './events.ts';
import type { Ms, RunningSession, Session } from './session.ts';
import { afterPhase, assessAt, MINUTE_MS, phaseTold } from './timeline.ts';
import { traced } from './trail.ts';

/** How long the patient display says that someone is coming, once staff have said so. */
const COMING_SHOWN_MS = 5 * MINUTE_MS;

/** Something that a session does by itself. */
interface Deadline {
  /** When it is due as the session stands; null: it is not ahead. */
  readonly dueAt: (session: RunningSession) => Ms | null;
  readonly carryOut: (session: RunningSession, at: Ms) => Moved;
}

const silently = (session: RunningSession): Moved => ({ session, happened: [] });

/** The first check that is still ahead; checks go earliest first. */
const nextCheck = ({ checks }: RunningSession) => checks.find(({ state }) => state === 'ahead');

const checkDueAt = (session: RunningSession): Ms | null => {
  const check = nextCheck(session);
  return session.doseAt === null || check === undefined ? null : session.doseAt + check.atMin * MINUTE_MS;
};

const checkDue = (session: RunningSession, at: Ms): Moved => {
  const minute = nextCheck(session)?.atMin ?? 0;
  const checks = session.checks.map((one) =>
    one.atMin === minute ? { ...one, state: 'due' as const } : one,
  );
  return { session: { ...session, checks }, happened: [{ kind: 'check', minute, state: 'due', at }] };
};

const phaseEnded = (session: RunningSession, at: Ms): Moved => {
  const next = afterPhase(session, at, standToGoOnFrom(session, at));
  return { session: next, happened: [phaseTold(next, at)] };
};

/** All of a session's deadlines. Of those that are due at one instant, the upper is carried out first. */
const DEADLINES: readonly Deadline[] = [
  // The patient display falls asleep.
  {
    dueAt: ({ awakeUntil }) => awakeUntil,
    carryOut: (session) => silently({ ...session, awakeUntil: null }),
  },
  // Staff have come, or will not be spoken of any longer.
  {
    dueAt: ({ request }) => (request?.comingAt == null ? null : request.comingAt + COMING_SHOWN_MS),
    carryOut: (session) => silently({ ...session, request: null }),
  },
  { dueAt: checkDueAt, carryOut: checkDue },
  { dueAt: ({ heldAt, phase }) => (heldAt === null ? phase.endsAt : null), carryOut: phaseEnded },
  // In return music goes first, and light follows.
  {
    dueAt: ({ heldAt, phase }) => (heldAt === null && phase.lightWaits ? phase.lightAt : null),
    carryOut: (session) => silently({ ...session, phase: { ...session.phase, lightWaits: false } }),
  },
  {
    dueAt: (session) =>
      session.doseAt === null || session.assessReached ? null : assessAt(session, session.doseAt),
    carryOut: (session, at) => ({
      session: { ...session, assessReached: true },
      happened: [milestone('assess', at)],
    }),
  },
];

/** The deadline that a running session meets next, or null when it waits for people alone. */
const nextOf = (session: Session) => {
  if (session.stage === 'idle') return null;
  const ahead = DEADLINES.flatMap(({ dueAt, carryOut }) => {
    const at = dueAt(session);
    return at === null ? [] : [{ at, step: () => carryOut(session, at) }];
  });
  return ahead.sort((a, b) => a.at - b.at)[0] ?? null;
};

/**
 * The next instant at which a running session changes by itself, or null when it only waits for people. It never ends
 * by itself: the room is free when staff say so.
 */
export const nextDeadline = (session: Session): Ms | null => nextOf(session)?.at ?? null;

/** Carries out every deadline up to now, in order and each at its own instant, however late that is. */
export const advance = (session: Session, now: Ms): Moved => {
  let present = session;
  const happened: Happening[] = [];
  for (;;) {
    const next = nextOf(present);
    if (next === null || next.at > now) return { session: present, happened };
    const step = next.step();
    present = traced(present, step.session, next.at);
    happened.push(...step.happened);
  }
};
