// What comes next in a running session: what waits for staff before what comes by itself. Pure.

import type { PhaseName } from '../../../shared/preset/preset.ts';
import { isAssessDue } from '../../../shared/score/door-score.ts';
import type { Ms, RunningSession } from '../../../shared/session/session.ts';
import { assessAt, isSettling, MINUTE_MS, phasesEndAt } from '../../../shared/session/timeline.ts';

/** What comes by itself, and in how many ms. */
export type Coming =
  | { readonly kind: 'check' | 'phasesOver' | 'roomBack' | 'assess'; readonly inMs: Ms }
  | { readonly kind: 'phase'; readonly name: PhaseName; readonly inMs: Ms };

/** What is next: something that waits for staff, or else what comes by itself. */
export type Next =
  /** The minutes of all due checks, how late the first of them is, and whether the assess mark waits too. */
  | {
      readonly kind: 'checkDue';
      readonly minutes: readonly number[];
      readonly lateMs: Ms;
      readonly isAssessDue: boolean;
    }
  | { readonly kind: 'assessDue'; readonly lateMs: Ms }
  /** `roomFree`: the phases are over and nothing else comes; staff end the session. */
  | { readonly kind: 'doseMark' | 'roomFree' }
  | { readonly kind: 'held'; readonly forMs: Ms; readonly coming: Coming | null }
  | Coming;

/** How long before a check it takes the colour of one, in ms. */
export const CHECK_NEARS_MS = 5 * MINUTE_MS;

const phaseComing = (session: RunningSession, now: Ms): Coming | null => {
  const { phase, heldAt } = session;
  if (phase.endsAt === null || heldAt !== null) return null;
  if (session.gentle) return { kind: 'roomBack', inMs: phasesEndAt(session, now) - now };
  const after = session.phases[phase.index + 1];
  const inMs = phase.endsAt - now;
  return after === undefined ? { kind: 'phasesOver', inMs } : { kind: 'phase', name: after.name, inMs };
};

/** All that comes by itself, soonest first; at the same time, what staff do first. */
const comings = (session: RunningSession, now: Ms): readonly Coming[] => {
  const ahead = session.checks.find((one) => one.state === 'ahead');
  const check: Coming | null =
    ahead === undefined || session.doseAt === null
      ? null
      : { kind: 'check', inMs: session.doseAt + ahead.atMin * MINUTE_MS - now };
  const isAssessAhead = session.doseAt !== null && !session.assessReached;
  const assess: Coming | null = isAssessAhead ? { kind: 'assess', inMs: assessAt(session, now) - now } : null;
  const found = [check, assess, phaseComing(session, now)].filter((coming) => coming !== null);
  return found.sort((a, b) => a.inMs - b.inMs);
};

/** @param now on the session clock */
export const nextEvent = (session: RunningSession, now: Ms): Next => {
  const { doseAt } = session;
  const minutes = session.checks.filter(({ state }) => state === 'due').map(({ atMin }) => atMin);
  const [first] = minutes;
  if (first !== undefined && doseAt !== null) {
    const lateMs = now - doseAt - first * MINUTE_MS;
    return { kind: 'checkDue', minutes, lateMs, isAssessDue: isAssessDue(session) };
  }
  if (isAssessDue(session)) return { kind: 'assessDue', lateMs: now - assessAt(session, now) };
  if (isSettling(session)) return { kind: 'doseMark' };
  const coming = comings(session, now)[0] ?? null;
  if (session.heldAt !== null) return { kind: 'held', forMs: now - session.heldAt, coming };
  return coming ?? { kind: 'roomFree' };
};
