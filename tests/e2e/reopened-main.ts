// The whole program in one process that many tests share: for each of them it is opened anew, in a folder of its own, with
// every part real but the process. What Electron and Node keep between two openings is put back as it was. It must never
// stand for the process itself: how that starts, quits and dies is tested with the built program.

import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
} from 'electron';
import { readArguments } from '../../main/electron/arguments.ts';
import { goOnAfterErrors } from '../../main/electron/process-errors.ts';
import { declareProtocol } from '../../main/electron/protocol.ts';
import { barTheDoors } from '../../main/electron/security.ts';
import { openStillroom } from '../../main/stillroom.ts';
import { commandChannel } from '../../shared/ipc/channels.ts';
import { COMMANDS } from '../../shared/ipc/contract.ts';

/** What a test may reach of it. */
export interface Reopened {
  /** Opens the program in a folder, with these words on its command line. */
  readonly open: (folder: string, words: readonly string[]) => void;
  /** Lets the program leave as it does on quitting, and puts everything back. */
  readonly close: () => Promise<void>;
}

/** Any fade at the end is over by then, in ms; the clock goes on by so much at once. */
const AFTER_FADES_MS = 10_000;

/** Tests put answers of their own into these, as into a system dialog that cannot be driven. */
const patched: readonly object[] = [dialog, powerMonitor, powerSaveBlocker, performance];

/** The program listens to these for as long as it lives. */
const heard: readonly NodeJS.EventEmitter[] = [app, powerMonitor, screen, process];

/** Notes what is there now; answers how to get back to it. */
const rememberAll = (): (() => void) => {
  const fields = patched.map((target) => ({ target, before: Object.getOwnPropertyDescriptors(target) }));
  const listeners = heard.map((emitter) => ({
    emitter,
    before: new Map(emitter.eventNames().map((name) => [name, emitter.rawListeners(name)])),
  }));
  return () => {
    for (const { target, before } of fields) {
      for (const key of Reflect.ownKeys(target)) if (!(key in before)) Reflect.deleteProperty(target, key);
      Object.defineProperties(target, before);
    }
    for (const { emitter, before } of listeners) {
      for (const name of emitter.eventNames()) {
        const kept = before.get(name) ?? [];
        for (const listener of emitter.rawListeners(name)) {
          if (!kept.includes(listener)) emitter.off(name, listener as () => void);
        }
      }
    }
    for (const command of Object.keys(COMMANDS)) ipcMain.removeHandler(commandChannel(command));
    protocol.unregisterProtocol('app');
  };
};

/** Quits, and waits until the program would have ended. */
const leave = (): Promise<void> =>
  new Promise((left) => {
    const { exit } = app;
    app.exit = () => {
      app.exit = exit;
      left();
    };
    const now = performance.now.bind(performance);
    app.quit();
    performance.now = () => now() + AFTER_FADES_MS;
  });

const begin = async (): Promise<void> => {
  nativeTheme.themeSource = 'dark';
  goOnAfterErrors(process);
  declareProtocol();
  Menu.setApplicationMenu(null);
  // The folder that `electron .` has as its own.
  (app as unknown as { setAppPath(path: string): void }).setAppPath(process.cwd());
  // The process outlives the windows of every test.
  app.on('window-all-closed', () => {});
  await app.whenReady();
  barTheDoors(null, (what, detail) => process.stderr.write(`A page was refused a ${what}: ${detail}\n`));
  let putBack: (() => void) | null = null;
  const reopened: Reopened = {
    open: (folder, words) => {
      const given = readArguments(words, false);
      if (!given.ok) throw new Error(given.error);
      putBack = rememberAll();
      app.setPath('userData', folder);
      openStillroom(given.value, folder, null);
    },
    close: async () => {
      if (putBack === null) return;
      await leave();
      for (const window of BrowserWindow.getAllWindows()) window.destroy();
      putBack();
      putBack = null;
    },
  };
  Object.assign(globalThis, { reopened });
};

void begin();
