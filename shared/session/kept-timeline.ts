// The timeline as it stood before a press that led elsewhere, kept so that the press can be taken back.

import type { KeptTimeline, Ms, RunningSession, Stand } from './session.ts';

/** The timeline as it stands now. */
export const keptTimeline = ({ phases, phase, past, heldAt }: RunningSession, now: Ms): KeptTimeline => ({
  ...{ at: now, phases, phase, past, heldAt },
});

/**
 * The session with a kept timeline taken up again: in the phase that it was in, with as much of it ahead as there was,
 * and on the way from here to that phase's look and level.
 *
 * @param here where the room is now, see `standToGoOnFrom`
 */
export const takenUp = (
  session: RunningSession,
  kept: KeptTimeline,
  now: Ms,
  here: Stand,
): RunningSession => {
  const { phases, phase, past } = kept;
  const late = now - (kept.heldAt ?? kept.at);
  return {
    ...session,
    heldAt: null,
    overAt: null,
    skipped: [],
    phases,
    past: [...past, { ...phase, endsAt: now, nudge: session.nudge, silenced: session.silenced }],
    phase: {
      index: phase.index,
      beganAt: now,
      endsAt: phase.endsAt === null ? null : phase.endsAt + late,
      from: here,
      // The way back had begun; nothing waits a second time.
      ...{ lightAt: now, lightWaits: false },
    },
  };
};
