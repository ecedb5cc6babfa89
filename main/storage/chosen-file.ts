// Files that somebody chose in a system dialog. They are read up to a limit and written exactly where the person said.
// A preset can be a file of its own, to take to another room; preset-check.ts decides what is in one.

import { open, stat, writeFile } from 'node:fs/promises';
import type { Preset } from '../../shared/preset/preset.ts';
import type { PresetFault } from '../../shared/preset/preset-fault.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { jsonBreaksAt, writtenText } from './written-text.ts';

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
  writeFile(file, content, { flush: true }).then(
    () => ok(null),
    () => fail('notWritten'),
  );

/** A larger file is no preset, in bytes. */
const MOST_BYTES = 1e6;

/** The schema's file. Beside a preset it tells an editor the format. */
const SCHEMA = 'preset.schema.json';

/** The JSON in a preset's file, or what is wrong with the file and where. */
export const readPresetFile = async (file: string): Promise<Result<unknown, PresetFault>> => {
  const bytes = await readChosen(file, MOST_BYTES);
  if (bytes === null) {
    const size = await stat(file).then(
      (about) => (about.isFile() ? about.size : 0),
      () => 0,
    );
    return fail({ what: size > MOST_BYTES ? 'largeFile' : 'noFile' });
  }
  if (bytes.length === 0) return fail({ what: 'emptyFile' });
  const written = writtenText(bytes);
  if (written.text === null) {
    return fail(written.place === null ? { what: 'notText' } : { what: 'damagedText', ...written.place });
  }
  try {
    return ok(JSON.parse(written.text));
  } catch {
    return fail({ what: 'notJson', ...jsonBreaksAt(written.text) });
  }
};

/** A preset as the text of a file of its own. */
export const presetText = (preset: Preset): string =>
  `${JSON.stringify({ $schema: SCHEMA, ...preset }, undefined, 2)}\n`;
