// Joins the door's window, the room's place and the console's lock to Electron: its displays, its windows, the settings
// and the time. They decide by themselves; nothing is decided here.

import { type BrowserWindow, powerMonitor, screen } from 'electron';
import type { Faults } from '../faults.ts';
import type { KeptSettings } from '../keep/settings.ts';
import { type Lock, openLock } from '../lock.ts';
import type { Bounds } from './displays.ts';
import { type Door, openDoor } from './door-window.ts';
import { openRoomPlace } from './room-place.ts';
import type { Windows } from './windows.ts';

/** How often it is looked whether the console locks itself, in real ms. */
const LOOK_AT_LOCK_EVERY_MS = 5000;

/** Something that happens once, later, unless it is called off. */
const after = (ms: number, then: () => void): (() => void) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

/** Onto a display, full screen if it was that before. */
const moveTo = (window: BrowserWindow, display: Bounds): void => {
  const wasFull = window.isFullScreen();
  if (wasFull) window.setFullScreen(false);
  const { width, height } = window.getBounds();
  window.setBounds({
    ...{ x: display.x, y: display.y },
    width: wasFull ? display.width : Math.min(width, display.width),
    height: wasFull ? display.height : Math.min(height, display.height),
  });
  if (wasFull) window.setFullScreen(true);
};

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
    after,
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
  const roomPlace = openRoomPlace({
    displays: () => screen.getAllDisplays(),
    bounds: () => windows.of('room')?.getBounds() ?? null,
    moveTo: (display) => {
      const room = windows.of('room');
      if (room !== null) moveTo(room, display);
    },
    after,
  });
  const look = (): void => {
    door.look();
    roomPlace.look();
  };
  screen.on('display-added', look);
  screen.on('display-removed', look);
  screen.on('display-metrics-changed', look);
  windows.of('room')?.on('move', look);
  // Nobody knows for how long a computer that slept was left.
  powerMonitor.on('resume', lock.lock);
  const looking = setInterval(lock.look, LOOK_AT_LOCK_EVERY_MS);
  return {
    door,
    lock,
    close: () => clearInterval(looking),
  };
};
