// One program for each folder, and a session also where the folder cannot be written.

import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { claimFolder } from '../../main/electron/one-program.ts';
import { keptFolder, told } from './kept-files.ts';

// After kept-files.ts, which tells npm's electron where not to download itself.
const { openKept } = await import('../../main/storage/storage.ts');

const folder = keptFolder('one-program');

/** Electron's app with its own folder, which it may not be able to make; `held`: folders that other programs hold. */
const appAt = (userData: string | null, held: readonly string[] = []) => {
  const paths: Record<string, string> = { appData: folder.path, ...(userData === null ? {} : { userData }) };
  return {
    paths,
    getName: () => 'Stillroom',
    getPath: (name: string): string => {
      const path = paths[name];
      if (path === undefined) throw new Error(`Failed to get '${name}' path`);
      return path;
    },
    setPath: (name: string, path: string): void => {
      paths[name] = path;
      made.push(path);
    },
    requestSingleInstanceLock: (): boolean => !held.includes(paths.userData ?? ''),
  };
};
const made: string[] = [];
afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});

/** Nobody can write here, not even the system's owner. */
const unwritable = (): string => {
  writeFileSync(join(folder.path, 'in-the-way'), '');
  return join(folder.path, 'in-the-way', 'Stillroom');
};

describe('the program', () => {
  it('is the only one for its folder', () => {
    expect(claimFolder(appAt(folder.path))).toBe(folder.path);
    expect(claimFolder(appAt(folder.path, [folder.path]))).toBeNull();
    expect(folder.files()).toEqual([]);
  });

  it('runs where its folder cannot be written, with Chromium’s files elsewhere, and is still the only one', () => {
    const readOnly = unwritable();
    const app = appAt(readOnly);
    expect(claimFolder(app)).toBe(readOnly);
    const { userData = '', sessionData } = app.paths;
    expect(userData.startsWith(tmpdir())).toBe(true);
    expect(sessionData).toBe(userData);
    expect(claimFolder(appAt(readOnly, [userData]))).toBeNull();
  });

  it('runs where Electron cannot even make its folder', () => {
    writeFileSync(join(folder.path, 'Stillroom'), '');
    expect(claimFolder(appAt(null))).toBe(join(folder.path, 'Stillroom'));
  });

  it.skipIf(process.platform === 'win32')(
    'is not the only one where the disk is full and another holds it',
    () => {
      const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      symlinkSync(`${hostname()}-${other.pid}`, join(folder.path, 'SingletonLock'));
      // Nothing can be made in it: a folder is in the way of what is tried.
      mkdirSync(join(folder.path, `.writable-${process.pid}`));
      expect(claimFolder(appAt(folder.path, [folder.path]))).toBeNull();
      other.kill();
    },
  );
});

describe('what is kept in a folder that cannot be written', () => {
  const NO_KEYS = {
    available: () => false,
    encrypt: (text: string) => text,
    decrypt: (text: string) => text,
  };

  it('applies, and is told once and as it is', () => {
    const readOnly = unwritable();
    const kept = openKept(readOnly, NO_KEYS);
    kept.settings.change({ roomName: 'Room 2' });
    kept.log.append({ kind: 'program', what: 'started' });
    kept.music.save(null, 'Evening', ['t1']);
    expect(kept.settings.get().roomName).toBe('Room 2');
    expect(told(kept)).toEqual([['nothingKept', readOnly]]);
    expect(kept.isFailing()).toBe(true);
  });

  it('is no notice where it can', () => {
    const kept = openKept(folder.path, NO_KEYS);
    kept.settings.change({ roomName: 'Room 2' });
    expect(kept.notices()).toEqual([]);
  });
});
