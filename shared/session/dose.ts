// The dose mark: pressed, taken back within two minutes, or put right later. It re-times everything that counts
// from it; what the room is at now is where everything goes on from.

import { standToGoOnFrom } from '../score/light-score.ts';
import { milestone, phaseTold } from './deadlines.ts';
import type { Check, CurrentPhase, Happening, Ms, Outcome, RunningSession } from './session.ts';
import { afterPhase, beginPhase, MINUTE_MS, timelineNow, walked } from './timeline.ts';

/** A dose mark that was pressed by mistake can be taken back for so long. */
export const DOSE_UNDO_MS = 2 * MINUTE_MS;

/** The dose is marked now; onset begins. */
export const doseMarked = (session: RunningSession, now: Ms): Outcome => {
  if (session.doseAt !== null) return 'doseAlreadyMarked';
  if (session.overAt !== null) return 'phasesOver';
  if (session.gentle) return 'alreadyGentle';
  const dosed = { ...session, doseAt: now, doseMarkedAt: now };
  const next = afterPhase(dosed, now, standToGoOnFrom(session, now));
  return { session: next, happened: [milestone('doseMark', now), phaseTold(next, now)] };
};

/** True while the dose mark can be taken back. */
export const canUndoDose = ({ doseMarkedAt, gentle, overAt }: RunningSession, now: Ms): boolean =>
  doseMarkedAt !== null && now - doseMarkedAt <= DOSE_UNDO_MS && !gentle && overAt === null;

/** The dose mark taken back: the room settles again, from where it is, as if settle had gone on until now. */
export const doseUnmarked = (session: RunningSession, now: Ms): Outcome => {
  if (session.doseMarkedAt === null) return 'doseNotMarked';
  if (session.overAt !== null) return 'phasesOver';
  if (session.gentle) return 'alreadyGentle';
  if (!canUndoDose(session, now)) return 'doseMarkStands';
  const settled = session.past.filter(({ index }) => index === 0);
  const last = settled.at(-1);
  const back: RunningSession = {
    ...session,
    ...{
      doseAt: null,
      doseMarkedAt: null,
      heldAt: null,
      skipped: [],
      assessReached: false,
      assessedAt: null,
    },
    checks: session.checks.map(({ atMin }) => ({ atMin, state: 'ahead' })),
    past: last === undefined ? [] : [...settled.slice(0, -1), { ...last, endsAt: now }],
    phase: beginPhase(session, 0, now, standToGoOnFrom(session, now)),
  };
  return { session: back, happened: [milestone('doseMarkUndone', now), phaseTold(back, now)] };
};

/** A check that staff have done stays done, whatever its minute is now. */
const retimed = (check: Check, doseAt: Ms, now: Ms): Check =>
  check.state === 'done'
    ? check
    : { ...check, state: doseAt + check.atMin * MINUTE_MS <= now ? 'due' : 'ahead' };

/** The phase in which a shifted timeline stands. It never goes back: what is over stays over. */
const shifted = (session: RunningSession, byMs: Ms, now: Ms): RunningSession => {
  const { phase, phases, overAt, gentle } = session;
  if (overAt !== null || gentle || phase.endsAt === null) return session;
  const at = timelineNow(session, now);
  let index = phase.index;
  let endsAt = phase.endsAt + byMs;
  while (endsAt <= at && index < phases.length - 1) {
    index += 1;
    endsAt += phases[index]?.lengthMs ?? 0;
  }
  if (index === phase.index && endsAt > at) return { ...session, phase: { ...phase, endsAt } };
  const here = standToGoOnFrom(session, now);
  if (endsAt > at) {
    const begun: CurrentPhase = { ...beginPhase(session, index, at, here), endsAt };
    return { ...session, past: walked(session, at), phase: begun };
  }
  // It would all be over by now: what is left is the way to the last phase's look.
  const last: CurrentPhase = { ...beginPhase(session, index, at, here), endsAt: null };
  const isThere = index === phase.index;
  return {
    ...session,
    heldAt: null,
    past: isThere ? session.past : walked(session, at),
    phase: isThere ? { ...phase, endsAt: null } : last,
    overAt: at,
  };
};

/**
 * The dose mark put right: it was so many minutes before now. Checks and the assess mark count from there; the phases
 * end earlier or later by as much, and a phase that should have begun by now begins now, gently.
 */
export const doseCorrected = (session: RunningSession, minutesAgo: number, now: Ms): Outcome => {
  if (session.doseAt === null) return 'doseNotMarked';
  const doseAt = now - minutesAgo * MINUTE_MS;
  const checks = session.checks.map((check) => retimed(check, doseAt, now));
  const assessReached = doseAt + session.preset.assessMin * MINUTE_MS <= now;
  const marked = { ...session, doseAt, checks, assessReached, skipped: [] };
  const assessedAt = assessReached ? session.assessedAt : null;
  const moved = shifted({ ...marked, assessedAt }, doseAt - session.doseAt, now);
  const due = checks.filter((check, i) => check.state === 'due' && session.checks[i]?.state === 'ahead');
  const happened: Happening[] = [
    milestone('doseCorrected', now),
    ...due.map(({ atMin }): Happening => ({ kind: 'check', minute: atMin, state: 'due', at: now })),
  ];
  if (assessReached && !session.assessReached) happened.push(milestone('assess', now));
  if (moved.phase.index !== session.phase.index || moved.overAt !== session.overAt) {
    happened.push(phaseTold(moved, now));
  }
  return { session: moved, happened };
};
