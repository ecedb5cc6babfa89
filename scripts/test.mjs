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
 * Runs all parts even when one fails; but none when the set-up fails, and none that needs a build without one.
 * @param {readonly import('./test-parts.mjs').TestPart[]} parts
 * @param {readonly string[]} filters
 * @param {Time[]} times is given how long the set-up and each part took
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
  for (const part of parts) {
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
  return addUp(results);
}

/**
 * A line for each part, and one for all of them; the set-up is told and not counted.
 * @param {readonly Time[]} times the first is the set-up's
 * @returns {string}
 */
function timesInWords(times) {
  const line = (/** @type {Time} */ { title, ms }) => `${inMinutes(ms).padStart(7)}  ${title}`;
  const ms = times.slice(1).reduce((sum, time) => sum + time.ms, 0);
  return [...times, { title: 'All tests, without set-up and build', ms }].map(line).join('\n');
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
