// One JSON file of this program: read once, then written whole. Before anything is written over that this
// program has not read and understood, or written itself, it is put aside; if that fails, nothing is written.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { copyAside, isJsonObject, type JsonObject, moveAside, readKept } from './set-aside.ts';
import type { JsonStore, OpenStore } from './store.ts';

/** What came of a writing. `aside`: the name under which the file before it was put aside. */
export interface Written {
  readonly isWritten: boolean;
  readonly aside: string | null;
}

export interface KeptFile {
  /** What the file held at the beginning; null when there was none or it was no JSON object. */
  readonly found: JsonObject | null;
  /** True when a file was there that could not be used. */
  readonly wasUnusable: boolean;
  /** The name under which an unusable file was put aside; null when that failed, and it lies where it was. */
  readonly aside: string | null;
  /** The file holds more than was understood: the next writing puts it aside first. */
  readonly distrust: () => void;
  readonly write: (value: JsonObject) => Written;
}

export interface KeptFileParts {
  readonly folder: string;
  /** Without its ending. */
  readonly name: string;
  readonly openStore: OpenStore;
  readonly now: () => Date;
}

/** Reads the file, and moves it aside when it is no JSON object. Never throws. */
export const openKeptFile = ({ folder, name, openStore, now }: KeptFileParts): KeptFile => {
  const file = join(folder, `${name}.json`);
  const reading = readKept(file);
  const found = reading.kind === 'json' && isJsonObject(reading.value) ? reading.value : null;
  const wasUnusable = reading.kind !== 'missing' && found === null;
  const aside = wasUnusable ? moveAside(file, now()) : null;
  /** The bytes that may be written over. */
  let known: Buffer | null = reading.kind === 'json' && found !== null ? reading.bytes : null;
  let store: JsonStore | null = null;

  /** Puts aside what lies in the way; false when it cannot be. */
  const clearTheWay = (): { readonly isClear: boolean; readonly aside: string | null } => {
    const present = readKept(file);
    if (present.kind === 'missing') return { isClear: true, aside: null };
    if (present.kind === 'closed') {
      const moved = moveAside(file, now());
      return { isClear: moved !== null, aside: moved };
    }
    if (known?.equals(present.bytes)) return { isClear: true, aside: null };
    const copied = copyAside(file, present.bytes, now());
    return { isClear: copied !== null, aside: copied };
  };

  const replace = (value: JsonObject): boolean => {
    try {
      mkdirSync(folder, { recursive: true });
      store ??= openStore(folder, name);
      store.store = { ...value };
    } catch {
      return false;
    }
    const after = readKept(file);
    known = after.kind === 'json' ? after.bytes : null;
    return true;
  };

  return {
    found,
    wasUnusable,
    aside,
    distrust: () => {
      known = null;
    },
    write: (value) => {
      const way = clearTheWay();
      return { isWritten: way.isClear && replace(value), aside: way.aside };
    },
  };
};
