// A preset as a file of its own, to be given to another room: read from where somebody chose, and written there. It
// judges nothing of what it reads; that is the check's.

import { open, writeFile } from 'node:fs/promises';
import type { Preset } from '../../shared/preset/preset.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { withEnding } from './file-ending.ts';

/** A larger file is no preset, in bytes. */
const MOST_BYTES = 1e6;

/** The schema's file, which may be laid beside a preset so that an editor knows the format. */
const SCHEMA = 'preset.schema.json';

/** The JSON in a file; undefined when it is none, is too much, or cannot be read. */
export const readPresetFile = async (file: string): Promise<unknown> => {
  try {
    const handle = await open(file, 'r');
    try {
      const about = await handle.stat();
      if (!about.isFile() || about.size > MOST_BYTES) return undefined;
      const text = new TextDecoder('utf-8', { fatal: true }).decode(await handle.readFile());
      return JSON.parse(text);
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
};

/** A preset as the text of a file of its own. */
export const presetText = (preset: Preset): string =>
  `${JSON.stringify({ $schema: SCHEMA, ...preset }, undefined, 2)}\n`;

/** Writes a preset to a file, which gets the ending that it lacks. */
export const writePresetFile = async (file: string, preset: Preset): Promise<Result<null, 'notWritten'>> =>
  writeFile(withEnding(file, 'json'), presetText(preset)).then(
    () => ok(null),
    () => fail('notWritten'),
  );
