// Between two people the room is turned over by one press, with every line of it really done. No session begins before.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { FaultyBridge } from '../practice/faulty-bridge.ts';
import { pastOf } from '../practice/past-session.ts';
import {
  ask,
  FAST,
  HARBOUR,
  launchAfterSession,
  launchAfterWriting,
  OWN,
  plantAfterSession,
  press,
  SPRAVATO,
  stepsOf,
  turnOver,
  turnoverOf,
} from './after-session.ts';
import { wakeDisplay } from './patient-room.ts';
import { launchOnBridge, plantDoorSign, plantSession } from './planted.ts';
import { leaveSetUp, type Program, presetOf, startPreset, test } from './program.ts';

/** A key of the test's own, to look at the bridge as anybody else's program does. */
const EYES = 'eyes-of-this-test';
test.use({ bridgePlan: { knownUsers: [EYES] } });

/** The system's own dialog cannot be driven by a test; only its answer is given here. */
const saveTo = (app: Program['app'], file: string): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);

/** What would be found after a crash; empty while there is nothing. */
const journalIn = (folder: string): Promise<string> =>
  readFile(path.join(folder, 'journal.json'), 'utf8').catch(() => '');

test('nothing is kept without a press, and no session begins before the room is turned over', async ({
  launch,
  folder,
}) => {
  await plantAfterSession(folder, HARBOUR);
  await plantDoorSign(folder);
  const { room, snapshot, window } = await launch(FAST);
  const door = await window('door');
  const before = await presetOf(room, 'quiet-harbour');
  await expect(door.getByRole('heading', { name: 'One moment' })).toBeVisible();
  expect(await ask(room, 'start', { presetId: SPRAVATO.id })).toEqual({ ok: false, error: 'turnoverFirst' });
  const ready = room.getByRole('button', { name: 'Ready for the next person' });
  // It stays reachable, and says why.
  await ready.click({ force: true });
  await expect(room.getByText('The room is not turned over yet').first()).toBeVisible();
  expect(turnoverOf(await snapshot()).steps.label).toBe('ahead');

  await turnOver({ room, snapshot });
  // The label is on no screen any more; it would be again, in the list of presets, once the room is ready.
  expect(await room.locator('body').textContent()).not.toContain(OWN);
  expect(await door.locator('body').textContent()).not.toContain(OWN);
  expect(JSON.stringify((await snapshot()).session)).not.toContain(OWN);
  await expect.poll(() => journalIn(folder)).not.toContain(OWN);
  expect(await journalIn(folder)).toContain('"idle"');
  await expect(door.getByRole('heading', { name: 'One moment' })).toBeVisible();

  await press(room, 'Ready for the next person');
  await expect(door.getByRole('heading', { name: 'One moment' })).toBeHidden();
  expect(await presetOf(room, 'quiet-harbour')).toEqual(before);
  // The next person's session begins with the first preset, and not with that of the last.
  await expect(room.getByRole('heading', { name: SPRAVATO.label })).toBeVisible();
  await startPreset(room, OWN);
  expect((await snapshot()).session.stage).toBe('running');
});

test('what the patient wrote can be taken along, and is gone with the turnover', async ({
  launch,
  folder,
}) => {
  const { app, room, snapshot } = await launchAfterWriting(launch, folder, 'The lamp was a small moon.');
  const pages = room.getByRole('region', { name: 'Pages' });
  await expect(pages).toContainText('The patient wrote something');
  await expect(pages).toContainText('gone when the room is turned over');
  const file = path.join(folder, 'page.pdf');
  await saveTo(app, file);
  await pages.getByRole('button', { name: 'Save as PDF' }).click();
  await expect(pages.getByText('Saved.')).toBeVisible({ timeout: 15_000 });
  expect((await readFile(file)).subarray(0, 4).toString()).toBe('%PDF');

  await turnOver({ room, snapshot });
  await expect(pages).toBeHidden();
  await press(room, 'Ready for the next person');
  await startPreset(room, OWN);
  for (const act of ['doseMark', 'gentleEnd']) await ask(room, 'nurse', { act });
  await room.getByRole('button', { name: 'Wake the display' }).click();
  await press(room, 'Write');
  await expect(room.getByLabel('Page to write on')).toHaveValue('');
});

const scenesOn = async (bridge: FaultyBridge): Promise<number> => {
  const answer = await fetch(`http://${bridge.address}/api/${EYES}/scenes`);
  const scenes = (await answer.json()) as Readonly<Record<string, { readonly name: string }>>;
  return Object.values(scenes).filter(({ name }) => name.startsWith('Stillroom')).length;
};

const ambientOf = (bridge: FaultyBridge): readonly number[] =>
  bridge
    .outputs()
    .filter(({ name }) => !/door/i.test(name))
    .map(({ brightnessPct }) => brightnessPct);

