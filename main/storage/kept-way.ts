// Whether a kept file may be written over: only what this program has read and understood, or written itself. What
// else lies at its path is put aside first, and where that fails nothing may be written.

import { statSync } from 'node:fs';
import { copyAside, isJsonObject, type JsonObject, moveAside, readKept } from './quarantine.ts';

/** What came of clearing the way. `aside`: the name under which the file in the way was put aside. */
export interface Cleared {
  readonly isClear: boolean;
  readonly aside: string | null;
}

export interface KeptWay {
  /** What the file held at the beginning; null when there was none or it was no JSON object. */
  readonly found: JsonObject | null;
  /** True when a file was there that could not be used. */
  readonly wasUnusable: boolean;
  /** The name under which an unusable file was put aside; null when that failed, and it lies where it was. */
  readonly aside: string | null;
  /** The file holds more than was understood: it is put aside before anything is written. */
  readonly distrust: () => void;
  /** Puts aside what lies in the way. A file that is as it was left is looked at and not read. */
  readonly clear: () => Cleared;
  /** The file has just been written by this program. */
  readonly wrote: () => void;
}

/** How a file is, so that another writing of it is noticed; null: there is none, or it cannot be looked at. */
const markOf = (file: string): string | null => {
  try {
    const { ino, size, mtimeNs } = statSync(file, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch {
    return null;
  }
};

/** Reads the file, and moves it aside when it is no JSON object. Never throws. */
export const openKeptWay = (file: string, now: () => Date): KeptWay => {
  const before = markOf(file);
  const reading = readKept(file);
  const found = reading.kind === 'json' && isJsonObject(reading.value) ? reading.value : null;
  const wasUnusable = reading.kind !== 'missing' && found === null;
  const aside = wasUnusable ? moveAside(file, now()) : null;
  /** How the file was when it was last known through and through. */
  let known: string | null = found === null ? null : before;

  return {
    found,
    wasUnusable,
    aside,
    distrust: () => {
      known = null;
    },
    clear: () => {
      if (known !== null && markOf(file) === known) return { isClear: true, aside: null };
      const present = readKept(file);
      if (present.kind === 'missing') return { isClear: true, aside: null };
      if (present.kind === 'closed') {
        const moved = moveAside(file, now());
        return { isClear: moved !== null, aside: moved };
      }
      const copied = copyAside(file, present.bytes, now());
      return { isClear: copied !== null, aside: copied };
    },
    wrote: () => {
      known = markOf(file);
    },
  };
};
