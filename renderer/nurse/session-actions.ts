// What a nurse can do in a session just now: each action with its name, its key, what it does, and why not. Pure.

import type { NurseAct } from '../../shared/contract.ts';
import type { RunningSession } from '../../shared/session.ts';
import { words } from '../words/index.ts';

export interface SessionAction {
  readonly name: string;
  readonly key: string;
  readonly act: NurseAct;
  readonly kind: 'plain' | 'primary' | 'check';
  /** Why it cannot be done now; null when it can. */
  readonly why: string | null;
}

const { actions: say, errors } = words;

/** Why the timeline cannot be moved now. */
const stuck = ({ preset, phase, overAt }: RunningSession): string | null => {
  if (overAt !== null) return errors.phasesOver;
  return phase.endsAt === null ? say.waitsForDose(preset.kind) : null;
};

const quietCheck = (session: RunningSession): SessionAction => {
  const isOn = session.quietCheckSince !== null;
  const isDue = session.checks.some(({ state }) => state === 'due');
  return {
    name: isOn ? say.endQuietCheck : say.quietCheck,
    key: say.keys.quietCheck,
    act: isOn ? 'endQuietCheck' : 'quietCheck',
    kind: isOn || isDue ? 'check' : 'plain',
    why: null,
  };
};

const hold = (session: RunningSession): SessionAction => {
  const isHeld = session.heldAt !== null;
  return {
    name: isHeld ? say.resume : say.hold,
    key: say.keys.hold,
    act: isHeld ? 'release' : 'hold',
    kind: isHeld ? 'primary' : 'plain',
    why: isHeld ? null : stuck(session),
  };
};

const gentleWhy = ({ overAt, gentle }: RunningSession): string | null => {
  if (overAt !== null) return errors.phasesOver;
  return gentle ? errors.alreadyGentle : null;
};

/** The actions in the order in which they stand, but for Full light, which stands apart. */
export const actionsOf = (session: RunningSession): readonly SessionAction[] => {
  const why = stuck(session);
  const { keys } = say;
  return [
    quietCheck(session),
    hold(session),
    { name: say.extend, key: keys.extend, act: 'extend', kind: 'plain', why },
    { name: say.nextPhase, key: keys.nextPhase, act: 'nextPhase', kind: 'plain', why },
    { name: say.gentleEnd, key: keys.gentleEnd, act: 'gentleEnd', kind: 'plain', why: gentleWhy(session) },
  ];
};
