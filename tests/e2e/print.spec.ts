// Paper on real Electron: what a patient wrote and drew becomes a real PDF, the drawing as it was; the window that
// draws it is gone afterwards, and no page of a printer's may ask for anything else. Where it is asked for is dark.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import type { Answer } from '../../shared/ipc/contract.ts';
import type { PrintRequest } from '../../shared/ipc/print.ts';
import { drawPdfPage, readPdf } from './pdf.ts';
import { type Program, test } from './program.ts';

const AMBER = '#e8a13a';
const BLUE = '#9bb4d6';

/** A machine without printers, whatever this one has. */
const NO_PRINTERS = { CUPS_SERVER: '/no/such/server' };

/** Two filled bars, as pens leave them. */
const DRAWN = {
  strokes: [
    { outline: 'M 100 100 L 500 100 L 500 200 L 100 200 Z', ink: AMBER },
    { outline: 'M 100 300 L 500 300 L 500 400 L 100 400 Z', ink: BLUE },
  ],
  ...{ width: 1000, height: 800 },
};

const save = (program: Program, request: PrintRequest): Promise<Answer> =>
  program.room.evaluate(async (what) => {
    return window.stillroom.send('savePdf', what);
  }, request);

const saveAs = (program: Program, file: string | null): Promise<void> =>
  program.app.evaluate(({ dialog }, filePath) => {
    // The system's own dialog cannot be driven by a test; only its answer is given here.
    dialog.showSaveDialog = async () => ({ canceled: filePath === null, filePath: filePath ?? '' });
  }, file);

const windowsOf = (program: Program): Promise<readonly string[]> =>
  program.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
  );

test('keeps a drawing on one page, on the black and in the inks in which it was made', async ({
  launch,
  folder,
}) => {
  const program = await launch();
  const file = path.join(folder, 'drawing.pdf');
  await saveAs(program, file);
  expect(await save(program, { kind: 'pages', writing: '', drawn: DRAWN })).toEqual({
    ok: true,
    value: null,
  });

  const { pages, title } = await readPdf(file);
  expect({ pages, title }).toEqual({ pages: 1, title: 'Pages' });
  const page = await drawPdfPage(file, 1);
  expect(page.at(2, 2)).toBe('#ffffff');
  for (const [ink, least] of [
    [AMBER, 0.015],
    [BLUE, 0.015],
    ['#000000', 0.2],
  ] as const) {
    expect(page.colours.get(ink) ?? 0).toBeGreaterThan(least);
  }
  expect(await windowsOf(program)).not.toContainEqual(expect.stringContaining('print.html'));
});

test('keeps writing word by word and line by line, dark on white, over as many pages as it needs', async ({
  launch,
  folder,
}) => {
  const program = await launch();
  const file = path.join(folder, 'writing');
  await saveAs(program, file);
  const lines = Array.from(
    { length: 120 },
    (_, at) => `Line ${at + 1} of what came: „das Licht“, l’eau, ő, <b>`,
  );
  expect(await save(program, { kind: 'pages', writing: lines.join('\n'), drawn: null })).toMatchObject({
    ok: true,
  });

  const { pages, words } = await readPdf(`${file}.pdf`);
  expect(pages).toBeGreaterThan(2);
  const read = words
    .join('\n')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  expect(read).toEqual(lines);
  const page = await drawPdfPage(`${file}.pdf`, 1);
  expect(page.colours.get('#ffffff') ?? 0).toBeGreaterThan(0.75);
  expect(page.colours.get('#000000') ?? 0).toBeLessThan(0.05);
});

test('writes nothing when the person thinks better of it, and nothing of it anywhere else when they do not', async ({
  launch,
  folder,
}) => {
  const program = await launch();
  await saveAs(program, null);
  const secret = 'What nobody else is to read';
  expect(await save(program, { kind: 'pages', writing: secret, drawn: null })).toEqual({
    ok: false,
    error: 'cancelled',
  });
  const file = path.join(folder, 'kept.pdf');
  await saveAs(program, file);
  expect(await save(program, { kind: 'pages', writing: secret, drawn: null })).toMatchObject({ ok: true });
  expect((await readPdf(file)).words.join('')).toContain(secret);
  await program.close();

  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  const holding: string[] = [];
  for (const entry of all) {
    const place = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && (await readFile(place)).includes(secret)) holding.push(entry.name);
  }
  expect(holding).toEqual([]);
  expect(existsSync(file)).toBe(true);
});

