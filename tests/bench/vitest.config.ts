// What the bench runs in simulated time. Benches start it; it is not part of the tests.

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    environment: 'node',
    include: ['tests/bench/**/*.simulated.ts'],
    testTimeout: 600_000,
  },
});
