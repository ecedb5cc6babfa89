// Files that somebody chose in a system dialog. They are read up to a limit and written exactly where the person said.
// A preset can be a file of its own, to take to another room; preset-check.ts decides what is in one.

import { open, writeFile } from 'node:fs/promises';
import type { Preset } from '../../shared/preset/preset.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

/** The content of a file; null when it is too large, cannot be read or is no file. */
export const readChosen = async (file: string, mostBytes: number): Promise<Buffer | null> => {
  try {
    const handle = await open(file, 'r');
    try {
      const about = await handle.stat();
      return about.isFile() && about.size <= mostBytes ? await handle.readFile() : null;
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
};

/** Writes a file. */
export const writeChosen = (
  file: string,
  content: string | Uint8Array,
): Promise<Result<null, 'notWritten'>> =>
  writeFile(file, content).then(
    () => ok(null),
    () => fail('notWritten'),
  );

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
