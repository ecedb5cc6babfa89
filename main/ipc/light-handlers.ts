// What main does for the commands about lights: pairing a bridge, choosing its room and roles, trying the lamps. What
// would disturb a session is refused while one runs.

import type { Answer } from '../../shared/ipc/contract.ts';
import { fail } from '../../shared/result.ts';
import type { LampRole } from '../storage/settings-schema.ts';
import { DONE, doing, type HandlerParts, type Handlers, telling } from './answers.ts';

type Parts = 'settings' | 'roomLights' | 'room' | 'changed';

/** The handlers of the commands about lights. */
export const lightHandlers = ({ settings, roomLights, room, changed }: Pick<HandlerParts, Parts>) => {
  const { lights, joining, trial, guarded, takePractice } = roomLights;
  const told = telling(changed);

  /** Refuses while a session runs. */
  const whenIdle = async (act: () => Promise<Answer> | Answer): Promise<Answer> =>
    room.session().stage === 'running' ? fail('sessionRuns') : told(await act());

  const followed = (): Promise<Answer> | Answer => {
    room.follow();
    return told(DONE);
  };

  const chooseRole = async (lampId: string, role: LampRole): Promise<Answer> => {
    if (lights.bridgeId() === null || !lights.hasLamp(lampId)) return fail('unknownLamp');
    await lights.chooseRole(lampId, role);
    return followed();
  };

  const chooseRoom = async (roomId: string | null): Promise<Answer> => {
    const isUnknown = lights.bridgeId() === null || (roomId !== null && !lights.hasRoom(roomId));
    if (isUnknown) return fail('unknownRoom');
    await lights.chooseRoom(roomId);
    return followed();
  };

  return {
    findBridges: () =>
      whenIdle(async () => {
        await joining.find();
        return DONE;
      }),
    pairFound: ({ bridgeId }) => whenIdle(() => joining.pairFound(bridgeId)),
    connectBridge: ({ address, allowPlainHttp }) => whenIdle(() => joining.connect(address, allowPlainHttp)),
    stopPairing: () => told(doing(joining.stop)),
    usePracticeRoom: () =>
      whenIdle(async () => {
        joining.stop();
        settings.change({ lights: { source: 'practice' } });
        await takePractice();
        return DONE;
      }),
    chooseRoom: ({ roomId }) => whenIdle(() => chooseRoom(roomId)),
    chooseRole: ({ lampId, role }) => chooseRole(lampId, role),
    tryLamps: () => whenIdle(() => doing(trial.start)),
    stopTrying: () => told(doing(trial.stop)),
    takeRoomBack: () => told(doing(guarded.takeBack)),
    afterPowerCut: ({ asBefore }) =>
      whenIdle(async () => {
        const set = await lights.setAfterPowerCut(asBefore ? 'asBefore' : 'otherwise');
        return set.ok ? DONE : fail('bridgeAway');
      }),
  } satisfies Partial<Handlers>;
};
