// The locked patient display as somebody in the room could try to get out of it: by keys, touch, pinch, edge swipe, drag,
// dropped file, link, context menu and print. It stays where it is, at its size, and nothing else opens.

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CDPSession, expect } from '@playwright/test';
import { leaveSession, wakeDisplay } from './patient-room.ts';
import { type Program, test } from './program.ts';

const PIN = '2580';

/** Every key that a desktop, a browser or Electron itself takes for something. F1 is Full light, and staff's own. */
const KEYS = [
  ...['Escape', 'Tab', 'ContextMenu', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10', 'F11', 'F12'],
  ...[...'acdefghjklnopqrstuw0+-', 'Tab'].map((key) => `Control+${key}`),
  ...['I', 'J', 'C', 'N', 'R', 'T', 'W', 'Delete', 'Escape'].map((key) => `Control+Shift+${key}`),
  ...['ArrowLeft', 'ArrowRight', 'Home', 'F4', 'Space', 'Tab', 'd'].map((key) => `Alt+${key}`),
  ...['Meta+q', 'Meta+w', 'Meta+h', 'Meta+m', 'Shift+F10', 'Shift+Escape'],
];

const stateOf = async ({ app, room, snapshot }: Program) => {
  const { session, lock } = await snapshot();
  return {
    url: room.url(),
    scale: await room.evaluate(() => visualViewport?.scale),
    zoom: await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getZoomFactor()),
    ),
    isFull: await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().some((window) => window.isVisible() && window.isFullScreen()),
    ),
    stage: session.stage,
    lock,
    isPatients: await room.getByRole('button', { name: 'Someone, please' }).isVisible(),
  };
};

const swipe = (
  cdp: CDPSession,
  from: readonly [number, number],
  by: readonly [number, number],
): Promise<unknown> =>
  cdp.send('Input.synthesizeScrollGesture', {
    ...{ x: from[0], y: from[1], xDistance: by[0], yDistance: by[1] },
    ...{ gestureSourceType: 'touch', speed: 3000 },
  });

test('nobody without the PIN gets out of the patient display', async ({ launch, folder }) => {
  await leaveSession(folder, 'deep');
  const program = await launch();
  const { app, room } = program;
  expect(
    await room.evaluate((pin) => window.stillroom.send('setPin', { pin, present: null }), PIN),
  ).toMatchObject({ ok: true });
  expect(await room.evaluate(() => window.stillroom.send('lock', {}))).toMatchObject({ ok: true });
  await wakeDisplay(program);
  const opened: string[] = [];
  app.on('window', (page) => opened.push(page.url()));
  room.on('filechooser', () => opened.push('a file chooser'));
  await app.evaluate(({ dialog }) => {
    const told = globalThis as unknown as { dialogs: number };
    told.dialogs = 0;
    const count = async () => {
      told.dialogs += 1;
      return { canceled: true, filePaths: [] };
    };
    Object.assign(dialog, { showOpenDialog: count, showSaveDialog: count, showMessageBox: count });
  });
  const before = await stateOf(program);
  expect(before).toMatchObject({ stage: 'running', lock: 'locked', isPatients: true, scale: 1 });

  for (const key of KEYS) await room.keyboard.press(key);

  const size = await room.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const [x, y] = [size.width / 2, size.height / 2];
  const cdp = await room.context().newCDPSession(room);
  for (const scaleFactor of [3, 0.3])
    await cdp.send('Input.synthesizePinchGesture', { x, y, scaleFactor, gestureSourceType: 'touch' });
  await swipe(cdp, [2, y], [size.width - 10, 0]);
  await swipe(cdp, [size.width - 2, y], [10 - size.width, 0]);
  await swipe(cdp, [x, 2], [0, size.height - 10]);
  await swipe(cdp, [x, size.height - 2], [0, 10 - size.height]);
  await room.keyboard.down('Control');
  await room.mouse.move(x, y);
  await room.mouse.wheel(0, -600);
  await room.mouse.wheel(0, 1200);
  await room.keyboard.up('Control');
  await room.mouse.click(3, 3, { button: 'right' });
  await room.mouse.click(3, 3, { button: 'middle' });

  const away = await mkdtemp(path.join(tmpdir(), 'stillroom-dropped-'));
  const dropped = path.join(away, 'page.html');
  await writeFile(dropped, '<title>not ours</title>');
  const files = { items: [], files: [dropped], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await cdp.send('Input.dispatchDragEvent', { type, x, y, data: files });
  const link = {
    items: [{ mimeType: 'text/uri-list', data: 'https://example.org/' }],
    dragOperationsMask: 1,
  };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await cdp.send('Input.dispatchDragEvent', { type, x, y, data: link });
  await rm(away, { recursive: true });

  // As a page could that was got at.
  await room.evaluate((address) => {
    const a = document.createElement('a');
    Object.assign(a, { href: address, target: '_blank', download: 'page.html' });
    document.body.append(a);
    a.click();
    a.target = '';
    a.removeAttribute('download');
    a.click();
    a.remove();
  }, `file://${dropped}`);

  await expect.poll(() => stateOf(program)).toEqual(before);
  expect(opened).toEqual([]);
  expect(await app.evaluate(() => (globalThis as unknown as { dialogs: number }).dialogs)).toBe(0);
  // No page that crashed left its memory on the disk.
  expect((await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.dmp'))).toEqual([]);
});
