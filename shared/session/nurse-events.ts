// What a nurse's press makes of a running session. Pure; a press that does not fit is a refusal with a code.

import { assertNever } from '../result.ts';
import { standToGoOnFrom } from '../score/light-score.ts';
import { idleAfter, milestone, phaseTold } from './deadlines.ts';
import { doseCorrected, doseMarked, doseUnmarked } from './dose.ts';
import { gentleEndTakenBack, gentlyEnding } from './gentle-end.ts';
import type { Happening, Ms, NurseEvent, Outcome, RunningSession } from './session.ts';
import { skipped, skipTakenBack, skipToTakeBack } from './skip.ts';
import { extended, isSettling, released } from './timeline.ts';

const doneChecks = (
  session: RunningSession,
  now: Ms,
): Pick<RunningSession, 'checks'> & { told: Happening[] } => ({
  checks: session.checks.map((check) => (check.state === 'due' ? { ...check, state: 'done' } : check)),
  told: session.checks
    .filter((check) => check.state === 'due')
    .map((check) => ({ kind: 'check', minute: check.atMin, state: 'done', at: now })),
});

/** A session that a press led to another phase, and what is told of it. */
const told = (session: RunningSession, now: Ms, first: readonly Happening[]): Outcome => ({
  session,
  happened: [...first, phaseTold(session, now)],
});

/** What a nurse's press makes of a running session. */
export const byNurse = (session: RunningSession, event: NurseEvent, now: Ms): Outcome => {
  const settling = isSettling(session);
  const over = session.overAt !== null;
  switch (event.type) {
    case 'start':
      return 'alreadyRunning';
    case 'doseMark':
      return doseMarked(session, now);
    case 'undoDoseMark':
      return doseUnmarked(session, now);
    case 'correctDose':
      return doseCorrected(session, event.minutesAgo, now);
    case 'extend':
      if (over) return 'phasesOver';
      if (settling) return 'settleWaitsForDose';
      return { session: extended(session), happened: [milestone('extended', now)] };
    case 'hold':
      if (over) return 'phasesOver';
      if (settling) return 'settleWaitsForDose';
      if (session.heldAt !== null) return 'alreadyHeld';
      return { session: { ...session, heldAt: now }, happened: [milestone('held', now)] };
    case 'release':
      if (session.heldAt === null) return 'notHeld';
      return { session: released(session, now), happened: [milestone('released', now)] };
    case 'nextPhase':
      if (over) return 'phasesOver';
      if (settling) return 'settleWaitsForDose';
      return told(skipped(session, now, standToGoOnFrom(session, now)), now, []);
    case 'undoNextPhase': {
      const kept = skipToTakeBack(session, now);
      if (kept === null) return 'phaseStands';
      const back = skipTakenBack(session, kept, now, standToGoOnFrom(session, now));
      return told(back, now, [milestone('nextPhaseUndone', now)]);
    }
    case 'gentleEnd': {
      if (over) return 'phasesOver';
      if (session.gentle) return 'alreadyGentle';
      const ending = gentlyEnding(session, now, standToGoOnFrom(session, now));
      return told(ending, now, [milestone('gentleEnd', now)]);
    }
    case 'undoGentleEnd': {
      if (over) return 'phasesOver';
      if (!session.gentle) return 'notGentle';
      const back = gentleEndTakenBack(session, now, standToGoOnFrom(session, now));
      return told(back, now, [milestone('gentleEndUndone', now)]);
    }
    case 'fullLight':
      if (session.fullLightSince !== null) return { session, happened: [] };
      return { session: { ...session, fullLightSince: now }, happened: [milestone('fullLight', now)] };
    case 'undoFullLight':
      if (session.fullLightSince === null) return 'notFullLight';
      return { session: { ...session, fullLightSince: null }, happened: [milestone('fullLightUndone', now)] };
    case 'quietCheck': {
      if (session.quietCheckSince !== null) return 'alreadyQuietCheck';
      const { checks, told: done } = doneChecks(session, now);
      return {
        session: { ...session, checks, quietCheckSince: now },
        happened: [milestone('quietCheck', now), ...done],
      };
    }
    case 'endQuietCheck':
      if (session.quietCheckSince === null) return 'notQuietCheck';
      return {
        session: { ...session, quietCheckSince: null },
        happened: [milestone('quietCheckEnded', now)],
      };
    case 'checkDone': {
      const { checks, told: done } = doneChecks(session, now);
      return done.length === 0 ? 'noCheckDue' : { session: { ...session, checks }, happened: done };
    }
    case 'acknowledge':
      if (session.request === null || session.request.comingAt !== null) return 'nobodyAsked';
      return {
        session: { ...session, request: { ...session.request, comingAt: now } },
        happened: [milestone('coming', now)],
      };
    case 'assessed':
      if (!session.assessReached) return 'assessNotReached';
      if (session.assessedAt !== null) return 'alreadyAssessed';
      return { session: { ...session, assessedAt: now }, happened: [milestone('assessed', now)] };
    case 'changesSettled':
    case 'turnoverDone':
      return 'noTurnover';
    case 'roomFree':
      if (!over) return 'phasesNotOver';
      return { session: idleAfter(session, now), happened: [milestone('ended', now)] };
    default:
      return assertNever(event);
  }
};
