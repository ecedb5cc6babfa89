// The bench: figures beside their limits, on real Electron. The script runs those that go together at one
// time, then those that compute, then each of the others alone.

import { defineConfig } from '@playwright/test';

const benches = (...names: readonly string[]): string[] => names.map((name) => `**/${name}.bench.ts`);

/**
 * Benches that measure no processor work: what they hold to a limit is memory, loudness, a count, simulated time, or
 * what a person waits for. They mostly wait, so they run side by side; the longest are begun first.
 */
const TOGETHER_LONG = benches('deadlines', 'heard', 'hurried', 'player-memory');
const TOGETHER = [
  ...benches('heard-loudness', 'heard-player', 'limited-presses', 'look', 'lost-commands'),
  ...benches('scenarios', 'two-hours'),
];

/** Those that compute all the time, and hold memory or simulated time to a limit. All others share the machine with nothing. */
const COMPUTING = benches('sequences', 'loudness-memory');

export default defineConfig({
  testDir: '.',
  outputDir: '../../out/test-results/bench',
  fullyParallel: true,
  retries: 0,
  timeout: 400_000,
  reporter: 'list',
  projects: [
    { name: 'together-long', testMatch: TOGETHER_LONG },
    { name: 'together', testMatch: TOGETHER },
    { name: 'computing', testMatch: COMPUTING },
    { name: 'alone', testMatch: '*.bench.ts', testIgnore: [...TOGETHER_LONG, ...TOGETHER, ...COMPUTING] },
  ],
});
