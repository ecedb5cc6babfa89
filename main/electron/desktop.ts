// Joins the computer's own parts to Electron: displays with the door's window and the room's place, power, disk. They
// decide by themselves; nothing is decided here.

import { statfs } from 'node:fs/promises';
import { type BrowserWindow, powerMonitor, powerSaveBlocker, screen } from 'electron';
import type { QuietView } from '../../shared/ipc/snapshot.ts';
import type { Kept } from '../storage/storage.ts';
import { openDisk } from './disk-space.ts';
import type { Bounds } from './displays.ts';
import { type Door, openDoor } from './door-window.ts';
import { openWakefulness, type Wakefulness } from './keep-awake.ts';
import { openRoomPlace } from './room-window-place.ts';
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

export interface DesktopParts {
  readonly windows: Windows;
  /** The folder of all that is kept. */
  readonly folder: string;
  readonly kept: Pick<Kept, 'settings' | 'isFailing'>;
  /** The console's lock: it looks by itself whether it is time, and locks when the computer slept. */
  readonly lock: { readonly lock: () => void; readonly look: () => void };
  /** The door's display is away, with its name where it is known; or it is there again. */
  readonly tellDoorAway: (isAway: boolean, name: string | null) => void;
  readonly changed: () => void;
}

export interface Desktop {
  readonly door: Door;
  readonly wakefulness: Wakefulness;
  /** Looks again at what the console says before Start. */
  readonly lookOver: () => void;
  readonly quiet: () => QuietView;
  readonly close: () => void;
}

/** The computer's parts; the door's window is closed until it begins. */
export const openDesktop = ({
  windows,
  folder,
  kept,
  lock,
  tellDoorAway,
  changed,
}: DesktopParts): Desktop => {
  const { settings } = kept;
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
      tellDoorAway(isAway && settings.get().doorWindow, chosen?.name ?? null);
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
  const wakefulness = openWakefulness({
    start: () => powerSaveBlocker.start('prevent-display-sleep'),
    stop: (id) => powerSaveBlocker.stop(id),
    isStarted: (id) => powerSaveBlocker.isStarted(id),
    isOnBattery: () => powerMonitor.isOnBatteryPower(),
  });
  powerMonitor.on('on-ac', changed);
  powerMonitor.on('on-battery', changed);
  const disk = openDisk({ folder, statfs: (at) => statfs(at), isFailing: kept.isFailing, changed });
  return {
    door,
    wakefulness,
    lookOver: () => {
      wakefulness.tryOut();
      void disk.look();
    },
    quiet: () => ({
      keptAwake: wakefulness.isKeptAwake(),
      canKeepAwake: wakefulness.canKeepAwake(),
      onMains: wakefulness.isOnMains(),
      doorWindow: settings.get().doorWindow,
      door: door.view(),
      disk: disk.room(),
    }),
    close: () => {
      clearInterval(looking);
      disk.close();
    },
  };
};
