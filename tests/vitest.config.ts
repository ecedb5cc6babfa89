// How the tests run: `unit` for the pure rooms, `integration` for those that open ports, files and windows of
// their own. Neither opens a window; that is what tests/e2e is for. Certificates are judged inside Electron, by its TLS.

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          // What is pure is imported once for all files: half the time.
          isolate: false,
          // They compute at a low priority, so that a busy machine may hold one up for as long as it likes. One that was cut
          // off would go on behind the next ones and break them.
          testTimeout: 3_600_000,
        },
      },
      {
        root,
        test: {
          name: 'integration',
          environment: 'node',
          include: ['tests/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
