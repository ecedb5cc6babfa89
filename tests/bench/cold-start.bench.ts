// From the start of the process to an operable console, and memory with a session running, beside an empty window of the
// same Electron. Nothing is attached while it starts; the bench reads the page's own first paint afterwards.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { cleanEnvironment, electron, PROJECT } from '../e2e/program.ts';
import { median, tellFigure } from './figures.ts';

const STARTS = 11;
const MOST_START = 1.6;
const MOST_MEMORY = 1.8;

interface Started {
  readonly child: ChildProcess;
  readonly page: Page;
  /** ms from the start of the process until the page was painted with something to press. */
  readonly tookMs: number;
  readonly end: () => Promise<void>;
}

const connect = async (folder: string): Promise<Browser> => {
  let port = '';
  await expect
    .poll(() => {
      try {
        port = readFileSync(path.join(folder, 'DevToolsActivePort'), 'utf8').split('\n')[0] ?? '';
      } catch {
        port = '';
      }
      return port;
    })
    .not.toBe('');
  return chromium.connectOverCDP(`http://127.0.0.1:${port}`);
};

/** Starts a program and waits until its button is there. The first contentful paint is that of the button. */
const start = async (program: string, button: string): Promise<Started> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'stillroom-bench-'));
  const { executable, switches } = electron();
  const startedAt = Date.now();
  const child = spawn(
    executable,
    [program, ...switches, `--user-data-dir=${folder}`, '--remote-debugging-port=0'],
    { cwd: PROJECT, env: cleanEnvironment(), stdio: 'ignore' },
  );
  const browser = await connect(folder);
  const pages = () => browser.contexts().flatMap((context) => context.pages());
  const isIt = (page: Page): boolean => /index\.html|^data:/.test(page.url());
  await expect.poll(() => pages().some(isIt)).toBe(true);
  const page = pages().find(isIt);
  if (page === undefined) throw new Error('the window is gone again');
  await page.getByRole('button', { name: button, exact: true }).waitFor();
  const paintedAt = await page.evaluate(async () => {
    const paint = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
    while (paint() === undefined) await new Promise((done) => setTimeout(done, 20));
    return performance.timeOrigin + (paint() ?? 0);
  });
  return {
    child,
    page,
    tookMs: paintedAt - startedAt,
    end: async () => {
      const ended = new Promise((done) => child.once('exit', done));
      await browser.close();
      // SIGTERM lets it end its helper processes too, which write into the folder until then.
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
};

const childrenOf = (pid: number): readonly number[] =>
  readdirSync('/proc').flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid ? [Number(name)] : [];
    } catch {
      return [];
    }
  });

/** The sum of PSS of a process and all below it, in MiB. */
const memoryMiB = (pid: number): number => {
  const below = childrenOf(pid).reduce((sum, child) => sum + memoryMiB(child), 0);
  try {
    const pss = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    return below + Number(pss?.[1] ?? 0) / 1024;
  } catch {
    return below;
  }
};

const EMPTY = path.join(import.meta.dirname, 'empty-window.mjs');

test('cold start to an operable console', async () => {
  test.skip(process.platform !== 'linux', 'reads /proc');
  const ours: number[] = [];
  const empty: number[] = [];
  for (let i = 0; i < STARTS; i += 1) {
    const bare = await start(EMPTY, 'Empty');
    empty.push(bare.tookMs);
    await bare.end();
    const program = await start('.', 'Start');
    ours.push(program.tookMs);
    await program.end();
  }
  const ratio = median(ours) / median(empty);
  tellFigure(
    `cold start to an operable console, median of ${STARTS}`,
    `${median(ours).toFixed(0)} ms, ${ratio.toFixed(2)} times an empty window's ${median(empty).toFixed(0)} ms`,
    `at most ${MOST_START} times`,
    ratio <= MOST_START,
  );
});

test('memory with a session running', async () => {
  test.skip(process.platform !== 'linux', 'reads /proc');
  const settle = (page: Page) => page.waitForTimeout(8000);
  const bare = await start(EMPTY, 'Empty');
  await settle(bare.page);
  const empty = memoryMiB(bare.child.pid ?? 0);
  await bare.end();
  const program = await start('.', 'Start');
  await program.page.getByRole('button', { name: 'Start', exact: true }).click();
  await settle(program.page);
  const ours = memoryMiB(program.child.pid ?? 0);
  await program.end();
  tellFigure(
    'memory with a session running (sum of PSS)',
    `${ours.toFixed(0)} MiB, ${(ours / empty).toFixed(2)} times an empty window's ${empty.toFixed(0)} MiB`,
    `at most ${MOST_MEMORY} times`,
    ours / empty <= MOST_MEMORY,
  );
});
