// The score: what the room should be at an instant, as values. It decides everything that light, door, sound and
// display do; the adapters only go there, within the guard.

import type { Role } from '../preset/preset.ts';
import type { SessionEvent } from '../session/events.ts';
import { reduce } from '../session/reduce.ts';
import type { Ms, Session } from '../session/session.ts';
import { type DisplayState, IDLE_DISPLAY, runningDisplay } from './display-score.ts';
import { DOOR_LOOKS, type DoorSign, doorSign } from './door-score.ts';
import { fullLightPath, type LightPath, runningLight, still } from './light-score.ts';
import { NO_SOUND, runningSound, type SoundTarget } from './sound-score.ts';

/** A light path for the lamps of each role. */
export type LightPaths = Readonly<Record<Role, LightPath>>;

export interface Want {
  /** null: nobody has asked anything of the room's light; it is left as it is. */
  readonly light: LightPaths | null;
  /** True while a person's Full light is on: the one change that may go round the guard. */
  readonly fullLight: boolean;
  readonly door: DoorSign;
  readonly sound: SoundTarget;
  readonly display: DisplayState;
}

const wantedLight = (session: Session, now: Ms): LightPaths | null => {
  if (session.fullLightSince !== null) {
    const path = fullLightPath(session.fullLightSince, now);
    return { ambient: path, task: path, door: path };
  }
  const door = still(DOOR_LOOKS[doorSign(session)], now);
  if (session.stage === 'running') return { ...runningLight(session, now), door };
  const { left } = session;
  return left && { ambient: still(left.ambient, now), task: still(left.task, now), door };
};

/**
 * What the room should be at an instant. It holds, paths included, until the session changes; a path's value
 * at a later instant lies on the straight line from `now` to `to`.
 */
export const want = (session: Session, now: Ms): Want => {
  const isRunning = session.stage === 'running';
  const fullLight = session.fullLightSince !== null;
  return {
    light: wantedLight(session, now),
    fullLight,
    door: doorSign(session),
    sound: isRunning ? runningSound(session, now) : { ...NO_SOUND, isFullLight: fullLight },
    display: isRunning ? runningDisplay(session, now) : IDLE_DISPLAY,
  };
};

const lightAfter = (session: Session, event: SessionEvent, at: Ms): LightPaths | null =>
  want(reduce(session, event, at).session, at).light;

/**
 * The light after the next turn of a session, to lay ready on the bridge: the next phase's, or onset's while settle
 * waits for the dose mark. A guess: what is asked for when the turn comes is what counts. null: no turn is ahead, or
 * none can be known (in hold, under Full light, in a quiet check).
 */
export const lightAhead = (session: Session, now: Ms): LightPaths | null => {
  if (session.stage === 'idle' || session.heldAt !== null) return null;
  if (session.fullLightSince !== null || session.quietCheckSince !== null) return null;
  const { endsAt, lightAt, lightWaits } = session.phase;
  if (lightWaits) return lightAfter(session, { type: 'tick' }, lightAt);
  if (endsAt !== null) return lightAfter(session, { type: 'tick' }, endsAt);
  return session.doseAt === null ? lightAfter(session, { type: 'doseMark' }, now) : null;
};
