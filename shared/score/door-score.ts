// The score of the door: what its lamp and its words say. Pure. It never bars anybody and never says that anyone may
// leave.

import type { Look } from '../preset/preset.ts';
import { isUnanswered, type RunningSession, type Session } from '../session/session.ts';

/** What the door's lamp says; `free`: nothing; `turnover`: the room is being made ready. */
export type DoorSign = 'free' | 'quiet' | 'checkDue' | 'askedFor' | 'turnover';

/** What the door says in words: at the assess mark it has a face of its own, in the colour of a check. */
export const DOOR_FACES = ['free', 'quiet', 'checkDue', 'assess', 'askedFor', 'turnover'] as const;
export type DoorFace = (typeof DOOR_FACES)[number];

/** The door lamp: dim red, amber, blue, off. */
export const DOOR_LOOKS: Readonly<Record<DoorSign, Look>> = {
  free: { brightnessPct: 0, colour: { x: 0.675, y: 0.322 } },
  quiet: { brightnessPct: 10, colour: { x: 0.675, y: 0.322 } },
  checkDue: { brightnessPct: 30, colour: { x: 0.56, y: 0.41 } },
  askedFor: { brightnessPct: 30, colour: { x: 0.17, y: 0.15 } },
  turnover: { brightnessPct: 0, colour: { x: 0.675, y: 0.322 } },
};

/** True from the assess mark until staff say that they assessed. */
export const isAssessDue = ({ assessReached, assessedAt }: RunningSession): boolean =>
  assessReached && assessedAt === null;

/** The door's face. A request comes before a check, and a check before the assess mark. */
export const doorFace = (session: Session): DoorFace => {
  if (session.stage === 'idle') return session.turnover === null ? 'free' : 'turnover';
  if (isUnanswered(session)) return 'askedFor';
  if (session.checks.some(({ state }) => state === 'due')) return 'checkDue';
  return isAssessDue(session) ? 'assess' : 'quiet';
};

/** The door lamp's sign: the assess mark calls staff as a check does. */
export const doorSign = (session: Session): DoorSign => {
  const face = doorFace(session);
  return face === 'assess' ? 'checkDue' : face;
};
