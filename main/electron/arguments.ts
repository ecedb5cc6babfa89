// Reads the command line once, before anything is opened. A value that it does not understand, an option that is only
// nearly ours, and in the packaged program every option that could open or change it ends the program with one sentence.

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

/**
 * The switches of Chromium and Electron that the packaged program takes: they make it run and show on a computer, and
 * open it to nobody. All others are refused, as those of a debugger, a proxy, an extension or another folder.
 */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['no-sandbox', 'disable-setuid-sandbox', 'disable-dev-shm-usage', 'password-store'],
  ...['disable-gpu', 'disable-gpu-compositing', 'disable-software-rasterizer', 'use-gl', 'use-angle'],
  ...['ozone-platform', 'ozone-platform-hint', 'force-device-scale-factor', 'high-dpi-support', 'lang'],
  ...['alsa-output-device', 'class', 'enable-logging', 'log-level', 'v'],
]);

/** The name of an option as its owner wrote it; null: no option. Chromium takes one dash as well, and on Windows a slash. */
const optionIn = (word: string, platform: NodeJS.Platform): string | null => {
  const signs = platform === 'win32' ? /^(?:--?|\/)([^=:\s]+)/ : /^--?([^=\s]+)/;
  return signs.exec(word)?.[1] ?? null;
};

/** How many letters have to be added, left out or changed to make one word of another. */
const distance = (from: string, to: string): number => {
  let row = [...to, ''].map((_, i) => i);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};

/** Our option that somebody may have meant; null: none is near. */
const meantBy = (name: string): string | null => {
  const near = Object.keys(OPTIONS).filter((ours) => distance(name.toLowerCase(), ours) <= ours.length / 3);
  return near[0] ?? null;
};

const isOurs = (word: string): boolean => {
  const name = word.replace(/^--/, '').split('=')[0] ?? '';
  return word.startsWith('--') && Object.hasOwn(OPTIONS, name);
};

/** Why the program does not start with a word; null: it does. */
const refusal = (word: string, isPackaged: boolean, platform: NodeJS.Platform): string | null => {
  const name = optionIn(word, platform);
  if (name === null || isOurs(word)) return null;
  const meant = meantBy(name);
  const said = word.split('=')[0];
  if (meant !== null) return `There is no option ${said}; did you mean --${meant}?`;
  // macOS gives a program words of its own.
  if (!isPackaged || HARMLESS.has(name) || (platform === 'darwin' && /^-(psn_|NS|Apple)/.test(word)))
    return null;
  return `Stillroom does not start with ${said}.`;
};

/** The options that take the next word as their value. */
const TAKE_A_VALUE = ['--preset', '--rate', '--pictures'];

/** No switch may pass as the value of an option; Chromium takes a slash for the sign of one on Windows. */
const isValue = (words: readonly string[], i: number, platform: NodeJS.Platform): boolean =>
  !(platform === 'win32' ? /^(--|\/)/ : /^--/).test(words[i] ?? '--') &&
  TAKE_A_VALUE.includes(words[i - 1] ?? '');

/** Electron, Chromium and their tools put words of their own on the command line. */
const ourWords = (words: readonly string[], platform: NodeJS.Platform): string[] =>
  words.filter((word, i) => isOurs(word) || isValue(words, i, platform));

/** Reads the program's own options; the error is a plain sentence. */
export const readArguments = (
  words: readonly string[],
  isPackaged: boolean,
  platform: NodeJS.Platform = process.platform,
): Result<Arguments, string> => {
  const [refused] = words.flatMap((word, i) =>
    isValue(words, i, platform) ? [] : (refusal(word, isPackaged, platform) ?? []),
  );
  if (refused !== undefined) return fail(refused);
  try {
    const { values } = parseArgs({ args: ourWords(words, platform), options: OPTIONS });
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
