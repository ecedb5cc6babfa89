// What the parts of a staff screen are drawn from while a session runs.

import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import type { ClockAnchor } from '../../../shared/session/clock.ts';
import type { Ms, RunningSession } from '../../../shared/session/session.ts';

export interface SessionProps {
  readonly session: RunningSession;
  readonly clock: ClockAnchor;
  /** The present instant on the session clock. */
  readonly nowMs: Ms;
}

export type ConsoleProps = Pick<SessionProps, 'session'> & { readonly snapshot: Snapshot };
