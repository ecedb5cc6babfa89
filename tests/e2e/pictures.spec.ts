// Every screen in a room that has been in session for most of an hour: pictures for people, and the measure of how
// dark each of them is. The pictures lie in out/pictures; those of the README are copies of them.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { TREATMENT_ROOM } from '../../main/lights/practice/room.ts';
import { hashOf } from '../../main/sound/folder.ts';
import { BUILT_IN_PRESETS } from '../../shared/built-in-presets.ts';
import type { Preset } from '../../shared/preset.ts';
import { reduce } from '../../shared/reduce.ts';
import { EMPTY_ROOM, type Session, type SessionEvent } from '../../shared/session.ts';
import { MINUTE_MS } from '../../shared/timeline.ts';
import { testWithLoudspeakers as test } from './loudspeakers.ts';
import { openSetUp, PROJECT, type Program, pressRoundButton, toConsole, typeAddress } from './program.ts';

const PICTURES = path.join(PROJECT, 'out', 'pictures');

const [SPRAVATO] = BUILT_IN_PRESETS;
const HARBOUR = { ...SPRAVATO, id: 'quiet-harbour', label: 'Quiet Harbour' } as Preset;

/** A session 38 minutes after its dose mark. */
const inSession = (now: number): Session => {
  const events: readonly (readonly [number, SessionEvent])[] = [
    [47, { type: 'start', preset: HARBOUR, found: null }],
    [38, { type: 'doseMark' }],
    [20, { type: 'darker', awakeUntil: now - 19 * MINUTE_MS }],
    [0, { type: 'tick' }],
  ];
  return events.reduce<Session>(
    (session, [minutesAgo, event]) => reduce(session, event, now - minutesAgo * MINUTE_MS).session,
    EMPTY_ROOM,
  );
};

/** The size the screens are drawn for; without a window manager, full screen is the whole virtual display. */
const atDrawnSize = ({ app }: Program): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) {
      if (!window.isVisible()) continue;
      window.setFullScreen(false);
      window.setContentSize(1280, 800);
    }
  });

/** Mean relative luminance of what a page shows, in % (sRGB, IEC 61966-2-1). */
const luminancePct = async (page: Page, png: Buffer): Promise<number> =>
  page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    if (context === null) return Number.NaN;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const linear = (value: number): number =>
      value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    const table = Array.from({ length: 256 }, (_, value) => linear(value));
    let sum = 0;
    for (let i = 0; i < data.length; i += 4) {
      const [r = 0, g = 0, b = 0] = [table[data[i] ?? 0], table[data[i + 1] ?? 0], table[data[i + 2] ?? 0]];
      sum += 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }
    return (sum / (data.length / 4)) * 100;
  }, png.toString('base64'));

/** Takes a picture once a screen has come to rest, and says how light it is. */
const picture = async (program: Program, name: string, page = program.room): Promise<number> => {
  await atDrawnSize(program);
  await page.waitForTimeout(2000);
  const png = await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
  return luminancePct(page, png);
};

test('no screen lights the room', async ({ launch, folder }) => {
  await mkdir(PICTURES, { recursive: true });
  const now = Date.now();
  const session = inSession(now);
  const journal = { version: 1, session, savedAtWallMs: now, sessionMs: now, rate: 1, place: null };
  await writeFile(path.join(folder, 'journal.json'), JSON.stringify(journal));
  await writeFile(path.join(folder, 'presets.json'), JSON.stringify({ version: 1, presets: [HARBOUR] }));
  const program = await launch();
  const { room, window, snapshot } = program;
  await expect.poll(async () => (await snapshot()).sound.playing?.title).toBe('Low Tide');
  expect(await picture(program, 'patient-asleep')).toBeLessThan(0.02);

  await room.getByRole('button', { name: 'Wake the display' }).click();
  await room.getByRole('button', { name: 'Darker' }).waitFor();
  expect(await picture(program, 'patient')).toBeLessThan(1);
  await room.getByRole('button', { name: 'Someone, please' }).click();

  await toConsole(room);
  expect(await picture(program, 'console')).toBeLessThan(4);
  await room.getByRole('button', { name: 'On my way' }).click();

  await room.getByRole('button', { name: 'Set-up' }).click();
  expect(await picture(program, 'set-up-in-session')).toBeLessThan(4);
  await room.getByRole('button', { name: 'Open door window' }).click();
  const door = await window('door');
  await door.getByRole('heading', { name: 'Quiet, please' }).waitFor();
  expect(await picture(program, 'door', door)).toBeLessThan(4);
});

