// A session of two hours on twelve lamps, in simulated time since latency would be multiplied by any rate: the
// simulation tells the figures (two-hours.simulated.ts).

import { expect, test } from '@playwright/test';
import { runVitest } from './simulated.ts';

test('two hours on twelve lamps', async () => {
  const { passed, failures } = await runVitest('two-hours', [
    ...['-c', 'tests/bench/vitest.config.ts'],
    'two-hours',
  ]);
  expect(failures).toEqual([]);
  expect(passed).toBe(2);
});
