// The one way to keep a JSON file: read once, then replaced as a whole, at once or a little later. A file that cannot be
// used, and one that another program changed, is put aside before anything is written, and never lost.

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { byItself, orNull } from '../../shared/errors.ts';
import {
  removeFile,
  removeLeftovers,
  replaceFile,
  replaceFileSlowly,
  type SlowReplacement,
} from './atomic-write.ts';
import { type NoticeBoard, openNotices } from './notices.ts';
import { copyAside, moveAside } from './quarantine.ts';

/** A write that failed is tried again after this, in ms of real time. */
export const RETRY_MS = 10_000;

/** A JSON object of unknown fields. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for a JSON object: neither null nor a list. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a reader made of a file. */
export interface Understood<T> {
  readonly value: T;
  /** Something had to be completed or left out: the file is put aside and written again. */
  readonly isBad: boolean;
  /** The reader has already told what was bad, so the file put aside needs no notice of its own. */
  readonly isTold?: boolean;
}

export interface JsonFileParts<T> {
  readonly folder: string;
  /** The file's name without its ending. */
  readonly name: 'settings' | 'presets' | 'music' | 'journal';
  /** The version that this program writes. */
  readonly version: number;
  /** The value while there is no file. */
  readonly empty: T;
  /** Reads what the file holds, of whatever version; null when none of it can be used. */
  readonly read: (found: JsonObject, tell: NoticeBoard['tell']) => Understood<T> | null;
  /** The file's text, in pieces that take little time to make; by default plain JSON. */
  readonly text?: (value: T) => Iterable<string>;
  /** Changes within this time are one write, in ms of real time; 0 writes at once. */
  readonly delayMs: number;
  /** Writes later piece by piece, so that main is not held up. */
  readonly isLarge?: boolean;
  /** Replaces the file in one step or throws; by default with the text. */
  readonly replace?: (value: T) => void;
  readonly now?: (() => Date) | undefined;
  /** Called after a write that a timer began: there may be a new notice. */
  readonly told?: (() => void) | undefined;
}

/** What lies at a path: nothing, bytes with the JSON in them (undefined: none), or something that cannot be read. */
type Found = 'missing' | 'unreadable' | { readonly bytes: Buffer; readonly json: unknown };

/** Strict: a lenient decoder would turn damaged letters into others and call them good. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

const readJson = (file: string): Found => {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable';
  }
  try {
    return { bytes, json: JSON.parse(utf8.decode(bytes)) };
  } catch {
    return { bytes, json: undefined };
  }
};

/** Changes whenever somebody writes the file; null when there is none. */
const markOf = (file: string): string | null =>
  orNull(() => {
    const { ino, size, mtimeNs } = statSync(file, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  });

/** Opens and reads the file. Never throws; notices say what went wrong. */
export const openJsonFile = <T>(parts: JsonFileParts<T>) => {
  const { name, version, empty, read, delayMs, now = () => new Date() } = parts;
  const { text = (value: T) => [JSON.stringify(value)] } = parts;
  const fileName = `${name}.json`;
  const file = join(parts.folder, fileName);
  const { replace = (value: T) => replaceFile(file, [...text(value)].join('')) } = parts;
  const notices = openNotices(name);
  /** How the file was when everything in it was last known or safely copied; null: it is not. */
  let known = markOf(file);
  let newest = empty;
  /** How many changes there were, and how many of them are on the disk. */
  let changes = 0;
  let written = 0;
  let timer: { readonly handle: NodeJS.Timeout; readonly ms: number } | null = null;
  let slow: SlowReplacement | null = null;

  /** Makes sure that nothing unknown is overwritten; false when that is impossible. */
  const isClear = (isTold = false): boolean => {
    const mark = markOf(file);
    if (mark !== null && mark === known) return true;
    const present = readJson(file);
    if (present === 'missing') return true;
    const aside = present === 'unreadable' ? moveAside(file, now()) : copyAside(file, present.bytes, now());
    if (aside === null) return false;
    known = present === 'unreadable' ? null : mark;
    if (!isTold) notices.tell(`${name}Quarantined`, aside);
    return true;
  };

  const settle = (isWritten: boolean, count: number): void => {
    notices.wrote(isWritten, fileName);
    if (!isWritten) {
      schedule(RETRY_MS);
      return;
    }
    written = count;
    known = markOf(file);
  };

  /** Nothing that waits or is being written may replace the file any more. */
  const stop = (): void => {
    clearTimeout(timer?.handle);
    timer = null;
    slow?.cancel();
  };

  const writeNow = (isTold = false): void => {
    stop();
    let isWritten = false;
    if (isClear(isTold)) {
      try {
        replace(newest);
        isWritten = true;
      } catch {
        // A part of a write is ours too, and need not be put aside.
        known = markOf(file);
      }
    }
    settle(isWritten, changes);
  };

  const writeSlowly = async (): Promise<void> => {
    const [value, count] = [newest, changes];
    slow = replaceFileSlowly(file, () => text(value), isClear);
    const isWritten = await slow.done.then(
      () => true,
      () => false,
    );
    slow = null;
    // Otherwise a flush or a removal came first.
    if (written < count) settle(isWritten, count);
    if (changes > Math.max(count, written)) schedule(delayMs);
  };

  const schedule = (ms: number): void => {
    if (slow !== null || (timer !== null && timer.ms <= ms)) return;
    clearTimeout(timer?.handle);
    const handle = setTimeout(async () => {
      timer = null;
      if (parts.isLarge) await writeSlowly();
      else writeNow();
      byItself(parts.told ?? (() => {}));
    }, ms);
    timer = { handle: handle.unref(), ms };
  };

  /** Writes now what still waits. */
  const flush = (): void => {
    if (changes > written) writeNow();
  };

  orNull(() => removeLeftovers(file));
  const present = readJson(file);
  const json = typeof present === 'object' ? present.json : null;
  const understood = isJsonObject(json) ? read(json, notices.tell) : null;
  if (understood === null) {
    known = null;
    if (present !== 'missing') notices.tell(`${name}Quarantined`, moveAside(file, now()) ?? fileName);
  } else {
    const { version: itsVersion = version } = json as JsonObject;
    if (understood.isBad || itsVersion !== version) known = null;
    newest = understood.value;
    changes = understood.isBad ? 1 : 0;
    if (understood.isBad) writeNow(understood.isTold);
  }

  return {
    /** What the file held when it was opened. */
    found: newest,
    write: (value: T): void => {
      newest = value;
      changes += 1;
      if (delayMs === 0) writeNow();
      else schedule(delayMs);
    },
    flush,
    /** Flushes, and lets a slow write end, so that nothing of it is left beside the file. Never rejects. */
    close: async (): Promise<void> => {
      flush();
      await slow?.done.catch(() => {});
    },
    /** Removes the file and drops what still waits. */
    remove: (): void => {
      stop();
      written = changes;
      try {
        if (!isClear()) throw new Error('The file is not ours and could not be put aside.');
        removeFile(file);
      } catch {
        notices.wrote(false, fileName);
      }
    },
    /** Puts the file aside as expired, without a notice. */
    expire: (): void => {
      known = null;
      moveAside(file, now(), 'expired');
    },
    tell: notices.tell,
    state: notices.state,
  };
};
