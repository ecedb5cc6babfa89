// What the door says in words: its sign, and for staff whom the assess mark waits for a sign of its own, in the
// colour of a check. Pure; it never bars anybody and never says that anyone may leave.

import type { Session } from '../session/session.ts';
import { type DoorSign, doorSign, isAssessDue } from './score.ts';

export type DoorFace = DoorSign | 'assess';

/** Every face that a door can have. */
export const DOOR_FACES = [
  'free',
  'quiet',
  'checkDue',
  'assess',
  'askedFor',
  'turnover',
] as const satisfies readonly DoorFace[];

/** The face of the door now: a check that is due comes before the assess mark, and is told in its own words. */
export const doorFace = (session: Session): DoorFace => {
  const sign = doorSign(session);
  if (sign !== 'checkDue' || session.stage === 'idle') return sign;
  const isCheck = session.checks.some(({ state }) => state === 'due');
  return !isCheck && isAssessDue(session) ? 'assess' : sign;
};
