// The actions of the bar at the console's foot, in its order. What cannot be done now stays in its place with the reason.
// Pure.

import type { NurseAct } from '../../../shared/session/events.ts';
import type { RunningSession } from '../../../shared/session/session.ts';
import { isSettling } from '../../../shared/session/timeline.ts';
import { words } from '../../words/index.ts';

export interface Action {
  readonly act: NurseAct;
  readonly name: string;
  /** The keyboard shortcut; null: none. */
  readonly key: string | null;
  /** plain: one of many; check: a check is on or due; primary: the one thing to do now. */
  readonly kind: 'plain' | 'check' | 'primary';
  /** Why it cannot be done now; null when it can. */
  readonly why: string | null;
}

const { actions: say, errors } = words;

/** Why the phases cannot be moved now; null when they can. */
const whyPhasesStay = (session: RunningSession): string | null => {
  if (session.overAt !== null) return errors.phasesOver;
  return isSettling(session) ? say.waitsForDose(session.preset.kind) : null;
};

const quietCheck = (session: RunningSession): Action => {
  const isDue = session.checks.some((check) => check.state === 'due');
  const plain = { key: say.keys.quietCheck, why: null };
  return session.quietCheckSince === null
    ? { ...plain, act: 'quietCheck', name: say.quietCheck, kind: isDue ? 'check' : 'plain' }
    : { ...plain, act: 'endQuietCheck', name: say.endQuietCheck, kind: 'check' };
};

const ending = (session: RunningSession): Action => {
  if (session.overAt !== null) {
    // The one thing to do now, unless the assess mark is ahead or waits for staff.
    const kind = session.doseAt === null || session.assessedAt !== null ? 'primary' : 'plain';
    return { act: 'roomFree', name: say.roomFree, key: null, kind, why: null };
  }
  const plain = { key: say.keys.gentleEnd, kind: 'plain', why: null } as const;
  return session.gentle
    ? { ...plain, act: 'undoGentleEnd', name: say.undoGentleEnd }
    : { ...plain, act: 'gentleEnd', name: say.gentleEnd };
};

/** All actions but Full light, which stands apart and is never refused. */
export const actionsOf = (session: RunningSession): readonly Action[] => {
  const why = whyPhasesStay(session);
  return [
    quietCheck(session),
    session.heldAt === null
      ? { act: 'hold', name: say.hold, key: say.keys.hold, kind: 'plain', why }
      : { act: 'release', name: say.resume, key: say.keys.hold, kind: 'primary', why: null },
    { act: 'extend', name: say.extend, key: say.keys.extend, kind: 'plain', why },
    { act: 'nextPhase', name: say.nextPhase, key: say.keys.nextPhase, kind: 'plain', why },
    ending(session),
  ];
};
