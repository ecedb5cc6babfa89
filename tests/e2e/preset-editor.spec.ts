// The preset editor, by hand and by keys: what is done there is kept at once, can be taken back, and outlives the
// program. Nothing it shows moves a lamp.

import { expect, type Locator, type Page } from '@playwright/test';
import type { PresetSummary } from '../../shared/ipc/snapshot.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { type Program, presetOf, startPreset, test, toConsole } from './program.ts';

const SPRAVATO = 'Spravato, two hours';

/** The presets as main lists them. */
const presetsOf = (room: Page): Promise<readonly PresetSummary[]> =>
  room.evaluate(async () => {
    const answer = await window.stillroom.send('presets', {});
    if (!answer.ok) throw new Error(answer.error);
    return answer.value;
  });

/** What is kept of the one own preset. */
const ownPreset = async (room: Page): Promise<Preset> => {
  const own = (await presetsOf(room)).find(({ isBuiltIn }) => !isBuiltIn);
  if (own === undefined) throw new Error('there is no own preset yet');
  return presetOf(room, own.id);
};

const lengths = async (room: Page): Promise<readonly number[]> =>
  (await ownPreset(room)).phases.map(({ lengthMin }) => lengthMin);

const change = async (room: Page, entry: string): Promise<void> => {
  await room.getByRole('button', { name: 'Change', exact: true }).click();
  await room.getByRole('menuitem', { name: entry }).click();
};

/** From the console into the editor of a preset of one's own, made of a built-in one. */
const makeOne = async (room: Page, label = SPRAVATO): Promise<void> => {
  await room.getByRole('option', { name: label }).click();
  await change(room, 'Make one of it');
  await room.getByRole('tab', { name: 'Whole session' }).waitFor();
};

const slider = (room: Page, name: string): Locator => room.getByRole('slider', { name, exact: true });

/** Takes hold of something and drags it by so many pixels. */
const drag = async (room: Page, what: Locator, dx: number, dy = 0): Promise<void> => {
  const box = await what.boundingBox();
  if (box === null) throw new Error('there is nothing to take hold of');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await room.mouse.move(x, y);
  await room.mouse.down();
  await room.mouse.move(x + dx / 2, y + dy / 2);
  await room.mouse.move(x + dx, y + dy);
  await room.mouse.up();
};

/** How many pixels the timeline has for a minute, from where two of its handles stand. */
const pxPerMinute = async (room: Page, deepMin = 55): Promise<number> => {
  const middle = async (name: string): Promise<number> => {
    const box = await slider(room, name).boundingBox();
    return (box?.x ?? 0) + (box?.width ?? 0) / 2;
  };
  return ((await middle('End of deep')) - (await middle('End of onset'))) / deepMin;
};

const lampsOf = async ({ snapshot }: Program) =>
  (await snapshot()).lights.lamps.map(({ id, to }) => ({ id, to }));

test('makes one of a built-in preset under a label that nobody typed', async ({ launch }) => {
  const { room } = await launch();
  await makeOne(room);
  const made = await ownPreset(room);
  expect(made.label).toMatch(/^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$/u);
  expect(made.id).toBe(made.label.toLowerCase().replace(' ', '-'));
  await expect(room.getByRole('heading', { name: made.label, level: 1 })).toBeVisible();
  expect(made.phases).toEqual((await presetOf(room, 'spravato-two-hours')).phases);

  const field = room.getByRole('textbox', { name: 'Label' });
  await expect(room.getByText('Never a name, initials or a date of birth.')).toBeVisible();
  await room.getByRole('button', { name: 'Another one' }).click();
  await expect(field).not.toHaveValue(made.label);
  const offered = await field.inputValue();
  await expect.poll(async () => (await ownPreset(room)).label).toBe(offered);

  await field.fill('');
  await expect(room.getByText('A label has at least one letter')).toBeVisible();
  await field.fill('IM');
  await expect(room.getByText('Another preset has this label')).toBeVisible();
  expect((await ownPreset(room)).label).toBe(offered);

  await room.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(room.getByRole('option', { name: offered })).toHaveAttribute('aria-selected', 'true');
});

