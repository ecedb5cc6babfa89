// The console's lock: what it keeps from whoever has no PIN, and what it never keeps from anybody.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Answer, CommandName } from '../../shared/ipc/contract.ts';
import { letPass, type Program, startPreset, test } from './program.ts';

const PIN = '2580';

/** Sets a PIN in Set-up, as a person does, and stays there. */
const setPin = async (room: Page, pin = PIN): Promise<void> => {
  await room.getByRole('button', { name: 'Set-up' }).click();
  await room.getByRole('button', { name: 'Set a PIN' }).click();
  await room.getByLabel('New PIN', { exact: true }).fill(pin);
  await room.getByLabel('New PIN once more').fill(pin);
  await room.getByRole('button', { name: 'Keep this PIN' }).click();
  await room.getByText('The PIN is set.').waitFor();
};

const back = (room: Page): Promise<void> => room.getByRole('button', { name: 'Back', exact: true }).click();

const locked = (room: Page) => room.getByRole('heading', { name: 'Locked' });

const press = async (room: Page, digits: string): Promise<void> => {
  for (const digit of digits) await room.getByRole('button', { name: digit, exact: true }).click();
};

/** Sends a command past the screens, as a page that was got at could. */
const sent = (room: Page, name: CommandName, argument: unknown): Promise<Answer<unknown>> =>
  room.evaluate(([command, given]) => window.stillroom.send(command, given as never), [
    name,
    argument,
  ] as const);

/** A PIN is set, without the walk through Set-up. */
const havePin = async (room: Page): Promise<void> => {
  expect(await sent(room, 'setPin', { pin: PIN, present: null })).toMatchObject({ ok: true });
  await room.getByRole('button', { name: 'Lock', exact: true }).waitFor();
};

/** The patient display, from which Staff leads back. */
const staff = async (room: Page): Promise<void> => {
  await room.getByRole('button', { name: 'Wake the display' }).click();
  await room.getByRole('button', { name: 'Staff' }).click();
};

test('a room without a PIN has no lock', async ({ launch }) => {
  const { room, snapshot } = await launch();
  await expect(room.getByRole('button', { name: 'Start', exact: true })).toBeVisible();
  await expect(room.getByRole('button', { name: 'Lock', exact: true })).toBeHidden();
  expect((await snapshot()).lock).toBe('none');
});

test('Lock puts the keys for the PIN before every screen of the staff, and the PIN brings it back as it was', async ({
  launch,
}) => {
  const { room, snapshot } = await launch();
  await setPin(room);
  const readable = room.getByText('This computer has no key store: whoever takes its disk');
  await expect(readable).toBeVisible({ visible: (await snapshot()).isPinReadable });
  await back(room);
  await room.getByLabel('Find a preset').fill('IM');
  await room.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(locked(room)).toBeVisible();
  await expect(room.getByRole('button', { name: 'Start', exact: true })).toBeHidden();

  await press(room, '1111');
  await room.getByRole('button', { name: 'Unlock' }).click();
  await expect(room.getByText('That is not the PIN; try once more.')).toBeVisible();
  await expect(locked(room)).toBeVisible();

  await press(room, PIN);
  await room.getByRole('button', { name: 'Unlock' }).click();
  await expect(locked(room)).toBeHidden();
  await expect(room.getByLabel('Find a preset')).toHaveValue('IM');
});

test('the keyboard types the PIN as well', async ({ launch }) => {
  const { room } = await launch();
  await havePin(room);
  await room.getByRole('button', { name: 'Lock', exact: true }).click();
  await locked(room).waitFor();
  await room.keyboard.type('25');
  await expect(room.getByText('2 digits typed')).toBeVisible();
  await room.keyboard.type('89');
  await room.keyboard.press('Backspace');
  await room.keyboard.type('0');
  await room.keyboard.press('Enter');
  await expect(locked(room)).toBeHidden();
});

