// A folder on a real disk and the real electron-store, shared by the tests of kept files.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Notice } from '../../shared/ipc/snapshot.ts';

// Imported outside Electron, npm's electron would download its program unless it is told where to find it.
const outside = 'ELECTRON_OVERRIDE_DIST_PATH';
process.env[outside] ??= tmpdir();

/** The store that the program uses. */
export const { openElectronStore } = await import('../../main/storage/store.ts');

/** 22 November 2026, 10:15 local time. */
export const NOW = new Date(2026, 10, 22, 10, 15, 0);
export const now = (): Date => NOW;

/** The name of `settings.json` when it is put aside at that time. */
export const asideOf = (file: string, word = 'set-aside'): string =>
  file.replace(/(\.\w+)$/, `.${word}-2026-11-22T10-15-00$1`);

export interface KeptFolder {
  readonly path: string;
  /** The names of what is in it, sorted, without the folder of earlier versions. */
  readonly files: () => readonly string[];
  readonly text: (name: string) => string;
  /** Writes a file, as JSON unless it is text, and returns its text. */
  readonly lay: (name: string, content: unknown) => string;
}

/** A new folder for each test. Call it once in a file of tests. */
export const keptFolder = (prefix: string): KeptFolder => {
  let path = '';
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), `stillroom-${prefix}-`));
  });
  afterEach(() => rmSync(path, { recursive: true, force: true }));
  return {
    get path() {
      return path;
    },
    files: () =>
      readdirSync(path)
        .filter((name) => name !== 'earlier')
        .sort(),
    text: (name) => readFileSync(join(path, name), 'utf8'),
    lay: (name, content) => {
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      writeFileSync(join(path, name), text);
      return text;
    },
  };
};

/** Notices without their ids. */
export const told = (keeper: { readonly notices: () => readonly Notice[] }) =>
  keeper.notices().map(({ code, about }) => [code, about]);
