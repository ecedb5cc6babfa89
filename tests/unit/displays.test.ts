// Where the door's window belongs while displays come and go, and that it never covers the room's. Real displays are
// plugged in by tests/e2e/door-display.spec.ts; here are displays with names, and displays whose ids change.

import type { Rectangle } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  chosenAmong,
  doorDisplayView,
  doorPlace,
  foundDisplays,
  type KnownDisplay,
  knownBy,
  type ScreenDisplay,
} from '../../main/electron/displays.ts';
import { AT_REST_MS, openDoor } from '../../main/electron/door-window.ts';
import { keepRoomInSight, SYSTEM_FIRST_MS } from '../../main/electron/room-window-place.ts';

const display = (id: number, label: string, x: number, width = 1920, height = 1080): ScreenDisplay => ({
  ...{ id, label, scaleFactor: 1 },
  bounds: { x, y: 0, width, height },
});

const ROOMS = display(1, 'Panel', 0, 1280, 800);
const DOORS = display(2, 'HP E24', 1280);
const DOORS_ANEW = { ...DOORS, id: 77 };
const OTHER = display(3, 'BenQ', 3200, 1024, 768);
const known = (one: ScreenDisplay): KnownDisplay => {
  const [found] = foundDisplays([one]);
  if (found === undefined) throw new Error('a display is found');
  return knownBy(found);
};

const place = (displays: readonly ScreenDisplay[], chosen: ScreenDisplay | null, more = {}): string => {
  const asked = { displays: foundDisplays(displays), roomsId: '1', presentId: null, mayBeWindow: true };
  const found = doorPlace({ ...asked, chosen: chosen === null ? null : known(chosen), ...more });
  return found.kind === 'display' ? found.display.id : found.kind;
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the door’s display', () => {
  it.each([
    ['is found by its id', [ROOMS, DOORS, OTHER], DOORS, '2'],
    [
      'is recognised by its name and size after it was plugged in again',
      [ROOMS, DOORS_ANEW, OTHER],
      DOORS,
      '77',
    ],
    ['is found by its id at another size', [ROOMS, display(2, 'HP E24', 1280, 1280, 720)], DOORS, '2'],
    ['is not another display in the same socket', [ROOMS, display(2, 'BenQ', 1280)], DOORS, 'waits'],
    ['is not replaced by another display', [ROOMS, OTHER], DOORS, 'waits'],
    ['is not recognised by its size alone', [ROOMS, display(5, '', 1280)], display(4, '', 1280), 'waits'],
    [
      'is not one of two that look the same',
      [ROOMS, DOORS_ANEW, { ...DOORS, id: 78, bounds: { ...DOORS.bounds, x: 4000 } }],
      DOORS,
      'waits',
    ],
    ['is never the room’s', [ROOMS], ROOMS, 'waits'],
    ['is never the room’s, even if that looks the same', [{ ...DOORS, id: 1 }], DOORS, 'waits'],
    ['is any display but the room’s while nobody has chosen', [ROOMS, OTHER], null, '3'],
    ['is none while nobody has chosen and there is only the room’s', [ROOMS], null, 'window'],
  ])('%s', (_, displays, chosen, expected) => {
    expect(place(displays as ScreenDisplay[], chosen as ScreenDisplay | null)).toBe(expected);
  });

  it('stays the one that the window is on while nobody has chosen', () => {
    expect(place([ROOMS, DOORS, OTHER], null, { presentId: '3' })).toBe('3');
  });

  it('is listed with its name and its size in pixels, from left to right, and which is the room’s', () => {
    const dense = { ...OTHER, scaleFactor: 2 };
    const displays = foundDisplays([dense, DOORS, ROOMS]);
    const view = doorDisplayView({ displays, roomsId: '1', chosen: known(DOORS) }, { kind: 'waits' });
    expect(view.displays).toEqual([
      { id: '1', name: 'Panel · 1280 × 800', isRooms: true },
      { id: '2', name: 'HP E24 · 1920 × 1080', isRooms: false },
      { id: '3', name: 'BenQ · 2048 × 1536', isRooms: false },
    ]);
    expect(view.chosen).toEqual({ id: '2', name: 'HP E24 · 1920 × 1080', isRooms: false });
  });

  it('is away when only the room’s display looks like it', () => {
    expect(chosenAmong(foundDisplays([{ ...DOORS, id: 1 }]), known(DOORS), '1')).toBeNull();
  });
});

