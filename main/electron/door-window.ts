// Keeps the door's window where it belongs while displays come and go. It is taken away at once where it no longer
// belongs, comes back by itself once the displays are at rest, and never lies over the room's window.

import type { CommandError } from '../../shared/ipc/contract.ts';
import type { DoorDisplayView } from '../../shared/ipc/snapshot.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  type Bounds,
  chosenAmong,
  type DoorPlace,
  type DoorQuestion,
  doorDisplayView,
  doorPlace,
  foundDisplays,
  type KnownDisplay,
  knownBy,
  type ScreenDisplay,
} from './displays.ts';

/** Displays that are plugged in come and go for a moment; the window comes once nothing has changed for so long. */
export const AT_REST_MS = 1200;

/** What is needed of Electron's `screen`. */
export interface Screen {
  readonly getAllDisplays: () => ScreenDisplay[];
  readonly getDisplayMatching: (bounds: Bounds) => ScreenDisplay;
}

export interface DoorParts {
  readonly screen: Screen;
  /** Where the room's window is; null while there is none. */
  readonly roomBounds: () => Bounds | null;
  /** Opens the window all over a display, or as one that can be moved. */
  readonly open: (over: Bounds | null) => void;
  readonly close: () => void;
  /** Calls back once, after so many ms; answers what calls it off. */
  readonly after: (ms: number, then: () => void) => () => void;
  readonly isWanted: () => boolean;
  readonly want: (isWanted: boolean) => void;
  readonly chosen: () => KnownDisplay | null;
  readonly choose: (display: KnownDisplay | null) => void;
  readonly changed: () => void;
}

export interface Door {
  /** The program begins. `mayBeWindow`: nobody lies in the room, before whom a window could come up. */
  readonly begin: (mayBeWindow: boolean) => void;
  /** Somebody opens or closes it by a press. */
  readonly show: (isWanted: boolean) => void;
  /** Somebody closed the window itself, which is a choice too. */
  readonly closed: () => void;
  readonly chooseDisplay: (displayId: string | null) => Result<null, CommandError>;
  /** A display came, went or changed, or the room's window moved. */
  readonly look: () => void;
  readonly view: () => DoorDisplayView;
}

/** Where the window is now. */
type Stands = DoorPlace | { readonly kind: 'closed' };

const CLOSED: Stands = { kind: 'closed' };

const isSamePlace = (a: Stands, b: Stands): boolean => {
  if (a.kind !== 'display' || b.kind !== 'display') return a.kind === b.kind;
  const [one, other] = [a.display.bounds, b.display.bounds];
  const isSameArea = one.x === other.x && one.y === other.y;
  return isSameArea && one.width === other.width && one.height === other.height;
};

const isSameDisplay = (a: KnownDisplay, b: KnownDisplay): boolean =>
  a.id === b.id && a.label === b.label && a.widthPx === b.widthPx && a.heightPx === b.heightPx;

/** The door's window, closed until it begins. */
export const openDoor = (parts: DoorParts): Door => {
  const { screen, changed } = parts;
  let stands: Stands = CLOSED;
  let hasBegun = false;
  /** Somebody has just asked for it: with no second display it may come as a window. Lost with its display. */
  let mayBeWindow = false;
  let callOff = (): void => {};

  const question = (): DoorQuestion => {
    const room = parts.roomBounds();
    return {
      displays: foundDisplays(screen.getAllDisplays()),
      roomsId: room === null ? null : String(screen.getDisplayMatching(room).id),
      chosen: parts.chosen(),
      presentId: stands.kind === 'display' ? stands.display.id : null,
      mayBeWindow: mayBeWindow || !parts.isWanted(),
    };
  };

  /** A window that staff have moved somewhere stays there, whatever is plugged in, until a display is chosen. */
  const isMoved = ({ chosen }: DoorQuestion): boolean => stands.kind === 'window' && chosen === null;

  const belongs = (asked: DoorQuestion): Stands => {
    if (!hasBegun || !parts.isWanted()) return CLOSED;
    return isMoved(asked) ? stands : doorPlace(asked);
  };

  /** What the chosen display is like now, so that it is known again by that. */
  const remember = ({ chosen, displays, roomsId }: DoorQuestion): void => {
    const found = chosen === null ? null : chosenAmong(displays, chosen, roomsId);
    if (chosen === null || found === null || found.id === roomsId || isSameDisplay(found, chosen)) return;
    parts.choose(knownBy(found));
  };

  const takeAway = (place: Stands): void => {
    if (isSamePlace(stands, place)) return;
    if (stands.kind === 'display' || stands.kind === 'window') parts.close();
    stands = place.kind === 'closed' ? CLOSED : { kind: 'waits' };
  };

  const settle = (): void => {
    const asked = question();
    const place = belongs(asked);
    takeAway(place);
    if (!isSamePlace(stands, place)) {
      if (place.kind === 'display') {
        mayBeWindow = false;
        parts.open(place.display.bounds);
      }
      if (place.kind === 'window') parts.open(null);
    }
    stands = place;
    if (hasBegun) remember(asked);
    changed();
  };

  const now = (): void => {
    callOff();
    settle();
  };

  return {
    begin: (isWindowAllowed) => {
      hasBegun = true;
      mayBeWindow = isWindowAllowed;
      now();
    },
    show: (isWanted) => {
      hasBegun = true;
      mayBeWindow = isWanted;
      parts.want(isWanted);
      now();
    },
    closed: () => {
      stands = CLOSED;
      parts.want(false);
      now();
    },
    chooseDisplay: (displayId) => {
      const display = foundDisplays(screen.getAllDisplays()).find(({ id }) => id === displayId);
      if (displayId !== null && display === undefined) return fail('unknownDisplay');
      parts.choose(display === undefined ? null : knownBy(display));
      // A choice is a press too: nobody is startled by what follows it.
      mayBeWindow = true;
      now();
      return ok(null);
    },
    look: () => {
      takeAway(belongs(question()));
      callOff();
      callOff = parts.after(AT_REST_MS, settle);
      changed();
    },
    view: () => {
      const asked = question();
      return doorDisplayView(asked, isMoved(asked) ? { kind: 'window' } : doorPlace(asked));
    },
  };
};
