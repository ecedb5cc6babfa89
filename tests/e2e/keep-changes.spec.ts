// "Same as last time, except…": what was changed is kept or dropped line by line, in a person's own preset or in a new one,
// and can be taken back.

import { expect, type Page } from '@playwright/test';
import type { PresetSummary } from '../../shared/ipc/snapshot.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import {
  ask,
  FAST,
  HARBOUR,
  launchAfterSession,
  OWN,
  press,
  SPRAVATO,
  turnOver,
  turnoverOf,
} from './after-session.ts';
import { presetOf, test } from './program.ts';

/** One change of a line: Keep or Drop. */
const say = (room: Page, line: string, word: 'Keep' | 'Drop'): Promise<void> =>
  room.getByLabel(line, { exact: true }).getByText(word, { exact: true }).click();

const labelsOf = async (room: Page): Promise<readonly string[]> => {
  const answer = await ask<readonly PresetSummary[]>(room, 'presets');
  return answer.ok ? answer.value.map(({ label }) => label) : [];
};

const phaseOf = (preset: Preset, name: string) => preset.phases.find((phase) => phase.name === name);

test('what was kept changes a person’s own preset, what was dropped does not, and it can be taken back', async ({
  launch,
  folder,
}) => {
  const { room, snapshot } = await launchAfterSession(launch, folder, HARBOUR);
  // What is the same in several phases is one line, until somebody wants to say it phase by phase.
  await expect(room.getByText('Two steps darker in settle, onset, return and rest')).toBeVisible();
  await press(room, 'Phase by phase');
  await say(room, 'Two steps darker in onset', 'Keep');
  await say(room, 'Softer by one step in onset', 'Drop');
  await press(room, 'Keep these');
  await expect(room.getByText(`Kept in “${OWN}”`)).toBeVisible();
  const before = { ...SPRAVATO, id: 'quiet-harbour' };
  const onset = phaseOf(await presetOf(room, 'quiet-harbour'), 'onset');
  // 8 % is the sixth rung; two steps below it are 3 %.
  expect(onset?.ambient.brightnessPct).toBe(3);
  expect(onset?.levelDb).toBe(phaseOf(before, 'onset')?.levelDb);
  expect(phaseOf(await presetOf(room, 'quiet-harbour'), 'settle')).toEqual({
    ...phaseOf(before, 'settle'),
    task: { brightnessPct: 45, warmthK: 2400 },
  });
  expect(turnoverOf(await snapshot()).changes).toEqual([]);

  await press(room, 'Undo');
  await expect(room.getByText('Two steps darker in onset')).toBeVisible();
  expect(phaseOf(await presetOf(room, 'quiet-harbour'), 'onset')?.ambient.brightnessPct).toBe(8);
  expect(turnoverOf(await snapshot()).changes.length).toBeGreaterThan(0);
});

test('Keep all is one press, and what is kept lives on when the program is started again', async ({
  launch,
  folder,
}) => {
  const first = await launchAfterSession(launch, folder, HARBOUR, ['darker', 'silence']);
  await press(first.room, 'Keep all');
  await expect(first.room.getByText(`Kept in “${OWN}”`)).toBeVisible();
  await first.close();
  const { room } = await launch(FAST);
  await expect(room.getByText('There is nothing to keep.')).toBeVisible();
  const kept = await presetOf(room, 'quiet-harbour');
  expect(kept.playlistsByPhase).toMatchObject({ settle: null, onset: null });
  expect(phaseOf(kept, 'onset')?.ambient.brightnessPct).toBe(5);
});

test('a preset that comes with Stillroom stays as it is: what is kept is a new one, under the label that was shown', async ({
  launch,
  folder,
}) => {
  const { room, snapshot } = await launchAfterSession(launch, folder, SPRAVATO);
  const before = await presetOf(room, SPRAVATO.id);
  const offered = room.getByRole('region', { name: 'Same as last time, except…' }).getByRole('strong');
  const first = (await offered.textContent()) ?? '';
  await press(room, 'Another label');
  await expect(offered).not.toHaveText(first);
  const label = (await offered.textContent()) ?? '';
  expect(label).toMatch(/^\p{L}+ \p{L}+$/u);
  expect(await labelsOf(room)).not.toContain(label);
  await say(room, 'Two steps darker in settle, onset, return and rest', 'Keep');
  // It is kept on the way, without a press more.
  await expect(room.getByText('Keeps 4 changes first.')).toBeVisible();
  await turnOver({ room, snapshot });
  expect(await presetOf(room, SPRAVATO.id)).toEqual(before);
  const answer = await ask<readonly PresetSummary[]>(room, 'presets');
  const made = answer.ok ? answer.value.find((preset) => preset.label === label) : undefined;
  const kept = await presetOf(room, made?.id ?? '');
  expect(kept.isBuiltIn).toBe(false);
  expect(phaseOf(kept, 'onset')?.ambient.brightnessPct).toBe(3);
  expect(phaseOf(kept, 'onset')?.levelDb).toBe(phaseOf(before, 'onset')?.levelDb);
  expect(kept.limits).toEqual(before.limits);
});

test('what was chosen and ticked off is there after a look at other screens; what was kept, also in a page that begins anew', async ({
  launch,
  folder,
}) => {
  const { room } = await launchAfterSession(launch, folder, HARBOUR);
  const line = 'Two steps darker in settle, onset, return and rest';
  const reminder = room.getByRole('checkbox').first();
  await say(room, line, 'Keep');
  // The box itself is unseen behind its mark.
  await reminder.check({ force: true });
  await press(room, 'Set-up');
  await press(room, 'Back');
  await expect(room.getByText('Keeps 4 changes first.')).toBeVisible();
  await expect(reminder).toBeChecked();

  await press(room, 'Keep these');
  await press(room, 'Patient display');
  await expect(room.getByText(`Kept in “${OWN}”`)).toBeHidden();
  await press(room, 'Staff');
  await expect(room.getByText(`Kept in “${OWN}”`)).toBeVisible();

  await room.reload();
  await expect(room.getByText(`Kept in “${OWN}”`)).toBeVisible();
  await expect(room.getByText(line)).toBeVisible();
  await press(room, 'Undo');
  await expect(room.getByText('Softer by one step', { exact: false })).toBeVisible();
  expect(phaseOf(await presetOf(room, 'quiet-harbour'), 'onset')?.ambient.brightnessPct).toBe(8);
});
