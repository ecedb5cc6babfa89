// The state machine: what every event makes of a session. Pure. An event that does not fit is refused with a code, and
// changes nothing but the time.

import type { Look, Preset } from '../preset/preset.ts';
import { advance } from './deadlines.ts';
import { milestone, type Outcome, type SessionEvent, type Step } from './events.ts';
import { afterNurseEvent } from './nurse-events.ts';
import { afterPatientEvent } from './patient-events.ts';
import type { IdleRoom, LeftLooks, Ms, RunningSession, Session } from './session.ts';
import { beginPhase, phasesOf } from './timeline.ts';
import { traced } from './trail.ts';
import { afterTurnoverEvent } from './turnover.ts';

const begin = (preset: Preset, found: LeftLooks | null, now: Ms): RunningSession => {
  const phases = phasesOf(preset);
  const settle = phases[0];
  if (settle === undefined) throw new Error('the preset schema asks for settle');
  return {
    stage: 'running',
    preset,
    startedAt: now,
    doseAt: null,
    doseMarkedAt: null,
    phases,
    phase: beginPhase(phases, 0, now, {
      ...(found ?? { ambient: settle.ambient, task: settle.task }),
      levelDb: settle.levelDb,
    }),
    past: [],
    heldAt: null,
    gentle: false,
    beforeGentle: null,
    skipped: [],
    overAt: null,
    checks: preset.checksMin.map((atMin) => ({ atMin, state: 'ahead' })),
    assessReached: false,
    assessedAt: null,
    nudge: { light: 0, sound: 0 },
    trail: [],
    silenced: false,
    refused: preset.leftOut,
    quietCheckSince: null,
    fullLightSince: null,
    request: null,
    awakeUntil: null,
  };
};

/** A room that was in no session yet is left at this when Full light is undone: as light as at rest. */
const AT_REST: Look = { brightnessPct: 40, warmthK: 2200 };

const inIdle = (room: IdleRoom, event: SessionEvent, now: Ms): Outcome => {
  switch (event.type) {
    case 'start':
      if (room.turnover !== null) return 'turnoverFirst';
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
        session: { ...room, left: room.left ?? { ambient: AT_REST, task: AT_REST }, fullLightSince: null },
        happened: [milestone('fullLightUndone', now)],
      };
    case 'wiped':
    case 'changesSettled':
    case 'changesOffered':
    case 'turnoverDone':
      return afterTurnoverEvent(room, event, now);
    case 'tick':
    case 'resumed':
      return { session: room, happened: [] };
    default:
      return 'nothingRuns';
  }
};

const whileRunning = (session: RunningSession, event: SessionEvent, now: Ms): Outcome => {
  if ('awakeUntil' in event) return afterPatientEvent(session, event, now);
  switch (event.type) {
    case 'tick':
      return { session, happened: [] };
    case 'resumed':
      return { session: { ...session, awakeUntil: null }, happened: [milestone('resumed', now)] };
    case 'wiped':
    case 'changesOffered':
      return 'noTurnover';
    default:
      return afterNurseEvent(session, event, now);
  }
};

/**
 * What an event makes of the session at an instant: first every deadline that has passed, then the event, then what
 * the event made due at this very instant. Never throws on an event that does not fit; `refused` then says why, and
 * only time has moved.
 */
export const reduce = (session: Session, event: SessionEvent, now: Ms): Step => {
  const { session: present, happened } = advance(session, now);
  const outcome = present.stage === 'idle' ? inIdle(present, event, now) : whileRunning(present, event, now);
  if (typeof outcome === 'string') return { session: present, happened, refused: outcome };
  const settled = advance(traced(present, outcome.session, now), now);
  return {
    session: settled.session,
    happened: [...happened, ...outcome.happened, ...settled.happened],
    refused: null,
  };
};
