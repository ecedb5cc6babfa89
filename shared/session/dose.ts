// The dose mark: pressed, taken back, or put right later. It re-times everything that counts from it, and everything
// goes on from what the room is at now.

import { standToGoOnFrom } from '../score/light-score.ts';
import { type Happening, milestone, type Outcome } from './events.ts';
import type { Check, Ms, RunningSession } from './session.ts';
import { TAKE_BACK_MS, takenBackTo } from './take-back.ts';
import { afterPhase, beginPhase, MINUTE_MS, pastWith, phaseTold, timelineNow } from './timeline.ts';

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
  doseMarkedAt !== null && now - doseMarkedAt <= TAKE_BACK_MS && !gentle && overAt === null;

/** The dose mark taken back: the room settles again, as if settle had gone on until now. */
export const doseUnmarked = (session: RunningSession, now: Ms): Outcome => {
  if (session.doseMarkedAt === null) return 'doseNotMarked';
  if (session.overAt !== null) return 'phasesOver';
  if (session.gentle) return 'alreadyGentle';
  if (!canUndoDose(session, now)) return 'doseMarkStands';
  const settled = session.past.filter(({ index }) => index === 0);
  const settle = settled.at(-1);
  if (settle === undefined) throw new Error('a dose is marked in settle');
  const kept = {
    at: session.doseMarkedAt,
    phases: session.phases,
    phase: { ...settle, endsAt: null },
    past: settled.slice(0, -1),
    heldAt: null,
  };
  const back: RunningSession = {
    ...takenBackTo(kept, session, now),
    doseAt: null,
    doseMarkedAt: null,
    assessReached: false,
    assessedAt: null,
    checks: session.checks.map(({ atMin }) => ({ atMin, state: 'ahead' })),
  };
  return { session: back, happened: [milestone('doseMarkUndone', now), phaseTold(back, now)] };
};

/** A check that staff have done stays done, whatever its minute is now. */
const retimed = (check: Check, doseAt: Ms, now: Ms): Check =>
  check.state === 'done'
    ? check
    : { ...check, state: doseAt + check.atMin * MINUTE_MS <= now ? 'due' : 'ahead' };

/** The session with its timeline shifted. It never goes back to a phase that is over. */
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
  // Where all phases would be over by now, only the fade to the last one's look is left.
  const isOver = endsAt <= at;
  const end = isOver ? null : endsAt;
  const moved: RunningSession =
    index === phase.index
      ? { ...session, phase: { ...phase, endsAt: end } }
      : {
          ...session,
          past: pastWith(session, at),
          phase: { ...beginPhase(phases, index, at, standToGoOnFrom(session, now)), endsAt: end },
        };
  return isOver ? { ...moved, heldAt: null, overAt: at } : moved;
};

/**
 * The dose mark put right: it was so many minutes before now. Checks and the assess mark count from there. The phases
 * end earlier or later by as much, and a phase that should have begun by now begins now, with its own fade.
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
