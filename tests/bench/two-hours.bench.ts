// A session of two hours on twelve lamps. It runs in simulated time, since a higher rate would multiply the latency too.
// The simulation tells the figures (two-hours.simulated.ts).

import { expect, test } from '@playwright/test';
import { runVitest } from './simulated.ts';

test('two hours on twelve lamps', async () => {
  const { passed, failures } = await runVitest('two-hours', [
    '-c',
    'tests/bench/vitest.config.ts',
    'two-hours',
  ]);
  expect(failures).toEqual([]);
  expect(passed).toBe(2);
});