test('moves an edge by hand and by keys, and takes both back', async ({ launch }) => {
  const { room } = await launch();
  await makeOne(room);
  const edge = slider(room, 'End of deep');
  await expect(edge).toHaveAttribute('aria-valuetext', 'deep ends at 75 min');

  await drag(room, edge, (await pxPerMinute(room)) * 10);
  await expect(edge).toHaveAttribute('aria-valuetext', 'deep ends at 85 min');
  await expect.poll(() => lengths(room)).toEqual([10, 20, 65, 30, 15]);
  await expect(room.getByText('2 h 20 min: 10 min to settle, then 2 h 10 min')).toBeVisible();

  await edge.focus();
  // One right after the other, so that both are one step to undo; the second needs the edge still in focus.
  await room.keyboard.press('ArrowLeft');
  await room.keyboard.press('PageDown');
  await expect(edge).toHaveAttribute('aria-valuetext', 'deep ends at 79 min');
  await slider(room, 'End of settle').focus();
  await room.keyboard.press('ArrowRight');
  await expect.poll(() => lengths(room)).toEqual([11, 20, 59, 30, 15]);

  await room.keyboard.press('Control+z');
  await expect.poll(() => lengths(room)).toEqual([10, 20, 59, 30, 15]);
  await room.getByRole('button', { name: 'Undo' }).click();
  await room.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => lengths(room)).toEqual([10, 20, 55, 30, 15]);
  await expect(room.getByRole('button', { name: 'Undo' })).toHaveAttribute('aria-disabled', 'true');
  await room.keyboard.press('Control+Shift+z');
  await room.getByRole('button', { name: 'Redo' }).click();
  await expect.poll(() => lengths(room)).toEqual([10, 20, 59, 30, 15]);
});

test('goes on from what was made of it, however soon it is opened again', async ({ launch }) => {
  const { room } = await launch();
  await makeOne(room);
  for (let minute = 76; minute < 82; minute++) {
    await slider(room, 'End of deep').focus();
    await room.keyboard.press('ArrowRight');
    await room.keyboard.press('Escape');
    await change(room, 'Change');
    await expect(slider(room, 'End of deep')).toHaveAttribute('aria-valuetext', `deep ends at ${minute} min`);
  }
  // A long drag, and away in the midst of it.
  await drag(room, slider(room, 'End of deep'), (await pxPerMinute(room, 61)) * 9);
  await room.keyboard.press('Escape');
  await expect.poll(() => lengths(room)).toEqual([10, 20, 70, 30, 15]);
});

test('puts back what was dragged when Escape is pressed, and stays', async ({ launch }) => {
  const { room } = await launch();
  await makeOne(room);
  const edge = slider(room, 'End of return');
  const box = await edge.boundingBox();
  if (box === null) throw new Error('there is nothing to take hold of');
  await room.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await room.mouse.down();
  await room.mouse.move(box.x - 120, box.y + box.height / 2, { steps: 3 });
  await expect(edge).not.toHaveAttribute('aria-valuetext', 'return ends at 105 min');
  await room.keyboard.press('Escape');
  await expect(edge).toHaveAttribute('aria-valuetext', 'return ends at 105 min');
  await room.mouse.move(box.x - 200, box.y + box.height / 2);
  await room.mouse.up();
  await expect.poll(() => lengths(room)).toEqual([10, 20, 55, 30, 15]);
  await expect(room.getByRole('button', { name: 'Undo' })).toHaveAttribute('aria-disabled', 'true');
});

