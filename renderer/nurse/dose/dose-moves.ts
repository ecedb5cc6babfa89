// What a correction of the dose mark would move: checks, the assess mark, the end of the phases. Pure. The state machine
// computes it, so that what is shown is what will happen.

import { reduce } from '../../../shared/session/reduce.ts';
import type { Ms, RunningSession } from '../../../shared/session/session.ts';
import { assessAt, MINUTE_MS, phasesEndAt } from '../../../shared/session/timeline.ts';

/** The minutes with a key of their own; any other can be stepped to or typed. */
export const QUICK_MINUTES = [0, 1, 2, 4, 5, 10, 15] as const;

/** How far back the mark can be moved, in minutes, as the contract has it. */
export const MOST_MINUTES = 240;

/** Something that counts from the mark, with its instants before and after the correction. */
export interface Move {
  readonly kind: 'checks' | 'assess' | 'phasesOver';
  readonly before: readonly Ms[];
  readonly after: readonly Ms[];
}

const corrected = (session: RunningSession, minutesAgo: number, now: Ms): RunningSession | null => {
  const { session: after } = reduce(session, { type: 'correctDose', minutesAgo }, now);
  return after.stage === 'running' ? after : null;
};

const openChecks = ({ checks, doseAt }: RunningSession): readonly Ms[] =>
  doseAt === null
    ? []
    : checks.filter(({ state }) => state !== 'done').map(({ atMin }) => doseAt + atMin * MINUTE_MS);

/** What counts from the mark and is not over yet. */
export const movesOf = (session: RunningSession, minutesAgo: number, now: Ms): readonly Move[] => {
  const after = corrected(session, minutesAgo, now);
  if (after === null) return [];
  const moves: readonly Move[] = [
    { kind: 'checks', before: openChecks(session), after: openChecks(after) },
    {
      kind: 'assess',
      before: [assessAt(session, now)],
      after: after.assessedAt === null ? [assessAt(after, now)] : [],
    },
    {
      kind: 'phasesOver',
      before: [phasesEndAt(session, now)],
      after: session.overAt === null ? [phasesEndAt(after, now)] : [],
    },
  ];
  return moves.filter((move) => move.after.length > 0);
};

/** Whole minutes since the mark, within what can be corrected. */
export const minutesSince = (doseAt: Ms, now: Ms): number =>
  Math.min(MOST_MINUTES, Math.max(0, Math.floor((now - doseAt) / MINUTE_MS)));

/**
 * How many minutes ago the mark was pressed, to the millisecond, so that a correction can be undone exactly; null where
 * the mark stands there, or was pressed too long ago.
 */
export const minutesSincePressed = ({ doseAt, doseMarkedAt }: RunningSession, now: Ms): number | null => {
  if (doseMarkedAt === null || doseAt === null || doseAt === doseMarkedAt) return null;
  // A press takes a moment to reach main: times this close are the same.
  if (Math.abs(doseAt - doseMarkedAt) < 1000) return null;
  const minutes = Math.max(0, now - doseMarkedAt) / MINUTE_MS;
  return minutes > MOST_MINUTES ? null : minutes;
};
