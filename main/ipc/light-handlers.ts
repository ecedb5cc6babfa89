// What main does for the commands about lights: pairing a bridge, choosing its room and roles, trying the lamps. What
// would disturb a session is refused while one runs.

import type { Answer } from '../../shared/ipc/contract.ts';
import { fail } from '../../shared/result.ts';
import type { Room } from '../room/room.ts';
import type { RoomLights } from '../room/room-lights.ts';
import type { KeptSettings } from '../storage/settings.ts';
import type { LampRole } from '../storage/settings-schema.ts';
import { DONE, type Handlers } from './answers.ts';

export interface LightHandlerParts {
  readonly settings: Pick<KeptSettings, 'get' | 'change'>;
  readonly roomLights: Pick<RoomLights, 'lights' | 'joining' | 'trial' | 'guarded' | 'takePractice'>;
  readonly room: Pick<Room, 'session' | 'follow'>;
  readonly changed: () => void;
}

/** The handlers of the commands about lights. */
export const lightHandlers = ({ settings, roomLights, room, changed }: LightHandlerParts) => {
  const { lights, joining, trial, guarded, takePractice } = roomLights;

  const done = (): Answer => {
    changed();
    return DONE;
  };

  /** Refuses while a session runs. */
  const whenIdle = async (act: () => Promise<Answer> | Answer): Promise<Answer> => {
    if (room.session().stage === 'running') return fail('sessionRuns');
    const answer = await act();
    return answer.ok ? done() : answer;
  };

  const reassign = async (): Promise<Answer> => {
    await lights.reassign();
    room.follow();
    return done();
  };

  const chooseRole = async (lampId: string, role: LampRole): Promise<Answer> => {
    const bridgeId = lights.bridgeId();
    if (bridgeId === null || !lights.hasLamp(lampId)) return fail('unknownLamp');
    const { roles } = settings.get();
    settings.change({ roles: { ...roles, [bridgeId]: { ...roles[bridgeId], [lampId]: role } } });
    return reassign();
  };

  const chooseRoom = async (roomId: string | null): Promise<Answer> => {
    const bridgeId = lights.bridgeId();
    if (bridgeId === null || (roomId !== null && !lights.hasRoom(roomId))) return fail('unknownRoom');
    settings.change({ rooms: { ...settings.get().rooms, [bridgeId]: roomId } });
    return reassign();
  };

  return {
    findBridges: () =>
      whenIdle(async () => {
        await joining.find();
        return DONE;
      }),
    pairFound: ({ bridgeId }) => whenIdle(() => joining.pairFound(bridgeId)),
    connectBridge: ({ address, allowPlainHttp }) => whenIdle(() => joining.connect(address, allowPlainHttp)),
    stopPairing: () => {
      joining.stop();
      return done();
    },
    usePracticeRoom: () =>
      whenIdle(async () => {
        joining.stop();
        settings.change({ lights: { source: 'practice' } });
        await takePractice();
        return DONE;
      }),
    chooseRoom: ({ roomId }) => whenIdle(() => chooseRoom(roomId)),
    chooseRole: ({ lampId, role }) => chooseRole(lampId, role),
    tryLamps: () =>
      whenIdle(() => {
        trial.start();
        return DONE;
      }),
    stopTrying: () => {
      trial.stop();
      return done();
    },
    takeRoomBack: () => {
      guarded.takeBack();
      return done();
    },
    afterPowerCut: ({ asBefore }) =>
      whenIdle(async () => {
        const set = await lights.setAfterPowerCut(asBefore ? 'asBefore' : 'otherwise');
        return set.ok ? DONE : fail('bridgeAway');
      }),
  } satisfies Partial<Handlers>;
};
