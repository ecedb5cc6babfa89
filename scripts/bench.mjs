// Measures the program's figures (start, memory, pace of the ramps) and shows them beside their limits at the end.
// It must never count as a test: figures depend on the machine. It must never exit with 0 when a limit was missed.

import { readFileSync, rmSync } from 'node:fs';
import { build } from './build.mjs';
import { packageScript, run, wasAskedToStop } from './children.mjs';
import { withVirtualDisplays } from './display.mjs';
import { electronEnvironment } from './launch.mjs';
import { inProject, runScript, tell } from './place.mjs';
import { setUp } from './set-up.mjs';

const figures = inProject('out', 'bench', 'figures.txt');

/** The two projects of tests/bench/playwright.config.ts, and how many of their benches run side by side. */
const parts = [
  { project: 'together', workers: 5 },
  { project: 'alone', workers: 1 },
];

await runScript(async () => {
  const electron = await setUp({ forTests: true });
  await build();
  rmSync(figures, { force: true });
  const began = performance.now();
  const codes = [];
  for (const { project, workers } of parts) {
    if (!wasAskedToStop()) codes.push(await runPart(electron, project, workers));
  }
  const { kept, missed } = showFigures();
  const seconds = Math.round((performance.now() - began) / 1000);
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  process.stdout.write(`\n${kept} kept, ${missed} MISSED, in ${time} minutes without set-up and build\n`);
  if (kept + missed === 0) tell('Nothing was measured.');
  return codes.find((code) => code !== 0) ?? (missed === 0 && kept > 0 ? 0 : 1);
});

/**
 * Runs one project, each of its workers on a display of its own. The words of the command line may fit only the other.
 * @param {import('./electron-runtime.mjs').FoundElectron} electron
 * @param {string} project
 * @param {number} workers
 * @returns {Promise<number>} the exit code
 */
function runPart(electron, project, workers) {
  const options = [`--project=${project}`, `--workers=${workers}`, '--pass-with-no-tests'];
  const words = ['test', '-c', 'tests/bench/playwright.config.ts', ...options, ...process.argv.slice(2)];
  return withVirtualDisplays(workers, (environment, displays) =>
    run(process.execPath, [packageScript('@playwright', 'test', 'cli.js'), ...words], {
      env: {
        ...electronEnvironment(electron, environment),
        STILLROOM_TEST_DISPLAYS: displays.join(' '),
      },
    }),
  );
}

/**
 * Shows every figure; those that missed their limit stand last.
 * @returns {{kept: number, missed: number}} how many there are of each
 */
function showFigures() {
  const lines = readLines();
  const missed = lines.filter((line) => line.startsWith('MISSED'));
  const kept = lines.filter((line) => !line.startsWith('MISSED'));
  process.stdout.write(`\n${[...kept, ...missed].join('\n')}\n`);
  return { kept: kept.length, missed: missed.length };
}

/** @returns {string[]} a line for each figure; none where nothing was measured */
function readLines() {
  try {
    return readFileSync(figures, 'utf8').trimEnd().split('\n');
  } catch {
    return [];
  }
}
