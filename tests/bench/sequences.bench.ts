// Ten thousand random sequences of faults and events, in simulated time and on every processor. The test that tries some
// of them in every run (tests/unit/room-under-faults.test.ts) tries all of them here.

import { availableParallelism } from 'node:os';
import { test } from '@playwright/test';
import { tellFigure } from './figures.ts';
import { type Outcome, runVitest } from './simulated.ts';

/** Fewer can be asked for while trying something out. */
const SEQUENCES = Number(process.env.STILLROOM_BENCH_SEQUENCES ?? 10_000);

/** How many are tried at a time: their test has twenty minutes, and in that time also shrinks what fails. */
const AT_A_TIME = 625;
const MOST_MS_EACH = 2000;

const WORDS = ['-c', 'tests/vitest.config.ts', '--project', 'unit', 'room-under-faults', '-t', 'sequences'];

/** The expectation that failed, and the seed that repeats it. */
const inShort = ({ failures, said }: Outcome): string => {
  const why = /AssertionError: (.*)/.exec(said)?.[1] ?? said.slice(0, 200);
  const [seed] = /seed: -?\d+, path: "[^"]*"/.exec(failures.join()) ?? [];
  return `${why} (${seed ?? 'no seed'})`;
};

const isOfSlope = ({ said }: Outcome): boolean => /AssertionError: .*to (deeply )?equal \[\]/.test(said);

/** Tries them in parts, as many side by side as there are processors. */
const playAll = async (parts: number): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  let begun = 0;
  const playOn = async (): Promise<void> => {
    while (begun < parts) {
      begun += 1;
      const env = { STILLROOM_SEQUENCES: String(Math.ceil(SEQUENCES / parts)) };
      outcomes.push(await runVitest(`sequences-${begun}`, WORDS, env));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, playOn));
  return outcomes;
};

test('random sequences of faults and events', async () => {
  test.setTimeout(120_000 + SEQUENCES * MOST_MS_EACH);
  const parts = Math.ceil(SEQUENCES / AT_A_TIME);
  const startedMs = performance.now();
  const outcomes = await playAll(parts);
  const seconds = (performance.now() - startedMs) / 1000;
  const broken = outcomes.filter(({ passed, failures }) => passed === 0 || failures.length > 0);
  const slopes = broken.filter(isOfSlope).length;
  const told = `${slopes} slopes past the guard, ${broken.length - slopes} times not right in the end, in ${seconds.toFixed(0)} s`;
  tellFigure(
    `${SEQUENCES} random sequences of faults and events in simulated time`,
    [told, ...broken.map(inShort)].join('; '),
    `no slope past the guard; a part of ${AT_A_TIME} ends at its first failure`,
    broken.length === 0,
  );
});
