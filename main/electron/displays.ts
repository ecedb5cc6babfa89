// The displays of this computer as values, and where among them the door's window belongs. Pure; it never says
// that the door's window may lie over the room's.

import type { DisplayView, DoorDisplayView } from '../../shared/ipc/snapshot.ts';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is needed of Electron's `Display`. */
export interface ScreenDisplay {
  readonly id: number;
  readonly label: string;
  readonly bounds: Bounds;
  readonly scaleFactor: number;
}

/** How a display is known again: ids change when it is plugged in anew, its own name and size do not. */
export interface KnownDisplay {
  readonly id: string;
  /** What it calls itself; empty where it does not. */
  readonly label: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface FoundDisplay extends KnownDisplay {
  readonly bounds: Bounds;
}

/** The displays that are there now, from left to right. */
export const foundDisplays = (displays: readonly ScreenDisplay[]): readonly FoundDisplay[] =>
  displays
    .map(({ id, label, bounds, scaleFactor }) => ({
      ...{ id: String(id), label: label.trim(), bounds },
      widthPx: Math.round(bounds.width * scaleFactor),
      heightPx: Math.round(bounds.height * scaleFactor),
    }))
    .sort((a, b) => a.bounds.x - b.bounds.x || a.bounds.y - b.bounds.y);

/** What of a found display is kept. */
export const knownBy = ({ id, label, widthPx, heightPx }: FoundDisplay): KnownDisplay => ({
  id,
  label,
  widthPx,
  heightPx,
});

const nameOf = ({ label, widthPx, heightPx }: KnownDisplay): string =>
  [label, `${widthPx} × ${heightPx}`].filter((part) => part !== '').join(' · ');

/** True where both say what they are, and say something else: another display in the same socket. */
const isAnother = (a: KnownDisplay, b: KnownDisplay): boolean =>
  a.label !== '' && b.label !== '' && a.label !== b.label;

const isAlike = (a: KnownDisplay, b: KnownDisplay): boolean =>
  a.label !== '' && a.label === b.label && a.widthPx === b.widthPx && a.heightPx === b.heightPx;

/**
 * The chosen display among those that are there: the one with its id, or else the only one that is not the room's and
 * has its own name and size; null when it is not there, or nobody can tell which it is.
 */
export const chosenAmong = (
  displays: readonly FoundDisplay[],
  chosen: KnownDisplay,
  roomsId: string | null,
): FoundDisplay | null => {
  const same = displays.find(({ id }) => id === chosen.id);
  if (same !== undefined && !isAnother(same, chosen)) return same;
  const alike = displays.filter((one) => one.id !== roomsId && isAlike(one, chosen));
  return alike.length === 1 ? (alike[0] ?? null) : null;
};

/** Where the door's window belongs: all over a display, in a window that staff may move, or nowhere for now. */
export type DoorPlace =
  | { readonly kind: 'display'; readonly display: FoundDisplay }
  | { readonly kind: 'window' }
  | { readonly kind: 'waits' };

export interface DoorQuestion {
  readonly displays: readonly FoundDisplay[];
  /** The display that the room's window is on; null while nobody knows. */
  readonly roomsId: string | null;
  readonly chosen: KnownDisplay | null;
  /** The display that the door's window is on now, where it is on one. */
  readonly presentId: string | null;
  /** With no second display it may be a window: somebody has just asked for it, and nobody is startled. */
  readonly mayBeWindow: boolean;
}

const WAITS: DoorPlace = { kind: 'waits' };

const on = (display: FoundDisplay): DoorPlace => ({ kind: 'display', display });

/** Where the door's window belongs now. */
export const doorPlace = (question: DoorQuestion): DoorPlace => {
  const { displays, roomsId, chosen, presentId, mayBeWindow } = question;
  if (chosen !== null) {
    const found = chosenAmong(displays, chosen, roomsId);
    return found === null || found.id === roomsId ? WAITS : on(found);
  }
  const others = displays.filter(({ id }) => id !== roomsId);
  const other = others.find(({ id }) => id === presentId) ?? others[0];
  if (other !== undefined && roomsId !== null) return on(other);
  return mayBeWindow ? { kind: 'window' } : WAITS;
};

/** What Set-up and the console are told. */
export const doorDisplayView = (
  { displays, roomsId, chosen }: Pick<DoorQuestion, 'displays' | 'roomsId' | 'chosen'>,
  place: DoorPlace,
): DoorDisplayView => {
  const view = (display: KnownDisplay): DisplayView => ({
    id: display.id,
    name: nameOf(display),
    isRooms: display.id === roomsId,
  });
  const found = chosen === null ? null : chosenAmong(displays, chosen, roomsId);
  return {
    displays: displays.map(view),
    chosen: found !== null ? view(found) : chosen && { ...view(chosen), isRooms: false },
    isAway: place.kind === 'waits',
  };
};
