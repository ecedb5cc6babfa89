// End-to-end tests on real Electron. Several run side by side, each worker on a display of its own. The scripts run the
// two projects one after the other, so that screens do not disturb what is heard or timed.

import { defineConfig } from '@playwright/test';

/** Tests that listen to the loudspeaker, or that time lamps: a busy machine must not bend what they measure. */
const TIMED = [
  'ceiling',
  'deaf-player',
  'formats',
  'gapless',
  'heard',
  'hurried',
  'loudness-meter',
  'outputs',
  'player-params',
  'practice-run',
  'sound-server',
  'stopped-main',
].map((name) => `**/${name}.spec.ts`);

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
    { name: 'timed', testMatch: TIMED },
    { name: 'screens', testIgnore: TIMED },
  ],
});