test('says that no printer took the page where there is none', async ({ launch }) => {
  const { room, app } = await launch([], { env: NO_PRINTERS });
  const printers = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getPrintersAsync(),
  );
  expect(printers).toEqual([]);
  const answer = await room.evaluate(async () => {
    return window.stillroom.send('print', { kind: 'pages', writing: 'One line', drawn: null });
  });
  expect(answer).toEqual({ ok: false, error: 'notPrinted' });
});

test('a page for a printer may report that it is drawn, and ask for nothing', async ({ launch, folder }) => {
  const program = await launch();
  await saveAs(program, path.join(folder, 'asked.pdf'));
  // The window lives only as long as it draws: what it is answered is asked in the moment it is there.
  await program.app.evaluate(({ app }) => {
    const global = globalThis as unknown as { answers: Promise<unknown> };
    global.answers = new Promise((done) => {
      app.on('web-contents-created', (_event, contents) => {
        contents.once('did-finish-load', () => {
          if (!contents.getURL().endsWith('print.html')) return;
          const ask = (name: string, argument: string) => `window.stillroom.send('${name}', ${argument})`;
          void contents
            .executeJavaScript(
              `Promise.all([${ask('snapshot', '{}')}, ${ask('savePdf', "{kind:'plan',presetId:'im'}")}, ${ask('nurse', "{act:'fullLight'}")}])`,
            )
            .then(done);
        });
      });
    });
  });
  expect(await save(program, { kind: 'pages', writing: 'x', drawn: null })).toMatchObject({ ok: true });
  const answers = await program.app.evaluate(
    () => (globalThis as unknown as { answers: Promise<unknown> }).answers,
  );
  const refused = { ok: false, error: 'foreignSender' };
  expect(answers).toEqual([refused, refused, refused]);
});

test('a page that dies while it is drawn is told of, and the next one is drawn', async ({
  launch,
  folder,
}) => {
  const program = await launch();
  const file = path.join(folder, 'after.pdf');
  await saveAs(program, file);
  await program.app.evaluate(({ app }) => {
    let isFirst = true;
    app.on('web-contents-created', (_event, contents) => {
      contents.once('did-start-navigation', ({ url }) => {
        // Windows that the program opens at its start may come in between.
        if (!isFirst || !url.endsWith('print.html')) return;
        isFirst = false;
        setTimeout(() => contents.forcefullyCrashRenderer(), 1);
      });
    });
  });
  expect(await save(program, { kind: 'pages', writing: 'first', drawn: null })).toEqual({
    ok: false,
    error: 'failed',
  });
  expect(existsSync(file)).toBe(false);
  expect(await save(program, { kind: 'pages', writing: 'second', drawn: null })).toMatchObject({ ok: true });
  expect((await readPdf(file)).words.join('')).toContain('second');
});

/** The share of the display that is brighter than any screen of ours, 0–1. */
const brightShare = async (): Promise<number> => {
  const wish = ['-loglevel', 'error', '-f', 'x11grab', '-i', process.env.DISPLAY ?? '', '-frames:v', '1'];
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-'];
  const grab = await promisify(execFile)('ffmpeg', [...wish, ...raw], { encoding: 'buffer', maxBuffer: 1e8 });
  return grab.stdout.filter((grey) => grey > 230).length / grab.stdout.length;
};

test('asks in the dark where a page is to be kept: no dialog of the system’s lights the room', async ({
  launch,
}) => {
  test.skip(process.platform !== 'linux', 'what is on a display can be grabbed from a virtual one only');
  const program = await launch([], { isAlone: true });
  await program.room.getByRole('button', { name: 'Start', exact: true }).waitFor();
  const before = await brightShare();
  void save(program, { kind: 'pages', writing: 'x', drawn: null }).catch(() => null);
  const dialog = () => brightShare().then((share) => Math.abs(share - before));
  let last = 0;
  const isDrawn = async (): Promise<boolean> => {
    const earlier = last;
    last = await dialog();
    return last > 0 && last === earlier;
  };
  await expect.poll(isDrawn, { intervals: [300] }).toBe(true);
  // Its letters and its lines are bright, and nothing else of it.
  expect(last).toBeLessThan(0.02);
  await program.kill();
});
