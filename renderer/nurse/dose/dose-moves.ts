// What a correction of the dose mark would move: checks, the assess mark, the end of the phases. Pure; it asks the
// state machine itself, so that what is shown is what will be.

import { reduce } from '../../../shared/session/reduce.ts';
import type { Ms, RunningSession } from '../../../shared/session/session.ts';
import { assessAt, MINUTE_MS, phasesEndAt } from '../../../shared/session/timeline.ts';

/** The minutes that are one press away; any other can be stepped to or typed. */
export const QUICK_MINUTES = [0, 1, 2, 4, 5, 10, 15] as const;

/** How far back a mark can be put, in minutes (as the contract has it). */
export const MOST_MINUTES = 240;

/** One thing that counts from the mark: its instants as the mark stands, and as it would stand. */
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

/** What counts from the mark and is not behind yet, in the order in which staff look for it. */
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

/** Whole minutes since the mark as it stands, within what can be said. */
export const minutesSince = (doseAt: Ms, now: Ms): number =>
  Math.min(MOST_MINUTES, Math.max(0, Math.floor((now - doseAt) / MINUTE_MS)));

/**
 * The minutes ago at which the mark was pressed, to the millisecond, so that a correction can be taken back whole;
 * null where it stands there, or was pressed too long ago to be said.
 */
export const minutesSincePressed = ({ doseAt, doseMarkedAt }: RunningSession, now: Ms): number | null => {
  if (doseMarkedAt === null || doseAt === null || doseAt === doseMarkedAt) return null;
  // A press and its way to main take a moment: what lies so near together is the same.
  if (Math.abs(doseAt - doseMarkedAt) < 1000) return null;
  const minutes = Math.max(0, now - doseMarkedAt) / MINUTE_MS;
  return minutes > MOST_MINUTES ? null : minutes;
};
