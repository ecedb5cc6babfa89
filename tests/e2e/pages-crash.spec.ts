// The room's page crashes while a patient writes or draws: what is there is there again, opened by nobody but them, and
// after the turnover it is gone, whatever crashes then.

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { Answer } from '../../shared/ipc/contract.ts';
import type { Snapshot } from '../../shared/ipc/snapshot.ts';
import type { PagesOfSession } from '../../shared/session/patient-pages.ts';
import { launchAfterWriting, press, turnoverOf } from './after-session.ts';
import { inRest } from './patient-room.ts';
import { type Program, test } from './program.ts';

test.use({ isAlone: true });

/** Crashes the room's page for real. */
const crash = ({ app }: Program): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => {
    const all = BrowserWindow.getAllWindows();
    all
      .find((one) => one.webContents.getURL().endsWith('/index.html'))
      ?.webContents.forcefullyCrashRenderer();
  });

/** What a script answers in the room's page, through main: a test loses hold of a page that crashed. */
const inPage = async <T>({ app }: Program, script: string): Promise<T | null> => {
  const asked = app.evaluate(({ BrowserWindow }, code) => {
    const all = BrowserWindow.getAllWindows();
    const page = all.find((one) => one.webContents.getURL().endsWith('/index.html'))?.webContents;
    return page === undefined || page.isCrashed() ? null : page.executeJavaScript(code);
  }, script);
  // A question to a page that is gone is never answered; the next one is.
  const late = new Promise<null>((done) => setTimeout(done, 1000, null));
  return Promise.race([asked.catch(() => null), late]) as Promise<T | null>;
};

/** What main answers to a command of that page. */
const askAgain = async <T>(program: Program, name: string, argument: object = {}): Promise<T | null> => {
  const sent = `window.stillroom.send('${name}', ${JSON.stringify(argument)})`;
  const answer = await inPage<Answer<unknown>>(program, sent);
  return answer?.ok ? (answer.value as T) : null;
};

const held = (program: Program): Promise<PagesOfSession | null> => askAgain(program, 'pages');

/** Presses the button of that name in the page, once it is seen; answers whether it was. */
const pressed = (program: Program, name: string): Promise<boolean | null> =>
  inPage(
    program,
    `(() => {
      const named = (one) => (one.getAttribute('aria-label') ?? one.textContent) === ${JSON.stringify(name)};
      const seen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      const button = [...document.querySelectorAll('button')].find((one) => named(one) && seen(one));
      button?.click();
      return button !== undefined;
    })()`,
  );

const pressAgain = (program: Program, name: string): Promise<void> =>
  expect.poll(() => pressed(program, name), { timeout: 15_000 }).toBe(true);

/** What is written on the page that lies open; null: none does. */
const written = (program: Program): Promise<string | null> =>
  inPage(program, `document.querySelector('[data-page] textarea')?.value ?? null`);

/** How many pixels of the finished strokes have ink on them; null: there is no paper. */
const inked = (program: Program): Promise<number | null> =>
  inPage(
    program,
    `(() => {
      const canvas = document.querySelector('[data-page] canvas');
      if (canvas === null || canvas.width === 0 || canvas.height === 0) return null;
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let i = 3; i < data.length; i += 4) if (data[i] > 128) count += 1;
      return count;
    })()`,
  );

/** Crashes the page, and waits until it is there again with the patient's keys, over which no page lies. */
const crashToKeys = async (program: Program): Promise<void> => {
  await crash(program);
  const keys = `document.querySelector('[data-awake] [data-keys][data-takes]') !== null`;
  await expect.poll(() => inPage(program, keys), { timeout: 15_000 }).toBe(true);
  expect(await inPage(program, `document.querySelector('[data-page]') === null`)).toBe(true);
};

test('what is written is there again when the page crashed in its midst, and so is the wish to keep it', async ({
  launch,
  folder,
}) => {
  const program = await inRest(launch, folder);
  const { room } = program;
  await press(room, 'Write');
  await expect(room.getByRole('textbox')).toBeFocused();
  await room.keyboard.type('The field was warm');
  await press(room, 'Keep');
  const warm = { writing: 'The field was warm', isWishedKept: { write: true, draw: false } };
  await expect.poll(async () => (await held(program))?.pages).toMatchObject(warm);
  await crashToKeys(program);
  await pressAgain(program, 'Write');
  await expect.poll(() => written(program)).toBe('The field was warm');
  // It comes as every page does.
  const fades = `getComputedStyle(document.querySelector('[data-page] > section')).animationDuration`;
  expect(Number.parseFloat((await inPage<string>(program, fades)) ?? '0')).toBeGreaterThanOrEqual(0.3);
  const keep = `document.querySelector('[data-page] [aria-pressed="true"]')?.textContent`;
  await expect.poll(() => inPage(program, keep)).toBe('Keep');
  // It goes on, and outlives the next crash too.
  await expect
    .poll(() => inPage(program, `document.activeElement instanceof HTMLTextAreaElement`))
    .toBe(true);
  expect(await inPage(program, `document.execCommand('insertText', false, ', and wide')`)).toBe(true);
  await pressAgain(program, 'Back');
  await crashToKeys(program);
  await pressAgain(program, 'Write');
  await expect.poll(() => written(program)).toBe('The field was warm, and wide');
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const { name, parentPath } of files.filter((one) => one.isFile())) {
    expect(name, 'a dump of its memory').not.toMatch(/\.dmp$|^core/);
    expect((await readFile(path.join(parentPath, name))).includes('The field'), name).toBe(false);
  }
  expect(JSON.stringify(await askAgain(program, 'snapshot'))).not.toContain('The field');
  expect(program.said()).not.toContain('The field');
});

