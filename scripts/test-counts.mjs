// Adds up what the test runners report in JSON.
// It must never turn a crash, a missing report or a run without tests into a success.

import { readFileSync } from 'node:fs';
import { PlainFailure } from './place.mjs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** @type {Counts} */
export const onePassed = { passed: 1, failed: 0, skipped: 0 };
/** @type {Counts} */
export const oneFailed = { passed: 0, failed: 1, skipped: 0 };

/**
 * What a runner's report and exit code amount to.
 * @param {string} reportFile JSON by Vitest or Playwright
 * @param {number} exitCode
 * @param {boolean} [mayBeNone] filters may have left no test of this part
 * @returns {Counts} at least one failed when the runner failed, left no report, or ran no test though it had to
 */
export function countReport(reportFile, exitCode, mayBeNone = false) {
  let counts;
  try {
    counts = readReport(JSON.parse(readFileSync(reportFile, 'utf8')));
  } catch {
    return oneFailed;
  }
  const ranNothing = !mayBeNone && counts.passed + counts.failed === 0;
  const failedUnseen = exitCode !== 0 && counts.failed === 0;
  return ranNothing || failedUnseen ? { ...counts, failed: counts.failed + 1 } : counts;
}

/**
 * @param {readonly Counts[]} parts
 * @returns {Counts}
 */
export function addUp(parts) {
  return parts.reduce(
    (sum, part) => ({
      passed: sum.passed + part.passed,
      failed: sum.failed + part.failed,
      skipped: sum.skipped + part.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/**
 * The closing line.
 * @param {Counts} counts
 * @returns {string}
 */
export function inWords({ passed, failed, skipped }) {
  const told = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${told}, ${skipped} skipped` : told;
}

/**
 * Reads either runner's report: Vitest counts its tests by outcome, Playwright keeps `stats`. A test file that
 * could not even be loaded counts as one failed.
 * @param {Record<string, any>} report
 * @returns {Counts}
 */
function readReport(report) {
  if (typeof report.numTotalTests === 'number') {
    const unloaded = report.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
    );
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded.length,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  }
  if (typeof report.stats === 'object') {
    const { expected, flaky, unexpected, skipped } = report.stats;
    return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped };
  }
  throw new PlainFailure('The report is of no known runner.');
}
