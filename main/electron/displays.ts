// The displays of this computer as values, and where among them the door's window belongs. Pure. It never puts the door's
// window over the room's.

import type { Display, Rectangle } from 'electron';
import type { DisplayView, DoorDisplayView } from '../../shared/ipc/snapshot.ts';
import type { DoorDisplay } from '../storage/settings-schema.ts';

/** What we use of Electron's `Display`. */
export type ScreenDisplay = Pick<Display, 'id' | 'label' | 'bounds' | 'scaleFactor'>;

/** How a display is recognised: its id changes when it is plugged in again, its label and size do not. */
export type KnownDisplay = DoorDisplay;

export interface FoundDisplay extends KnownDisplay {
  readonly bounds: Rectangle;
}

/** The displays that are connected now, from left to right. */
export const foundDisplays = (displays: readonly ScreenDisplay[]): readonly FoundDisplay[] =>
  displays
    .map(({ id, label, bounds, scaleFactor }) => ({
      id: String(id),
      label: label.trim(),
      bounds,
      widthPx: Math.round(bounds.width * scaleFactor),
      heightPx: Math.round(bounds.height * scaleFactor),
    }))
    .sort((a, b) => a.bounds.x - b.bounds.x || a.bounds.y - b.bounds.y);

/** The part of a found display that is kept. */
export const knownBy = ({ bounds: _, ...known }: FoundDisplay): KnownDisplay => known;

const nameOf = ({ label, widthPx, heightPx }: KnownDisplay): string =>
  [label, `${widthPx} × ${heightPx}`].filter((part) => part !== '').join(' · ');

const isSameSize = (a: KnownDisplay, b: KnownDisplay): boolean =>
  a.widthPx === b.widthPx && a.heightPx === b.heightPx;

/** Same id, label and size. */
export const isSameDisplay = (a: KnownDisplay, b: KnownDisplay): boolean =>
  a.id === b.id && a.label === b.label && isSameSize(a, b);

/** Both have a label, and not the same one: another display in the same socket. */
const isAnother = (a: KnownDisplay, b: KnownDisplay): boolean =>
  a.label !== '' && b.label !== '' && a.label !== b.label;

/**
 * The chosen display among those that are connected: the one with its id, or else the only one, apart from the room's,
 * with its label and size. null: it is not connected, or several look like it.
 */
export const chosenAmong = (
  displays: readonly FoundDisplay[],
  chosen: KnownDisplay,
  roomsId: string | null,
): FoundDisplay | null => {
  const same = displays.find(({ id }) => id === chosen.id);
  if (same !== undefined && !isAnother(same, chosen)) return same;
  const alike = displays.filter(
    (one) => one.id !== roomsId && one.label !== '' && one.label === chosen.label && isSameSize(one, chosen),
  );
  return alike.length === 1 ? (alike[0] ?? null) : null;
};

/** Where the door's window belongs: on a whole display, in a window that staff may move, or nowhere for now. */
export type DoorPlace =
  | { readonly kind: 'display'; readonly display: FoundDisplay }
  | { readonly kind: 'window' }
  | { readonly kind: 'waits' };

export interface DoorQuestion {
  readonly displays: readonly FoundDisplay[];
  /** The display of the room's window; null while that is unknown. */
  readonly roomsId: string | null;
  /** What somebody chose; null: nobody has. */
  readonly chosen: KnownDisplay | null;
  /** The display of the door's window now, if it is on one. */
  readonly presentId: string | null;
  /** Without a second display it may be a window: somebody has just asked for it, so it startles nobody. */
  readonly mayBeWindow: boolean;
}

/** Where the door's window belongs now. */
export const doorPlace = (question: DoorQuestion): DoorPlace => {
  const { displays, roomsId, chosen, presentId, mayBeWindow } = question;
  if (chosen !== null) {
    const found = chosenAmong(displays, chosen, roomsId);
    return found === null || found.id === roomsId ? { kind: 'waits' } : { kind: 'display', display: found };
  }
  const others = displays.filter(({ id }) => id !== roomsId);
  const other = others.find(({ id }) => id === presentId) ?? others[0];
  if (other !== undefined && roomsId !== null) return { kind: 'display', display: other };
  return { kind: mayBeWindow ? 'window' : 'waits' };
};

/** What Set-up and the console show of the door's display. */
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
