// Files that somebody chose in a system dialog. They are read up to a limit and written exactly where the person said.

import { open, writeFile } from 'node:fs/promises';
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
