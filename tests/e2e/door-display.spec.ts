// The display by the door is chosen, pulled out and plugged in again, on an X server whose displays are made up: the
// sign follows it and never covers the room's own window.

import { expect, type Page } from '@playwright/test';
import { AT_REST_MS } from '../../main/electron/door-window.ts';
import type { Snapshot } from '../../shared/ipc/snapshot.ts';
import { cannotPlug, type Plugging, startPlugging } from './plugging.ts';
import { test as base, type Launch, type Program, startPreset, toConsole } from './program.ts';

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Seen {
  readonly bounds: Place;
  readonly isFullScreen: boolean;
  readonly isFocused: boolean;
}

/** Waits until displays that changed have settled, and the sign would be open if it came. */
const settles = (room: Page): Promise<void> => room.waitForTimeout(AT_REST_MS + 500);

/** The sign comes back within a few seconds of its display; a busy machine gets some more. */
const COMES_WITHIN_MS = 8000;

const test = base.extend<{ readonly displays: Plugging; readonly open: Launch }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
  displays: async ({}, use) => {
    const displays = await startPlugging();
    await use(displays);
    await displays.close();
  },
  open: async ({ launch, displays }, use) => {
    await use((words, wish) => launch(words, { ...wish, env: displays.env }));
  },
});

const why = cannotPlug();
test.skip(why !== null, why ?? '');

/** The program's window with this page, as main sees it; null when there is none that is shown. */
const seen = ({ app }: Program, page: 'index' | 'door'): Promise<Seen | null> =>
  app.evaluate(({ BrowserWindow }, name): Seen | null => {
    const window = BrowserWindow.getAllWindows().find((one) =>
      one.webContents.getURL().endsWith(`/${name}.html`),
    );
    if (window === undefined || !window.isVisible()) return null;
    return { bounds: window.getBounds(), isFullScreen: window.isFullScreen(), isFocused: window.isFocused() };
  }, page);

const doorAt = async (program: Program): Promise<Place | null> =>
  (await seen(program, 'door'))?.bounds ?? null;

/** Where the room's own window is; it is never without one. */
const roomAt = async (program: Program): Promise<Place> => {
  const room = await seen(program, 'index');
  if (room === null) throw new Error('the room has no window');
  return room.bounds;
};

/** Moves the room's window into a display, as a person does who drags it there. */
const moveRoom = ({ app }: Program, { x, y }: Place): Promise<void> =>
  app.evaluate(
    ({ BrowserWindow }, at) => {
      const windows = BrowserWindow.getAllWindows();
      windows.find((one) => one.webContents.getURL().endsWith('/index.html'))?.setPosition(at.x, at.y);
    },
    { x, y },
  );

const overlap = (a: Place, b: Place): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const FIRST: Place = { x: 0, y: 0, width: 1280, height: 800 };
const SECOND: Place = { x: 1280, y: 0, width: 1920, height: 1080 };

const toSetUp = (room: Page): Promise<void> => room.getByRole('button', { name: 'Set-up' }).click();

/** Chooses the second display in Set-up and opens the sign there. */
const openOnSecond = async (program: Program, second = SECOND): Promise<void> => {
  const { room } = program;
  await toSetUp(room);
  await room.getByRole('button', { name: 'Display by the door' }).click();
  await room.getByRole('option', { name: '1920 × 1080' }).click();
  await room.getByRole('button', { name: 'Open door window' }).click();
  await expect.poll(() => doorAt(program)).toEqual(second);
};

const quiet = async (program: Program): Promise<Snapshot['quiet']> => (await program.snapshot()).quiet;

test('with one display the sign is a window that does not fill it', async ({ open }) => {
  const program = await open();
  await toSetUp(program.room);
  await expect(program.room.getByText('With one display the sign opens as a window')).toBeVisible();
  await program.room.getByRole('button', { name: 'Open door window' }).click();
  await expect.poll(() => doorAt(program)).not.toBeNull();
  expect((await seen(program, 'door'))?.isFullScreen).toBe(false);
  expect((await quiet(program)).door.isAway).toBe(false);
});

test('nobody has chosen: the sign fills the display that is not the room’s', async ({ open, displays }) => {
  await displays.plug('DUMMY1', '1920x1080', 1280);
  const program = await open();
  await toSetUp(program.room);
  await program.room.getByRole('button', { name: 'Open door window' }).click();
  await expect.poll(() => doorAt(program)).toEqual(SECOND);
  expect(overlap(await roomAt(program), SECOND)).toBe(false);
});

