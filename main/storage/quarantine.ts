// Puts files aside under a dated name when they cannot be used. What is put aside is never overwritten or deleted, so
// that nobody's work is lost.

import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, parse } from 'node:path';
import { orNull } from '../../shared/errors.ts';

const two = (n: number): string => String(n).padStart(2, '0');

/** A local date, such as 2026-11-22. */
export const dayOf = (at: Date): string =>
  `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

/** A local instant in a file's name, such as 2026-11-22T10-15-00. */
export const stampOf = (at: Date): string =>
  `${dayOf(at)}T${two(at.getHours())}-${two(at.getMinutes())}-${two(at.getSeconds())}`;

const freeName = (file: string, at: Date): string => {
  const { dir, name, ext } = parse(file);
  const stem = join(dir, `${name}.set-aside-${stampOf(at)}`);
  let path = `${stem}${ext}`;
  for (let n = 2; existsSync(path); n += 1) path = `${stem}-${n}${ext}`;
  return path;
};

/**
 * Renames a file, for example to presets.set-aside-2026-11-22T10-15-00.json. Returns the new name, or null when the
 * file could not be moved. Only one program at a time uses the folder, so a free name stays free until it is taken.
 */
export const moveAside = (file: string, at: Date): string | null =>
  orNull(() => {
    const aside = freeName(file, at);
    renameSync(file, aside);
    return basename(aside);
  });

/** Writes a copy under the dated name; the file stays where it is. Returns the copy's name, or null. */
export const copyAside = (file: string, bytes: Buffer, at: Date): string | null => {
  const aside = freeName(file, at);
  try {
    writeFileSync(aside, bytes, { flag: 'wx', mode: 0o600, flush: true });
    return basename(aside);
  } catch {
    // What may be left of it is read by nobody: its name is never used again.
    orNull(() => rmSync(aside, { force: true }));
    return null;
  }
};
