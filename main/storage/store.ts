// The only importer of electron-store: opens the file that presets and settings are written to. It is always
// given its folder and never clears a file that it cannot read; those have been put aside before.

import ElectronStore from 'electron-store';
import type { JsonObject } from './quarantine.ts';

/** A JSON file that is replaced whole and atomically. Assigning to `store` writes, and throws when it cannot. */
export interface JsonStore {
  store: Record<string, unknown>;
}

/** Opens `<folder>/<name>.json`; throws when the folder can be neither found nor made. */
export type OpenStore = (folder: string, name: string) => JsonStore;

const parsed = (text: string): JsonObject => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return {};
  }
};

/** electron-store, with files that only their owner may read, since settings hold a bridge's key. */
export const openElectronStore: OpenStore = (folder, name) =>
  new ElectronStore({ cwd: folder, name, configFileMode: 0o600, deserialize: parsed });
