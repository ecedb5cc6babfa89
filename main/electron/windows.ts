// The windows: the room's (console or patient display), the door's, and three that are never shown: the player's, the
// loudness meter's and the print window. Each is created black and shown only once painted, so that nothing flashes white.

import { join } from 'node:path';
import { app, BrowserWindow, type IpcMainInvokeEvent, type Rectangle } from 'electron';
import { byItself } from '../../shared/errors.ts';
import { publicationChannel } from '../../shared/ipc/channels.ts';
import {
  type Payload,
  PUBLICATIONS,
  type PublicationName,
  type WindowName,
} from '../../shared/ipc/contract.ts';
import { oncePainted } from './first-paint.ts';
import { ORIGIN } from './protocol.ts';

const PAGES: Readonly<Record<WindowName, string>> = {
  room: 'index.html',
  door: 'door.html',
  player: 'player.html',
  loudnessMeter: 'loudness-meter.html',
  print: 'print.html',
};

const isNeverShown = (which: WindowName): boolean => which !== 'room' && which !== 'door';

/** The size that the screens are designed for, in CSS pixels; they adapt to others. */
const SIZE = { width: 1280, height: 800 };

/** Below this the console would have to scroll, in CSS pixels. */
const LEAST_SIZE = { minWidth: 960, minHeight: 600 };

/** Lets the loudness meter's page free its memory (renderer/loudness-meter). */
const MAY_SWEEP = '--js-flags=--expose-gc';

export type Windows = ReturnType<typeof makeWindows>;

export interface WindowsParts {
  /** The folder of the built preload. */
  readonly preload: string;
  /** Somebody wants to close a window; false keeps it. */
  readonly mayClose: (which: WindowName) => boolean;
  /** A window was closed, and not by the program. */
  readonly closed: (which: WindowName) => void;
  /** Somebody pressed something in the room's window. */
  readonly active: () => void;
  /** A page has crashed. The room's and the door's reload at once. */
  readonly lost: (which: WindowName, why: string) => void;
  /** F1, from whichever window has the keyboard. */
  readonly fullLightKey: () => void;
}

/** The inputs that count as a press; a mouse that only moves may have been nudged. */
const PRESSES: ReadonlySet<string> = new Set(
  'mouseDown mouseWheel pointerDown touchStart gestureTap keyDown rawKeyDown char'.split(' '),
);

/** Chromium's name for it. */
const AUDIO_SERVICE = 'audio.mojom.AudioService';

/** All windows, none of them open yet. */
export const makeWindows = (parts: WindowsParts) => {
  const windows = new Map<WindowName, BrowserWindow>();

  const create = (which: WindowName, over: Rectangle | null): BrowserWindow =>
    new BrowserWindow({
      ...(over === null ? SIZE : { ...over, frame: false }),
      ...(which === 'room' ? LEAST_SIZE : {}),
      show: false,
      // The print window's background is the paper's margin.
      backgroundColor: which === 'print' ? '#ffffff' : '#000000',
      title: 'Stillroom',
      autoHideMenuBar: true,
      ...(isNeverShown(which) ? { skipTaskbar: true, focusable: false } : {}),
      webPreferences: {
        preload: join(parts.preload, 'preload.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        backgroundThrottling: !isNeverShown(which),
        ...(which === 'loudnessMeter' ? { additionalArguments: [MAY_SWEEP] } : {}),
        autoplayPolicy: 'no-user-gesture-required',
        spellcheck: false,
      },
    });

  /** The door's never takes the keyboard. It becomes full screen once it is shown, since becoming so shows it. */
  const show = (which: WindowName, window: BrowserWindow, over: Rectangle | null): void => {
    if (which === 'door') window.showInactive();
    else window.show();
    if (which === 'door' && over !== null) window.setFullScreen(true);
  };

  const watch = (which: WindowName, window: BrowserWindow, over: Rectangle | null): void => {
    const { webContents } = window;
    if (which === 'loudnessMeter') webContents.setAudioMuted(true);
    if (!isNeverShown(which)) oncePainted(window, () => show(which, window, over));
    window.on('close', (event) => {
      if (!parts.mayClose(which)) event.preventDefault();
    });
    window.on('closed', () => {
      if (windows.get(which) !== window) return;
      windows.delete(which);
      parts.closed(which);
    });
    if (which === 'room') {
      webContents.on('input-event', (_event, { type }) => {
        if (PRESSES.has(type)) parts.active();
      });
    }
    webContents.on('before-input-event', (event, input) => {
      if (input.type !== 'keyDown' || input.key !== 'F1') return;
      event.preventDefault();
      parts.fullLightKey();
    });
    webContents.on('render-process-gone', (_event, details) => {
      // A window that was closed meanwhile is not reported; another may be open in its place.
      if (windows.get(which) !== window) return;
      parts.lost(which, details.reason);
      if (!isNeverShown(which) && !window.isDestroyed()) webContents.reload();
    });
  };

  const of = (which: WindowName): BrowserWindow | null => {
    const window = windows.get(which);
    return window === undefined || window.isDestroyed() ? null : window;
  };

  /** `over`: the bounds of the display that it covers; null: a window that can be moved. */
  const open = (which: WindowName, over: Rectangle | null = null): BrowserWindow => {
    const present = of(which);
    if (present !== null) return present;
    const window = create(which, over);
    windows.set(which, window);
    watch(which, window, over);
    void window.loadURL(`${ORIGIN}/${PAGES[which]}`);
    return window;
  };

  return {
    open,
    of,
    /** Closes a window, without calling `closed`. */
    close: (which: WindowName): void => {
      const window = of(which);
      windows.delete(which);
      window?.destroy();
    },
    /** Silences what a window plays at once, without the page's help, or lets it be heard again. */
    mute: (which: WindowName, isMuted: boolean): void => of(which)?.webContents.setAudioMuted(isMuted),
    /** True while Chromium hears a window's page play something, muted or not. */
    isAudible: (which: WindowName): boolean => of(which)?.webContents.isCurrentlyAudible() ?? false,
    /** Ends the process that plays what pages play, at once. Chromium starts another when a page asks for one. */
    endAudioService: (): void => {
      const service = app.getAppMetrics().find(({ serviceName }) => serviceName === AUDIO_SERVICE);
      if (service !== undefined) byItself(() => void process.kill(service.pid, 'SIGKILL'));
    },
    /** The window that a message comes from; null unless it is the main frame of one of ours, on our own page. */
    senderOf: ({ senderFrame, sender }: IpcMainInvokeEvent): WindowName | null => {
      if (senderFrame === null || senderFrame !== sender.mainFrame) return null;
      if (!senderFrame.url.startsWith(`${ORIGIN}/`)) return null;
      const found = [...windows.keys()].find((which) => of(which)?.webContents === sender);
      return found ?? null;
    },
    /** Sends a publication to the windows that the contract names for it, where they are open. */
    publish: <N extends PublicationName>(name: N, payload: Payload<N>): void => {
      for (const which of PUBLICATIONS[name].to)
        byItself(() => of(which)?.webContents.send(publicationChannel(name), payload));
    },
    fullScreen: (on: boolean): void => {
      const room = of('room');
      if (room !== null && room.isFullScreen() !== on) room.setFullScreen(on);
    },
    /** Shows the room's window to somebody who started the program again. */
    toFront: (): void => {
      const room = of('room');
      if (room?.isMinimized()) room.restore();
      room?.focus();
    },
  };
};
