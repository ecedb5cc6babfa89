// Reads the program's own options from the command line, once. A value that it does not understand ends the program with one
// sentence, before anything is opened. Options of others pass: Electron and Chromium have hundreds.

import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../shared/result.ts';

export interface Arguments {
  /** Use the practice room, whatever bridge is paired; it keeps its own files. */
  readonly practice: boolean;
  /** With `practice`: the label of the preset to run at once, from start to end. */
  readonly preset: string | null;
  /** How many times faster than real time the session clock runs. */
  readonly rate: number;
  /** Write one JSON line to standard output for everything that happens. */
  readonly events: boolean;
  /** The folder for a picture of each screen. */
  readonly pictures: string | null;
}

const OPTIONS = {
  practice: { type: 'boolean', default: false },
  preset: { type: 'string' },
  rate: { type: 'string', default: '1' },
  events: { type: 'boolean', default: false },
  pictures: { type: 'string' },
} as const;

/** The highest rate: two hours in about seven seconds. */
const FASTEST = 1000;

/** Electron, Chromium and their tools put words of their own on the command line. */
const isOurs = (word: string): boolean => {
  const name = word.replace(/^--/, '').split('=')[0] ?? '';
  return word.startsWith('--') && Object.hasOwn(OPTIONS, name);
};

/** The options that take the next word as their value. */
const TAKE_A_VALUE = ['--preset', '--rate', '--pictures'];

const ourWords = (words: readonly string[]): string[] =>
  words.filter(
    (word, i) => isOurs(word) || (!word.startsWith('--') && TAKE_A_VALUE.includes(words[i - 1] ?? '')),
  );

/** Reads the program's own options; the error is a plain sentence. */
export const readArguments = (words: readonly string[], isPackaged: boolean): Result<Arguments, string> => {
  try {
    const { values } = parseArgs({ args: ourWords(words), options: OPTIONS });
    const rate = Number(values.rate);
    if (!(rate >= 1 && rate <= FASTEST)) return fail(`--rate takes a number from 1 to ${FASTEST}.`);
    if (rate !== 1 && isPackaged && !values.practice)
      return fail('--rate is for the practice room: add --practice.');
    if (values.preset !== undefined && !values.practice) return fail('--preset goes with --practice.');
    if (values.pictures !== undefined && values.preset === undefined)
      return fail('--pictures goes with --preset.');
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