test('sets the look of a phase on the timeline and by its sliders', async ({ launch }) => {
  const program = await launch();
  const { room } = program;
  await expect.poll(async () => (await program.snapshot()).lights.state).toBe('ready');
  const before = await lampsOf(program);
  await makeOne(room);
  await room.getByRole('tab', { name: 'Deep' }).click();
  const deep = async () => (await ownPreset(room)).phases[2];
  await expect(room.getByRole('img', { name: 'What the room looks like in deep' })).toBeVisible();

  await drag(room, slider(room, 'Light in deep'), 0, -40);
  await expect.poll(async () => (await deep())?.ambient.brightnessPct).toBeGreaterThan(4);
  const dragged = (await deep())?.ambient.brightnessPct ?? 0;
  await slider(room, 'Brightness').focus();
  await room.keyboard.press('ArrowRight');
  await expect.poll(async () => (await deep())?.ambient.brightnessPct).toBeGreaterThan(dragged);
  expect((await deep())?.task).toEqual((await deep())?.ambient);

  await slider(room, 'Warmth').focus();
  await room.keyboard.press('ArrowRight');
  await expect(slider(room, 'Warmth')).toHaveAttribute('aria-valuetext', '2050 K');
  await slider(room, 'Fade').focus();
  await room.keyboard.press('ArrowRight');
  await slider(room, 'Sound').focus();
  await room.keyboard.press('ArrowLeft');
  await room.getByRole('textbox', { name: 'Length of deep in minutes' }).fill('50');
  await room.keyboard.press('Enter');
  await expect
    .poll(deep)
    .toMatchObject({ lengthMin: 50, fadeS: 150, levelDb: -7, ambient: { warmthK: 2050 } });

  await room.getByRole('button', { name: 'Task lamps' }).click();
  await slider(room, 'Brightness of task lamps').focus();
  await room.keyboard.press('End');
  await expect.poll(async () => (await deep())?.task.brightnessPct).toBe(100);
  expect((await deep())?.ambient.brightnessPct).toBeLessThan(50);
  expect(await lampsOf(program)).toEqual(before);
});

test('chooses music for one phase and keeps it with the preset', async ({ launch }) => {
  const { room } = await launch();
  await makeOne(room);
  await room.getByRole('tab', { name: 'Rest' }).click();
  await room.getByRole('button', { name: 'Music in rest' }).click();
  await room.getByRole('option', { name: 'Silence' }).click();
  await expect(room.getByText('Silent: no music is chosen.')).toBeVisible();
  await expect.poll(async () => (await ownPreset(room)).playlistsByPhase).toEqual({ rest: null });
  await room.getByRole('tab', { name: 'Whole session' }).click();
  await room.getByRole('button', { name: 'Music in every phase' }).click();
  await room.getByRole('option', { name: 'Rain and Wind' }).click();
  await expect.poll(async () => (await ownPreset(room)).playlist).toBe('bundled:Rain and Wind');
  expect((await presetOf(room, 'spravato-two-hours')).playlist).toBe('bundled:Slow Water');
});

test('adds, moves and removes checks, and moves the assess mark', async ({ launch }) => {
  const { room } = await launch();
  await makeOne(room);
  const checks = async () => (await ownPreset(room)).checksMin;
  await room.getByRole('button', { name: 'Add a check' }).click();
  await expect(slider(room, 'Check at 80 min')).toBeFocused();
  await room.keyboard.press('PageUp');
  await expect(slider(room, 'Check at 85 min')).toBeFocused();
  await expect.poll(checks).toEqual([40, 85]);

  await drag(room, slider(room, 'Check at 85 min'), (await pxPerMinute(room)) * -60);
  await expect(slider(room, 'Check at 25 min')).toBeFocused();
  await expect.poll(checks).toEqual([25, 40]);
  await room.keyboard.press('Delete');
  await expect.poll(checks).toEqual([40]);
  await expect(slider(room, 'Check at 40 min')).toBeFocused();
  await room.getByRole('button', { name: 'Remove the check at 40 min' }).click();
  await expect.poll(checks).toEqual([]);

  await slider(room, 'Assess mark').focus();
  await room.keyboard.press('PageUp');
  await expect(slider(room, 'Assess mark')).toHaveAttribute('aria-valuetext', 'assess at 125 min');
  await drag(room, slider(room, 'Assess mark'), (await pxPerMinute(room)) * -20);
  await expect.poll(async () => (await ownPreset(room)).assessMin).toBe(105);
});

