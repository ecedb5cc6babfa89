// Names the parts that the tests are made of and how each is run.
// It must never need anything before the dependencies are installed but Node.

import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { packageScript, run } from './children.mjs';
import { withVirtualDisplays } from './display.mjs';
import { electronEnvironment } from './launch.mjs';
import { inProject } from './place.mjs';
import { countReport, oneFailed, onePassed } from './test-counts.mjs';

/** What a person calls the parts by, in the order in which they run. */
export const partNames = /** @type {const} */ (['check', 'unit', 'integration', 'e2e']);

/** @typedef {(typeof partNames)[number]} PartName */
/**
 * @typedef {object} TestPart
 * @property {string} title what is told before it runs
 * @property {boolean} needsElectron an Electron, the system's programs and a build
 * @property {(filters: readonly string[], electron?: FoundElectron) => Promise<Counts>} run
 */
/** @typedef {import('./electron-runtime.mjs').FoundElectron} FoundElectron */
/** @typedef {import('./test-counts.mjs').Counts} Counts */

/** Tests of screens keep two cores busy by themselves; the third fills what they wait. */
const screenWorkers = Number(process.env.STILLROOM_SCREEN_WORKERS ?? 3);
/** What is heard or timed is bent by a busy machine; four at a time mostly wait. */
const timedWorkers = Number(process.env.STILLROOM_TIMED_WORKERS ?? 4);

/** Unit tests compute and integration tests mostly wait, so that both share more workers than there are cores. */
const vitestWorkers = { unit: 2, integration: 4, both: 6 };

/** @type {readonly TestPart[]} */
const checks = [
  {
    title: 'Types',
    needsElectron: false,
    // All of them: TypeScript 7.0 keeps errors, and misses new ones, where only another project's types have changed.
    run: () => countOne(packageScript('typescript', 'bin', 'tsc'), ['-b', '--force']),
  },
  {
    title: 'Lint and format',
    needsElectron: false,
    run: () =>
      countOne(packageScript('@biomejs', 'biome', 'bin', 'biome'), ['check', '--error-on-warnings', '.']),
  },
];

/** @type {readonly TestPart[]} */
const endToEnd = [
  {
    title: 'End-to-end tests that listen or measure time',
    needsElectron: true,
    run: (filters, electron) => runEndToEnd('timed', timedWorkers, filters, electron),
  },
  {
    title: 'End-to-end tests of the screens',
    needsElectron: true,
    run: (filters, electron) => runEndToEnd('screens', screenWorkers, filters, electron),
  },
];

/**
 * The parts to run, in their order. Unit and integration tests are one part when both are asked for.
 * @param {readonly PartName[]} asked none: all
 * @returns {readonly TestPart[]}
 */
export function testParts(asked) {
  const isAsked = (/** @type {PartName} */ name) => asked.length === 0 || asked.includes(name);
  return [
    ...(isAsked('check') ? checks : []),
    ...(isAsked('unit') && isAsked('integration') ? [vitestPart('Unit and integration tests', 'both')] : []),
    ...(isAsked('unit') && !isAsked('integration') ? [vitestPart('Unit tests', 'unit')] : []),
    ...(isAsked('integration') && !isAsked('unit') ? [vitestPart('Integration tests', 'integration')] : []),
    ...(isAsked('e2e') ? endToEnd : []),
  ];
}

/**
 * @param {string} title
 * @param {keyof typeof vitestWorkers} which
 * @returns {TestPart}
 */
function vitestPart(title, which) {
  return {
    title,
    needsElectron: which !== 'unit',
    run: (filters, electron) => runVitest(which, filters, electron),
  };
}

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
 * Runs one project of tests/vitest.config.ts, or both.
 * @param {keyof typeof vitestWorkers} which
 * @param {readonly string[]} filters
 * @param {FoundElectron} [electron]
 * @returns {Promise<Counts>}
 */
async function runVitest(which, filters, electron) {
  const report = freshReport(which === 'both' ? 'unit-and-integration' : which);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const projects = which === 'both' ? [] : ['--project', which];
  const toRun = ['run', '-c', 'tests/vitest.config.ts', ...projects, `--maxWorkers=${vitestWorkers[which]}`];
  const env = electron === undefined ? process.env : electronEnvironment(electron, process.env);
  const vitest = packageScript('vitest', 'vitest.mjs');
  const code = await run(process.execPath, [vitest, ...toRun, ...reporters, ...filters], { env });
  return countReport(report, code);
}

/**
 * Runs the tests of one kind in tests/playwright.config.ts, the long ones first.
 * @param {'timed' | 'screens'} kind
 * @param {number} workers how many tests run side by side
 * @param {readonly string[]} filters may fit only tests of the other kind
 * @param {FoundElectron} [electron]
 * @returns {Promise<Counts>}
 */
async function runEndToEnd(kind, workers, filters, electron) {
  if (electron === undefined) return oneFailed;
  const report = freshReport(`e2e-${kind}`);
  const toRun = ['-c', 'tests/playwright.config.ts', `--project=${kind}-long`, `--project=${kind}`];
  const mayBeNone = filters.length > 0 ? ['--pass-with-no-tests'] : [];
  const words = [...toRun, '--reporter=list,json', ...mayBeNone, ...filters];
  const code = await runPlaywright(electron, workers, words, { PLAYWRIGHT_JSON_OUTPUT_NAME: report });
  return countReport(report, code, filters.length > 0);
}

/**
 * Runs Playwright, each of its workers on a display of its own.
 * @param {FoundElectron} electron
 * @param {number} workers how many tests run side by side
 * @param {readonly string[]} words
 * @param {Record<string, string>} [own] environment for Playwright alone
 * @returns {Promise<number>} the exit code
 */
export function runPlaywright(electron, workers, words, own = {}) {
  const playwright = [packageScript('@playwright', 'test', 'cli.js'), 'test', `--workers=${workers}`];
  return withVirtualDisplays(workers, (environment, displays) => {
    const env = {
      ...electronEnvironment(electron, environment),
      STILLROOM_TEST_DISPLAYS: displays.join(' '),
    };
    return run(process.execPath, [...playwright, ...words], { env: { ...env, ...own } });
  });
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
