// A session on a fresh install, as a nurse and a patient live it: every control does what its name says, and what
// cannot be done says why.

import { expect } from '@playwright/test';
import { ONE_PRESS_MS } from '../../main/ipc/session-handlers.ts';
import { pastOf } from '../practice/past-session.ts';
import { SPRAVATO } from './after-session.ts';
import { phaseIn, runningIn, sized } from './patient-room.ts';
import { plantSession } from './planted.ts';
import { letPass, openDoorSign, startPreset, test, toConsole } from './program.ts';

test('from launch a preset is chosen by its label and Start turns the window into the patient display', async ({
  launch,
}) => {
  const { app, room, snapshot } = await launch();
  await expect(room.getByText('Practice room').first()).toBeVisible();
  await startPreset(room, 'IV, forty minutes');
  const { session, view, quiet } = await snapshot();
  expect(view).toBe('patient');
  expect(session.stage === 'running' && session.preset.label).toBe('IV, forty minutes');
  expect(quiet.asksAwake).toBe(true);
  const isFullScreen = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().some((window) => window.isVisible() && window.isFullScreen()),
    );
  await expect.poll(isFullScreen).toBe(true);
});

test('the first touch only wakes the patient display', async ({ launch }) => {
  const { room, snapshot } = await launch();
  await startPreset(room);
  await expect(room.getByRole('button', { name: 'Darker' })).toBeHidden();
  await room.mouse.click(300, 600);
  await expect(room.getByRole('button', { name: 'Darker' })).toBeVisible();
  const { session } = await snapshot();
  expect(session.stage === 'running' && session.nudge).toEqual({ light: 0, sound: 0 });
});

test('every control of the patient is there, and every press can be undone by its pair', async ({
  launch,
}) => {
  const { room, snapshot } = await launch();
  await startPreset(room);
  await room.getByRole('button', { name: 'Wake the display' }).click();
  const press = (name: string) => room.getByRole('button', { name, exact: true }).click();
  const running = () => runningIn({ snapshot });
  await press('Darker');
  await press('Softer');
  expect((await running()).nudge).toEqual({ light: -1, sound: -1 });
  await press('Lighter');
  await press('Louder');
  expect((await running()).nudge).toEqual({ light: 0, sound: 0 });
  await press('Silence');
  expect((await running()).silenced).toBe(true);
  await press('Silence');
  expect((await running()).silenced).toBe(false);
  await press('Someone, please');
  expect((await running()).request?.comingAt).toBeNull();
});

test('a slow fade is drawn step by step, without animating at every frame', async ({ launch, folder }) => {
  // The onset fades for three minutes.
  await plantSession(folder, pastOf(SPRAVATO, 0));
  const { room } = await launch();
  await toConsole(room);
  const animated = await room.evaluate(async () => {
    const slow = () => [
      ...document.querySelectorAll('[role="img"] g:not([data-quick]) > circle[fill^="url"]'),
    ];
    let count = 0;
    document.addEventListener('transitionrun', ({ target }) => {
      if (slow().some((halo) => halo === target)) count += 1;
    });
    const glows = () =>
      slow()
        .map((halo) => getComputedStyle(halo).fillOpacity)
        .join();
    for (let seen = glows(), changes = 0; changes < 3; changes += seen === glows() ? 0 : 1) {
      seen = glows();
      await new Promise((done) => setTimeout(done, 50));
    }
    return count;
  });
  expect(animated).toBe(0);
});

test('a request reaches the console and the door, and the answer reaches the patient', async ({ launch }) => {
  const { room, window } = await launch();
  const door = await openDoorSign({ room, window });
  await startPreset(room);
  await expect(door.getByRole('heading', { name: 'Quiet, please' })).toBeVisible();
  await room.getByRole('button', { name: 'Wake the display' }).click();
  await room.getByRole('button', { name: 'Someone, please' }).click();
  await expect(door.getByRole('heading', { name: 'Please go in' })).toBeVisible();
  await room.getByRole('button', { name: 'Staff' }).click();
  await room.getByRole('button', { name: 'On my way' }).click();
  await expect(door.getByRole('heading', { name: 'Quiet, please' })).toBeVisible();
  await room.getByRole('button', { name: 'Patient display' }).click();
  await expect(room.getByText('Someone is coming').first()).toBeVisible();
});

