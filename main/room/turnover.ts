// Turns the room over between two people: one step after the other, each reported once it is done. It never waits long
// for a device: what a bridge that is away still holds is reported as `later`, and is done when the bridge is back.

import type { Answer } from '../../shared/ipc/contract.ts';
import type { Look } from '../../shared/preset/preset.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Turnover, TurnoverStep } from '../../shared/session/session.ts';
import { isWiped, turnoverIn } from '../../shared/session/turnover.ts';
import type { GuardedRig } from '../lights/guarded-rig.ts';
import type { Lights } from '../lights/lights.ts';
import type { Trial } from '../lights/trial.ts';
import type { PatientPages } from './patient-pages.ts';
import type { Room } from './room.ts';
import type { RoomSound } from './room-sound.ts';
import { pause, until } from './until.ts';

/**
 * The longest that a step waits, in real ms: music fades out within two seconds, a player that does not obey is muted
 * and replaced within three (sound/playback/silence.ts), a bridge answers within two.
 */
const STEP_WITHIN_MS = 4000;

export interface TurnoverParts {
  readonly room: Pick<Room, 'session' | 'apply'>;
  readonly lights: Pick<Lights, 'tidy' | 'view'>;
  readonly guarded: Pick<GuardedRig, 'takeBack' | 'isSettled'>;
  readonly trial: Pick<Trial, 'giveWay'>;
  readonly sound: Pick<RoomSound, 'forget'> & { readonly isSilent: () => boolean };
  /** The look that the next person finds. */
  readonly roomLook: () => Look;
  /** What the patient wrote and drew. */
  readonly pages: Pick<PatientPages, 'forget'>;
  /** Forgets what else main knows of the session; called with the label. */
  readonly forget: () => void;
}

/** Does every step. Answers `failed` where one could not be done; it may then be called again. */
export type TurnOver = () => Promise<Answer>;

/** The turnover of a room. A call while one is under way answers with that one. */
export const openTurnover = (parts: TurnoverParts): TurnOver => {
  const { room, lights, guarded, sound } = parts;
  let underWay: Promise<Answer> | null = null;

  const present = (): Turnover | null => turnoverIn(room.session());

  const report = (step: Exclude<TurnoverStep, 'look'>, state: 'done' | 'later'): void => {
    room.apply({ type: 'wiped', step, state });
  };

  /** Music fades out first. A room that cannot be silenced at all is reported, and never bars the next Start. */
  const volumes = async ({ endedAt }: Turnover): Promise<void> => {
    sound.forget();
    const isSilent = await until(sound.isSilent, STEP_WITHIN_MS);
    report('volumes', isSilent ? 'done' : 'later');
    if (isSilent) return;
    const isOurs = (): boolean => present()?.endedAt === endedAt;
    void until(() => sound.isSilent() || !isOurs(), Infinity).then(() => {
      if (isOurs()) report('volumes', 'done');
    });
  };

  /** Takes lamps along that somebody changed by hand: the next person finds the room as it is meant to be. */
  const look = async (): Promise<void> => {
    parts.trial.giveWay();
    guarded.takeBack();
    room.apply({ type: 'wiped', step: 'look', look: parts.roomLook() });
    if (lights.view().state === 'ready') await until(guarded.isSettled, STEP_WITHIN_MS);
  };

  const scenes = async ({ endedAt }: Turnover): Promise<void> => {
    let isTidy = false;
    const tidied = lights.tidy().then(() => {
      isTidy = true;
      // Much later it may be another person's turnover, which has scenes of its own.
      if (present()?.endedAt === endedAt) report('scenes', 'done');
    });
    if (lights.view().state === 'ready') await Promise.race([tidied, pause(STEP_WITHIN_MS)]);
    if (!isTidy) report('scenes', 'later');
  };

  const turnOver = async (): Promise<Answer> => {
    const turnover = present();
    if (turnover === null) return fail('noTurnover');
    // Main forgets its copy of the pages first. The snapshot that reports it makes the room's window forget its own
    // (renderer/patient/pages.ts), and main no longer takes changes that the window had not sent yet.
    parts.pages.forget();
    report('pages', 'done');
    report('label', 'done');
    parts.forget();
    await volumes(turnover);
    await look();
    await scenes(turnover);
    const after = present();
    return after === null || isWiped(after) ? ok(null) : fail('failed');
  };

  return () => {
    underWay ??= turnOver().finally(() => {
      underWay = null;
    });
    return underWay;
  };
};
