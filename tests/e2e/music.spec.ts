// Everything a nurse does with music, on real Electron with real files: a library of one's own, playlists made by
// keyboard, marks, lists from elsewhere, what a preset plays, and the output with its level at the chair.

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { cannotListen, heardAbove, outputNamed, startListening } from './listening.ts';
import { testWithLoudspeakers } from './loudspeakers.ts';
import { cannotMakeMusic, makeMusic } from './player-alone.ts';
import { leaveSetUp, type Program, presetOf, startPreset, test, toConsole } from './program.ts';

const why = cannotMakeMusic();
test.skip(why !== null, why ?? '');

const TITLES = ['Far Shore', 'Low Tide', 'Quiet Harbour', 'Slow River'] as const;

const tone = (file: string, title: string, hz: number): void =>
  makeMusic(
    file,
    ...['-f', 'lavfi', '-i', `sine=frequency=${hz}:duration=5`],
    ...['-metadata', `title=${title}`, '-metadata', 'artist=Ída Vestergård', '-metadata', 'album=Shores'],
  );

/** A folder called Evening: four tracks in three formats, and three files that cannot be played. */
const makeFolder = async (within: string): Promise<string> => {
  const evening = path.join(within, 'Evening');
  await mkdir(evening);
  const endings = ['mp3', 'flac', 'ogg', 'mp3'];
  TITLES.forEach((title, i) => {
    tone(path.join(evening, `${i}.${endings[i]}`), title, 220 + 40 * i);
  });
  await writeFile(path.join(evening, 'notes.mp3'), 'this is not audio');
  await writeFile(path.join(evening, 'nothing.mp3'), '');
  return evening;
};

/** The system's own dialogs cannot be driven by a test; only their answers are given here. */
const chooseInDialog = ({ app }: Program, chosen: string): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, chosen);

const openMusic = async (room: Page): Promise<void> => {
  await room.getByRole('button', { name: 'Music', exact: true }).click();
  await room.getByRole('heading', { name: 'All music' }).waitFor();
};

const addEvening = async (program: Program, folder: string): Promise<void> => {
  await chooseInDialog(program, await makeFolder(folder));
  await openMusic(program.room);
  await program.room.getByRole('button', { name: 'Add a folder' }).click();
  await expect(source(program.room, 'Evening')).toBeVisible();
};

const source = (room: Page, name: string): Locator =>
  room.getByRole('listbox', { name: 'Playlists and folders' }).getByRole('option', { name });

const rows = (room: Page): Locator => room.getByRole('grid').getByRole('row');

const row = (room: Page, title: string): Locator => room.getByRole('row', { name: title }).first();

/** The titles that the list shows, from the top. */
const titles = (room: Page): Promise<readonly string[]> =>
  rows(room).evaluateAll((all) =>
    all
      .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
      .map((one) => one.getAttribute('aria-label') ?? one.textContent ?? ''),
  );

const shows = (room: Page, expected: readonly string[]): Promise<void> =>
  expect.poll(() => titles(room)).toEqual(expected);

/** Makes a playlist of what the list shows, by keyboard alone, from the search field on. */
const makeByKeyboard = async (
  room: Page,
  sought: string,
  found: readonly string[],
  name: string,
): Promise<void> => {
  await room.getByRole('searchbox').fill(sought);
  await shows(room, found);
  await room.keyboard.press('ArrowDown');
  await expect(room.locator('[role="grid"]:focus, [role="grid"] :focus')).toBeVisible();
  await room.keyboard.press('Control+a');
  await room.getByRole('button', { name: 'Add to playlist' }).focus();
  await room.keyboard.press('Enter');
  await room.getByRole('menuitem', { name: 'A new playlist' }).waitFor();
  await room.keyboard.press('End');
  await room.keyboard.press('Enter');
  await expect(room.getByLabel('Name of the playlist')).toBeFocused();
  await room.keyboard.type(name);
  await room.keyboard.press('Enter');
  await expect(room.getByRole('heading', { name })).toBeVisible();
};

test('a folder is listed track by track, found by any word, and its broken files have a reason each', async ({
  launch,
  folder,
}) => {
  const program = await launch();
  const { room } = program;
  await addEvening(program, folder);
  await source(room, 'Evening').click();
  await shows(room, TITLES);
  await expect(row(room, 'Low Tide')).toContainText('0:05');

  await source(room, 'All music').click();
  await room.getByRole('searchbox').fill('SHORES vestergard river');
  await shows(room, ['Slow River']);
  await room.getByRole('searchbox').fill('nobody plays this');
  await expect(room.getByText('No track matches “nobody plays this”.')).toBeVisible();
  await room.getByRole('button', { name: 'Clear the search' }).click();
  await expect.poll(async () => (await titles(room)).length).toBeGreaterThan(4);

  await source(room, 'Folders and files').click();
  const broken = room.getByRole('region', { name: 'Cannot be played' });
  await expect(broken.getByRole('listitem')).toHaveCount(2);
  await expect(broken.getByText('notes.mp3')).toBeVisible();
  await expect(broken.getByText('has the name of music and is something else')).toBeVisible();
  await expect(broken.getByText('There is nothing in this file')).toBeVisible();

  await room.getByRole('button', { name: 'Remove Evening' }).click();
  await expect(source(room, 'Evening')).toBeHidden();
});

