// Names the parts that the tests are made of and how each is run.
// It must never need anything before the dependencies are installed but Node.

import { mkdirSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import path from 'node:path';
import { packageScript, run, runQuietly } from './children.mjs';
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
 * @property {(filters: readonly string[]) => Promise<Told>} [runBeside] runs it at a low priority, to fill what other parts
 *   leave of the processor, and keeps what it says
 */
/** @typedef {{counts: Counts, said: string}} Told */
/** @typedef {import('./electron-runtime.mjs').FoundElectron} FoundElectron */
/** @typedef {import('./test-counts.mjs').Counts} Counts */

/** Tests of screens keep two cores busy by themselves; the third fills what they wait. */
const screenWorkers = Number(process.env.STILLROOM_SCREEN_WORKERS ?? 3);
/** What is heard or timed mostly waits. */
const timedWorkers = Number(process.env.STILLROOM_TIMED_WORKERS ?? 5);

/** Unit tests compute, and integration tests mostly wait. */
const vitestWorkers = { unit: 2, integration: 4 };

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

/** @type {TestPart} */
const unitTests = {
  title: 'Unit tests',
  needsElectron: false,
  run: (filters) => runVitest('unit', filters),
  runBeside: async (filters) => {
    const { words, count } = vitest('unit', filters);
    const { code, said } = await runQuietly(process.execPath, words, {}, ({ pid }) => {
      if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
    });
    return { counts: count(code), said };
  },
};

/** @type {TestPart} */
const integrationTests = {
  title: 'Integration tests',
  needsElectron: true,
  run: (filters, electron) => runVitest('integration', filters, electron),
};

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
 * The parts to run, in their order.
 * @param {readonly PartName[]} asked none: all
 * @returns {readonly TestPart[]}
 */
export function testParts(asked) {
  const isAsked = (/** @type {PartName} */ name) => asked.length === 0 || asked.includes(name);
  return [
    ...(isAsked('check') ? checks : []),
    ...(isAsked('unit') ? [unitTests] : []),
    ...(isAsked('integration') ? [integrationTests] : []),
    ...(isAsked('e2e') ? endToEnd : []),
  ];
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
 * What Node is to run for one project of tests/vitest.config.ts, and what comes of it by its exit code.
 * @param {keyof typeof vitestWorkers} project
 * @param {readonly string[]} filters may fit only tests of the other project
 * @returns {{words: readonly string[], count: (code: number) => Counts}}
 */
function vitest(project, filters) {
  const report = freshReport(project);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const toRun = ['run', '-c', 'tests/vitest.config.ts', '--project', project];
  const mayBeNone = filters.length > 0 ? ['--passWithNoTests'] : [];
  const script = packageScript('vitest', 'vitest.mjs');
  return {
    words: [
      script,
      ...toRun,
      `--maxWorkers=${vitestWorkers[project]}`,
      ...reporters,
      ...mayBeNone,
      ...filters,
    ],
    count: (code) => countReport(report, code, filters.length > 0),
  };
}

/**
 * Runs one project of tests/vitest.config.ts.
 * @param {keyof typeof vitestWorkers} project
 * @param {readonly string[]} filters
 * @param {FoundElectron} [electron]
 * @returns {Promise<Counts>}
 */
async function runVitest(project, filters, electron) {
  const { words, count } = vitest(project, filters);
  const env = electron === undefined ? process.env : electronEnvironment(electron, process.env);
  return count(await run(process.execPath, words, { env }));
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
