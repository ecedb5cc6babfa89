// Two soaks. `npm run soak -- --sessions 200` lives whole sessions in the real program under every fault, and listens. `npm run soak
// -- stories 30` tells the random stories of the unit tests again for 30 minutes. It must never end with 0 when something
// failed, nor without a seed by which it fails again.

import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { lastLines, packageScript, runQuietly, wasAskedToStop } from './children.mjs';
import { installDependencies } from './dependencies.mjs';
import { inProject, PlainFailure, runScript, tell } from './place.mjs';
import { setUp } from './set-up.mjs';
import { installIfPossible } from './system-libraries.mjs';
import { runPlaywright } from './test-parts.mjs';

const usage =
  'Say how long: npm run soak [-- --sessions 20 | --hours 8] [--seed 7], or npm run soak -- stories 30 (minutes).';

/** They mostly wait, and all must be heard without holes. */
const rooms = 3;

const usualSessions = 20;
const usualMinutes = 10;

/** Malformed messages for each command of a page (tests/unit/gate.test.ts). */
const messages = 10_000;

/** What a test file imports that tells random stories. */
const random = /from '(fast-check|\.\/session-arbitraries\.ts|\.\/lamp-stories\.ts)'/;

await runScript(async () => {
  const asked = read(process.argv.slice(2));
  return asked.minutes === undefined ? wholeSessions(asked) : stories(asked.minutes);
});

/**
 * @param {string[]} words
 * @returns {{minutes?: number, sessions?: number, hours?: number, seed?: number}}
 */
function read(words) {
  try {
    const options = /** @type {const} */ ({
      sessions: { type: 'string' },
      hours: { type: 'string' },
      seed: { type: 'string' },
    });
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
    const [what, minutes = usualMinutes, ...rest] = positionals;
    const isOne = values.sessions === undefined || values.hours === undefined;
    const isStories = what === 'stories' && Object.keys(values).length === 0;
    if (rest.length > 0 || !isOne || (what !== undefined && !isStories)) throw new Error(usage);
    return {
      minutes: isStories ? positive(minutes) : undefined,
      sessions: values.sessions === undefined ? undefined : positive(values.sessions),
      hours: values.hours === undefined ? undefined : positive(values.hours),
      seed: values.seed === undefined ? undefined : whole(values.seed),
    };
  } catch {
    throw new PlainFailure(usage);
  }
}

/** @param {string | number} word */
function positive(word) {
  const number = Number(word);
  if (!(number > 0 && Number.isFinite(number))) throw new Error(usage);
  return number;
}

/** @param {string} word */
function whole(word) {
  const number = Number(word);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(usage);
  return number;
}

/** @param {{sessions?: number, hours?: number, seed?: number}} asked */
async function wholeSessions({ sessions, hours, seed }) {
  const electron = await setUp({ forTests: true });
  if (process.platform === 'linux')
    await installIfPossible({ programs: ['faketime'], leftOut: 'Until then nobody sets the clock.' });
  await build();
  const length =
    hours === undefined
      ? { STILLROOM_SOAK_SESSIONS: String(sessions ?? usualSessions) }
      : { STILLROOM_SOAK_HOURS: String(hours) };
  const own = { ...length, ...(seed === undefined ? {} : { STILLROOM_SOAK_SEED: String(seed) }) };
  return runPlaywright(electron, rooms, ['-c', 'tests/soak/playwright.config.ts'], own);
}

/** @param {number} minutes */
async function stories(minutes) {
  await installDependencies();
  const files = randomStories();
  const until = performance.now() + minutes * 60_000;
  let rounds = 0;
  let failures = 0;
  do {
    rounds += 1;
    const failed = await round(files);
    failures += failed.length;
    for (const failure of failed) tell(`\n${failure}`);
    tell(`Round ${rounds} of ${files.length} files: ${failed.length} failed.`);
  } while (performance.now() < until && !wasAskedToStop());
  process.stdout.write(`\n${rounds} rounds, ${failures} failed\n`);
  return failures === 0 ? 0 : 1;
}

/** @returns {string[]} the test files that tell random stories */
function randomStories() {
  const folder = inProject('tests', 'unit');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `tests/unit/${name}`)
    .filter((file) => random.test(readFileSync(inProject(file), 'utf8')));
}

/**
 * Runs all of them once. Every property draws a seed of its own, and says it with the path to what failed.
 * @param {readonly string[]} files
 * @returns {Promise<string[]>} what failed, each with the test's name, its seed and its path
 */
async function round(files) {
  const report = inProject('out', 'test-results', 'soak.json');
  rmSync(report, { force: true });
  const toRun = ['run', '-c', 'tests/vitest.config.ts', '--project', 'unit', '--reporter=json'];
  const vitest = [packageScript('vitest', 'vitest.mjs'), ...toRun, `--outputFile=${report}`, ...files];
  const env = { ...process.env, STILLROOM_MESSAGES: String(messages) };
  const { code, said } = await runQuietly(process.execPath, vitest, { env });
  if (wasAskedToStop()) return [];
  const failed = failuresIn(report);
  return code !== 0 && failed.length === 0 ? [lastLines(said)] : failed;
}

/** @param {string} report JSON by Vitest */
function failuresIn(report) {
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const tests = testResults.flatMap((/** @type {any} */ file) => file.assertionResults);
    return tests
      .filter((/** @type {any} */ test) => test.status === 'failed')
      .map((/** @type {any} */ test) => `${test.fullName}\n${test.failureMessages.join('\n')}`);
  } catch {
    return [];
  }
}
