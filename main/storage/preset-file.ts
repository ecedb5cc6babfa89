// A preset as a file of its own, to take to another room. It only turns text into JSON and back; preset-check.ts
// decides what the JSON is worth.

import type { Preset } from '../../shared/preset/preset.ts';
import { readChosen } from './chosen-file.ts';

/** A larger file is no preset, in bytes. */
const MOST_BYTES = 1e6;

/** The schema's file. Beside a preset it tells an editor the format. */
const SCHEMA = 'preset.schema.json';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The JSON in a file; undefined when there is none, it is too large, or it cannot be read. */
export const readPresetFile = async (file: string): Promise<unknown> => {
  const bytes = await readChosen(file, MOST_BYTES);
  try {
    return bytes === null ? undefined : JSON.parse(utf8.decode(bytes));
  } catch {
    return undefined;
  }
};

/** A preset as the text of a file of its own. */
export const presetText = (preset: Preset): string =>
  `${JSON.stringify({ $schema: SCHEMA, ...preset }, undefined, 2)}\n`;
