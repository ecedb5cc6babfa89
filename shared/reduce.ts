// The state machine: what every event makes of a session. Pure; an event that does not fit is refused as a
// value with a code, and changes nothing but the time.

import { advance, idleAfter, isUnanswered, milestone, movedOn } from './deadlines.ts';
import { pressed } from './ladder.ts';
import type { Preset } from './preset.ts';
import { assertNever } from './result.ts';
import { brightnessWith, standToGoOnFrom } from './score.ts';
import type {
  Happening,
  IdleRoom,
  LeftLooks,
  Ms,
  NurseEvent,
  PatientEvent,
  Refusal,
  RunningSession,
  Session,
  SessionEvent,
  Step,
} from './session.ts';
import { levelWith } from './sound-score.ts';
import {
  afterPhase,
  extended,
  gentlyEnding,
  phasesOf,
  released,
  runningPhase,
  takenBack,
} from './timeline.ts';

const begin = (preset: Preset, found: LeftLooks | null, now: Ms): RunningSession => {
  const phases = phasesOf(preset);
  const settle = phases[0];
  if (settle === undefined) throw new Error('the preset schema asks for settle');
  return {
    stage: 'running',
    preset,
    startedAt: now,
    doseAt: null,
    phases,
    phase: {
      index: 0,
      beganAt: now,
      endsAt: null,
      from: { ...(found ?? { ambient: settle.ambient, task: settle.task }), levelDb: settle.levelDb },
    },
    past: [],
    heldAt: null,
    gentle: false,
    beforeGentle: null,
    overAt: null,
    checks: preset.checksMin.map((atMin) => ({ atMin, state: 'ahead' })),
    assessReached: false,
    nudge: { light: 0, sound: 0 },
    silenced: false,
    refused: [],
    quietCheckSince: null,
    fullLightSince: null,
    request: null,
    awakeUntil: null,
  };
};

/** What an undone Full light leaves a room at that was never in a session: as light as at rest. */
const USUAL_ROOM: LeftLooks = {
  ambient: { brightnessPct: 40, warmthK: 2200 },
  task: { brightnessPct: 40, warmthK: 2200 },
};

type Outcome = { readonly session: Session; readonly happened: readonly Happening[] } | Refusal;

const inIdle = (room: IdleRoom, event: SessionEvent, now: Ms): Outcome => {
  switch (event.type) {
    case 'start':
      return {
        session: begin(event.preset, event.found ?? room.left, now),
        happened: [milestone('started', now), { kind: 'phase', phase: 'settle', at: now }],
      };
    case 'fullLight':
      if (room.fullLightSince !== null) return { session: room, happened: [] };
      return { session: { ...room, fullLightSince: now }, happened: [milestone('fullLight', now)] };
    case 'undoFullLight':
      if (room.fullLightSince === null) return 'notFullLight';
      return {
        session: { ...room, left: room.left ?? USUAL_ROOM, fullLightSince: null },
        happened: [milestone('fullLightUndone', now)],
      };
    case 'tick':
    case 'resumed':
      return { session: room, happened: [] };
    default:
      return 'nothingRuns';
  }
};

const doneChecks = (
  session: RunningSession,
  now: Ms,
): Pick<RunningSession, 'checks'> & { told: Happening[] } => ({
  checks: session.checks.map((check) => (check.state === 'due' ? { ...check, state: 'done' } : check)),
  told: session.checks
    .filter((check) => check.state === 'due')
    .map((check) => ({ kind: 'check', minute: check.atMin, state: 'done', at: now })),
});

