// Keeps the room's window on a connected display. Most systems move a window themselves when its display is pulled out;
// some leave it where nobody can see it. It never moves a window that can be seen.

import type { BrowserWindow, Rectangle } from 'electron';
import { chosenAmong, foundDisplays, type KnownDisplay, knownBy, type ScreenDisplay } from './displays.ts';

/** The system goes first; what is still wrong after this time is put right here, in real ms. */
export const SYSTEM_FIRST_MS = 800;

/** What we use of the room's window. */
export type RoomWindow = Pick<BrowserWindow, 'getBounds' | 'setBounds' | 'isFullScreen' | 'setFullScreen'>;

/** Moves a window to a display, full screen if it was that before. */
const moveTo = (window: RoomWindow, { x, y, width, height }: Rectangle): void => {
  const wasFull = window.isFullScreen();
  if (wasFull) window.setFullScreen(false);
  const before = window.getBounds();
  window.setBounds({
    x,
    y,
    width: wasFull ? width : Math.min(before.width, width),
    height: wasFull ? height : Math.min(before.height, height),
  });
  if (wasFull) window.setFullScreen(true);
};

const sharedArea = (a: Rectangle, b: Rectangle): number => {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
};

/** Watches the room's window from now on. Returns what to call when a display came, went or changed. */
export const keepRoomInSight = (
  screen: { readonly getAllDisplays: () => readonly ScreenDisplay[] },
  windowNow: () => RoomWindow | null,
): (() => void) => {
  /** The display that somebody put it on; kept while that display is away, so that the window goes back. */
  let home: KnownDisplay | null = null;
  let isAwayFromHome = false;
  let timer: NodeJS.Timeout | undefined;

  const settle = (): void => {
    const found = foundDisplays(screen.getAllDisplays());
    const window = windowNow();
    if (window === null || found.length === 0) return;
    const at = window.getBounds();
    const on = [...found].sort((a, b) => sharedArea(at, b.bounds) - sharedArea(at, a.bounds))[0];
    const isSeen = on !== undefined && sharedArea(at, on.bounds) > 0;
    const foundHome = home === null ? null : chosenAmong(found, home, null);
    if (isAwayFromHome && foundHome !== null) {
      isAwayFromHome = false;
      if (on?.id !== foundHome.id || !isSeen) moveTo(window, foundHome.bounds);
      return;
    }
    if (home !== null && foundHome === null) isAwayFromHome = true;
    if (!isSeen && on !== undefined) moveTo(window, on.bounds);
    if (isSeen && !isAwayFromHome) home = knownBy(on);
  };

  settle();
  return () => {
    clearTimeout(timer);
    timer = setTimeout(settle, SYSTEM_FIRST_MS);
  };
};
