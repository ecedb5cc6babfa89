// What main does for the commands about the door's window and its display, the console's lock, and a page that
// broke.

import { ok } from '../../shared/result.ts';
import type { Door } from '../electron/door-window.ts';
import type { Handlers } from './gate.ts';
import type { Lock } from './lock.ts';

export interface DoorHandlerParts {
  readonly door: Door;
  readonly lock: Lock;
}

/** The handlers of the door, the lock and broken pages. */
export const doorHandlers = ({ door, lock }: DoorHandlerParts) =>
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
