// Runs the checks and tests, all or the parts that are named, and closes with one line that counts them.
// It must never exit with 0 when something failed, crashed or ran no test.

import { build } from './build.mjs';
import { wasAskedToStop } from './children.mjs';
import { installDependencies } from './dependencies.mjs';
import { failureText, inMinutes, runScript, tell } from './place.mjs';
import { setUp } from './set-up.mjs';
import { addUp, inWords, oneFailed } from './test-counts.mjs';
import { partNames, testParts } from './test-parts.mjs';

/** @typedef {{title: string, ms: number}} Time how long a part took */

await runScript(async () => {
  const asked = process.argv.slice(2);
  const names = [];
  for (const word of asked) {
    const name = partNames.find((one) => one === word);
    if (name === undefined) break;
    names.push(name);
  }
  const filters = asked.slice(names.length);
  if (names.length === 0 && filters.length > 0) {
    tell(`Name the part that "${filters.join(' ')}" is for, one of: ${partNames.join(', ')}.`);
    return 2;
  }
  const times = [];
  const counts = await runParts(testParts(names), filters, times);
  process.stdout.write(`\n${timesInWords(times)}\n\n${inWords(counts)}\n`);
  return counts.failed === 0 && counts.passed > 0 ? 0 : 1;
});

/**
 * Runs all parts even when one fails; but none when the set-up fails, and none that needs a build without one. One that can
 * runs beside the others, and is told at the end.
 * @param {readonly import('./test-parts.mjs').TestPart[]} parts
 * @param {readonly string[]} filters
 * @param {Time[]} times is given how long the set-up, each part and all of them took
 * @returns {Promise<import('./test-counts.mjs').Counts>}
 */
async function runParts(parts, filters, times) {
  const began = performance.now();
  const needsElectron = parts.some((part) => part.needsElectron);
  const electron = await attempt(async () => {
    if (needsElectron) return setUp({ forTests: true });
    await installDependencies();
    return undefined;
  });
  if (electron.failed) return oneFailed;
  const built = await attempt(async () => {
    if (needsElectron) await build();
  });
  times.push({ title: 'Set-up and build', ms: performance.now() - began });
  const results = built.failed ? [oneFailed] : [];
  const beside = parts.find((part) => part.runBeside !== undefined && parts.length > 1);
  const testsBegan = performance.now();
  const besideRuns = attempt(async () => beside?.runBeside?.(filters)).finally(() => {
    if (beside !== undefined)
      times.push({ title: `${beside.title}, beside the others`, ms: performance.now() - testsBegan });
  });
  if (beside !== undefined) process.stdout.write(`\n${beside.title}: begun, and told at the end\n`);
  for (const part of parts.filter((one) => one !== beside)) {
    if (wasAskedToStop()) return addUp([...results, oneFailed]);
    if (part.needsElectron && built.failed) {
      tell(`\n${part.title}: left out, since the program could not be built.`);
      continue;
    }
    process.stdout.write(`\n${part.title}\n`);
    const partBegan = performance.now();
    const result = await attempt(() => part.run(filters, electron.value));
    times.push({ title: part.title, ms: performance.now() - partBegan });
    results.push(result.value ?? oneFailed);
  }
  if (beside !== undefined) {
    const { value } = await besideRuns;
    process.stdout.write(`\n${beside.title}\n${value?.said ?? ''}`);
    results.push(value?.counts ?? oneFailed);
  }
  times.push({ title: 'All tests, without set-up and build', ms: performance.now() - testsBegan });
  return addUp(results);
}

/**
 * A line for each.
 * @param {readonly Time[]} times
 * @returns {string}
 */
function timesInWords(times) {
  return times.map(({ title, ms }) => `${inMinutes(ms).padStart(7)}  ${title}`).join('\n');
}

/**
 * Does something whose failure is told and counted rather than thrown.
 * @template T
 * @param {() => Promise<T>} action
 * @returns {Promise<{failed: false, value: T} | {failed: true, value: undefined}>}
 */
async function attempt(action) {
  try {
    return { failed: false, value: await action() };
  } catch (failure) {
    tell(failureText(failure));
    return { failed: true, value: undefined };
  }
}
