// What main does for the desk's own commands: the door's window and its display, the console's lock, and a page that
// broke.

import { ok } from '../../shared/result.ts';
import type { Door } from '../electron/door-window.ts';
import type { Handlers } from './gate.ts';
import type { Lock } from './lock.ts';

export interface DeskHandlerParts {
  readonly door: Door;
  readonly lock: Lock;
}

/** The handlers of the desk. */
export const deskHandlers = ({ door, lock }: DeskHandlerParts) =>
  ({
    showDoor: ({ open }) => {
      door.show(open);
      return ok(null);
    },
    chooseDoorDisplay: ({ displayId }) => door.chooseDisplay(displayId),
    setPin: ({ pin, present }) => lock.setPin(pin, present),
    unlock: ({ pin }) => lock.unlock(pin),
    pageBroke: ({ why }) => {
      process.stderr.write(`A page broke and is loaded anew: ${why}\n`);
      return ok(null);
    },
    lock: () => {
      lock.lock();
      return ok(null);
    },
  }) satisfies Partial<Handlers>;