/** A computer whose displays the test plugs in and pulls out. */
const computer = (
  first: readonly ScreenDisplay[],
  doorWindow = false,
  doorDisplay: KnownDisplay | null = null,
) => {
  let displays = [...first];
  let room: Rectangle = { ...ROOMS.bounds };
  let over: Rectangle | 'window' | null = null;
  let settings = { doorWindow, doorDisplay };
  const area = (a: Rectangle, b: Rectangle): number =>
    Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
    Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));
  const matching = (bounds: Rectangle): ScreenDisplay =>
    [...displays].sort((a, b) => area(bounds, b.bounds) - area(bounds, a.bounds))[0] ?? ROOMS;
  const door = openDoor({
    screen: { getAllDisplays: () => displays, getDisplayMatching: matching },
    roomBounds: () => room,
    open: (bounds) => {
      expect(over, 'it is opened once').toBeNull();
      over = bounds ?? 'window';
    },
    close: () => {
      over = null;
    },
    settings: {
      get: () => settings,
      change: (changes) => {
        settings = { ...settings, ...changes };
      },
    },
    changed: () => {},
  });
  return {
    door,
    settings: () => settings,
    over: () => over,
    matching,
    plug: (...present: ScreenDisplay[]) => {
      displays = present;
      door.displaysChanged();
    },
    moveRoom: (to: Rectangle) => {
      room = to;
      door.displaysChanged();
    },
    pass: (ms: number) => vi.advanceTimersByTime(ms),
    closeByHand: () => {
      over = null;
      door.closed();
    },
  };
};

