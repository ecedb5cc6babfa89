// The only importer of electron-store, which writes settings.json. It is opened just before it writes: what it could
// not read has been put aside by then.

import { statSync } from 'node:fs';
import ElectronStore from 'electron-store';
import type { JsonObject } from './json-file.ts';

/** Replaces `<folder>/<name>.json` with a document in one step. Throws when it cannot. */
export type WriteDocument = (document: JsonObject) => void;
export type OpenStore = (folder: string, name: string) => WriteDocument;

const parsed = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return {};
  }
};

/** Only the owner may read the file, since settings hold a bridge's key. */
export const openElectronStore: OpenStore = (folder, name) => {
  let store: ElectronStore | null = null;
  let text = '';
  const serialize = (document: unknown): string => {
    text = JSON.stringify(document, undefined, '\t');
    return text;
  };
  return (document) => {
    store ??= new ElectronStore({ cwd: folder, name, configFileMode: 0o600, deserialize: parsed, serialize });
    store.store = { ...document };
    // It takes a write that a full disk cut short for a whole one.
    if (statSync(store.path).size < Buffer.byteLength(text)) throw new Error('The disk is full.');
  };
};