test('files that are dropped on the window become single files of the library', async ({
  launch,
  folder,
}) => {
  const { room } = await launch();
  const file = path.join(await makeFolder(folder), '0.mp3');
  await openMusic(room);
  // A file that a person drops has a place on the disk; a field of files gives a test one that has, too.
  await room.evaluate(() => {
    const field = document.createElement('input');
    field.type = 'file';
    field.id = 'dropped';
    document.body.append(field);
  });
  await room.locator('#dropped').setInputFiles(file);
  await room.evaluate(() => {
    const field = document.querySelector<HTMLInputElement>('#dropped');
    const dataTransfer = new DataTransfer();
    for (const one of field?.files ?? []) dataTransfer.items.add(one);
    field?.remove();
    const over = new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true });
    const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
    for (const event of [over, drop]) document.querySelector('main')?.dispatchEvent(event);
  });
  await expect(row(room, 'Far Shore')).toBeVisible();
});

test('a playlist is made, ordered and emptied by keyboard alone, and every step can be taken back', async ({
  launch,
  folder,
}) => {
  const program = await launch();
  const { room, snapshot } = program;
  await addEvening(program, folder);
  await makeByKeyboard(room, 'shores', TITLES, 'For the way back');
  await shows(room, TITLES);

  await row(room, 'Far Shore').focus();
  await room.keyboard.press('Space');
  await room.keyboard.press('Alt+ArrowDown');
  await room.keyboard.press('Alt+ArrowDown');
  await shows(room, ['Low Tide', 'Quiet Harbour', 'Far Shore', 'Slow River']);
  await room.keyboard.press('Delete');
  await shows(room, ['Low Tide', 'Quiet Harbour', 'Slow River']);
  await room.keyboard.press('Control+z');
  await shows(room, ['Low Tide', 'Quiet Harbour', 'Far Shore', 'Slow River']);
  await room.keyboard.press('Control+z');
  await room.keyboard.press('Control+z');
  await shows(room, TITLES);
  await room.keyboard.press('Control+y');
  await shows(room, ['Low Tide', 'Far Shore', 'Quiet Harbour', 'Slow River']);

  await room.getByRole('button', { name: 'Remove For the way back' }).click();
  await expect(source(room, 'For the way back')).toBeHidden();
  await expect(room.getByText('“For the way back” was removed.')).toBeVisible();
  await room.getByRole('button', { name: 'Undo' }).click();
  await expect(source(room, 'For the way back')).toBeVisible();
  await shows(room, ['Low Tide', 'Far Shore', 'Quiet Harbour', 'Slow River']);
  const { playlists } = (await snapshot()).sound;
  expect(playlists.filter(({ kind }) => kind === 'own').map(({ title }) => title)).toEqual([
    'For the way back',
  ]);
});

test('tracks are dragged into a playlist, and to another place in it', async ({ launch, folder }) => {
  const program = await launch();
  const { room } = program;
  await addEvening(program, folder);
  await makeByKeyboard(room, 'low tide shores', ['Low Tide'], 'Dragged');
  await source(room, 'Evening').click();
  await shows(room, TITLES);
  await row(room, 'Slow River').dragTo(source(room, 'Dragged'));
  await source(room, 'Dragged').click();
  await shows(room, ['Low Tide', 'Slow River']);
  await row(room, 'Slow River').dragTo(row(room, 'Low Tide'), { targetPosition: { x: 200, y: 4 } });
  await shows(room, ['Slow River', 'Low Tide']);
});

test('marks are kept with the track, and shown wherever it is listed', async ({ launch, folder }) => {
  const first = await launch();
  await addEvening(first, folder);
  await source(first.room, 'Evening').click();
  await shows(first.room, TITLES);
  await row(first.room, 'Low Tide').click();
  await first.room.getByText('Has words, sung or spoken').click();
  await expect(row(first.room, 'Low Tide')).toContainText('words');
  await first.room.getByRole('button', { name: /Suits/ }).click();
  await first.room.getByRole('option', { name: 'calm' }).click();
  await expect(row(first.room, 'Low Tide')).toContainText('calm');
  await first.close();

  const { room } = await launch();
  await openMusic(room);
  await room.getByRole('searchbox').fill('low tide shores');
  await expect(row(room, 'Low Tide')).toContainText('words');
  await expect(row(room, 'Low Tide')).toContainText('calm');
});

