// The one way to keep a JSON file: read once, then replaced as a whole, at once or a little later. A file that cannot be
// used, and one that another program changed, is put aside before anything is written, and never lost. One that a newer
// Stillroom made stays where it is.

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { orNull } from '../../shared/errors.ts';
import type { TextPlace } from '../../shared/preset/preset-fault.ts';
import {
  followLinks,
  removeFile,
  removeLeftovers,
  replaceFile,
  replaceFileSlowly,
  type SlowReplacement,
} from './atomic-write.ts';
import { type NoticeBoard, openNotices } from './notices.ts';
import { copyAside, moveAside } from './quarantine.ts';
import { jsonBreaksAt, unicodeText } from './written-text.ts';

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
  /** What must outlive a file that cannot be used, or not even read; null: nothing. */
  readonly salvage?: (bytes: Buffer | null) => T | null;
  /** The file's text, in pieces that take little time to make; by default plain JSON. */
  readonly text?: (value: T) => Iterable<string>;
  /** Changes within this time are one write, in ms of real time; 0 writes at once. */
  readonly delayMs: number;
  /** Writes later piece by piece, so that main is not held up. */
  readonly isLarge?: boolean;
  /** Replaces the file at this place in one step or throws; by default with the text. */
  readonly replace?: (value: T, file: string) => void;
  readonly now?: (() => Date) | undefined;
  /** Called with the file's place just before a value replaces another one on the disk. */
  readonly replacing?: (before: T, after: T, file: string) => void;
}

/** What lies at a path: nothing, bytes with the JSON in them (undefined: none), or something that cannot be read. */
type Found = 'missing' | 'unreadable' | FoundBytes;

interface FoundBytes {
  readonly bytes: Buffer;
  readonly json: unknown;
  /** Where its text stops being JSON; null: it is JSON, or no text. */
  readonly breaksAt: TextPlace | null;
}

const readJson = (file: string): Found => {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable';
  }
  const text = unicodeText(bytes);
  try {
    return { bytes, json: text === null ? undefined : JSON.parse(text), breaksAt: null };
  } catch {
    return { bytes, json: undefined, breaksAt: jsonBreaksAt(text ?? '') };
  }
};

