// The bench: figures beside their limits, on real Electron. The script runs the two projects one after the other.

import { defineConfig } from '@playwright/test';

/**
 * Benches that measure no processor work: what they hold to a limit is memory, loudness, a count, simulated time, or
 * what a person waits for. They mostly wait, so they run side by side. All others share the machine with nothing.
 */
const TOGETHER = [
  'deadlines',
  'heard-loudness',
  'hurried',
  'limited-presses',
  'look',
  'lost-commands',
  'player-memory',
  'scenarios',
  'sequences',
  'two-hours',
].map((name) => `**/${name}.bench.ts`);

export default defineConfig({
  testDir: '.',
  outputDir: '../../out/test-results/bench',
  fullyParallel: true,
  retries: 0,
  timeout: 400_000,
  reporter: 'list',
  projects: [
    { name: 'together', testMatch: TOGETHER },
    { name: 'alone', testMatch: '*.bench.ts', testIgnore: TOGETHER },
  ],
});