test('nor does the console before a session', async ({ launch, folder }) => {
  await mkdir(PICTURES, { recursive: true });
  await writeFile(path.join(folder, 'presets.json'), JSON.stringify({ version: 1, presets: [HARBOUR] }));
  const program = await launch();
  const { room, snapshot } = program;
  await expect.poll(async () => (await snapshot()).lights.state).toBe('ready');
  await room.getByRole('option', { name: 'Quiet Harbour' }).click();
  expect(await picture(program, 'before')).toBeLessThan(5);
});

test('nor does music', async ({ launch, folder }) => {
  await mkdir(PICTURES, { recursive: true });
  const idOf = (track: string): string => hashOf(`bundled:${track}`);
  const calm = idOf('Slow Water/5 Last Light.opus');
  const words = idOf('Slow Water/3 Long Meadow.opus');
  const trackIds = [idOf('Rain and Wind/2 Distant Sea.opus'), words, calm];
  const playlists = [
    { id: 'own:a', title: 'Long evenings', trackIds },
    { id: 'own:b', title: 'Coming back', trackIds: [calm] },
  ];
  const marks = { [calm]: { hasWords: false, suits: 'calm' }, [words]: { hasWords: true, suits: 'fuller' } };
  await writeFile(path.join(folder, 'music.json'), JSON.stringify({ version: 1, playlists, marks }));
  const program = await launch();
  const { room } = program;
  await room.getByRole('button', { name: 'Music', exact: true }).click();
  await room.getByRole('option', { name: 'Long evenings' }).click();
  await room.getByRole('row', { name: 'Long Meadow' }).click();
  expect(await picture(program, 'music')).toBeLessThan(5);
});

test.describe('with a bridge that serves another room too', () => {
  const key = 'hand-of-whoever-named-it';
  test.use({
    bridgePlan: {
      knownUsers: [key],
      lamps: [...TREATMENT_ROOM, { name: 'Waiting room', kind: 'ambiance' }],
      rooms: [
        { name: 'Treatment room', kind: 'Room', lamps: [1, 2, 3, 4, 5, 6] },
        { name: 'Waiting room', kind: 'Room', lamps: [7] },
      ],
    },
  });

  test('nor does Set-up', async ({ launch, bridge }) => {
    await mkdir(PICTURES, { recursive: true });
    const named = { method: 'PUT', body: JSON.stringify({ name: 'First floor' }) };
    await fetch(`http://${bridge.address}/api/${key}/config`, named);
    const program = await launch();
    const { room, snapshot } = program;
    await openSetUp(room);
    await typeAddress(room, bridge.address);
    await room.getByText('Press the round button on “First floor”.').waitFor();
    expect(await picture(program, 'set-up-button')).toBeLessThan(5);
    await pressRoundButton(room, bridge);
    await room.getByRole('button', { name: 'Which room is this?' }).click();
    await room.getByRole('option', { name: 'Treatment room' }).click();
    await expect.poll(async () => (await snapshot()).lights.roomId).toBe('1');
    await room.getByRole('button', { name: 'Let them come back as they were' }).click();
    await room.getByText('come back as they were when their power returns').waitFor();
    expect(await picture(program, 'set-up')).toBeLessThan(5);
  });
});
