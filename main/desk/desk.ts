// Joins the door's window and the console's lock to Electron: its displays, its windows, the settings and the time.
// Both decide by themselves; nothing is decided here.

import { powerMonitor, screen } from 'electron';
import type { Faults } from '../faults.ts';
import type { KeptSettings } from '../keep/settings.ts';
import { type Lock, openLock } from '../lock.ts';
import { type Door, openDoor } from './door-window.ts';
import type { Windows } from './windows.ts';

/** How often it is looked whether the console locks itself, in real ms. */
const LOOK_AT_LOCK_EVERY_MS = 5000;

export interface DeskParts {
  readonly windows: Windows;
  readonly settings: KeptSettings;
  readonly faults: Faults;
  readonly changed: () => void;
}

export interface Desk {
  readonly door: Door;
  readonly lock: Lock;
  readonly close: () => void;
}

/** The door's window, closed until it begins, and the lock. */
export const openDesk = ({ windows, settings, faults, changed }: DeskParts): Desk => {
  const lock = openLock({
    stored: () => settings.get().pin,
    keep: (pin) => settings.change({ pin }),
    now: () => performance.now(),
    changed,
  });
  const door: Door = openDoor({
    screen,
    roomBounds: () => windows.of('room')?.getBounds() ?? null,
    open: (over) => void windows.openDoor(over),
    close: () => windows.close('door'),
    after: (ms, then) => {
      const timer = setTimeout(then, ms);
      return () => clearTimeout(timer);
    },
    isWanted: () => settings.get().doorWindow,
    want: (doorWindow) => settings.change({ doorWindow }),
    chosen: () => settings.get().doorDisplay,
    choose: (doorDisplay) => settings.change({ doorDisplay }),
    changed: () => {
      const { isAway, chosen } = door.view();
      const isMissed = isAway && settings.get().doorWindow;
      faults.set('door', isMissed ? [{ code: 'doorAway', about: chosen?.name ?? null }] : []);
      changed();
    },
  });
  screen.on('display-added', door.look);
  screen.on('display-removed', door.look);
  screen.on('display-metrics-changed', door.look);
  windows.of('room')?.on('move', door.look);
  // Nobody knows for how long a computer that slept was left.
  powerMonitor.on('resume', lock.lock);
  const looking = setInterval(lock.look, LOOK_AT_LOCK_EVERY_MS);
  return {
    door,
    lock,
    close: () => clearInterval(looking),
  };
};
