// What main does for the desk's own commands: the door's window and its display, and the console's lock.

import { fail, ok } from '../shared/result.ts';
import type { Handlers } from './ipc.ts';

export interface DeskHandlerParts {
  readonly showDoor: (open: boolean) => void;
}

/** The handlers of the desk. */
export const deskHandlers = ({ showDoor }: DeskHandlerParts) =>
  ({
    showDoor: ({ open }) => {
      showDoor(open);
      return ok(null);
    },
    chooseDoorDisplay: () => fail('failed'),
    setPin: () => fail('failed'),
    unlock: () => fail('failed'),
    lock: () => fail('failed'),
  }) satisfies Partial<Handlers>;
