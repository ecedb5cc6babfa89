// Taking back a press that led elsewhere: the timeline is kept as it stood, and taken up again from where the room is
// now. Nothing jumps, and the phases lose no more than the time that went by.

import { standToGoOnFrom } from '../score/light-score.ts';
import type { KeptTimeline, Ms, RunningSession } from './session.ts';
import { beginPhase, EXTENSION_MS, MINUTE_MS, pastWith, timelineNow } from './timeline.ts';

/** A dose mark, and a press of Next phase or +10 min, can be taken back for so long. */
export const TAKE_BACK_MS = 2 * MINUTE_MS;

/** The timeline as it stands now. */
export const keptTimeline = (session: RunningSession, now: Ms): KeptTimeline => {
  const { phases, phase, past, heldAt } = session;
  return { at: now, phases, phase, past, heldAt };
};

/**
 * The session with a kept timeline taken up again: in the phase that it was in, with as much of it ahead as there was,
 * and on the way from here to that phase's look and level. One that was held is held since then: the way begins when
 * staff release it, and until then the room stays as it is.
 */
export const takenBackTo = (kept: KeptTimeline, session: RunningSession, now: Ms): RunningSession => {
  const { phases, phase, past, heldAt } = kept;
  // A release counts everything ahead later from the hold on; without one, the time since the press is made up here.
  const from = heldAt ?? now;
  const late = heldAt === null ? now - kept.at : 0;
  return {
    ...session,
    heldAt,
    overAt: null,
    skipped: [],
    phases,
    past: pastWith({ ...session, phases, phase, past }, from),
    phase: {
      ...beginPhase(phases, phase.index, from, standToGoOnFrom(session, now)),
      endsAt: phase.endsAt === null ? null : phase.endsAt + late,
      // Music has led the way back already; light does not wait a second time.
      lightAt: from,
      lightWaits: false,
    },
  };
};

/** What the latest press of Next phase can be taken back to; null: it stands. */
export const nextPhaseToTakeBack = (session: RunningSession, now: Ms): KeptTimeline | null => {
  const last = session.skipped.at(-1);
  return last === undefined || now - last.at > TAKE_BACK_MS ? null : last;
};

/**
 * The session with the latest ten minutes of its phase taken back; null when the press was too long ago, or when the phase
 * would be over without them.
 */
export const extensionTakenBack = (session: RunningSession, now: Ms): RunningSession | null => {
  const { phase } = session;
  const pressedAt = phase.extendedAt.at(-1);
  if (pressedAt === undefined || now - pressedAt > TAKE_BACK_MS || phase.endsAt === null) return null;
  const endsAt = phase.endsAt - EXTENSION_MS;
  if (endsAt <= timelineNow(session, now)) return null;
  return { ...session, phase: { ...phase, endsAt, extendedAt: phase.extendedAt.slice(0, -1) } };
};
