// What the program refuses: to leave its pages, to open others, to give permissions, to reach any host, and to
// listen to anybody but its own windows.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import * as fc from 'fast-check';
import * as v from 'valibot';
import { MOST_A_MINUTE } from '../../main/ipc/refusals.ts';
import { COMMANDS, type CommandName } from '../../shared/ipc/contract.ts';
import { oddArgument, WITH_FIELDS } from '../practice/odd-arguments.ts';
import { openDoorSign, type Program, test } from './program.ts';

test.use({ isAlone: true });

test('a page cannot lead away, and no other window opens', async ({ launch }) => {
  const { app, room, said } = await launch();
  const windows = async () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  await expect.poll(windows).toBe(2);
  const url = room.url();
  await room.evaluate(() => {
    window.open('https://example.org/');
    window.location.href = 'https://example.org/';
  });
  await expect.poll(said).toContain('A page was refused a navigation: https://example.org/');
  expect(said()).toContain('A page was refused a window: https://example.org/');
  expect(room.url()).toBe(url);
  expect(await windows()).toBe(2);
});

test('no permission is given and no host is reached', async ({ launch }) => {
  const { room } = await launch();
  const seen = await room.evaluate(async () => {
    const fetched = await fetch('https://example.org/').then(
      () => 'reached',
      () => 'refused',
    );
    const microphone = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'given',
      () => 'refused',
    );
    const notices = await Notification.requestPermission();
    return { fetched, microphone, notices };
  });
  expect(seen).toEqual({ fetched: 'refused', microphone: 'refused', notices: 'denied' });
});

test('a page has neither Node nor Electron, only the commands of the contract', async ({ launch }) => {
  const { room } = await launch();
  const seen = await room.evaluate(() => ({
    globals: ['require', 'process', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in window),
    exposed: Object.keys(window.stillroom).sort(),
  }));
  expect(seen).toEqual({
    globals: [],
    exposed: ['on', 'pathOf', 'send'],
  });
});

test('a message of a wrong shape is refused with a code, and changes nothing', async ({ launch }) => {
  const { room, snapshot } = await launch();
  const send = (name: string, argument: unknown) =>
    room.evaluate(
      ([name, argument]) => window.stillroom.send(name as never, argument as never),
      [name, argument],
    );
  const before = await snapshot();
  for (const [name, argument] of [
    ['start', { presetId: 7 }],
    ['start', { presetId: 'im', and: 'more' }],
    ['nurse', { act: 'rmrf' }],
    ['chooseRole', { lampId: '1', role: 'king' }],
    ['nameRoom', null],
  ] as const) {
    expect(await send(name, argument)).toEqual({ ok: false, error: 'wrongShape' });
  }
  expect(await send('start', { presetId: 'nobody-knows' })).toEqual({ ok: false, error: 'unknownPreset' });
  expect(await send('playerReport', { kind: 'born' })).toEqual({ ok: false, error: 'foreignSender' });
  const after = await snapshot();
  expect(after.session).toEqual(before.session);
});

/** Odd messages from the room's page, and how much memory main may keep of them, in MB. */
const ODD = 2000;
const MOST_KEPT_MB = 12;
const LONGEST = 3000;

/** The files of settings and presets; there may be none. */
const keptIn = (folder: string): Promise<readonly string[]> =>
  Promise.all(
    ['settings.json', 'presets.json', 'music.json'].map((name) =>
      readFile(path.join(folder, name), 'utf8').catch(() => 'none'),
    ),
  );

/** What is left of a value on its way to a page. */
const plain = (argument: unknown): unknown => {
  try {
    return JSON.parse(JSON.stringify(argument) ?? 'null');
  } catch {
    return null;
  }
};

/** What main holds after a sweep, in MB. */
const heldMb = ({ app }: Program): Promise<number> =>
  app.evaluate(() => {
    const { setFlagsFromString } = process.getBuiltinModule('node:v8');
    const { runInNewContext } = process.getBuiltinModule('node:vm');
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
    return process.memoryUsage().heapUsed / 1024 / 1024;
  });

