// Keeps the room's window on a display that is there: systems mostly move a window themselves when its display is
// pulled out, and some leave it where nobody can see it. It never moves a window that can be seen.

import {
  type Bounds,
  chosenAmong,
  foundDisplays,
  type KnownDisplay,
  knownBy,
  type ScreenDisplay,
} from './displays.ts';

/** The system goes first; what it has not put right by then is put right here, in real ms. */
export const SYSTEM_FIRST_MS = 800;

export interface RoomPlaceParts {
  readonly displays: () => readonly ScreenDisplay[];
  /** Where the window is; null while there is none. */
  readonly bounds: () => Bounds | null;
  readonly moveTo: (display: Bounds) => void;
  /** Calls back once, after so many ms; answers what calls it off. */
  readonly after: (ms: number, then: () => void) => () => void;
}

export interface RoomPlace {
  /** A display came, went or changed. */
  readonly look: () => void;
}

const sharedArea = (a: Bounds, b: Bounds): number => {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
};

/** Watches over the room's window from now on. */
export const openRoomPlace = ({ displays, bounds, moveTo, after }: RoomPlaceParts): RoomPlace => {
  /** Where somebody put it; kept while that display is away, so that it goes back there. */
  let home: KnownDisplay | null = null;
  let isAwayFromHome = false;
  let callOff = (): void => {};

  const settle = (): void => {
    const found = foundDisplays(displays());
    const at = bounds();
    if (at === null || found.length === 0) return;
    const on = [...found].sort((a, b) => sharedArea(at, b.bounds) - sharedArea(at, a.bounds))[0];
    const isSeen = on !== undefined && sharedArea(at, on.bounds) > 0;
    const its = home === null ? null : chosenAmong(found, home, null);
    if (isAwayFromHome && its !== null) {
      isAwayFromHome = false;
      if (on?.id !== its.id || !isSeen) moveTo(its.bounds);
      return;
    }
    if (home !== null && its === null) isAwayFromHome = true;
    if (!isSeen && on !== undefined) moveTo(on.bounds);
    if (isSeen && !isAwayFromHome) home = knownBy(on);
  };

  settle();
  return {
    look: () => {
      callOff();
      callOff = after(SYSTEM_FIRST_MS, settle);
    },
  };
};