/** Changes whenever somebody writes the file; null when there is none. */
const markOf = (file: string): string | null =>
  orNull(() => {
    const { ino, size, mtimeNs } = statSync(file, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  });

/** True when a newer program wrote this. */
export const isOfNewer = ({ version }: JsonObject, than: number): boolean =>
  typeof version === 'number' && version > than;

/** A journal is of one session: a newer program has nothing more of it. */
const isLeftAlone = (name: string, found: Found, version: number): boolean =>
  name !== 'journal' &&
  typeof found === 'object' &&
  isJsonObject(found.json) &&
  isOfNewer(found.json, version);

/**
 * What a program of this version calls its file: `settings.v1.json` where `settings.json` is of a newer one, which finds
 * its own as it was.
 */
export const ownFileName = (
  folder: string,
  name: JsonFileParts<never>['name'],
  version: number,
  found = readJson(followLinks(join(folder, `${name}.json`))),
): string => (isLeftAlone(name, found, version) ? `${name}.v${version}.json` : `${name}.json`);

/** Opens and reads the file. Never throws; notices say what went wrong. */
export const openJsonFile = <T>(parts: JsonFileParts<T>) => {
  const { name, version, empty, read, delayMs, now = () => new Date() } = parts;
  const { text = (value: T) => [JSON.stringify(value)] } = parts;
  const usual = `${name}.json`;
  const found = readJson(followLinks(join(parts.folder, usual)));
  const fileName = ownFileName(parts.folder, name, version, found);
  const isNewer = fileName !== usual;
  /** Asked for each time: somebody may put a link there at any time. */
  const place = (): string => followLinks(join(parts.folder, fileName));
  const { replace = (value: T, file: string) => replaceFile(file, [...text(value)].join('')) } = parts;
  const notices = openNotices(name);
  /** What is on the disk, as far as is known. */
  let onDisk: T | null = null;
  /** How the file was when everything in it was last known or safely copied; null: it is not. */
  let known = markOf(place());
  let newest = empty;
  /** How many changes there were, and how many of them are on the disk. */
  let changes = 0;
  let written = 0;
  let timer: { readonly handle: NodeJS.Timeout; readonly ms: number } | null = null;
  let slow: SlowReplacement | null = null;
  /** The file is to go, and could not be removed yet. */
  let isToGo = false;
  /** Who waits until so many changes are on the disk, or a try has failed. */
  let waiting: readonly { readonly count: number; readonly go: () => void }[] = [];

  /** Makes sure that nothing unknown is overwritten; false when that is impossible. */
  const isClear = (isTold = false): boolean => {
    const file = place();
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

  /** To be called just before a value takes the file's place; false: it may not. */
  const mayReplace = (value: T, isTold = false): boolean => {
    if (!isClear(isTold)) return false;
    if (onDisk !== null) parts.replacing?.(onDisk, value, place());
    return true;
  };

  /** Lets go on who waits for what is written, or for a try that has failed. */
  const letGoOn = (upTo: number): void => {
    for (const { count, go } of waiting) if (count <= upTo) go();
    waiting = waiting.filter(({ count }) => count > upTo);
  };

  const settle = (isWritten: boolean, count: number, value: T): void => {
    notices.wrote(isWritten, fileName);
    letGoOn(count);
    if (!isWritten) {
      schedule(RETRY_MS);
      return;
    }
    written = count;
    onDisk = value;
    known = markOf(place());
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
    if (mayReplace(newest, isTold)) {
      try {
        replace(newest, place());
        isWritten = true;
      } catch {
        // A part of a write is ours too, and need not be put aside. So is the file before it, in a folder that is away.
        known = markOf(place()) ?? known;
      }
    }
    settle(isWritten, changes, newest);
  };

  const writeSlowly = async (): Promise<void> => {
    const [value, count] = [newest, changes];
    slow = replaceFileSlowly(
      place(),
      () => text(value),
      () => mayReplace(value),
    );
    const isWritten = await slow.done.then(
      () => true,
      () => false,
    );
    slow = null;
    // Otherwise a flush or a removal came first.
    if (written < count) settle(isWritten, count, value);
    if (changes > Math.max(count, written)) schedule(waiting.length === 0 ? delayMs : 0);
  };

  /** What is over must not come back at the next start: it is tried again until the file is gone. */
  const tryToRemove = (): void => {
    try {
      if (!isClear()) throw new Error('The file is not ours and could not be put aside.');
      removeFile(place());
      isToGo = false;
    } catch {
      schedule(RETRY_MS);
    }
    notices.wrote(!isToGo, fileName);
  };

  const schedule = (ms: number): void => {
    if (slow !== null || (timer !== null && timer.ms <= ms)) return;
    clearTimeout(timer?.handle);
    const handle = setTimeout(async () => {
      timer = null;
      if (isToGo) tryToRemove();
      else if (parts.isLarge) await writeSlowly();
      else writeNow();
    }, ms);
    timer = { handle: handle.unref(), ms };
  };

  /** Writes now what still waits. */
  const flush = (): void => {
    if (isToGo) tryToRemove();
    else if (changes > written) writeNow();
  };

  const file = place();
  orNull(() => removeLeftovers(file));
  const own = isNewer ? readJson(file) : found;
  /** A newer file says how the room is until this program has a file of its own. */
  const isBorrowed = isNewer && own === 'missing';
  const present = isBorrowed ? found : own;
  const json = typeof present === 'object' ? present.json : null;
  const understood = isJsonObject(json) ? read(json, notices.tell) : null;
  if (isNewer) notices.tell('newerFile', usual);
  if (understood === null) {
    known = null;
    if (present !== 'missing') {
      const { bytes, breaksAt } = typeof present === 'object' ? present : { bytes: null, breaksAt: null };
      if (!isBorrowed) notices.tell(`${name}Quarantined`, moveAside(file, now()) ?? fileName, breaksAt);
      const salvaged = parts.salvage?.(bytes) ?? null;
      if (salvaged !== null) {
        newest = salvaged;
        changes = 1;
        writeNow(true);
      }
    }
  } else {
    const { version: itsVersion = version } = json as JsonObject;
    if (understood.isBad || itsVersion !== version) known = null;
    newest = understood.value;
    if (!isBorrowed) onDisk = newest;
    changes = understood.isBad ? 1 : 0;
    if (understood.isBad) writeNow(understood.isTold);
  }

  return {
    /** What the file held when it was opened. */
    found: newest,
    /** A file was there, and could not be used. */
    wasUnusable: understood === null && present !== 'missing',
    write: (value: T): void => {
      newest = value;
      changes += 1;
      isToGo = false;
      if (delayMs === 0) writeNow();
      else schedule(delayMs);
    },
    flush,
    /** Writes what waits at once; resolves when it is on the disk, or could not be written and was told. */
    kept: (): Promise<void> => {
      if (changes <= written) return Promise.resolve();
      schedule(0);
      return new Promise((go) => {
        waiting = [...waiting, { count: changes, go }];
      });
    },
    /** Flushes, and lets a slow write end, so that nothing of it is left beside the file. Never rejects. */
    close: async (): Promise<void> => {
      flush();
      await slow?.done.catch(() => {});
    },
    /** Removes the file and drops what still waits. */
    remove: (): void => {
      stop();
      written = changes;
      letGoOn(changes);
      isToGo = true;
      tryToRemove();
    },
    tell: notices.tell,
    over: notices.over,
    state: notices.state,
  };
};
