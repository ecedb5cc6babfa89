// Every screen in a room that has been in session for most of an hour: pictures for people, and the measure of how
// dark each of them is. The pictures lie in out/pictures; those of the README are copies of them.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { TREATMENT_ROOM } from '../../main/lights/practice/room.ts';
import { hashOf } from '../../main/sound/library/audio-files.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { type PlanCard, USUAL_PLAN } from '../../shared/preset/plan.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { reduce } from '../../shared/session/reduce.ts';
import { EMPTY_ROOM, type Session } from '../../shared/session/session.ts';
import { MINUTE_MS } from '../../shared/session/timeline.ts';
import { launchAfterSession, press, turnOver } from './after-session.ts';
import { testWithLoudspeakers as test } from './loudspeakers.ts';
import { leaveSession, sized, wakeDisplay, withoutItsFade } from './patient-room.ts';
import { openSetUp, PROJECT, type Program, pressRoundButton, toConsole, typeAddress } from './program.ts';

const PICTURES = path.join(PROJECT, 'out', 'pictures');

const [SPRAVATO] = BUILT_IN_PRESETS;
const PLAN: PlanCard = {
  ...USUAL_PLAN,
  ...{ talk: 'none', eyeMask: true, companion: true, medicinesTalkedAbout: true, quietAgreed: true },
  helps: 'a hand on the blanket, humming',
  leaveAlone: 'questions, perfume',
  musicNever: 'choirs',
  afterwards: 'tea, no talk for ten minutes',
};
const HARBOUR = { ...SPRAVATO, id: 'quiet-harbour', label: 'Quiet Harbour', plan: PLAN } as Preset;

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

/** Waits until everything that fades has faded, and two frames more. */
const atRest = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const ends = document
      .getAnimations()
      .filter((one) => Number(one.effect?.getComputedTiming().endTime) < 10_000);
    await Promise.allSettled(ends.map((one) => one.finished));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });

/** Takes a picture once a screen has come to rest, and says how light it is. */
const picture = async (program: Program, name: string, page = program.room): Promise<number> => {
  if (page === program.room) await sized(program, 1280, 800);
  await atRest(page);
  // What came of the last press may begin to fade only now.
  await atRest(page);
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

test('nor do the preset editor and the plan card', async ({ launch, folder }) => {
  await mkdir(PICTURES, { recursive: true });
  await writeFile(path.join(folder, 'presets.json'), JSON.stringify({ version: 1, presets: [HARBOUR] }));
  const program = await launch();
  const { room } = program;
  await room.getByRole('option', { name: 'Quiet Harbour' }).click();
  await room.getByRole('heading', { name: 'Quiet Harbour' }).waitFor();
  await press(room, 'Change');
  await room.getByRole('menuitem', { name: 'Change' }).click();
  await room.getByRole('tab', { name: 'Whole session' }).waitFor();
  expect(await picture(program, 'preset-whole')).toBeLessThan(4);
  await room.getByRole('tab', { name: 'Deep' }).click();
  expect(await picture(program, 'preset')).toBeLessThan(4);
  await press(room, 'Back');
  await room.getByRole('button', { name: /^Plan/ }).click();
  await room.getByRole('heading', { name: /^Plan/ }).waitFor();
  expect(await picture(program, 'plan')).toBeLessThan(4);
  await press(room, 'For the companion');
  expect(await picture(program, 'companion')).toBeLessThan(2);
});

test('nor do the pages, and the still picture least of all', async ({ launch, folder }) => {
  await mkdir(PICTURES, { recursive: true });
  await leaveSession(folder, 'settle', { picture: true });
  const settling = await launch();
  await expect.poll(async () => (await settling.snapshot()).lights.state).toBe('ready');
  await settling.room.getByRole('main', { name: 'Patient display' }).locator('canvas').waitFor();
  await withoutItsFade(settling.room);
  expect(await picture(settling, 'patient-settles')).toBeLessThan(1);
  await settling.close();

  await leaveSession(folder, 'rest', PLAN);
  const program = await launch();
  const { room } = program;
  await wakeDisplay(program);
  expect(await picture(program, 'patient-in-rest')).toBeLessThan(1);
  await press(room, 'Someone, please');
  await press(room, 'Water');
  expect(await picture(program, 'patient-wish')).toBeLessThan(1);
  await press(room, 'Write');
  await room.getByLabel('Page to write on').fill('The lamp was a small moon, and the chair a boat.');
  expect(await picture(program, 'patient-writes')).toBeLessThan(1);
  await press(room, 'Keep');
  await press(room, 'Back');
  await press(room, 'Draw');
  await room.locator('[data-page][data-takes]').waitFor();
  const box = await room.getByRole('img', { name: 'Page to draw on' }).boundingBox();
  for (const [i, turn] of [0.6, 1.1, 1.7].entries()) {
    const at = (t: number): readonly [number, number] => [
      (box?.x ?? 0) + (box?.width ?? 0) * (0.15 + 0.7 * t),
      (box?.y ?? 0) + (box?.height ?? 0) * (0.3 + 0.2 * i + 0.08 * Math.sin(t * 9 * turn)),
    ];
    await room.mouse.move(...at(0));
    await room.mouse.down();
    for (let t = 0.02; t <= 1; t += 0.02) await room.mouse.move(...at(t));
    await room.mouse.up();
  }
  expect(await picture(program, 'patient-draws')).toBeLessThan(1);
  await press(room, 'Back');
  await toConsole(room);
  expect(await picture(program, 'console-in-rest')).toBeLessThan(4);
  await press(room, 'Quiet check');
  expect(await picture(program, 'console-quiet-check')).toBeLessThan(4);
});

test('nor does what comes after a session', async ({ launch, folder }) => {
  await mkdir(PICTURES, { recursive: true });
  const program = await launchAfterSession(launch, folder, HARBOUR);
  expect(await picture(program, 'after')).toBeLessThan(4);
  await turnOver(program);
  expect(await picture(program, 'after-turned-over')).toBeLessThan(4);
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
    await sized(program, 1280, 800);
    await room.getByRole('heading', { name: 'Lamps' }).scrollIntoViewIfNeeded();
    expect(await picture(program, 'set-up')).toBeLessThan(5);
  });
});
