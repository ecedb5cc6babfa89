// The loudness meter by itself, in real Electron: loudness-meter-main.ts is bundled, started with a folder of files, and what it
// tells is heard.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { MeterOutcome } from '../../main/sound/library/known-files.ts';
import { builtMain } from './built-main.ts';
import type { Asked, Told } from './loudness-meter-main.ts';
import { cleanEnvironment, electron, PROJECT } from './program.ts';

export interface MeterProgram {
  /** Of main. */
  readonly pid: number;
  readonly ask: (what: Asked) => void;
  /** Everything told so far. */
  readonly told: () => readonly Told[];
  /** What came of each file, by its name, once something came of all of them. */
  readonly outcomes: (count: number) => Promise<ReadonlyMap<string, MeterOutcome>>;
  /** The first thing told for which a question is answered with yes, now or later; of what came after some. */
  readonly until: (isIt: (told: Told) => boolean, after?: number) => Promise<Told>;
  readonly said: () => string;
  readonly close: () => Promise<void>;
}

/** Starts it with a folder of files; it does nothing until it is asked to go. */
export const startMeter = async (folder: string): Promise<MeterProgram> => {
  const userData = await mkdtemp(path.join(tmpdir(), 'stillroom-meter-'));
  const { executable, switches } = electron();
  const words = [
    await builtMain('loudness-meter', import.meta.dirname),
    ...switches,
    `--user-data-dir=${userData}`,
    path.join(PROJECT, 'out'),
    folder,
  ];
  const child: ChildProcess = spawn(executable, words, {
    cwd: PROJECT,
    env: cleanEnvironment(),
    stdio: 'pipe',
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const told: Told[] = [];
  const listeners = new Set<() => void>();
  let said = '';
  child.stderr?.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  if (child.stdout === null) throw new Error('There is nothing to hear the program by.');
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (!line.startsWith('{')) return;
    told.push(JSON.parse(line) as Told);
    for (const listener of listeners) listener();
  });
  const once = <T>(look: () => T | null): Promise<T> =>
    new Promise((resolve, reject) => {
      const listener = (): void => {
        const found = look();
        if (found === null) return;
        listeners.delete(listener);
        resolve(found);
      };
      listeners.add(listener);
      void ended.then(() => reject(new Error(`The program ended: ${said}`)));
      listener();
    });
  const until: MeterProgram['until'] = (isIt, after = 0) => once(() => told.slice(after).find(isIt) ?? null);
  await until(({ kind }) => kind === 'ready');
  return {
    pid: child.pid ?? 0,
    ask: (what) => void child.stdin?.write(`${what}\n`),
    told: () => told,
    outcomes: (count) =>
      once(() => {
        const found = told.flatMap((one) =>
          one.kind === 'outcome' ? [[one.name, one.outcome] as const] : [],
        );
        return found.length >= count ? new Map(found) : null;
      }),
    until,
    said: () => said,
    close: async () => {
      child.stdin?.end();
      const late = setTimeout(() => child.kill('SIGKILL'), 8000);
      await ended;
      clearTimeout(late);
      await rm(userData, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
};
