// Keeps the door's window where it belongs while displays come and go. It closes the window at once where it no longer
// belongs, opens it again once the displays have settled, and never puts it over the room's window.

import { isDeepStrictEqual } from 'node:util';
import type { Rectangle } from 'electron';
import type { Answer } from '../../shared/ipc/contract.ts';
import type { DoorDisplayView } from '../../shared/ipc/snapshot.ts';
import { fail, ok } from '../../shared/result.ts';
import type { KeptSettings } from '../storage/settings.ts';
import {
  chosenAmong,
  type DoorPlace,
  type DoorQuestion,
  doorDisplayView,
  doorPlace,
  foundDisplays,
  isSameDisplay,
  type KnownDisplay,
  knownBy,
  type ScreenDisplay,
} from './displays.ts';

/** A display that is plugged in comes and goes for a moment; the window opens once nothing has changed for this long. */
export const AT_REST_MS = 1200;

export interface DoorParts {
  /** Electron's `screen`. */
  readonly screen: {
    readonly getAllDisplays: () => ScreenDisplay[];
    readonly getDisplayMatching: (bounds: Rectangle) => ScreenDisplay;
  };
  /** Where the room's window is; null while there is none. */
  readonly roomBounds: () => Rectangle | null;
  /** Opens the window over a whole display, or as one that can be moved (null). */
  readonly open: (over: Rectangle | null) => void;
  readonly close: () => void;
  readonly settings: {
    readonly get: () => { readonly doorWindow: boolean; readonly doorDisplay: KnownDisplay | null };
    readonly change: KeptSettings['change'];
  };
  readonly changed: () => void;
}

export type Door = ReturnType<typeof openDoor>;

/** Where the window is now. */
type Present = DoorPlace | { readonly kind: 'closed' };

const isSamePlace = (a: Present, b: Present): boolean => {
  if (a.kind !== 'display' || b.kind !== 'display') return a.kind === b.kind;
  return isDeepStrictEqual(a.display.bounds, b.display.bounds);
};

/** The door's window, closed until it begins. */
export const openDoor = ({ screen, settings, changed, ...parts }: DoorParts) => {
  let present: Present = { kind: 'closed' };
  let hasBegun = false;
  /** Somebody has just asked for it: without a second display it may be a window. Ends when it gets a display. */
  let mayBeWindow = false;
  let timer: NodeJS.Timeout | undefined;

  const displays = () => foundDisplays(screen.getAllDisplays());

  const question = (): DoorQuestion => {
    const room = parts.roomBounds();
    return {
      displays: displays(),
      roomsId: room === null ? null : String(screen.getDisplayMatching(room).id),
      chosen: settings.get().doorDisplay,
      presentId: present.kind === 'display' ? present.display.id : null,
      mayBeWindow: mayBeWindow || !settings.get().doorWindow,
    };
  };

  /** A window that staff have moved stays there, whatever is plugged in, until a display is chosen. */
  const isMoved = ({ chosen }: DoorQuestion): boolean => present.kind === 'window' && chosen === null;

  const placeFor = (asked: DoorQuestion): Present => {
    if (!hasBegun || !settings.get().doorWindow) return { kind: 'closed' };
    return isMoved(asked) ? present : doorPlace(asked);
  };

  /** Keeps what the chosen display is like now, so that it is recognised by that. */
  const remember = ({ chosen, displays, roomsId }: DoorQuestion): void => {
    const found = chosen === null ? null : chosenAmong(displays, chosen, roomsId);
    if (chosen === null || found === null || found.id === roomsId || isSameDisplay(found, chosen)) return;
    settings.change({ doorDisplay: knownBy(found) });
  };

  const closeUnless = (place: Present): void => {
    if (isSamePlace(present, place)) return;
    if (present.kind === 'display' || present.kind === 'window') parts.close();
    present = { kind: place.kind === 'closed' ? 'closed' : 'waits' };
  };

  const settle = (): void => {
    const asked = question();
    const place = placeFor(asked);
    closeUnless(place);
    if (!isSamePlace(present, place)) {
      if (place.kind === 'display') {
        mayBeWindow = false;
        parts.open(place.display.bounds);
      }
      if (place.kind === 'window') parts.open(null);
    }
    present = place;
    if (hasBegun) remember(asked);
    changed();
  };

  const settleNow = (): void => {
    clearTimeout(timer);
    settle();
  };

  return {
    /** The program begins. `isWindowAllowed`: nobody is in the room whom a new window could startle. */
    begin: (isWindowAllowed: boolean): void => {
      hasBegun = true;
      mayBeWindow = isWindowAllowed;
      settleNow();
    },
    /** Somebody opens or closes the window by a press. */
    show: (isWanted: boolean): void => {
      hasBegun = true;
      mayBeWindow = isWanted;
      settings.change({ doorWindow: isWanted });
      settleNow();
    },
    /** Somebody closed the window itself, which is a choice too. */
    closed: (): void => {
      present = { kind: 'closed' };
      settings.change({ doorWindow: false });
      settleNow();
    },
    chooseDisplay: (displayId: string | null): Answer => {
      const display = displays().find(({ id }) => id === displayId);
      if (displayId !== null && display === undefined) return fail('unknownDisplay');
      settings.change({ doorDisplay: display === undefined ? null : knownBy(display) });
      // A choice is a press too: nobody is startled by what follows it.
      mayBeWindow = true;
      settleNow();
      return ok(null);
    },
    /** A display came, went or changed, or the room's window moved. */
    displaysChanged: (): void => {
      closeUnless(placeFor(question()));
      clearTimeout(timer);
      timer = setTimeout(settle, AT_REST_MS);
      changed();
    },
    view: (): DoorDisplayView => {
      const asked = question();
      return doorDisplayView(asked, isMoved(asked) ? { kind: 'window' } : doorPlace(asked));
    },
  };
};
