// What is told of refused messages: places and never values, and no more than a disk should take.

import * as v from 'valibot';
import { expect, it } from 'vitest';
import { LONGEST_DETAIL, MOST_A_MINUTE, openRefusals, wrongPlaces } from '../../main/ipc/refusals.ts';
import { COMMANDS } from '../../shared/ipc/contract.ts';

const issuesOf = (command: keyof typeof COMMANDS, argument: unknown) => {
  const parsed = v.safeParse(COMMANDS[command].argument, argument);
  if (parsed.success) throw new Error('this argument fits');
  return parsed.issues;
};

it('says where an argument is wrong, and never with what', () => {
  const said = wrongPlaces(issuesOf('nameRoom', { name: 7_654_321 }));
  expect(said).toContain('name should be');
  expect(said).not.toContain('7654321');
});

it('says no more than fits on a few lines, however large the argument is', () => {
  const said = wrongPlaces(issuesOf('start', { presetId: 'im', ['x'.repeat(100_000)]: 1 }));
  expect(said.length).toBeLessThanOrEqual(LONGEST_DETAIL);
  expect(wrongPlaces(issuesOf('start', 'y'.repeat(100_000)))).not.toContain('yyy');
});

it('tells of so many in a minute, and counts the rest', () => {
  const told: (readonly [string, number])[] = [];
  let now = 0;
  const refused = openRefusals<string>(
    (refusal, untold) => void told.push([refusal, untold]),
    () => now,
  );
  for (let i = 0; i < 10_000; i += 1) refused('start');
  expect(told).toHaveLength(MOST_A_MINUTE);
  now = 60_000;
  refused('later');
  expect(told.at(-1)).toEqual(['later', 10_000 - MOST_A_MINUTE]);
  refused('and later');
  expect(told.at(-1)).toEqual(['and later', 0]);
});
