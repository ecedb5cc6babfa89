// Runs what is in simulated time in a Vitest of its own, since its timers are not the bench's, and tells what came of it.

import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import path from 'node:path';
import { cleanEnvironment, PROJECT } from '../e2e/program.ts';

export interface Outcome {
  readonly passed: number;
  /** The message and stack of each test that failed. */
  readonly failures: readonly string[];
  /** All output, which also names causes. */
  readonly said: string;
}

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const REPORTS = path.join(PROJECT, 'out', 'bench', 'reports');

/**
 * Runs Vitest to its end, at the lowest priority: simulated time does not mind, and other benches run beside it.
 *
 * @param name of this run, unlike that of any other at the same time
 * @param words its configuration and what to run
 */
export const runVitest = async (
  name: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> => {
  const file = path.join(REPORTS, `${name}.json`);
  mkdirSync(REPORTS, { recursive: true });
  rmSync(file, { force: true });
  const vitest = path.join(PROJECT, 'node_modules', 'vitest', 'vitest.mjs');
  const child = spawn(
    process.execPath,
    [vitest, 'run', ...words, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    { cwd: PROJECT, env: cleanEnvironment({ ...env, NO_COLOR: '1' }), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
  }
  const end = (): boolean => child.kill();
  process.once('exit', end);
  await new Promise((ended) => child.once('close', ended));
  process.off('exit', end);
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    said,
    passed: results.filter(({ status }) => status === 'passed').length,
    failures: results
      .filter(({ status }) => status === 'failed')
      .map(({ failureMessages }) => failureMessages.join('\n')),
  };
};
