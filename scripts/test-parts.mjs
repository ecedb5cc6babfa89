// Names the parts that the tests are made of and how each is run.
// It must never need anything before the dependencies are installed but Node.

import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { packageScript, run } from './children.mjs';
import { withVirtualDisplay } from './display.mjs';
import { electronEnvironment } from './launch.mjs';
import { inProject } from './place.mjs';
import { countReport, oneFailed, onePassed } from './test-counts.mjs';

/**
 * @typedef {object} TestPart
 * @property {string} title what is told before it runs
 * @property {'check' | 'unit' | 'integration' | 'e2e'} name what a person calls it by
 * @property {boolean} needsElectron an Electron, the system's programs and a build
 * @property {(filters: readonly string[], electron?: FoundElectron) => Promise<Counts>} run
 */
/** @typedef {import('./electron-runtime.mjs').FoundElectron} FoundElectron */
/** @typedef {import('./test-counts.mjs').Counts} Counts */

/** @type {readonly TestPart[]} in the order in which they run */
export const testParts = [
  {
    title: 'Types',
    name: 'check',
    needsElectron: false,
    run: () => countOne(packageScript('typescript', 'bin', 'tsc'), ['-b']),
  },
  {
    title: 'Lint and format',
    name: 'check',
    needsElectron: false,
    run: () =>
      countOne(packageScript('@biomejs', 'biome', 'bin', 'biome'), ['check', '--error-on-warnings', '.']),
  },
  { title: 'Unit tests', name: 'unit', needsElectron: false, run: (filters) => runVitest('unit', filters) },
  {
    title: 'Integration tests',
    name: 'integration',
    needsElectron: true,
    run: (filters, electron) => runVitest('integration', filters, electron),
  },
  { title: 'End-to-end tests', name: 'e2e', needsElectron: true, run: runPlaywright },
];

/**
 * A tool that only passes or fails counts as one test.
 * @param {string} script
 * @param {readonly string[]} toolArguments
 * @returns {Promise<Counts>}
 */
async function countOne(script, toolArguments) {
  return (await run(process.execPath, [script, ...toolArguments])) === 0 ? onePassed : oneFailed;
}

/**
 * @param {'unit' | 'integration'} project
 * @param {readonly string[]} filters
 * @param {FoundElectron} [electron]
 * @returns {Promise<Counts>}
 */
async function runVitest(project, filters, electron) {
  const report = freshReport(project);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const wish = ['run', '-c', 'tests/vitest.config.ts', '--project', project, ...reporters, ...filters];
  const env = electron === undefined ? process.env : electronEnvironment(electron, process.env);
  return countReport(
    report,
    await run(process.execPath, [packageScript('vitest', 'vitest.mjs'), ...wish], { env }),
  );
}

/**
 * @param {readonly string[]} filters
 * @param {FoundElectron} [electron]
 * @returns {Promise<Counts>}
 */
async function runPlaywright(filters, electron) {
  if (electron === undefined) return oneFailed;
  const report = freshReport('e2e');
  const wish = ['test', '-c', 'tests/playwright.config.ts', '--reporter=list,json', ...filters];
  const code = await withVirtualDisplay((environment) =>
    run(process.execPath, [packageScript('@playwright', 'test', 'cli.js'), ...wish], {
      env: { ...electronEnvironment(electron, environment), PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    }),
  );
  return countReport(report, code);
}

/**
 * The file that a runner is to report into; what an earlier run has left there is removed.
 * @param {string} name
 * @returns {string} absolute path
 */
function freshReport(name) {
  const report = inProject('out', 'test-results', `${name}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  return report;
}