test(`${ODD} odd messages change nothing, are not kept, and little is said of them`, async ({
  launch,
  folder,
}) => {
  const program = await launch();
  const { room, snapshot, said } = program;
  // On the way to the page some objects become empty ones, which the others take.
  const names = WITH_FIELDS.filter((name) => name !== 'pageBroke');
  const sample = (seed: number): readonly (readonly [CommandName, unknown])[] =>
    names.flatMap((name, i) =>
      fc
        .sample(oddArgument(name, LONGEST), { numRuns: Math.ceil(ODD / 2 / names.length), seed: seed + i })
        // What its argument allows would be done, as it should; on the way to the page some values become plain.
        .filter((argument) => ![argument, plain(argument)].some((one) => v.is(COMMANDS[name].argument, one)))
        .map((argument) => [name, argument] as const),
    );
  const sendAll = (messages: readonly (readonly [CommandName, unknown])[]): Promise<readonly string[]> =>
    room.evaluate(async (all) => {
      const errors: string[] = [];
      for (const [name, argument] of all) {
        const answer = await window.stillroom.send(name as never, argument as never).catch(() => 'not sent');
        errors.push(typeof answer === 'string' ? answer : answer.ok ? 'done' : answer.error);
      }
      return errors;
    }, messages);
  const [before, kept] = [await snapshot(), await keptIn(folder)];
  const answers = [...(await sendAll(sample(1)))];
  const keptMb = await heldMb(program);
  answers.push(...(await sendAll(sample(2))));
  expect(answers.length).toBeGreaterThan(ODD / 2);
  // What cannot be cloned never leaves the page; what another window may send is refused to this one.
  expect(
    [...new Set(answers)].filter((answer) => !['wrongShape', 'foreignSender', 'not sent'].includes(answer)),
  ).toEqual([]);
  expect((await heldMb(program)) - keptMb).toBeLessThan(MOST_KEPT_MB);
  expect(
    said()
      .split('\n')
      .filter((line) => line.includes(' was refused ')).length,
  ).toBeLessThanOrEqual(2 * MOST_A_MINUTE);
  expect(said().length).toBeLessThan(40_000);
  const after = await snapshot();
  expect(await keptIn(folder)).toEqual(kept);
  for (const part of ['session', 'roomName', 'notices'] as const)
    expect(after[part], part).toEqual(before[part]);
});

test('of a patient’s pages nothing is said in any refusal, and the door is not told of them', async ({
  launch,
}) => {
  const program = await launch();
  const { room, said } = program;
  const send = (page: Page, name: string, argument: unknown) =>
    page.evaluate(
      ([name, argument]) => window.stillroom.send(name as never, argument as never),
      [name, argument],
    );
  const stroke = { outline: 'M0 0 my own words', ink: '#e8a13a' };
  const size = { width: 800, height: 500 };
  const change = { kind: 'stroke', stroke, size, goesOn: false };
  expect(await send(room, 'changePages', { startedAt: 1, change })).toEqual({
    ok: false,
    error: 'wrongShape',
  });
  const drawn = { strokes: [stroke], ...size };
  for (const name of ['print', 'savePdf'])
    expect(await send(room, name, { kind: 'pages', writing: '', drawn })).toEqual({
      ok: false,
      error: 'wrongShape',
    });
  await expect.poll(said).toContain('savePdf was refused (wrongShape): its argument is not told');
  const late = { startedAt: 1, change: { kind: 'write', writing: 'my own words' } };
  expect(await send(room, 'changePages', late)).toEqual({ ok: false, error: 'pagesForgotten' });
  expect(await send(room, 'pages', {})).toEqual({ ok: true, value: null });
  const door = await openDoorSign(program);
  for (const [name, argument] of [
    ['pages', {}],
    ['changePages', late],
  ] as const)
    expect(await send(door, name, argument)).toEqual({ ok: false, error: 'foreignSender' });
  expect(said()).not.toContain('my own words');
});

test('a foreign window is refused, even with our preload', async ({ launch }) => {
  const { app, said, snapshot } = await launch();
  const answer = await app.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/preload/preload.cjs`;
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await stranger.loadURL('data:text/html,<p>not one of ours</p>');
    const sent = "window.stillroom.send('nurse', {act: 'fullLight'})";
    const answer: unknown = await stranger.webContents.executeJavaScript(sent);
    stranger.destroy();
    return answer;
  });
  expect(answer).toEqual({ ok: false, error: 'foreignSender' });
  expect(said()).toContain('nurse was refused (foreignSender)');
  const { session } = await snapshot();
  expect(session).toMatchObject({ stage: 'idle', fullLightSince: null });
});

test('files outside the pages and the playlists are not served', async ({ launch }) => {
  const { room } = await launch();
  const statuses = await room.evaluate(async () => {
    const paths = [
      '/../package.json',
      '/%2e%2e/package.json',
      '/..%2fmain/index.js',
      '/media/../../etc/passwd',
    ];
    const fetched = paths.map((path) => fetch(`app://stillroom${path}`).then((response) => response.status));
    return Promise.all(fetched);
  });
  expect(statuses.every((status) => status === 404)).toBe(true);
});

test('a start asks nothing that is refused', async ({ launch }) => {
  const { room, said, window } = await launch();
  await expect(room.getByRole('button', { name: 'Start', exact: true })).toBeVisible();
  await window('player');
  expect(said()).not.toContain('was refused');
});
