// Replaces a file in one step: after a crash, a power cut or on a full disk it is the old file or the new one, never a
// part. The only importer of atomically.

import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { writeFileSync as replaceAtOnce, writeFile as replaceLater } from 'atomically';
import { orNull } from '../../shared/errors.ts';

/** Settings hold a bridge's key, and presets what a patient agreed to. */
const OWNER_ONLY = 0o600;

/** Main waits this long at most for a file that another program holds open, in ms. */
const BUSY_MS = 100;

/** Links that lead to links are followed this often, as Linux does. */
const MOST_LINKS = 40;

/**
 * Where a file really lies: links are followed, also to where nothing lies yet. Somebody who put a link in a file's place
 * wants it written there, so no link is ever replaced by a file.
 */
export const followLinks = (file: string): string => {
  let place = file;
  for (let i = 0; i < MOST_LINKS; i += 1) {
    const link = orNull(() => readlinkSync(place));
    if (link === null) return place;
    const folder = dirname(place);
    place = resolve(orNull(() => realpathSync(folder)) ?? folder, link);
  }
  return file;
};

/** Whether files can be kept in a folder, which is made where needed. It leaves nothing there. */
export const canWrite = (folder: string): boolean => {
  const file = join(folder, `.writable-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, 'x');
    rmSync(file);
    return true;
  } catch {
    orNull(() => rmSync(file, { force: true }));
    return false;
  }
};

/** The name of a new file until it takes the place of the old one, written at once or slowly. */
const newOf = (file: string): string => `${file}.new`;
const lateOf = (file: string): string => `${file}.late`;

/** Makes a rename survive a power cut. Windows cannot do this for folders and needs not. */
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

/** Replaces a file, and makes its folder where needed. Throws. */
export const replaceFile = (file: string, text: string): void => {
  replaceAtOnce(file, undefined, {
    mode: OWNER_ONLY,
    timeout: BUSY_MS,
    tmpCreate: newOf,
    // The library takes a write that a full disk cut short for a whole one. Node's own continues or throws.
    tmpCreated: (temporary) => writeFileSync(temporary, text),
  });
  syncFolder(dirname(file));
};

/** Removes what a crash left of new files. Throws. */
export const removeLeftovers = (file: string): void => {
  for (const temporary of [newOf(file), lateOf(file)]) rmSync(temporary, { force: true });
};

/** Removes a file and all that is left of new ones. Throws. */
export const removeFile = (file: string): void => {
  rmSync(file, { force: true });
  removeLeftovers(file);
};

/** A replacement that is under way. */
export type SlowReplacement = ReturnType<typeof replaceFileSlowly>;

/**
 * Replaces a file piece by piece, so that main is not held up by a large one. `done` rejects when the file stays as it
 * was.
 *
 * @param mayReplace asked just before the new file takes the place of the old one
 */
export const replaceFileSlowly = (
  file: string,
  pieces: () => Iterable<string>,
  mayReplace: () => boolean = () => true,
) => {
  let isCancelled = false;
  let temporary: string | null = null;

  /** Leaves the file as it is; too late once `done` is settled. The new file is gone when `done` is settled. */
  const cancel = (): void => {
    isCancelled = true;
    try {
      // Without its temporary file, the library cannot replace anything and rejects.
      if (temporary !== null) rmSync(temporary, { force: true });
    } catch {
      // It was never a file of ours.
    }
  };

  /** Never throws: the library would wait forever for the end of a stream that broke. */
  function* checked(): Generator<string> {
    try {
      for (const piece of pieces()) {
        if (isCancelled) break;
        yield piece;
      }
      if (isCancelled || !mayReplace()) cancel();
    } catch {
      cancel();
    }
  }

  const tmpCreate = (target: string): string => {
    temporary = lateOf(target);
    return temporary;
  };
  return { done: replaceLater(file, Readable.from(checked()), { mode: OWNER_ONLY, tmpCreate }), cancel };
};
