// Ten thousand random sequences of faults and events, in simulated time and on as many processors as there are: the
// test that tries some of them at every run (tests/unit/room-under-faults.test.ts) tries them all.

import { availableParallelism } from 'node:os';
import { test } from '@playwright/test';
import { tellFigure } from './figures.ts';
import { type Outcome, runVitest } from './simulated.ts';

/** Fewer may be asked for while something is being tried out. */
const SEQUENCES = Number(process.env.STILLROOM_BENCH_SEQUENCES ?? 10_000);

/** So many at a time: the test that tries them has twenty minutes, and makes what fails smaller before it tells. */
const AT_A_TIME = 625;
const MOST_MS_EACH = 2000;

const WORDS = ['-c', 'tests/vitest.config.ts', '--project', 'unit', 'room-under-faults', '-t', 'sequences'];

/** What was expected in vain, and the seed by which it happens again. */
const inShort = ({ failures, said }: Outcome): string => {
  const why = /AssertionError: (.*)/.exec(said)?.[1] ?? said.slice(0, 200);
  const [seed] = /seed: -?\d+, path: "[^"]*"/.exec(failures.join()) ?? [];
  return `${why} (${seed ?? 'no seed'})`;
};

const isOfSlope = ({ said }: Outcome): boolean => /AssertionError: .*to (deeply )?equal \[\]/.test(said);

/** Tries them part by part, as many parts side by side as there are processors. */
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