test('takes a phase out and puts it back, and never the last one', async ({ launch }) => {
  const { room } = await launch();
  await makeOne(room);
  const names = async () => (await ownPreset(room)).phases.map(({ name }) => name);
  for (const phase of ['Onset', 'Deep', 'Return']) {
    await room.getByRole('tab', { name: phase }).click();
    await room.getByRole('button', { name: `Take ${phase.toLowerCase()} out` }).click();
    await expect(room.getByRole('tab', { name: phase })).toHaveCount(0);
  }
  await expect.poll(names).toEqual(['settle', 'rest']);
  await room.getByRole('tab', { name: 'Rest' }).click();
  await expect(room.getByRole('button', { name: 'Take rest out' })).toHaveAttribute('aria-disabled', 'true');
  await room.getByRole('button', { name: 'Add a phase' }).click();
  await room.getByRole('menuitem', { name: 'Deep' }).click();
  await expect(room.getByRole('tab', { name: 'Deep' })).toHaveAttribute('aria-selected', 'true');
  await expect.poll(names).toEqual(['settle', 'deep', 'rest']);
});

test('sets what the patient may reach, and the kind; all of it is there after a restart', async ({
  launch,
}) => {
  const first = await launch();
  await makeOne(first.room);
  const { room } = first;
  await slider(room, 'Most Light').focus();
  await room.keyboard.press('ArrowLeft');
  await expect(room.getByText('The patient may go from 1 % to 65 %.')).toBeVisible();
  await slider(room, 'Least Light').focus();
  await room.keyboard.press('ArrowRight');
  await slider(room, 'Most Sound').focus();
  for (let i = 0; i < 5; i++) await room.keyboard.press('ArrowLeft');
  await expect(room.getByText('from whisper to moderate, and nothing is ever louder')).toBeVisible();
  await room.getByRole('button', { name: 'Kind' }).click();
  await room.getByRole('option', { name: 'IM injection' }).click();
  const limits = { lightPct: { least: 2, most: 65 }, soundDb: { least: -24, most: -5 } };
  await expect.poll(() => ownPreset(room)).toMatchObject({ kind: 'im', limits });
  await room.getByRole('tab', { name: 'Settle' }).click();
  await slider(room, 'Brightness').focus();
  await room.keyboard.press('End');
  await expect(room.getByText('What the patient may reach keeps it at 65 %.')).toBeVisible();
  const kept = await ownPreset(room);
  await first.close();

  const second = await launch();
  await expect.poll(() => ownPreset(second.room)).toEqual(kept);
  await second.room.getByRole('option', { name: kept.label }).click();
  await change(second.room, 'Change');
  await expect(slider(second.room, 'Most Light')).toHaveAttribute('aria-valuetext', /^65\s%$/);
});

test('duplicates an own preset and goes on with the new one', async ({ launch }) => {
  const { room } = await launch();
  await makeOne(room, 'IV, forty minutes');
  const first = await ownPreset(room);
  await slider(room, 'Assess mark').focus();
  await room.keyboard.press('ArrowRight');
  await room.getByRole('button', { name: 'Duplicate' }).click();
  const labels = async () => (await presetsOf(room)).flatMap((one) => (one.isBuiltIn ? [] : [one.label]));
  await expect.poll(labels).toHaveLength(2);
  const label = (await labels()).find((one) => one !== first.label) ?? '';
  await room.getByRole('heading', { name: label, level: 1 }).waitFor();
  await slider(room, 'Assess mark').focus();
  await room.keyboard.press('PageUp');
  const assess = async (name: string): Promise<number | undefined> => {
    const found = (await presetsOf(room)).find((preset) => preset.label === name);
    return found && (await presetOf(room, found.id)).assessMin;
  };
  await expect.poll(() => assess(label)).toBe(81);
  expect(await assess(first.label)).toBe(76);
  await room.keyboard.press('Escape');
  await expect(room.getByRole('option', { name: label })).toHaveAttribute('aria-selected', 'true');
});