test('main refuses all but a few commands while it is locked, whoever asks', async ({ launch }) => {
  const { room, snapshot } = await launch();
  await setPin(room);
  const { id } = await room.evaluate(async () => {
    const answer = await window.stillroom.send('presets', {});
    if (!answer.ok || answer.value[0] === undefined) throw new Error('there is a preset');
    return answer.value[0];
  });
  await back(room);
  await room.getByRole('button', { name: 'Lock', exact: true }).click();
  await locked(room).waitFor();
  const refused: readonly (readonly [CommandName, unknown])[] = [
    ['start', { presetId: id }],
    ['show', { view: 'setup' }],
    ['nameRoom', { name: 'Mine' }],
    ['setPin', { pin: null, present: PIN }],
    ['removePreset', { presetId: id }],
    ['presets', {}],
    ['nurse', { act: 'gentleEnd' }],
    ['saveLog', {}],
  ];
  for (const [name, argument] of refused) {
    expect(await sent(room, name, argument), name).toEqual({ ok: false, error: 'locked' });
  }
  const { session, lock, roomName } = await snapshot();
  expect({ stage: session.stage, lock, roomName }).toEqual({
    stage: 'idle',
    lock: 'locked',
    roomName: 'Treatment room',
  });
});

/** Closes the room's window, as the window manager's own key does. */
const closeWindow = ({ app }: Program): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => {
    for (const each of BrowserWindow.getAllWindows())
      if (each.webContents.getURL().endsWith('/index.html')) each.close();
  });

test('closing the window in a session only asks for the PIN', async ({ launch }) => {
  const program = await launch();
  const { room, snapshot } = program;
  await havePin(room);
  await startPreset(room);
  await closeWindow(program);
  await expect(locked(room)).toBeVisible();
  await closeWindow(program);
  await expect(locked(room)).toBeVisible();
  expect((await snapshot()).session.stage).toBe('running');
  await press(room, PIN);
  await room.getByRole('button', { name: 'Unlock' }).click();
  await expect(room.getByText('A session is running, so Stillroom stays open')).toBeVisible();
});

test('in a session the way back from the patient display asks for the PIN, and shows what runs', async ({
  launch,
}) => {
  const { room, snapshot } = await launch();
  await havePin(room);
  await startPreset(room);
  expect((await snapshot()).lock).toBe('locked');

  // The patient's own keys are as alive as ever.
  await room.getByRole('button', { name: 'Wake the display' }).click();
  await room.getByRole('button', { name: 'Someone, please' }).click();
  await expect.poll(async () => asked(await snapshot())).toBe('waits');

  await room.getByRole('button', { name: 'Staff' }).click();
  await expect(locked(room)).toBeVisible();
  // Behind the lock the console keeps its place, unseen.
  const seen = room.getByRole('main');
  await expect(seen.getByText('Settling for')).toBeVisible();
  await expect(seen.getByText('now in settle')).toBeVisible();
  await expect(room.getByRole('button', { name: 'Gentle end' })).toBeHidden();

  await room.getByRole('button', { name: 'On my way' }).click();
  await expect.poll(async () => asked(await snapshot())).toBe('told');

  await room.getByRole('button', { name: 'Quiet check' }).click();
  await expect(room.getByRole('button', { name: 'End quiet check' })).toBeVisible();
  await room.getByRole('button', { name: 'End quiet check' }).click();
  await expect(room.getByRole('button', { name: 'Quiet check', exact: true })).toBeVisible();

  await press(room, PIN);
  await room.getByRole('button', { name: 'Unlock' }).click();
  await expect(room.getByRole('button', { name: 'Gentle end' })).toBeVisible();
});

const asked = ({ session }: Awaited<ReturnType<Program['snapshot']>>): string => {
  if (session.stage !== 'running' || session.request === null) return 'nobody';
  return session.request.comingAt === null ? 'waits' : 'told';
};

