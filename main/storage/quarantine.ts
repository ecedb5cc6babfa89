// Reads JSON files and puts aside, under a dated name, those that cannot be used. What is put aside is
// never written over or deleted: what somebody wrote can always be found again.

import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, parse } from 'node:path';

/** A JSON object of unknown fields. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for a JSON object: neither null nor a list. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What lies at a path. `torn`: not JSON in UTF-8. `closed`: something is there that cannot be read. */
export type Reading =
  | { readonly kind: 'missing' }
  | { readonly kind: 'json'; readonly bytes: Buffer; readonly value: unknown }
  | { readonly kind: 'torn'; readonly bytes: Buffer }
  | { readonly kind: 'closed' };

/** Strict, because a lenient decoder would turn damaged letters into others and call them good. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** Reads a file whole. */
export const readKept = (file: string): Reading => {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    return isMissing(error) ? { kind: 'missing' } : { kind: 'closed' };
  }
  try {
    return { kind: 'json', bytes, value: JSON.parse(utf8.decode(bytes)) };
  } catch {
    return { kind: 'torn', bytes };
  }
};

const two = (n: number): string => String(n).padStart(2, '0');

/** A local date, as in 2026-11-22. */
export const dayOf = (at: Date): string =>
  `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

const stampOf = (at: Date): string =>
  `${dayOf(at)}T${two(at.getHours())}-${two(at.getMinutes())}-${two(at.getSeconds())}`;

/** Why a file is put aside; part of its new name. */
export type AsideWord = 'set-aside' | 'expired';

const freeName = (file: string, at: Date, word: AsideWord): string => {
  const { dir, name, ext } = parse(file);
  const stem = join(dir, `${name}.${word}-${stampOf(at)}`);
  let path = `${stem}${ext}`;
  for (let n = 2; existsSync(path); n += 1) path = `${stem}-${n}${ext}`;
  return path;
};

/**
 * Gives a file its dated name, e.g. presets.set-aside-2026-11-22T10-15-00.json. Answers that name, or null when
 * it could not be moved and lies where it was. Only one program at a time keeps these files, so that the free
 * name is still free when it is taken.
 */
export const moveAside = (file: string, at: Date, word: AsideWord = 'set-aside'): string | null => {
  try {
    const aside = freeName(file, at, word);
    renameSync(file, aside);
    return basename(aside);
  } catch {
    return null;
  }
};

/** Writes the bytes of a file that stays beside it under the dated name. Answers that name, or null. */
export const copyAside = (file: string, bytes: Buffer, at: Date): string | null => {
  const aside = freeName(file, at, 'set-aside');
  try {
    writeWhole(aside, bytes, 'wx');
    return basename(aside);
  } catch {
    return null;
  }
};

/** Writes a file and waits until the disk has it; a half-written new one is taken away again. Throws. */
const writeWhole = (file: string, bytes: Uint8Array, flag: 'w' | 'wx'): void => {
  const handle = openSync(file, flag, 0o600);
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
    fsyncSync(handle);
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
};

/** What a file is called until it takes the place of the one before. */
const freshOf = (file: string): string => `${file}.new`;

/** Replaces a file in one step: after a power cut it is the old one or the new one, never a part. Throws. */
export const writeAtomically = (file: string, text: string): void => {
  const fresh = freshOf(file);
  writeWhole(fresh, Buffer.from(text), 'w');
  renameSync(fresh, file);
  syncFolder(dirname(file));
};

/** Deletes a file that `writeAtomically` wrote, and what a crash may have left of the next one. Throws. */
export const removeWritten = (file: string): void => {
  rmSync(file, { force: true });
  rmSync(freshOf(file), { force: true });
};

/** Makes a renaming last. Windows has no such call for folders and needs none. */
const syncFolder = (folder: string): void => {
  let handle: number | null = null;
  try {
    handle = openSync(folder, 'r');
    fsyncSync(handle);
  } catch {
    return;
  } finally {
    if (handle !== null) closeSync(handle);
  }
};
