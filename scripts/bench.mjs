// Measures the program's figures (start, memory, pace of the ramps) and shows them beside their limits at the end.
// It must never count as a test: figures depend on the machine. It must never exit with 0 when a limit was missed.

import { rmSync } from 'node:fs';
import { build } from './build.mjs';
import { wasAskedToStop } from './children.mjs';
import { inMinutes, inProject, readIfThere, runScript, tell } from './place.mjs';
import { setUp } from './set-up.mjs';
import { runPlaywright } from './test-parts.mjs';

const figures = inProject('out', 'bench', 'figures.txt');

/** The projects of tests/bench/playwright.config.ts in the order in which they run, and how many of their benches run side by side. */
const parts = [
  { project: 'together*', workers: 5 },
  { project: 'computing', workers: 2 },
  { project: 'alone', workers: 1 },
];

await runScript(async () => {
  const electron = await setUp({ forTests: true });
  await build();
  rmSync(figures, { force: true });
  const began = performance.now();
  const codes = [];
  for (const { project, workers } of parts) {
    // The words of the command line may fit only benches of the other project.
    const words = ['-c', 'tests/bench/playwright.config.ts', `--project=${project}`, '--pass-with-no-tests'];
    if (wasAskedToStop()) break;
    codes.push(await runPlaywright(electron, workers, [...words, ...process.argv.slice(2)]));
  }
  const { kept, missed } = showFigures();
  const time = inMinutes(performance.now() - began);
  process.stdout.write(`\n${kept} kept, ${missed} MISSED, in ${time} minutes without set-up and build\n`);
  if (kept + missed === 0) tell('Nothing was measured.');
  return codes.find((code) => code !== 0) ?? (missed === 0 && kept > 0 ? 0 : 1);
});

/**
 * Shows every figure; those that missed their limit stand last.
 * @returns {{kept: number, missed: number}} how many there are of each
 */
function showFigures() {
  const lines = readIfThere(figures)?.trimEnd().split('\n') ?? [];
  const missed = lines.filter((line) => line.startsWith('MISSED'));
  const kept = lines.filter((line) => !line.startsWith('MISSED'));
  process.stdout.write(`\n${[...kept, ...missed].join('\n')}\n`);
  return { kept: kept.length, missed: missed.length };
}
