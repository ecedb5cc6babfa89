// The only importer of electron-store, which writes settings.json. It is opened just before it writes: what it could
// not read has been put aside by then.

import { rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, parse } from 'node:path';
import ElectronStore from 'electron-store';
import { orNull } from '../../shared/errors.ts';
import type { JsonObject } from './json-file.ts';

export type OpenStore = typeof openElectronStore;

const OWNER_ONLY = 0o600;

const parsed = (text: string): Record<string, unknown> =>
  orNull(() => JSON.parse(text.replace(/^\uFEFF/, ''))) ?? {};

const textOf = (document: unknown): string => JSON.stringify(document, undefined, '\t');

/** Throws when a text does not fit on the disk, and leaves nothing of it there. */
const tryToFit = (file: string, text: string): void => {
  try {
    writeFileSync(file, text, { mode: OWNER_ONLY });
  } finally {
    rmSync(file, { force: true });
  }
};

/** Replaces a file with each document in one step, or throws. Only the owner may read it: settings hold a bridge's key. */
export const openElectronStore = () => {
  let store: ElectronStore | null = null;
  return (document: JsonObject, file: string): void => {
    if (store?.path !== file) {
      const { name: ownName, ext } = parse(file);
      const place = { cwd: dirname(file), name: ownName, fileExtension: ext.slice(1) };
      const options = { configFileMode: OWNER_ONLY, deserialize: parsed, serialize: textOf };
      store = new ElectronStore({ ...place, ...options });
    }
    // It takes a write that a full disk cut short for a whole one, and would put that in the place of the old file.
    const text = textOf(document);
    tryToFit(`${store.path}.new`, text);
    store.store = { ...document };
    if (statSync(store.path).size < Buffer.byteLength(text)) throw new Error('The disk is full.');
  };
};
