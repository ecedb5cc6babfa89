// The soak: one long test that `npm run soak` runs, and no part of `npm test`.

import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.soak.ts',
  outputDir: '../../out/test-results/soak',
  retries: 0,
  timeout: 0,
  reporter: 'line',
});