const byNurse = (session: RunningSession, event: NurseEvent, now: Ms): Outcome => {
  const settling = session.phase.endsAt === null && session.overAt === null;
  const over = session.overAt !== null;
  switch (event.type) {
    case 'start':
      return 'alreadyRunning';
    case 'doseMark': {
      if (session.doseAt !== null) return 'doseAlreadyMarked';
      if (over) return 'phasesOver';
      if (session.gentle) return 'alreadyGentle';
      const next = afterPhase({ ...session, doseAt: now }, now, standToGoOnFrom(session, now));
      return {
        session: next,
        happened: [milestone('doseMark', now), { kind: 'phase', phase: runningPhase(next).name, at: now }],
      };
    }
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
      return movedOn(released(session, now), now);
    case 'gentleEnd': {
      if (over) return 'phasesOver';
      if (session.gentle) return 'alreadyGentle';
      const ending = gentlyEnding(session, now, standToGoOnFrom(session, now));
      return {
        session: ending,
        happened: [milestone('gentleEnd', now), { kind: 'phase', phase: runningPhase(ending).name, at: now }],
      };
    }
    case 'undoGentleEnd': {
      if (over) return 'phasesOver';
      if (!session.gentle) return 'notGentle';
      const back = takenBack(session, now, standToGoOnFrom(session, now));
      return {
        session: back,
        happened: [
          milestone('gentleEndUndone', now),
          { kind: 'phase', phase: runningPhase(back).name, at: now },
        ],
      };
    }
    case 'fullLight':
      if (session.fullLightSince !== null) return { session, happened: [] };
      return { session: { ...session, fullLightSince: now }, happened: [milestone('fullLight', now)] };
    case 'undoFullLight':
      if (session.fullLightSince === null) return 'notFullLight';
      return { session: { ...session, fullLightSince: null }, happened: [milestone('fullLightUndone', now)] };
    case 'quietCheck': {
      if (session.quietCheckSince !== null) return 'alreadyQuietCheck';
      const { checks, told } = doneChecks(session, now);
      return {
        session: { ...session, checks, quietCheckSince: now },
        happened: [milestone('quietCheck', now), ...told],
      };
    }
    case 'endQuietCheck':
      if (session.quietCheckSince === null) return 'notQuietCheck';
      return {
        session: { ...session, quietCheckSince: null },
        happened: [milestone('quietCheckEnded', now)],
      };
    case 'checkDone': {
      const { checks, told } = doneChecks(session, now);
      return told.length === 0 ? 'noCheckDue' : { session: { ...session, checks }, happened: told };
    }
    case 'acknowledge':
      if (session.request === null || session.request.comingAt !== null) return 'nobodyAsked';
      return {
        session: { ...session, request: { ...session.request, comingAt: now } },
        happened: [milestone('coming', now)],
      };
    case 'roomFree':
      if (!over) return 'phasesNotOver';
      return { session: idleAfter(session, now), happened: [milestone('ended', now)] };
    default:
      return assertNever(event);
  }
};

/** Darker, lighter, softer or louder: one step on the ladder, noticed at once or at the limit. */
const nudged = (
  session: RunningSession,
  what: 'light' | 'sound',
  direction: 1 | -1,
  now: Ms,
): RunningSession => {
  const place = what === 'light' ? brightnessWith(session, now) : levelWith(session, now);
  return {
    ...session,
    nudge: { ...session.nudge, [what]: pressed(session.nudge[what], direction, place) },
  };
};

const byPatient = (session: RunningSession, event: PatientEvent, now: Ms): Outcome => {
  const awake = { ...session, awakeUntil: event.awakeUntil };
  const told: readonly Happening[] = [{ kind: 'patient', what: event.type, at: now }];
  switch (event.type) {
    case 'wake':
      return { session: awake, happened: [] };
    case 'darker':
      return { session: nudged(awake, 'light', -1, now), happened: told };
    case 'lighter':
      return { session: nudged(awake, 'light', 1, now), happened: told };
    case 'softer':
      // Nothing is softer than silence; a step taken unheard would not be undone by its pair.
      if (session.silenced) return { session: awake, happened: told };
      return { session: nudged(awake, 'sound', -1, now), happened: told };
    case 'louder':
      if (session.silenced) return { session: { ...awake, silenced: false }, happened: told };
      return { session: nudged(awake, 'sound', 1, now), happened: told };
    case 'silence':
      return { session: { ...awake, silenced: !session.silenced }, happened: told };
    case 'different': {
      // What was refused last stands last: once all tracks have been refused, only that one is kept out.
      const others = session.refused.filter((id) => id !== event.playing);
      const refused = event.playing === null ? session.refused : [...others, event.playing];
      return { session: { ...awake, refused, silenced: false }, happened: told };
    }
    case 'someone': {
      if (isUnanswered(session)) return { session: awake, happened: [] };
      return {
        session: { ...awake, request: { askedAt: now, comingAt: null } },
        happened: [milestone('askedFor', now)],
      };
    }
    default:
      return assertNever(event);
  }
};

const whileRunning = (session: RunningSession, event: SessionEvent, now: Ms): Outcome => {
  switch (event.type) {
    case 'tick':
      return { session, happened: [] };
    case 'resumed':
      return { session: { ...session, awakeUntil: null }, happened: [milestone('resumed', now)] };
    case 'wake':
    case 'darker':
    case 'lighter':
    case 'softer':
    case 'louder':
    case 'silence':
    case 'different':
    case 'someone':
      return byPatient(session, event, now);
    default:
      return byNurse(session, event, now);
  }
};

/**
 * What an event makes of the session at an instant: first every deadline that has passed, then the event, then
 * what the event made due at this very instant (the end, once nothing keeps the session any longer). Never
 * throws on an event that does not fit; `refused` then says why, and only time has moved.
 */
export const reduce = (session: Session, event: SessionEvent, now: Ms): Step => {
  const { session: present, happened } = advance(session, now);
  const outcome = present.stage === 'idle' ? inIdle(present, event, now) : whileRunning(present, event, now);
  if (typeof outcome === 'string') return { session: present, happened, refused: outcome };
  const settled = advance(outcome.session, now);
  return {
    session: settled.session,
    happened: [...happened, ...outcome.happened, ...settled.happened],
    refused: null,
  };
};