test('its display is pulled out: the sign is gone, nothing is covered, and it comes back with its display', async ({
  open,
  displays,
}) => {
  test.slow();
  await displays.plug('DUMMY1', '1920x1080', 1280);
  const program = await open();
  const { room } = program;
  await openOnSecond(program);
  expect(await seen(program, 'door')).toMatchObject({ isFullScreen: true, isFocused: false });
  await expect(room.getByText('The sign is on 1920 × 1080.')).toBeVisible();

  await room.getByRole('button', { name: 'Back', exact: true }).click();
  await startPreset(room);
  await toConsole(room);
  const sentence = room.getByText('The display by the door (1920 × 1080) is away or shows the room');
  await expect(sentence).toBeHidden();

  await displays.unplug('DUMMY1');
  await expect.poll(() => doorAt(program)).toBeNull();
  await expect(sentence).toBeVisible();
  expect((await quiet(program)).door.isAway).toBe(true);

  // Another display in another socket is not the one that was chosen.
  await displays.plug('DUMMY2', '1280x800', 1280);
  await expect.poll(async () => (await quiet(program)).door.displays.length).toBe(2);
  await settles(room);
  expect(await doorAt(program)).toBeNull();
  await displays.unplug('DUMMY2');

  await displays.plug('DUMMY1', '1920x1080', 1280);
  await expect.poll(() => doorAt(program), { timeout: COMES_WITHIN_MS }).toEqual(SECOND);
  expect(await seen(program, 'door')).toMatchObject({ isFullScreen: true, isFocused: false });
  expect((await seen(program, 'index'))?.isFocused).toBe(true);
  await expect(sentence).toBeHidden();
  const door = await program.window('door');
  await expect(door.getByRole('heading', { name: 'Quiet, please' })).toBeVisible();
});

test('the program starts while its display is away: the sign waits, and comes with it', async ({
  open,
  displays,
}) => {
  test.slow();
  await displays.plug('DUMMY1', '1920x1080', 1280);
  const before = await open();
  await openOnSecond(before);
  await before.close();

  await displays.unplug('DUMMY1');
  const program = await open();
  await expect(program.room.getByText('The display by the door is not there')).toBeVisible();
  await settles(program.room);
  expect(await doorAt(program)).toBeNull();

  await displays.plug('DUMMY1', '1920x1080', 1280);
  await expect.poll(() => doorAt(program), { timeout: COMES_WITHIN_MS }).toEqual(SECOND);
});

test('its display changes its size, or becomes the first of the system: the sign fills it still', async ({
  open,
  displays,
}) => {
  test.slow();
  await displays.plug('DUMMY1', '1920x1080', 1280);
  const program = await open();
  await openOnSecond(program);
  await displays.plug('DUMMY1', '1280x800', 1280);
  await expect
    .poll(() => doorAt(program), { timeout: COMES_WITHIN_MS })
    .toEqual({ ...SECOND, width: 1280, height: 800 });

  await displays.makePrimary('DUMMY1');
  await settles(program.room);
  expect(await doorAt(program)).toEqual({ ...SECOND, width: 1280, height: 800 });
  expect(overlap(await roomAt(program), FIRST)).toBe(true);
});

test('the room’s own display is pulled out: its window comes to the one that is left, and the sign gives way', async ({
  open,
  displays,
}) => {
  test.slow();
  // The room's display stands to the right, so that its window is left where nothing is when it goes.
  const doors: Place = { ...SECOND, x: 0 };
  const rooms: Place = { ...FIRST, x: 1920 };
  await displays.plug('DUMMY1', '1920x1080', 0);
  await displays.plug('DUMMY0', '1280x800', 1920);
  const program = await open();
  const { room } = program;
  await moveRoom(program, rooms);
  await openOnSecond(program, doors);
  expect(overlap(await roomAt(program), rooms)).toBe(true);

  await displays.unplug('DUMMY0');
  await expect
    .poll(async () => overlap(await roomAt(program), doors), { timeout: COMES_WITHIN_MS })
    .toBe(true);
  expect(await doorAt(program)).toBeNull();
  await expect(room.getByText('so the sign waits and never covers it')).toBeVisible();

  await displays.plug('DUMMY0', '1280x800', 1920);
  await expect.poll(() => doorAt(program), { timeout: 2 * COMES_WITHIN_MS }).toEqual(doors);
  expect(overlap(await roomAt(program), doors)).toBe(false);

  // In a session the room's window fills its display, wherever that is.
  await room.getByRole('button', { name: 'Back', exact: true }).click();
  await startPreset(room);
  await expect.poll(() => roomAt(program)).toEqual(rooms);
  await displays.unplug('DUMMY0');
  await expect.poll(() => roomAt(program), { timeout: COMES_WITHIN_MS }).toEqual(doors);
  expect(await doorAt(program)).toBeNull();
  await displays.plug('DUMMY0', '1280x800', 1920);
  await expect.poll(() => doorAt(program), { timeout: 2 * COMES_WITHIN_MS }).toEqual(doors);
  await expect.poll(() => roomAt(program), { timeout: COMES_WITHIN_MS }).toEqual(rooms);
});

test('somebody closes the sign itself: that is a choice, and it stays closed', async ({ open, displays }) => {
  await displays.plug('DUMMY1', '1920x1080', 1280);
  const program = await open();
  await openOnSecond(program);
  await program.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) {
      if (window.webContents.getURL().endsWith('/door.html')) window.close();
    }
  });
  await expect(program.room.getByRole('button', { name: 'Open door window' })).toBeVisible();
  expect((await quiet(program)).doorWindow).toBe(false);
  await displays.unplug('DUMMY1');
  await displays.plug('DUMMY1', '1920x1080', 1280);
  await settles(program.room);
  expect(await doorAt(program)).toBeNull();
});