test('Full light and the way back from it need no PIN', async ({ launch }) => {
  const { room, snapshot } = await launch();
  await havePin(room);
  await startPreset(room);
  const isFull = async (): Promise<boolean> => (await snapshot()).session.fullLightSince !== null;

  await room.keyboard.press('F1');
  await expect.poll(isFull).toBe(true);
  await expect(locked(room)).toBeVisible();
  await room.getByRole('button', { name: 'Back to the session' }).click();
  await expect.poll(isFull).toBe(false);
  await room.getByRole('button', { name: 'Full light' }).click();
  await expect.poll(isFull).toBe(true);
  expect((await snapshot()).lock).toBe('locked');

  await room.getByRole('button', { name: 'Back to the session' }).click();
  await expect.poll(isFull).toBe(false);
  await room.getByRole('button', { name: 'Patient display' }).click();
  await expect(room.getByRole('button', { name: 'Wake the display' })).toBeVisible();
  await staff(room);
  await expect(locked(room)).toBeVisible();
});

/** Locks the console with the keyboard on Full light: the key that ended it is that key again. */
const lockOnFullLight = async (room: Page): Promise<void> => {
  await room.keyboard.press('F1');
  await room.getByRole('button', { name: 'Lock', exact: true }).click();
  await room.getByRole('button', { name: 'Back as before' }).click();
  await expect(room.getByRole('button', { name: 'Full light' })).toBeVisible();
};

test('Enter after the PIN unlocks, and never presses the button that was pressed last', async ({
  launch,
}) => {
  const { room, snapshot } = await launch();
  await havePin(room);
  await lockOnFullLight(room);
  await room.keyboard.type(PIN);
  await room.keyboard.press('Enter');
  await expect(locked(room)).toBeHidden();
  expect((await snapshot()).session.fullLightSince).toBeNull();
});

test('while a PIN is checked, Enter presses nothing, and the digits of the next try are not lost', async ({
  launch,
}) => {
  const { room, snapshot } = await launch();
  await havePin(room);
  await lockOnFullLight(room);
  await room.keyboard.type('1111');
  await room.keyboard.press('Enter');
  await room.keyboard.press('Enter');
  await room.keyboard.type(PIN);
  // The check of the first one may be over before or after that, and until it is, Enter does nothing.
  await expect(async () => {
    await room.keyboard.press('Enter');
    await expect(locked(room)).toBeHidden({ timeout: 1000 });
  }).toPass();
  expect((await snapshot()).session.fullLightSince).toBeNull();
});

test('it locks itself once nobody has pressed anything for three minutes', async ({ launch }) => {
  const program = await launch();
  const { room, snapshot } = program;
  await havePin(room);
  await room.getByLabel('Find a preset').click();
  await letPass(program, 180_000);
  await expect(locked(room)).toBeVisible();
  expect((await snapshot()).lock).toBe('locked');
});

test('after five wrong ones it looks at none for half a minute, not even the right one, and then for longer', async ({
  launch,
}) => {
  const program = await launch();
  const { room } = program;
  await havePin(room);
  await room.getByRole('button', { name: 'Lock', exact: true }).click();
  await locked(room).waitFor();
  for (let wrong = 1; wrong <= 5; wrong += 1) {
    await room.keyboard.type('0000');
    await room.keyboard.press('Enter');
    await expect(room.getByText(wrong < 5 ? 'That is not the PIN' : 'wait half a minute')).toBeVisible();
  }
  await room.keyboard.type(PIN);
  await room.keyboard.press('Enter');
  await expect(room.getByText('wait half a minute')).toBeVisible();
  await expect(locked(room)).toBeVisible();

  await letPass(program, 30_000);
  await room.keyboard.type('0000');
  await room.keyboard.press('Enter');
  await expect(room.getByText('wait a minute')).toBeVisible();

  await letPass(program, 60_000);
  await room.keyboard.type(PIN);
  await room.keyboard.press('Enter');
  await expect(locked(room)).toBeHidden();
});

test('it comes back locked after a power cut, and no PIN can be read from what is kept or said', async ({
  launch,
  folder,
}) => {
  const first = await launch([], { isAlone: true });
  await setPin(first.room, '73190246');
  // A page that was got at may send anything: what it sent is not told.
  await sent(first.room, 'unlock', { pin: '73190246x' });
  await first.kill();

  const settings = await readFile(path.join(folder, 'settings.json'), 'utf8');
  expect(settings).toMatch(/^\s*"pin": "scrypt:[^"]*",?$/m);
  expect(settings).not.toContain('73190246');
  expect(first.said()).toContain('unlock was refused (wrongShape)');
  expect(first.said()).not.toContain('73190246');

  const { room } = await launch();
  await expect(locked(room)).toBeVisible();
  await press(room, '73190246');
  await room.getByRole('button', { name: 'Unlock' }).click();
  await expect(room.getByRole('button', { name: 'Start', exact: true })).toBeVisible();
});

