// Joins the parts of this folder that decide by themselves to Electron: the door's window and the room's place on the
// displays, power, and disk. Nothing is decided here.

import { statfs } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename } from 'node:path';
import { app, powerMonitor, powerSaveBlocker, screen } from 'electron';
import type { QuietView } from '../../shared/ipc/snapshot.ts';
import type { Kept } from '../storage/storage.ts';
import { openDisk } from './disk-space.ts';
import { type Door, openDoor } from './door-window.ts';
import { makeKeepAwake } from './keep-awake.ts';
import { openLoginStart } from './login-start.ts';
import { keepRoomInSight } from './room-window-place.ts';
import { askAwake, askMains, runProgram } from './system-answers.ts';
import type { Windows } from './windows.ts';

/** How often the lock checks whether the console is idle, in real ms. */
const CHECK_IDLE_EVERY_MS = 5000;

/** How often it is checked whether the computer is plugged in, in real ms. */
const CHECK_MAINS_EVERY_MS = 10_000;

export interface DesktopParts {
  readonly windows: Windows;
  /** The folder of all that is kept. */
  readonly folder: string;
  readonly kept: Pick<Kept, 'settings' | 'isFailing'>;
  readonly lock: { readonly lockIfIdle: () => void };
  /** The door's display is away, with its name where it is known; or it is back. */
  readonly tellDoorAway: (isAway: boolean, name: string | null) => void;
  readonly changed: () => void;
}

/** The door's window is closed until it begins. */
export const openDesktop = (parts: DesktopParts) => {
  const { windows, folder, kept, lock, tellDoorAway, changed } = parts;
  const { settings } = kept;

  const door: Door = openDoor({
    screen,
    roomBounds: () => windows.of('room')?.getBounds() ?? null,
    open: (over) => void windows.open('door', over),
    close: () => windows.close('door'),
    settings,
    changed: () => {
      const { isAway, chosen } = door.view();
      tellDoorAway(isAway && settings.get().doorWindow, chosen?.name ?? null);
      changed();
    },
  });
  const roomPlaceChanged = keepRoomInSight(screen, () => windows.of('room'));
  const displaysChanged = (): void => {
    door.displaysChanged();
    roomPlaceChanged();
  };
  screen.on('display-added', displaysChanged);
  screen.on('display-removed', displaysChanged);
  screen.on('display-metrics-changed', displaysChanged);
  windows.of('room')?.on('move', displaysChanged);

  const idleTimer = setInterval(lock.lockIfIdle, CHECK_IDLE_EVERY_MS);

  const awake = makeKeepAwake({
    power: powerSaveBlocker,
    askAwake,
    askMains: () => askMains(() => powerMonitor.isOnBatteryPower()),
    changed,
  });
  powerMonitor.on('on-ac', awake.checkMains);
  powerMonitor.on('on-battery', awake.checkMains);
  // Linux does not tell of it.
  const mainsTimer = setInterval(awake.checkMains, CHECK_MAINS_EVERY_MS);
  const program = process.env.APPIMAGE ?? process.execPath;
  const loginStart = openLoginStart(
    {
      ...{ platform: process.platform, env: process.env, home: homedir(), run: runProgram },
      command: app.isPackaged ? [program] : [program, app.getAppPath()],
      name: app.isPackaged ? basename(process.execPath) : 'stillroom-from-source',
    },
    changed,
  );
  const disk = openDisk({ folder, statfs: (at) => statfs(at), isFailing: kept.isFailing, changed });

  return {
    door,
    keepAwake: awake.keepAwake,
    loginStart,
    /** Checks again what the console says before Start. */
    checkReadiness: (): void => {
      void awake.tryOut();
      void awake.checkMains();
      void loginStart.read();
      void disk.check();
    },
    quiet: (): QuietView => ({
      ...awake.view(),
      doorWindow: settings.get().doorWindow,
      door: door.view(),
      doorTellsWish: settings.get().doorTellsWish,
      disk: disk.space(),
      loginStart: loginStart.view(),
    }),
    close: (): void => {
      clearInterval(idleTimer);
      clearInterval(mainsTimer);
      disk.close();
    },
  };
};