test('a playlist goes out as M3U8 and comes back from it, and what is missed is said', async ({
  launch,
  folder,
}) => {
  const program = await launch();
  const { room } = program;
  await addEvening(program, folder);
  await makeByKeyboard(room, 'shores', TITLES, 'Evening songs');
  const list = path.join(folder, 'Evening songs.m3u8');
  await chooseInDialog(program, list);
  await room.getByRole('button', { name: 'Export' }).click();
  await expect(room.getByText('Exported.')).toBeVisible();
  const written = await readFile(list, 'utf8');
  expect(written).toContain('Low Tide');

  await writeFile(list, `${written}\nnowhere.mp3\n`);
  await room.getByRole('button', { name: 'Import a list' }).click();
  await expect(room.getByText('Imported with 4 of 5 tracks. 1 could not be found:')).toBeVisible();
  await expect(room.getByRole('listitem').filter({ hasText: 'nowhere.mp3' })).toBeVisible();
  await shows(room, TITLES);
  await room.getByRole('button', { name: 'Dismiss' }).click();
  await expect(room.getByText('could not be found:')).toBeHidden();

  await writeFile(list, '#EXTM3U\nnowhere.mp3\n');
  await room.getByRole('button', { name: 'Import a list' }).click();
  await expect(room.getByText('None of the tracks in this list could be found')).toBeVisible();
});

test('a folder that was moved says so, and is followed to where it is now', async ({ launch, folder }) => {
  const program = await launch();
  const { room } = program;
  await addEvening(program, folder);
  await rename(path.join(folder, 'Evening'), path.join(folder, 'Night'));
  await source(room, 'Folders and files').click();
  const entry = room.getByRole('listitem').filter({ hasText: 'Evening' });
  await expect(entry.getByText('This folder is not here now.')).toBeVisible();
  await expect(source(room, 'Evening')).toContainText('not here now');
  const [where, remove] = [entry.getByRole('button').first(), entry.getByRole('button').last()];
  await expect(where).toHaveText('Where is it now?');
  // Each key has its words within it, and a place of its own.
  const isClipped = (key: Element): boolean => key.scrollWidth > key.clientWidth;
  expect(await where.evaluate(isClipped)).toBe(false);
  const [one, other] = [await where.boundingBox(), await remove.boundingBox()];
  expect((one?.x ?? 0) + (one?.width ?? 0)).toBeLessThan(other?.x ?? 0);

  await source(room, 'Evening').click();
  await chooseInDialog(program, path.join(folder, 'Night'));
  await room.getByRole('button', { name: 'Where is it now?' }).click();
  await source(room, 'Night').click();
  await shows(room, TITLES);
  await expect(source(room, 'Evening')).toBeHidden();
});

testWithLoudspeakers(
  'a preset plays another playlist or silence in a phase, and says how the music fits',
  async ({ launch, folder }) => {
    const program = await launch();
    const { room } = program;
    await addEvening(program, folder);
    await room.getByRole('button', { name: 'Back', exact: true }).click();
    const chosen = async () => presetOf(room, 'spravato-two-hours');
    const readiness = room.getByRole('list', { name: 'Readiness' });
    await expect(
      readiness.getByText(/then begins again, cross-fading|the session and half an hour more/),
    ).toBeVisible();

    await room.getByRole('button', { name: /^Music: Slow Water/ }).click();
    const sheet = room.getByRole('dialog', { name: 'Music for Spravato, two hours' });
    await sheet.getByRole('button', { name: 'Another one in a phase' }).click();
    await sheet.getByRole('button', { name: /In deep/ }).click();
    await room.getByRole('option', { name: 'Evening' }).click();
    await expect
      .poll(async () => (await chosen())?.playlistsByPhase)
      .toMatchObject({ deep: expect.any(String) });
    await sheet.getByRole('button', { name: /In rest/ }).click();
    await room.getByRole('option', { name: 'Silence' }).click();
    await expect.poll(async () => (await chosen())?.playlistsByPhase.rest).toBeNull();
    await sheet.getByRole('button', { name: /Between tracks/ }).click();
    await room.getByRole('option', { name: 'without a gap' }).click();
    await expect.poll(async () => (await chosen())?.joins).toBe('gapless');
    await expect(sheet.getByText(/and then begins again, without a gap/)).toBeVisible();

    await sheet.getByRole('button', { name: 'What plays when' }).click();
    const plays = sheet.getByRole('region', { name: 'What plays when' });
    await expect(plays.getByRole('heading', { name: 'deep' })).toBeVisible();
    await expect(plays.getByRole('heading', { name: 'rest' })).toBeHidden();
    await expect(plays.getByText('Quiet Harbour').first()).toBeVisible();
    await room.keyboard.press('Escape');
    await expect(room.getByRole('button', { name: /^Music: 2 playlists by phase/ })).toBeVisible();
  },
);

