// When a window's page can be shown: no window may flash, and none may stay hidden for good.

import type { BrowserWindow } from 'electron';

/**
 * Electron sometimes never reports `ready-to-show`, mostly on a busy machine. The page then counts as painted this long
 * after it was loaded, in ms; the window's own background is black until then.
 */
export const PAINTED_AT_LATEST_MS = 2000;

type Window = Pick<BrowserWindow, 'once' | 'isDestroyed'> & {
  readonly webContents: Pick<BrowserWindow['webContents'], 'once'>;
};

/** Calls back once, when the window has painted its page for the first time or should have by now. */
export const oncePainted = (window: Window, then: () => void): void => {
  let isPainted = false;
  const painted = (): void => {
    if (isPainted || window.isDestroyed()) return;
    isPainted = true;
    then();
  };
  window.once('ready-to-show', painted);
  window.webContents.once('did-finish-load', () => setTimeout(painted, PAINTED_AT_LATEST_MS));
};
