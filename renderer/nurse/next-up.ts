// What a nurse has to know next: the one thing that is due, or the nearest thing ahead. Pure.

import type { PhaseName } from '../../shared/preset.ts';
import type { Ms, RunningSession } from '../../shared/session.ts';
import { assessAt, MINUTE_MS } from '../../shared/timeline.ts';

/** Lengths in ms from now; `dueForMs` since it was due. */
export type NextUp =
  | { readonly kind: 'doseMark' }
  | { readonly kind: 'checkDue'; readonly minute: number; readonly dueForMs: Ms }
  | { readonly kind: 'held'; readonly forMs: Ms }
  | { readonly kind: 'check'; readonly inMs: Ms }
  | { readonly kind: 'phase'; readonly name: PhaseName; readonly inMs: Ms }
  | { readonly kind: 'phasesOver'; readonly inMs: Ms }
  | { readonly kind: 'gentleEnd'; readonly inMs: Ms }
  | { readonly kind: 'assess'; readonly inMs: Ms }
  | { readonly kind: 'roomFree' };

const dueCheck = (session: RunningSession, doseAt: Ms, now: Ms): NextUp | null => {
  const due = session.checks.find(({ state }) => state === 'due');
  if (due === undefined) return null;
  return { kind: 'checkDue', minute: due.atMin, dueForMs: now - (doseAt + due.atMin * MINUTE_MS) };
};

const phaseEnd = (session: RunningSession, now: Ms): (NextUp & { readonly inMs: Ms }) | null => {
  const { endsAt, index } = session.phase;
  if (endsAt === null) return null;
  const next = session.phases[index + 1];
  const inMs = endsAt - now;
  if (session.gentle) {
    const rest = session.phases.slice(index + 1).reduce((sum, run) => sum + (run.lengthMs ?? 0), 0);
    return { kind: 'gentleEnd', inMs: inMs + rest };
  }
  return next === undefined ? { kind: 'phasesOver', inMs } : { kind: 'phase', name: next.name, inMs };
};

/** The next thing. A check that is due comes first, whatever else runs. */
export const nextUp = (session: RunningSession, now: Ms): NextUp => {
  const { doseAt, heldAt } = session;
  if (doseAt !== null) {
    const due = dueCheck(session, doseAt, now);
    if (due !== null) return due;
  } else if (!session.gentle && session.overAt === null) return { kind: 'doseMark' };
  if (heldAt !== null) return { kind: 'held', forMs: now - heldAt };
  const check = session.checks.find(({ state }) => state === 'ahead');
  const ahead: (NextUp & { readonly inMs: Ms })[] = [];
  if (check !== undefined && doseAt !== null) {
    ahead.push({ kind: 'check', inMs: doseAt + check.atMin * MINUTE_MS - now });
  }
  const phase = phaseEnd(session, now);
  if (phase !== null) ahead.push(phase);
  if (doseAt !== null && !session.assessReached) {
    ahead.push({ kind: 'assess', inMs: assessAt(session, now) - now });
  }
  return ahead.sort((a, b) => a.inMs - b.inMs)[0] ?? { kind: 'roomFree' };
};
