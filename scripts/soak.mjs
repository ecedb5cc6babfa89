// Runs the random stories of the unit tests again and again, with other seeds each time, for as many minutes as asked:
// `npm run soak -- 30`. It must never end with 0 when a story failed, nor without a seed by which it fails again.

import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { lastLines, packageScript, runQuietly, wasAskedToStop } from './children.mjs';
import { installDependencies } from './dependencies.mjs';
import { inProject, runScript, tell } from './place.mjs';

const usualMinutes = 10;

/** What a test file imports that tells random stories. */
const random = /from '(fast-check|\.\/session-arbitraries\.ts|\.\/lamp-stories\.ts)'/;

await runScript(async () => {
  const minutes = Number(process.argv[2] ?? usualMinutes);
  if (!(minutes > 0)) {
    tell('Say for how many minutes: npm run soak -- 30');
    return 2;
  }
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
});

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
  const { code, said } = await runQuietly(process.execPath, vitest);
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
