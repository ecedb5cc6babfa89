// The words on the command line, checked once. What is not understood is said in one sentence and ends the
// program before anything is opened.

import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../shared/result.ts';

export interface Arguments {
  /** Use the practice room, whatever is paired; keeps its own files. */
  readonly practice: boolean;
  /** With `practice`: the label of the preset to run at once, to its end. */
  readonly preset: string | null;
  /** How many times as fast as life the session clock runs. */
  readonly rate: number;
  /** One JSON line on standard output for everything that happens. */
  readonly events: boolean;
  /** A folder for a picture of each screen. */
  readonly pictures: string | null;
}

const OPTIONS = {
  practice: { type: 'boolean', default: false },
  preset: { type: 'string' },
  rate: { type: 'string', default: '1' },
  events: { type: 'boolean', default: false },
  pictures: { type: 'string' },
} as const;

/** The fastest rate that is taken: two hours in about seven seconds. */
const FASTEST = 1000;

/** Words that Electron, Chromium and their tools put on the command line are none of ours. */
const isOurs = (word: string): boolean => {
  const name = word.replace(/^--/, '').split('=')[0] ?? '';
  return word.startsWith('--') && Object.hasOwn(OPTIONS, name);
};

const ourWords = (words: readonly string[]): string[] =>
  words.filter((word, i) => {
    if (isOurs(word)) return true;
    const before = words[i - 1];
    return (
      before !== undefined && !word.startsWith('--') && ['--preset', '--rate', '--pictures'].includes(before)
    );
  });

/** The program's own words among all of the command line; the error is a plain sentence. */
export const readArguments = (words: readonly string[], isPackaged: boolean): Result<Arguments, string> => {
  try {
    const { values } = parseArgs({ args: ourWords(words), options: OPTIONS });
    const rate = Number(values.rate);
    if (!(rate >= 1 && rate <= FASTEST)) return fail(`--rate takes a number from 1 to ${FASTEST}.`);
    if (rate !== 1 && isPackaged && !values.practice)
      return fail('--rate is for the practice room: add --practice.');
    if (values.preset !== undefined && !values.practice) return fail('--preset goes with --practice.');
    return ok({
      practice: values.practice,
      preset: values.preset ?? null,
      rate,
      events: values.events,
      pictures: values.pictures ?? null,
    });
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
};
