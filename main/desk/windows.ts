// The windows: the room's (console or patient display), the door's, and those that are never shown: the player's, the
// gauge's and the one that draws pages for a printer. Each is created black and shown only when painted, so that nothing flashes white.

import { join } from 'node:path';
import { BrowserWindow, type IpcMainInvokeEvent, screen } from 'electron';
import { type PublicationName, publicationChannel } from '../../shared/channels.ts';
import type { Sender } from '../../shared/contract.ts';
import { ORIGIN } from './protocol.ts';

const PAGES: Readonly<Record<Sender, string>> = {
  room: 'index.html',
  door: 'door.html',
  player: 'player.html',
  gauge: 'gauge.html',
  paper: 'paper.html',
};

const isNeverShown = (which: Sender): boolean => which !== 'room' && which !== 'door';

/** The size that the screens are drawn for; they fit others. */
const SIZE = { width: 1280, height: 800 };

/** A nurse's eye is kept out of the small: below this the console would have to scroll. */
const LEAST_SIZE = { minWidth: 960, minHeight: 600 };

/** Lets the page of the gauge say when its memory is to be swept (renderer/gauge/sweeping.ts). */
const MAY_SWEEP = '--js-flags=--expose-gc';

export interface Windows {
  readonly open: (which: Sender) => BrowserWindow;
  readonly close: (which: Sender) => void;
  readonly of: (which: Sender) => BrowserWindow | null;
  readonly isOpen: (which: Sender) => boolean;
  /** Which window a message comes from; null unless it is a main frame of ours on our own page. */
  readonly senderOf: (event: IpcMainInvokeEvent) => Sender | null;
  readonly publish: (name: PublicationName, value: unknown, to: readonly Sender[]) => void;
  readonly fullScreen: (on: boolean) => void;
  /** Somebody started the program once more: they look for the room's window. */
  readonly toFront: () => void;
}

export interface WindowsParts {
  /** The folder of the built preload. */
  readonly preload: string;
  readonly closed: (which: Sender) => void;
  /** A page died or hangs, and the window is about to be made anew or loaded again. */
  readonly lost: (which: Sender, why: string) => void;
  /** F1, from whichever window has the keyboard. */
  readonly fullLightKey: () => void;
}

const otherDisplay = (): Electron.Display | null => {
  const primary = screen.getPrimaryDisplay().id;
  return screen.getAllDisplays().find((display) => display.id !== primary) ?? null;
};

/** All windows, none of them open yet. */
export const makeWindows = (parts: WindowsParts): Windows => {
  const windows = new Map<Sender, BrowserWindow>();

  const create = (which: Sender): BrowserWindow => {
    const display = which === 'door' ? otherDisplay() : null;
    const place = display === null ? SIZE : { ...display.workArea, fullscreen: true };
    return new BrowserWindow({
      ...place,
      ...(which === 'room' ? LEAST_SIZE : {}),
      show: false,
      // Of the one that nobody sees, its ground is the paper's margin.
      backgroundColor: which === 'paper' ? '#ffffff' : '#000000',
      title: 'Stillroom',
      autoHideMenuBar: true,
      ...(isNeverShown(which) ? { skipTaskbar: true, focusable: false } : {}),
      webPreferences: {
        preload: join(parts.preload, 'preload.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        backgroundThrottling: !isNeverShown(which),
        ...(which === 'gauge' ? { additionalArguments: [MAY_SWEEP] } : {}),
        autoplayPolicy: 'no-user-gesture-required',
        spellcheck: false,
      },
    });
  };

  const watch = (which: Sender, window: BrowserWindow): void => {
    const { webContents } = window;
    if (which === 'gauge') webContents.setAudioMuted(true);
    if (!isNeverShown(which)) window.once('ready-to-show', () => window.show());
    window.on('closed', () => {
      if (windows.get(which) === window) windows.delete(which);
      parts.closed(which);
    });
    webContents.on('before-input-event', (event, input) => {
      if (input.type !== 'keyDown' || input.key !== 'F1') return;
      event.preventDefault();
      parts.fullLightKey();
    });
    webContents.on('render-process-gone', (_event, details) => {
      parts.lost(which, details.reason);
      if (!isNeverShown(which) && !window.isDestroyed()) webContents.reload();
    });
  };

  const open = (which: Sender): BrowserWindow => {
    const present = windows.get(which);
    if (present !== undefined && !present.isDestroyed()) return present;
    const window = create(which);
    windows.set(which, window);
    watch(which, window);
    void window.loadURL(`${ORIGIN}/${PAGES[which]}`);
    return window;
  };

  const of = (which: Sender): BrowserWindow | null => {
    const window = windows.get(which);
    return window === undefined || window.isDestroyed() ? null : window;
  };

  return {
    open,
    of,
    isOpen: (which) => of(which) !== null,
    close: (which) => of(which)?.destroy(),
    senderOf: (event) => {
      const { senderFrame, sender } = event;
      if (senderFrame === null || senderFrame !== sender.mainFrame) return null;
      if (!senderFrame.url.startsWith(`${ORIGIN}/`)) return null;
      const found = [...windows].find(([, window]) => !window.isDestroyed() && window.webContents === sender);
      return found?.[0] ?? null;
    },
    publish: (name, value, to) => {
      for (const which of to) of(which)?.webContents.send(publicationChannel(name), value);
    },
    fullScreen: (on) => {
      const room = of('room');
      if (room !== null && room.isFullScreen() !== on) room.setFullScreen(on);
    },
    toFront: () => {
      const room = of('room');
      if (room?.isMinimized()) room.restore();
      room?.focus();
    },
  };
};
