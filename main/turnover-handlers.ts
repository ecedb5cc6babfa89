// What main does between two people: keeps what was changed, wipes what was left, and sets the room's look.

import { fail, ok } from '../shared/result.ts';
import type { Handlers } from './ipc.ts';
import type { Room } from './room.ts';

export interface TurnoverHandlerParts {
  readonly room: Room;
}

/** The handlers of the turnover. */
export const turnoverHandlers = ({ room }: TurnoverHandlerParts) =>
  ({
    keepChanges: () => fail('failed'),
    turnOver: () => fail('failed'),
    finishTurnover: () => {
      const refused = room.apply({ type: 'turnoverDone' });
      return refused === null ? ok(null) : fail(refused);
    },
    chooseRoomLook: () => fail('failed'),
  }) satisfies Partial<Handlers>;
