// A folder on a real disk and the real electron-store: what the tests of kept files share.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Notice } from '../../shared/ipc/snapshot.ts';

// npm's electron, imported outside Electron, looks for its program and would download it; told where, it does not.
const outside = 'ELECTRON_OVERRIDE_DIST_PATH';
process.env[outside] ??= tmpdir();

/** The store that the program uses. */
export const { openElectronStore } = await import('../../main/storage/store.ts');

/** 22 November 2026, 10:15 local time. */
export const NOW = new Date(2026, 10, 22, 10, 15, 0);
export const now = (): Date => NOW;

/** The name under which `settings.json` is put aside at that time. */
export const asideOf = (file: string, word = 'set-aside'): string =>
  file.replace(/(\.\w+)$/, `.${word}-2026-11-22T10-15-00$1`);

export interface KeptFolder {
  readonly path: string;
  /** The names of the files in it, sorted. */
  readonly files: () => readonly string[];
  readonly text: (name: string) => string;
  /** Writes a file, JSON unless it is text, and answers its text. */
  readonly lay: (name: string, content: unknown) => string;
}

/** A folder that is new for each test; to be called once in a file of tests. */
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
    files: () => readdirSync(path).sort(),
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
