// Taking back a press that led elsewhere: the timeline is kept as it stood, and taken up again from where the room is
// now. Nothing jumps, and the phases lose no more than the time that went by.

import { standToGoOnFrom } from '../score/light-score.ts';
import type { KeptTimeline, Ms, RunningSession } from './session.ts';
import { beginPhase, MINUTE_MS } from './timeline.ts';

/** A dose mark, and a press of Next phase, can be taken back for so long. */
export const TAKE_BACK_MS = 2 * MINUTE_MS;

/** The timeline as it stands now. */
export const keptTimeline = (session: RunningSession, now: Ms): KeptTimeline => {
  const { phases, phase, past, heldAt } = session;
  return { at: now, phases, phase, past, heldAt };
};

/**
 * The session with a kept timeline taken up again: in the phase that it was in, with as much of it ahead as there was,
 * and on the way from here to that phase's look and level.
 */
export const takenBackTo = (kept: KeptTimeline, session: RunningSession, now: Ms): RunningSession => {
  const { phases, phase, past } = kept;
  const late = now - (kept.heldAt ?? kept.at);
  const { nudge, silenced } = session;
  return {
    ...session,
    heldAt: null,
    overAt: null,
    skipped: [],
    phases,
    past: [...past, { ...phase, endsAt: now, nudge, silenced }],
    phase: {
      ...beginPhase(phases, phase.index, now, standToGoOnFrom(session, now)),
      endsAt: phase.endsAt === null ? null : phase.endsAt + late,
      // Music has led the way back already; light does not wait a second time.
      lightAt: now,
      lightWaits: false,
    },
  };
};

/** What the latest press of Next phase can be taken back to; null: it stands. */
export const nextPhaseToTakeBack = (session: RunningSession, now: Ms): KeptTimeline | null => {
  const last = session.skipped.at(-1);
  return last === undefined || now - last.at > TAKE_BACK_MS ? null : last;
};