describe('the door’s window', () => {
  it('closes at once when its display goes, and opens again once the display is back and settled', () => {
    const { door, over, plug, pass } = computer([ROOMS, DOORS]);
    door.chooseDisplay('2');
    door.show(true);
    expect(over()).toEqual(DOORS.bounds);
    plug(ROOMS);
    expect(over()).toBeNull();
    expect(door.view().isAway).toBe(true);
    pass(60_000);
    expect(over()).toBeNull();
    plug(ROOMS, DOORS_ANEW);
    pass(AT_REST_MS - 1);
    expect(over()).toBeNull();
    pass(1);
    expect(over()).toEqual(DOORS.bounds);
    expect(door.view().isAway).toBe(false);
  });

  it('remembers the new id of its display', () => {
    const { door, plug, pass, settings } = computer([ROOMS, DOORS]);
    door.chooseDisplay('2');
    door.show(true);
    plug(ROOMS, DOORS_ANEW);
    pass(AT_REST_MS);
    expect(settings().doorDisplay?.id).toBe('77');
  });

  it('never becomes a movable window by itself when its display goes', () => {
    const { door, over, plug, pass } = computer([ROOMS, DOORS]);
    door.show(true);
    expect(over()).toEqual(DOORS.bounds);
    plug(ROOMS);
    pass(AT_REST_MS);
    expect(over()).toBeNull();
    expect(door.view()).toMatchObject({ chosen: null, isAway: true });
    door.show(false);
    door.show(true);
    expect(over()).toBe('window');
  });

  it('waits for a display that is away when the program starts, in a session or not', () => {
    for (const mayBeWindow of [true, false]) {
      const { door, over, plug, pass } = computer([ROOMS], true, known(DOORS));
      door.begin(mayBeWindow);
      pass(AT_REST_MS);
      expect(over()).toBeNull();
      plug(ROOMS, DOORS);
      pass(AT_REST_MS);
      expect(over()).toEqual(DOORS.bounds);
    }
  });

  it('does not open over the room when a session resumes and no display was chosen', () => {
    const begun = (mayBeWindow: boolean) => {
      const { door, over } = computer([ROOMS], true);
      door.begin(mayBeWindow);
      return over();
    };
    expect(begun(false)).toBeNull();
    expect(begun(true)).toBe('window');
  });

  it('closes when the room’s window moves onto its display, and opens again when that leaves', () => {
    const { door, over, moveRoom, pass } = computer([ROOMS, DOORS]);
    door.chooseDisplay('2');
    door.show(true);
    moveRoom({ ...ROOMS.bounds, x: 1400 });
    expect(over()).toBeNull();
    expect(door.view()).toMatchObject({ isAway: true, chosen: { isRooms: true } });
    moveRoom(ROOMS.bounds);
    pass(AT_REST_MS);
    expect(over()).toEqual(DOORS.bounds);
  });

  it('follows its display’s size', () => {
    const { door, over, plug, pass } = computer([ROOMS, DOORS]);
    door.chooseDisplay('2');
    door.show(true);
    const smaller = display(2, 'HP E24', 1280, 1280, 720);
    plug(ROOMS, smaller);
    expect(over()).toBeNull();
    pass(AT_REST_MS);
    expect(over()).toEqual(smaller.bounds);
  });

  it('stays where staff moved it until somebody chooses a display', () => {
    const { door, over, plug, pass } = computer([ROOMS]);
    door.show(true);
    plug(ROOMS, DOORS);
    pass(AT_REST_MS);
    expect(over()).toBe('window');
    door.chooseDisplay('2');
    expect(over()).toEqual(DOORS.bounds);
  });

  it('stays closed after somebody closed it, whatever is plugged in', () => {
    const { door, over, plug, pass, settings, closeByHand } = computer([ROOMS, DOORS]);
    door.chooseDisplay('2');
    door.show(true);
    closeByHand();
    expect(settings().doorWindow).toBe(false);
    plug(ROOMS);
    plug(ROOMS, DOORS);
    pass(AT_REST_MS);
    expect(over()).toBeNull();
  });

  it('refuses a display that is not connected', () => {
    const { door, settings } = computer([ROOMS, DOORS]);
    expect(door.chooseDisplay('9')).toEqual({ ok: false, error: 'unknownDisplay' });
    expect(settings().doorDisplay).toBeNull();
  });
});

describe('the room’s window', () => {
  const watched = (first: readonly ScreenDisplay[]) => {
    let displays = first;
    let at: Rectangle = ROOMS.bounds;
    const window = {
      getBounds: () => at,
      setBounds: (to: Partial<Rectangle>) => {
        at = { ...at, ...to };
      },
      isFullScreen: () => true,
      setFullScreen: () => {},
    };
    const changed = keepRoomInSight({ getAllDisplays: () => displays }, () => window);
    return {
      at: () => at,
      plug: (...present: ScreenDisplay[]) => {
        displays = present;
        changed();
        vi.advanceTimersByTime(SYSTEM_FIRST_MS);
      },
    };
  };

  it('moves to a display that is still there, and goes back when its own returns', () => {
    const { at, plug } = watched([ROOMS, DOORS]);
    plug(DOORS);
    expect(at()).toEqual(DOORS.bounds);
    plug(DOORS, OTHER);
    expect(at()).toEqual(DOORS.bounds);
    plug(ROOMS, DOORS);
    expect(at()).toEqual(ROOMS.bounds);
  });

  it('does not move while it can be seen', () => {
    const { at, plug } = watched([ROOMS, DOORS]);
    plug(ROOMS);
    plug(ROOMS, DOORS, OTHER);
    expect(at()).toEqual(ROOMS.bounds);
  });
});
