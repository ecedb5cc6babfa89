// Next phase: the present phase ended early by a press, and for two minutes the same taken back. Several presses are
// taken back one by one, the latest first.

import { keptTimeline, takenUp } from './kept-timeline.ts';
import type { KeptTimeline, Ms, RunningSession, Stand } from './session.ts';
import { afterPhase, MINUTE_MS, released } from './timeline.ts';

/** A press of Next phase can be taken back for so long, as a dose mark can. */
export const SKIP_UNDO_MS = 2 * MINUTE_MS;

/**
 * The session in its next phase, or resting after the last one.
 *
 * @param here where the next fade starts from, see `standToGoOnFrom`
 */
export const skipped = (session: RunningSession, now: Ms, here: Stand): RunningSession => ({
  ...afterPhase(released(session, now), now, here),
  skipped: [...session.skipped, keptTimeline(session, now)],
});

/** The timeline that the latest press of Next phase can be taken back to; null: none can. */
export const skipToTakeBack = (session: RunningSession, now: Ms): KeptTimeline | null => {
  const last = session.skipped.at(-1);
  return last === undefined || now - last.at > SKIP_UNDO_MS ? null : last;
};

/**
 * The session with that press taken back: those before it still can be.
 *
 * @param here where the room is now, see `standToGoOnFrom`
 */
export const skipTakenBack = (
  session: RunningSession,
  kept: KeptTimeline,
  now: Ms,
  here: Stand,
): RunningSession => ({ ...takenUp(session, kept, now, here), skipped: session.skipped.slice(0, -1) });
