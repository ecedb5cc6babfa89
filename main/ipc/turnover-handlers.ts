// What main does between two people: keeps what was changed, wipes what was left, and sets the room's look. A handler
// translates and delegates.

import { fail, ok } from '../../shared/result.ts';
import type { KeptChanges } from '../room/kept-changes.ts';
import type { Room } from '../room/room.ts';
import type { TurningOver } from '../room/turnover.ts';
import type { KeptSettings } from '../storage/settings.ts';
import type { Handlers } from './gate.ts';

export interface TurnoverHandlerParts {
  readonly room: Pick<Room, 'apply'>;
  readonly settings: Pick<KeptSettings, 'change'>;
  readonly keptChanges: KeptChanges;
  readonly turningOver: TurningOver;
  readonly changed: () => void;
}

/** The handlers of the turnover. */
export const turnoverHandlers = (parts: TurnoverHandlerParts) => {
  const { room, settings, keptChanges, turningOver, changed } = parts;
  return {
    keepChanges: ({ changes, label }) => keptChanges.keep(changes, label),
    takeBackChanges: keptChanges.takeBack,
    turnOver: turningOver.turnOver,
    finishTurnover: () => {
      const refused = room.apply({ type: 'turnoverDone' });
      return refused === null ? ok(null) : fail(refused);
    },
    chooseRoomLook: ({ look }) => {
      settings.change({ roomLook: look });
      changed();
      return ok(null);
    },
  } satisfies Partial<Handlers>;
};