test('nothing can be listened to while a session runs, and the reason is said', async ({
  launch,
  folder,
}) => {
  const program = await launch();
  const { room, snapshot } = program;
  await addEvening(program, folder);
  await source(room, 'Evening').click();
  await shows(room, TITLES);
  await row(room, 'Far Shore').click();
  await room.getByRole('button', { name: 'Listen' }).click();
  await expect.poll(async () => (await snapshot()).sound.trial?.kind).toBe('track');
  await room.getByRole('button', { name: 'Stop' }).click();
  await expect.poll(async () => (await snapshot()).sound.trial).toBeNull();

  await room.getByRole('button', { name: 'Back', exact: true }).click();
  await startPreset(room);
  await toConsole(room);
  await room.getByRole('button', { name: 'Set-up' }).click();
  await room.getByRole('button', { name: 'Open music' }).click();
  await row(room, 'Far Shore').click();
  await room.keyboard.press('Enter');
  await expect(room.getByText('A session is running; change this when it is over.').first()).toBeVisible();
  expect((await snapshot()).sound.trial).toBeNull();
});

test.describe('with loudspeakers', () => {
  const cannot = cannotListen();
  test.skip(cannot !== null, cannot ?? '');

  test('noise is played and measured at the chair, and from then on levels have dB; once forgotten, none has', async ({
    launch,
  }) => {
    const listening = await startListening();
    try {
      const program = await launch([], { env: listening.env });
      const { room, snapshot } = program;
      await expect(room.getByText(/dB/)).toHaveCount(0);
      await room.getByRole('button', { name: 'Set-up' }).click();
      await room.getByRole('button', { name: 'Play pink noise' }).click();
      const recorder = await listening.record();
      expect(await heardAbove(recorder, -45, 30_000), 'the noise is heard').toBe(true);
      await recorder.stop();
      await room.getByRole('button', { name: 'Softer' }).click();
      await expect.poll(async () => (await snapshot()).sound.trial).toEqual({ kind: 'noise', levelDb: -15 });

      const meter = room.getByLabel('What does the meter show at the chair?');
      await meter.fill('loud');
      await room.getByRole('button', { name: 'Keep' }).click();
      await expect(room.getByText('Type the number that the meter shows')).toBeVisible();
      await expect.poll(async () => (await snapshot()).sound.levelDb).toBe(-15);
      await meter.fill('41');
      await room.getByRole('button', { name: 'Keep' }).click();
      await expect.poll(async () => (await snapshot()).sound.chairDb).toBe(56);
      await expect(room.getByText('at about 50 dB(A): speech')).toBeVisible();
      expect((await snapshot()).sound.trial).toBeNull();
      await leaveSetUp(room);
      await expect(room.getByText('up to speech, 50 dB(A)')).toBeVisible();

      await room.getByRole('button', { name: 'Set-up' }).click();
      await room.getByRole('button', { name: 'Forget' }).click();
      await expect.poll(async () => (await snapshot()).sound.chairDb).toBeNull();
      await leaveSetUp(room);
      await expect(room.getByText(/dB/)).toHaveCount(0);
      await program.close();
    } finally {
      await listening.close();
    }
  });

  test('an output that is pulled out in a session leaves the room silent until the nurse chooses another', async ({
    launch,
  }) => {
    const listening = await startListening(['phones', 'room']);
    try {
      const program = await launch([], { env: listening.env });
      const { room, snapshot } = program;
      const choose = async (sink: string): Promise<void> => {
        await room.getByRole('button', { name: /Where music is heard/ }).click();
        await room.getByRole('option', { name: outputNamed(sink) }).click();
        await expect.poll(async () => (await snapshot()).sound.outputs.inUse?.name).toBe(outputNamed(sink));
      };
      await room.getByRole('button', { name: 'Set-up' }).click();
      await choose('room');
      await choose('phones');
      await leaveSetUp(room);
      await startPreset(room);
      await toConsole(room);
      await expect.poll(async () => (await snapshot()).sound.playing).not.toBeNull();
      listening.unloadSink('phones');
      await expect(room.getByText('“Phones” is gone, so the room is silent')).toBeVisible();
      await expect(room.getByRole('region', { name: 'Sound' }).getByText('Silence')).toBeVisible();
      await room.getByRole('button', { name: 'Use Room' }).click();
      await expect(room.getByText('is gone, so the room is silent')).toBeHidden();
      const recorder = await listening.record('room');
      expect(await heardAbove(recorder, -45, 30_000), 'the music is back').toBe(true);
      await recorder.stop();
      await program.close();
    } finally {
      await listening.close();
    }
  });
});