test('no bridge that is away is waited for; the light that was chosen and its scenes follow when it is back', async ({
  launch,
  bridge,
  folder,
}) => {
  await plantSession(folder, [...pastOf(HARBOUR, 20), [10, { type: 'gentleEnd' }], [0, { type: 'tick' }]]);
  const program = await launchOnBridge(launch, folder, bridge);
  const { room, snapshot } = program;
  await wakeDisplay(program);
  await press(room, 'Staff');
  await press(room, 'Set-up');
  const section = room.getByRole('region', { name: 'For the next person' });
  await section.getByRole('button', { name: 'Brightness' }).click();
  await room.getByRole('option', { name: '25' }).click();
  await section.getByRole('button', { name: 'Warmth' }).click();
  await room.getByRole('option', { name: 'Warm', exact: true }).click();
  await expect.poll(async () => (await snapshot()).roomLook).toEqual({ brightnessPct: 25, warmthK: 2700 });
  await leaveSetUp(room);
  await expect.poll(() => scenesOn(bridge)).toBeGreaterThan(0);
  bridge.setFault({ kind: 'hang' });
  await expect.poll(async () => (await snapshot()).lights.state).toBe('away');
  await press(room, 'Room is free');
  await turnOver({ room, snapshot });
  expect(turnoverOf(await snapshot()).steps.scenes).toBe('later');
  await expect(room.getByText('Light for the next person: 25').first()).toBeVisible();
  await expect(room.getByText('when the bridge is back')).toHaveCount(2);
  await press(room, 'Ready for the next person');
  await room.getByRole('button', { name: 'Start', exact: true }).waitFor();
  bridge.setFault(null);
  await expect.poll(() => scenesOn(bridge)).toBe(0);
  await expect.poll(() => ambientOf(bridge).every((pct) => Math.abs(pct - 25) < 1)).toBe(true);
});

test('Full light is there on this screen too, by its button and by F1, and is taken back gently', async ({
  launch,
  folder,
}) => {
  const { room, snapshot } = await launchAfterSession(launch, folder, SPRAVATO);
  await press(room, 'Full light');
  await expect.poll(async () => (await snapshot()).session.fullLightSince).not.toBeNull();
  await press(room, 'Back as before');
  await expect.poll(async () => (await snapshot()).session.fullLightSince).toBeNull();
  await room.keyboard.press('F1');
  await expect.poll(async () => (await snapshot()).session.fullLightSince).not.toBeNull();
  // It stays on through the turnover: whoever pressed it wants to see.
  await turnOver({ room, snapshot });
  expect((await snapshot()).session.fullLightSince).not.toBeNull();
});

test('a program that dies in the midst of the turnover comes back to it, with what was wiped wiped', async ({
  launch,
  folder,
}) => {
  await plantAfterSession(folder, HARBOUR);
  const program = await launch(FAST, { isAlone: true });
  await expect(program.room.getByRole('heading', { name: 'Afterwards' })).toBeVisible();
  await expect(program.room.getByText('Two steps darker in settle, onset,')).toBeVisible();
  expect(await ask(program.room, 'start', { presetId: SPRAVATO.id })).toEqual({
    ok: false,
    error: 'turnoverFirst',
  });
  // It dies again while the lines are being ticked off: what is wiped by then stays so.
  await program.room.getByRole('button', { name: 'Turn the room over', exact: true }).click();
  await expect.poll(() => journalIn(folder)).not.toContain(OWN);
  expect(await journalIn(folder)).toContain('"idle"');
  await program.kill();
  const { room, snapshot } = await launch(FAST);
  await expect(room.getByRole('heading', { name: 'Afterwards' })).toBeVisible();
  expect(turnoverOf(await snapshot())).toMatchObject({ preset: null, changes: [] });
  // Whatever step it died in: what is left is done by one more press.
  if ((await stepsOf(snapshot)).includes('ahead')) await press(room, 'Try what is left again');
  await expect.poll(() => stepsOf(snapshot), { timeout: 15_000 }).not.toContain('ahead');
  await press(room, 'Ready for the next person');
  await room.getByRole('button', { name: 'Start', exact: true }).waitFor();
});

test('a program that dies in a session still comes back to the session', async ({ launch, folder }) => {
  const first = await launch([], { isAlone: true });
  await startPreset(first.room);
  await expect.poll(() => journalIn(folder)).toContain('"running"');
  await first.kill();
  const { room, snapshot } = await launch();
  await room.getByRole('button', { name: 'Wake the display' }).waitFor();
  expect((await snapshot()).session.stage).toBe('running');
});

test('what people do by hand is a reminder: it is ticked, bars nothing, and is not kept', async ({
  launch,
  folder,
}) => {
  const { room, snapshot } = await launchAfterSession(launch, folder, SPRAVATO);
  const water = room.getByRole('checkbox', { name: 'Water' });
  await expect(water).not.toBeChecked();
  await room.getByText('Water', { exact: true }).click();
  await expect(water).toBeChecked();
  await turnOver({ room, snapshot });
  await press(room, 'Ready for the next person');
  await room.getByRole('button', { name: 'Start', exact: true }).waitFor();
});