test('previews the session in its picture alone, and stops at Escape', async ({ launch }) => {
  const program = await launch();
  const { room, snapshot } = program;
  await expect.poll(async () => (await snapshot()).lights.state).toBe('ready');
  const before = await lampsOf(program);
  await makeOne(room);
  await room.getByRole('button', { name: 'Preview' }).click();
  const preview = room.getByRole('region', { name: 'Preview: the whole session in one minute' });
  await expect(preview.getByRole('heading', { name: 'Settle' })).toBeVisible();
  await expect(room.getByText('Nothing is heard, and no lamp moves.')).toBeVisible();
  await expect(preview.getByText('before the first device')).toBeVisible();
  // 130 minutes in 60 s: onset begins after 4.6 s.
  await expect(preview.getByRole('heading', { name: 'Onset' })).toBeVisible();
  await expect(preview.getByText('after the first device')).toBeVisible();

  await room.keyboard.press('Space');
  await expect(preview.getByRole('button', { name: 'Go on' })).toBeVisible();
  const needle = () => preview.getByText('after the first device').textContent();
  const stopped = await needle();
  // Two minutes of the session pass in a second of the preview.
  await room.waitForTimeout(800);
  expect(await needle()).toBe(stopped);
  await preview.getByRole('button', { name: 'Go on' }).click();
  await expect.poll(needle).not.toBe(stopped);
  expect(await lampsOf(program)).toEqual(before);
  expect((await snapshot()).sound.playing).toBeNull();

  await room.keyboard.press('Escape');
  await expect(preview).toHaveCount(0);
  await expect(room.getByRole('button', { name: 'Preview' })).toBeFocused();
});

test('shows a built-in preset and leaves it as it is', async ({ launch }) => {
  const { room } = await launch();
  const before = await presetOf(room, 'im');
  await room.getByRole('option', { name: 'IM', exact: false }).last().click();
  await change(room, 'Look at it');
  await expect(room.getByText('This preset comes with Stillroom and stays as it is.')).toBeVisible();
  await expect(room.getByRole('img', { name: 'What the room looks like in deep' })).toBeVisible();
  await expect(room.getByRole('slider')).toHaveCount(0);
  await room.getByRole('button', { name: 'Make one of it' }).click();
  await expect(slider(room, 'End of deep')).toHaveAttribute('aria-valuetext', 'deep ends at 50 min');
  await slider(room, 'End of deep').focus();
  await room.keyboard.press('ArrowRight');
  await expect.poll(() => lengths(room)).toEqual([10, 5, 46, 20, 20]);
  expect(await presetOf(room, 'im')).toEqual(before);
});

test('says that a session which runs keeps what it began with', async ({ launch }) => {
  const { room, snapshot } = await launch();
  await makeOne(room);
  const { label, id } = await ownPreset(room);
  await room.getByRole('button', { name: 'Back', exact: true }).click();
  await startPreset(room, label);
  await toConsole(room);
  await room.evaluate(async () => {
    await window.stillroom.send('show', { view: 'preset' });
  });
  // Start forgets what was chosen: the first preset is open, and one of it is made for the next session.
  await room.getByRole('button', { name: 'Make one of it' }).click();
  await expect(room.getByText('A session is running and keeps what it began with.')).toBeVisible();
  await slider(room, 'End of deep').focus();
  await room.keyboard.press('PageUp');
  const { session } = await snapshot();
  expect(session.stage === 'running' && session.preset).toEqual(
    await presetOf(room, id).then(({ isBuiltIn: _, ...preset }) => preset),
  );
});
