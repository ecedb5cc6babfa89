// The packaged program, made with electron-builder as users get it: it runs, and no switch of Chromium's or Node's opens it
// to another program. Every test starts the packed executable itself.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { test as base, cleanEnvironment, electron, PROJECT } from './program.ts';

/** Packs what is built; 20 s. The folder is one that nobody else packs into. */
const pack = async (into: string): Promise<string> => {
  const { executable } = electron();
  const from = path.dirname(executable);
  const version = (await readFile(path.join(from, 'version'), 'utf8')).trim().replace(/^v/, '');
  const builder = path.join(PROJECT, 'node_modules', 'electron-builder', 'cli.js');
  const wish = [`-c.directories.output=${into}`, `-c.electronVersion=${version}`, `-c.electronDist=${from}`];
  await promisify(execFile)(process.execPath, [builder, '--dir', '--publish', 'never', ...wish], {
    cwd: PROJECT,
  });
  return path.join(into, 'linux-unpacked', 'stillroom');
};

const test = base.extend<object, { readonly packed: string }>({
  packed: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'stillroom-packed-'));
      await use(await pack(folder));
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test.skip(process.platform !== 'linux', 'The packed folder of another system has another layout.');
// One worker packs once for all of them.
test.describe.configure({ mode: 'serial' });

interface Run {
  readonly child: ChildProcess;
  /** Standard output and standard error so far. */
  readonly said: () => string;
  readonly code: Promise<number | null>;
}

/** Starts the packed program with a home of its own, since it takes no folder from the command line. */
const start = (packed: string, home: string, words: readonly string[], more = {}): Run => {
  const env = cleanEnvironment({ HOME: home, XDG_CONFIG_HOME: home, ...more });
  const child = spawn(packed, [...electron().switches, ...words], { env, cwd: home });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
  }
  return { child, said: () => said, code: new Promise((ended) => child.once('close', ended)) };
};

const freePort = (): Promise<number> =>
  new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });

/** What a program that opened the room's files leaves in its home. */
const opened = async (home: string): Promise<readonly string[]> =>
  (await readdir(home, { recursive: true })).filter((name) => /(log|practice|SingletonLock)$/.test(name));

test('it runs a whole practice session, and ends well', async ({ packed, folder }) => {
  const run = start(packed, folder, ['--practice', '--preset', 'IM', '--rate', '1000', '--events']);
  expect(await run.code, run.said()).toBe(0);
  expect(run.said()).toContain('"started"');
  expect(await opened(folder)).not.toEqual([]);
});

test('no port of a debugger answers: it does not even start with one, and says so', async ({
  packed,
  folder,
}) => {
  for (const name of ['--remote-debugging-port', '-remote-debugging-port', '--inspect', '--inspect-brk']) {
    const port = await freePort();
    const run = start(packed, folder, [`${name}=${port}`]);
    let answers = 0;
    let isOver = false;
    void run.code.then(() => {
      isOver = true;
    });
    while (!isOver) {
      await fetch(`http://127.0.0.1:${port}/json/version`).then(
        () => {
          answers += 1;
          run.child.kill('SIGKILL');
        },
        () => new Promise((again) => setTimeout(again, 5)),
      );
    }
    expect(answers, name).toBe(0);
    expect(await run.code, run.said()).toBe(2);
    expect(run.said()).toContain(`Stillroom does not start with ${name}.`);
    expect(run.said()).not.toMatch(/listening on/i);
  }
  expect(await opened(folder)).toEqual([]);
});

test('nothing else that could change it is taken, and nothing is opened before it says so', async ({
  packed,
  folder,
}) => {
  for (const name of [
    ...['--remote-debugging-pipe', '--js-flags', '--load-extension', '--host-rules', '--proxy-server'],
    ...['--ignore-certificate-errors', '--user-data-dir', '--disable-web-security', '--practise'],
  ]) {
    const run = start(packed, folder, [`${name}=${folder}`]);
    expect(await run.code, run.said()).toBe(2);
    expect(run.said()).toContain(name === '--practise' ? 'did you mean --practice?' : `start with ${name}.`);
  }
  expect(await opened(folder)).toEqual([]);
});

test('it is no Node, whatever the environment says', async ({ packed, folder }) => {
  const words = ['--eval', 'console.log("this is Node")'];
  const run = start(packed, folder, words, { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--inspect-brk' });
  expect(await run.code, run.said()).toBe(2);
  expect(run.said()).toContain('Stillroom does not start with --eval.');
  expect(run.said()).not.toMatch(/^this is Node|Debugger listening/m);
});