test('it is locked when the computer wakes up, since nobody knows for how long it was left', async ({
  launch,
}) => {
  const { app, room } = await launch();
  await havePin(room);
  await expect(room.getByRole('button', { name: 'Lock', exact: true })).toBeVisible();
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('suspend');
    powerMonitor.emit('resume');
  });
  await expect(locked(room)).toBeVisible();
});

test('a page that crashed comes back locked', async ({ launch }) => {
  const { app, room } = await launch([], { isAlone: true });
  await havePin(room);
  await expect(room.getByRole('button', { name: 'Lock', exact: true })).toBeVisible();
  const headings = (isCrashing: boolean): Promise<string> =>
    app.evaluate(({ BrowserWindow }, crashes) => {
      const all = BrowserWindow.getAllWindows();
      const page = all.find((one) => one.webContents.getURL().endsWith('/index.html'))?.webContents;
      if (page === undefined) return '';
      if (crashes) page.forcefullyCrashRenderer();
      // What the staff would have on their screen stands in the page unseen.
      const seen = `[...document.querySelectorAll('h1')].filter((one) => one.checkVisibility())`;
      return crashes ? '' : page.executeJavaScript(`${seen}.map((one) => one.textContent).join()`);
    }, isCrashing);
  await headings(true);
  // A question to a page that is gone is never answered; the next one is.
  const soon = (): Promise<string> =>
    Promise.race([
      headings(false).catch(() => ''),
      new Promise<string>((late) => setTimeout(late, 1000, '')),
    ]);
  await expect.poll(soon).toBe('Locked');
});

test('a forgotten PIN goes with its line of settings.json, and nothing else goes with it', async ({
  launch,
  folder,
}) => {
  const first = await launch();
  await first.room.getByRole('button', { name: 'Set-up' }).click();
  await first.room.getByLabel('Room name').fill('Room 2');
  await first.room.getByRole('button', { name: 'Save', exact: true }).click();
  await back(first.room);
  await setPin(first.room);
  await first.close();

  const file = path.join(folder, 'settings.json');
  const lines = (await readFile(file, 'utf8')).split('\n');
  expect(lines.filter((line) => line.includes('"pin"'))).toHaveLength(1);
  await writeFile(file, lines.filter((line) => !line.includes('"pin"')).join('\n'));

  const { room, snapshot } = await launch();
  await expect(room.getByRole('button', { name: 'Start', exact: true })).toBeVisible();
  const { lock, roomName, notices } = await snapshot();
  expect({ lock, roomName, notices }).toEqual({ lock: 'none', roomName: 'Room 2', notices: [] });
  const logged = async (): Promise<readonly string[]> => {
    const days = await readdir(path.join(folder, 'log'));
    const log = await Promise.all(days.map((day) => readFile(path.join(folder, 'log', day), 'utf8')));
    return [...log.join('').matchAll(/"kind":"pin","what":"(\w+)"/g)].map(([, what = '']) => what);
  };
  await expect.poll(logged).toEqual(['set', 'takenOut']);
});

test('the PIN is changed and taken away by whoever knows it', async ({ launch }) => {
  const { room, snapshot } = await launch();
  await setPin(room);
  await room.getByRole('button', { name: 'Take the PIN away' }).click();
  await room.getByLabel('PIN that is set now').fill('9999');
  await room.getByRole('button', { name: 'Take the PIN away' }).click();
  await expect(room.getByText('That is not the PIN; try once more.')).toBeVisible();
  expect((await snapshot()).lock).toBe('open');

  await room.getByLabel('PIN that is set now').fill(PIN);
  await room.getByRole('button', { name: 'Take the PIN away' }).click();
  await expect(room.getByText('The PIN is taken away.')).toBeVisible();
  expect((await snapshot()).lock).toBe('none');
});