test('the nurse holds, lengthens, skips and gently ends, each by a button and by its key', async ({
  launch,
}) => {
  const program = await launch();
  const { room, snapshot } = program;
  await startPreset(room);
  await toConsole(room);
  const press = (name: string) => room.getByRole('button', { name, exact: true }).click();
  const running = () => runningIn({ snapshot });
  const phase = () => phaseIn({ snapshot });
  await press('First device');
  await expect.poll(phase).toBe('onset');
  const before = (await running()).phase.endsAt ?? 0;
  await press('+10 min');
  expect((await running()).phase.endsAt).toBe(before + 600_000);
  await press('Hold');
  expect((await running()).heldAt).not.toBeNull();
  await press('Resume');
  expect((await running()).heldAt).toBeNull();
  await press('Quiet check');
  expect((await running()).quietCheckSince).not.toBeNull();
  await press('End quiet check');
  expect((await running()).quietCheckSince).toBeNull();
  await press('Next phase');
  await expect.poll(phase).toBe('deep');
  await room.keyboard.press('h');
  await expect.poll(async () => (await running()).heldAt).not.toBeNull();
  // Within a second it would be the same press.
  await letPass(program, ONE_PRESS_MS);
  await room.keyboard.press('h');
  await expect.poll(async () => (await running()).heldAt).toBeNull();
  await press('Full light');
  expect((await running()).fullLightSince).not.toBeNull();
  await press('Back to the session');
  expect((await running()).fullLightSince).toBeNull();
  await press('Gentle end');
  expect((await running()).gentle).toBe(true);
  await press('Undo gentle end');
  expect((await running()).gentle).toBe(false);
  await expect.poll(phase).toBe('deep');
});

test('a phase that was ended by mistake goes on', async ({ launch }) => {
  const program = await launch();
  const { room } = program;
  await startPreset(room);
  await toConsole(room);
  const press = (name: string) => room.getByRole('button', { name, exact: true }).click();
  const next = room.getByRole('region', { name: 'Next' });
  await press('First device');
  await press('Next phase');
  // Within a second it would be the same press.
  await letPass(program, ONE_PRESS_MS);
  await press('Next phase');
  await expect(next.getByText('now in return')).toBeVisible();
  const back = next.getByRole('button', { name: /^Back to/ });
  // Beside the dose mark's own way back, on small consoles and large ones.
  for (const [width, height] of [
    [960, 600],
    [1280, 800],
    [1800, 1000],
  ] as const) {
    await sized(program, width, height);
    await expect(back).toHaveText('Back to deep');
    await expect(back).toBeInViewport({ ratio: 1 });
    const beside = await next.evaluate((region) => region.scrollWidth - region.clientWidth);
    expect(beside).toBeLessThanOrEqual(0);
  }
  await back.click();
  await expect(next.getByText('now in deep')).toBeVisible();
  await expect(back).toHaveText('Back to onset');
  await letPass(program, ONE_PRESS_MS);
  await back.click();
  await expect(next.getByText('now in onset')).toBeVisible();
  await expect(back).toBeHidden();
  expect(await runningIn(program)).toMatchObject({ overAt: null, phase: { index: 1 } });
});

test('a session rests until staff say that the room is free, and leaves the room as it is', async ({
  launch,
}) => {
  const { room, snapshot } = await launch(['--rate', '1000']);
  await startPreset(room, 'IM');
  await toConsole(room);
  await room.getByRole('button', { name: 'Injection given' }).click();
  const free = room.getByRole('button', { name: 'Room is free' });
  await free.waitFor({ timeout: 20_000 });
  expect((await snapshot()).quiet.asksAwake).toBe(true);
  await free.click();
  await expect
    .poll(async () => (await snapshot()).session)
    .toMatchObject({
      stage: 'idle',
      left: { ambient: { brightnessPct: 40 } },
    });
  expect((await snapshot()).quiet.asksAwake).toBe(false);
});

test('F1 is Full light from whichever window has the keyboard, the door too', async ({ launch }) => {
  const { app, room, snapshot, window } = await launch();
  await room.getByRole('button', { name: 'Set-up' }).click();
  await room.getByRole('button', { name: 'Open door window' }).click();
  // Nobody presses a key in a window that is not there yet.
  const page = await window('door');
  await expect(page.getByRole('heading').first()).toBeVisible();
  await app.evaluate(({ BrowserWindow }) => {
    const door = BrowserWindow.getAllWindows().find((each) =>
      each.webContents.getURL().endsWith('door.html'),
    );
    door?.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'F1' });
  });
  await expect.poll(async () => (await snapshot()).session.fullLightSince).not.toBeNull();
  await expect(room.getByRole('button', { name: 'Back as before' })).toBeVisible();
});
