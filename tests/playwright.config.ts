// End-to-end tests on real Electron. Several run side by side, each worker on a display of its own. The scripts run the
// two kinds one after the other, so that screens do not disturb what is heard or timed.

import { defineConfig } from '@playwright/test';

const specs = (names: readonly string[]): string[] => names.map((name) => `**/${name}.spec.ts`);

/** Tests that listen to the loudspeaker, or that time lamps: a busy machine must not bend what they measure. */
const TIMED = [
  ...['ceiling', 'changed-music', 'deaf-player', 'formats', 'gapless', 'guessed-lengths', 'heard'],
  ...['loudness-meter', 'no-output', 'outputs', 'player-params', 'practice-run', 'sound-server'],
];

/** The longest of both kinds: begun first, so that the others fill the time beside them. */
const LONG_TIMED = ['stopped-main', 'hurried'];
const LONG = ['story'];

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../out/test-results/e2e',
  fullyParallel: true,
  retries: 0,
  // For a machine that builds something else meanwhile; what a test promises of time it measures itself.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env.CI !== undefined,
  projects: [
    { name: 'timed-long', testMatch: specs(LONG_TIMED) },
    { name: 'timed', testMatch: specs(TIMED) },
    { name: 'screens-long', testMatch: specs(LONG) },
    { name: 'screens', testIgnore: specs([...LONG_TIMED, ...TIMED, ...LONG]) },
  ],
});