test('a drawing is there again when the page crashed in its midst, and can be undone as before', async ({
  launch,
  folder,
}) => {
  const program = await inRest(launch, folder);
  const { room } = program;
  await press(room, 'Draw');
  await press(room, 'Broad');
  const paper = room.getByRole('img', { name: 'Page to draw on' });
  const box = await paper.boundingBox();
  if (box === null) throw new Error('there is no paper');
  const stroke = async (share: number, isDone: boolean): Promise<void> => {
    const y = box.y + box.height * share;
    await room.mouse.move(box.x + 40, y);
    await room.mouse.down();
    await room.mouse.move(box.x + box.width - 40, y + 30, { steps: 20 });
    if (isDone) await room.mouse.up();
  };
  await stroke(0.2, true);
  await expect.poll(() => inked(program)).toBeGreaterThan(2000);
  const one = await inked(program);
  await stroke(0.5, true);
  await expect.poll(() => inked(program)).toBeGreaterThan((one ?? 0) + 1000);
  const two = await inked(program);
  // The hand is on the paper when it crashes: the stroke under it is lost, and no other.
  await stroke(0.8, false);
  await expect.poll(async () => (await held(program))?.pages.strokes.length).toBe(2);
  await crashToKeys(program);
  await pressAgain(program, 'Draw');
  await expect.poll(() => inked(program)).toBe(two);
  await pressAgain(program, 'Undo');
  await expect.poll(() => inked(program)).toBe(one);
  await pressAgain(program, 'Clear');
  await expect.poll(() => inked(program)).toBe(0);
  await crashToKeys(program);
  await pressAgain(program, 'Draw');
  await pressAgain(program, 'Undo');
  await expect.poll(() => inked(program)).toBe(one);
});

test('in the turnover a crash loses no page, and after it none brings one back', async ({
  launch,
  folder,
}) => {
  test.setTimeout(120_000);
  const program = await launchAfterWriting(launch, folder, 'The lamp was a small moon.');
  const { room } = program;
  await room.getByRole('region', { name: 'Pages' }).waitFor();

  const body = `document.body.textContent`;
  const seen = async (): Promise<string> => (await inPage<string>(program, body)) ?? '';
  await crash(program);
  await expect.poll(seen, { timeout: 15_000 }).toContain('The patient wrote something');

  const startedAt = (await held(program))?.startedAt;
  await pressAgain(program, 'Turn the room over');
  const pagesStep = async (): Promise<string> => {
    const snapshot = await askAgain<Snapshot>(program, 'snapshot');
    return snapshot === null ? '' : turnoverOf(snapshot).steps.pages;
  };
  await expect.poll(pagesStep, { timeout: 15_000 }).toBe('done');
  const asked = `window.stillroom.send('pages', {})`;
  expect(await inPage(program, asked)).toEqual({ ok: true, value: null });
  expect(await seen()).not.toContain('The patient wrote something');
  // Nor can the window bring it back.
  const late = { startedAt, change: { kind: 'write', writing: 'late' } };
  expect(await inPage(program, `window.stillroom.send('changePages', ${JSON.stringify(late)})`)).toEqual({
    ok: false,
    error: 'pagesForgotten',
  });
  await crash(program);
  await expect.poll(seen, { timeout: 15_000 }).toContain('Turn the room over');
  expect(await inPage(program, asked)).toEqual({ ok: true, value: null });
  expect(await seen()).not.toContain('The patient wrote something');

  // The next person finds an empty page.
  const left = async (): Promise<boolean> => {
    const snapshot = await askAgain<Snapshot>(program, 'snapshot');
    return snapshot !== null && Object.values(turnoverOf(snapshot).steps).includes('ahead');
  };
  await expect.poll(left, { timeout: 15_000 }).toBe(false);
  await pressAgain(program, 'Ready for the next person');
  await expect
    .poll(() => askAgain(program, 'start', { presetId: 'quiet-harbour' }).then(() => seen()))
    .toContain('Someone');
  for (const act of ['doseMark', 'gentleEnd']) await askAgain(program, 'nurse', { act });
  await expect
    .poll(
      async () => {
        await askAgain(program, 'patient', { act: 'wake' });
        return pressed(program, 'Write');
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  await expect.poll(() => written(program)).toBe('');
});
