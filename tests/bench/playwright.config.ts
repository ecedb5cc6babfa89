// The bench: figures beside their limits, on real Electron. One at a time, since they share the machine.

import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../../out/test-results/bench',
  workers: 1,
  retries: 0,
  timeout: 400_000,
  reporter: 'list',
});
