// What light will be asked for at the next turn of a session, so that it can be laid ready: the next phase, or onset
// while settle waits for the dose mark. A guess that nothing depends on: what is asked when the turn comes holds.

import type { Role } from '../preset/preset.ts';
import { reduce } from '../session/reduce.ts';
import type { Ms, RunningSession, Session, SessionEvent } from '../session/session.ts';
import { type LightPath, want } from './score.ts';

export interface LightAhead {
  readonly at: Ms;
  readonly paths: Readonly<Record<Role, LightPath>>;
}

const turnAfter = (
  session: RunningSession,
  now: Ms,
): { readonly event: SessionEvent; readonly at: Ms } | null => {
  const { endsAt, lightAt, lightWaits } = session.phase;
  if (lightWaits) return { event: { type: 'tick' }, at: lightAt };
  if (endsAt !== null) return { event: { type: 'tick' }, at: endsAt };
  return session.doseAt === null ? { event: { type: 'doseMark' }, at: now } : null;
};

/** null where no turn is ahead, or none can be known: in hold, and under Full light or a quiet check. */
export const lightAhead = (session: Session, now: Ms): LightAhead | null => {
  if (session.stage === 'idle' || session.heldAt !== null) return null;
  if (session.fullLightSince !== null || session.quietCheckSince !== null) return null;
  const turn = turnAfter(session, now);
  if (turn === null) return null;
  const { light } = want(reduce(session, turn.event, turn.at).session, turn.at);
  return light === null ? null : { at: turn.at, paths: light };
};
