// Arguments that no page of ours ever sends: what a broken or hostile page might put into a message.

import * as fc from 'fast-check';
import type * as v from 'valibot';
import { COMMANDS, type CommandName } from '../../shared/ipc/contract.ts';

/** What can be sent at all: Electron clones it. */
const valueUpTo = (longest: number): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constantFrom<unknown>(null, undefined, true, Number.NaN, Number.POSITIVE_INFINITY, -0, 1e308, ''),
    fc.constantFrom<unknown>(
      '__proto__',
      'constructor',
      '../../etc/passwd',
      '\u0000',
      '\ud800',
      '<script>',
      '0',
    ),
    fc.constantFrom<unknown>(
      [],
      {},
      [[]],
      { length: 1e9 },
      new Date(0),
      'x'.repeat(longest),
      Array.from({ length: longest / 5 }, () => 0),
    ),
    fc.anything({ maxDepth: 3, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
    fc.string({ unit: 'binary' }),
    fc.double(),
  );

const keysOf = (name: CommandName): readonly string[] => {
  const { entries } = COMMANDS[name].argument as { entries?: v.ObjectEntries };
  return Object.keys(entries ?? {});
};

/**
 * An argument for a command: anything, or something in its shape with other values, fields less or fields more.
 *
 * @param longest of its texts, in characters; the usual one is longer than any that the contract takes
 */
export const oddArgument = (name: CommandName, longest = 100_000): fc.Arbitrary<unknown> => {
  const value = valueUpTo(longest);
  const fields = Object.fromEntries(keysOf(name).map((key) => [key, value]));
  const more = fc.tuple(fc.record(fields), fc.string(), value);
  return fc.oneof(
    value,
    fc.record(fields, { requiredKeys: [] }),
    more.map(([right, key, other]) => ({ ...right, [key]: other })),
  );
};

/** All commands; `WITH_FIELDS`: those whose argument has any. */
export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];
export const WITH_FIELDS = COMMAND_NAMES.filter((name) => keysOf(name).length > 0);
