// What a nurse's press makes of a running session. Pure. A press that does not fit is refused with a code.

import { assertNever } from '../result.ts';
import { standToGoOnFrom } from '../score/light-score.ts';
import { doseCorrected, doseMarked, doseUnmarked } from './dose.ts';
import { type Happening, type Moved, milestone, type NurseEvent, type Outcome } from './events.ts';
import { gentlyEnding } from './gentle-end.ts';
import { type Check, isUnanswered, type Ms, type RunningSession } from './session.ts';
import { extensionTakenBack, keptTimeline, nextPhaseToTakeBack, takenBackTo } from './take-back.ts';
import { afterPhase, extended, isSettling, phaseTold, released } from './timeline.ts';
import { idleAfter, idleBeforeDose } from './turnover.ts';

/** The checks with those that were due done, or one of them, and what is told of it. */
const doneChecks = ({ checks }: RunningSession, now: Ms, which?: number) => {
  const isMeant = ({ state, atMin }: Check): boolean => state === 'due' && (which ?? atMin) === atMin;
  return {
    checks: checks.map((check) => (isMeant(check) ? { ...check, state: 'done' as const } : check)),
    done: checks
      .filter(isMeant)
      .map(({ atMin }): Happening => ({ kind: 'check', minute: atMin, state: 'done', at: now })),
  };
};

/** A session that a press led to another phase. */
const inPhase = (session: RunningSession, now: Ms, ...told: readonly Happening[]): Moved => ({
  session,
  happened: [...told, phaseTold(session, now)],
});

const nextPhase = (session: RunningSession, now: Ms): Moved => {
  const here = standToGoOnFrom(session, now);
  const next = afterPhase(released(session, now), now, here);
  return inPhase({ ...next, skipped: [...session.skipped, keptTimeline(session, now)] }, now);
};

const undoNextPhase = (session: RunningSession, now: Ms): Outcome => {
  const kept = nextPhaseToTakeBack(session, now);
  if (kept === null) return 'phaseStands';
  // The presses before it can still be taken back.
  const back = { ...takenBackTo(kept, session, now), skipped: session.skipped.slice(0, -1) };
  return inPhase(back, now, milestone('nextPhaseUndone', now));
};

const undoGentleEnd = (session: RunningSession, now: Ms): Outcome => {
  if (session.beforeGentle === null) return 'notGentle';
  const back = { ...takenBackTo(session.beforeGentle, session, now), gentle: false, beforeGentle: null };
  return inPhase(back, now, milestone('gentleEndUndone', now));
};

/** What a nurse's press makes of a running session. */
export const afterNurseEvent = (session: RunningSession, event: NurseEvent, now: Ms): Outcome => {
  const isOver = session.overAt !== null;
  const changed = (change: Partial<RunningSession>, ...happened: readonly Happening[]): Moved => ({
    session: { ...session, ...change },
    happened,
  });
  switch (event.type) {
    case 'start':
      return 'alreadyRunning';
    case 'undoStart':
      return isSettling(session)
        ? { session: idleBeforeDose(session, now), happened: [milestone('startUndone', now)] }
        : 'startStands';
    case 'doseMark':
      return doseMarked(session, now);
    case 'undoDoseMark':
      return doseUnmarked(session, now);
    case 'correctDose':
      return doseCorrected(session, event.minutesAgo, now);
    case 'extend':
    case 'hold':
    case 'nextPhase':
      if (isOver) return 'phasesOver';
      if (isSettling(session)) return 'settleWaitsForDose';
      if (event.type === 'nextPhase') return nextPhase(session, now);
      if (event.type === 'extend') return changed(extended(session, now), milestone('extended', now));
      return session.heldAt === null ? changed({ heldAt: now }, milestone('held', now)) : 'alreadyHeld';
    case 'release':
      if (session.heldAt === null) return 'notHeld';
      return changed(released(session, now), milestone('released', now));
    case 'undoExtend': {
      const back = extensionTakenBack(session, now);
      return back === null ? 'extensionStands' : changed(back, milestone('extensionUndone', now));
    }
    case 'undoNextPhase':
      return undoNextPhase(session, now);
    case 'gentleEnd':
      if (isOver) return 'phasesOver';
      if (session.gentle) return 'alreadyGentle';
      return inPhase(gentlyEnding(session, now), now, milestone('gentleEnd', now));
    case 'undoGentleEnd':
      return isOver ? 'phasesOver' : undoGentleEnd(session, now);
    case 'fullLight':
      if (session.fullLightSince !== null) return changed({});
      return changed({ fullLightSince: now }, milestone('fullLight', now));
    case 'undoFullLight':
      if (session.fullLightSince === null) return 'notFullLight';
      return changed({ fullLightSince: null }, milestone('fullLightUndone', now));
    case 'quietCheck': {
      if (session.quietCheckSince !== null) return 'alreadyQuietCheck';
      const { checks, done } = doneChecks(session, now);
      return changed({ checks, quietCheckSince: now }, milestone('quietCheck', now), ...done);
    }
    case 'endQuietCheck':
      if (session.quietCheckSince === null) return 'notQuietCheck';
      return changed({ quietCheckSince: null }, milestone('quietCheckEnded', now));
    case 'checkDone':
    case 'oneCheckDone': {
      const { checks, done } = doneChecks(session, now, 'atMin' in event ? event.atMin : undefined);
      return done.length === 0 ? 'noCheckDue' : changed({ checks }, ...done);
    }
    case 'acknowledge':
      if (session.request === null || !isUnanswered(session)) return 'nobodyAsked';
      return changed({ request: { ...session.request, comingAt: now } }, milestone('coming', now));
    case 'assessed':
      if (!session.assessReached) return 'assessNotReached';
      if (session.assessedAt !== null) return 'alreadyAssessed';
      return changed({ assessedAt: now }, milestone('assessed', now));
    case 'changesSettled':
    case 'turnoverDone':
      return 'noTurnover';
    case 'roomFree':
      if (!isOver) return 'phasesNotOver';
      return { session: idleAfter(session, now), happened: [milestone('ended', now)] };
    default:
      return assertNever(event);
  }
};
