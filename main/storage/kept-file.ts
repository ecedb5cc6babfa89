// One JSON file of this program: read once, then written whole. Before anything is written over that this
// program has not read and understood, or written itself, it is put aside; if that fails, nothing is written.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type KeptWay, openKeptWay } from './kept-way.ts';
import type { JsonObject } from './quarantine.ts';
import type { JsonStore, OpenStore } from './store.ts';

/** What came of a writing. `aside`: the name under which the file before it was put aside. */
export interface Written {
  readonly isWritten: boolean;
  readonly aside: string | null;
}

export interface KeptFile extends Pick<KeptWay, 'found' | 'wasUnusable' | 'aside' | 'distrust'> {
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
  const way = openKeptWay(join(folder, `${name}.json`), now);
  let store: JsonStore | null = null;

  const replace = (value: JsonObject): boolean => {
    try {
      mkdirSync(folder, { recursive: true });
      store ??= openStore(folder, name);
      store.store = { ...value };
    } catch {
      return false;
    }
    way.wrote();
    return true;
  };

  const { found, wasUnusable, aside, distrust } = way;
  return {
    ...{ found, wasUnusable, aside, distrust },
    write: (value) => {
      const cleared = way.clear();
      return { isWritten: cleared.isClear && replace(value), aside: cleared.aside };
    },
  };
};
