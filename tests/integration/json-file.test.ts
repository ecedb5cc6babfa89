// The one way to keep a JSON file, on a real disk that fills up or refuses: the file is the old one or the new one,
// nothing is lost, and a write that failed is tried again.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type JsonFileParts, openJsonFile, RETRY_MS } from '../../main/storage/json-file.ts';
import { openPresets } from '../../main/storage/presets.ts';
import { type Encryption, openSettings } from '../../main/storage/settings.ts';
import { asideOf, keptFolder, now, openElectronStore, told } from './kept-files.ts';

const folder = keptFolder('json-file');

const open = (more: Partial<JsonFileParts<string>> = {}) =>
  openJsonFile<string>({
    folder: folder.path,
    name: 'presets',
    version: 1,
    empty: '',
    read: ({ text }) => (typeof text === 'string' ? { value: text, isBad: false } : null),
    text: (text) => [JSON.stringify({ version: 1, text })],
    delayMs: 0,
    now,
    ...more,
  });

const onDisk = (): unknown => JSON.parse(folder.text('presets.json')).text;

const NO_KEY_STORE: Encryption = { available: () => false, encrypt: (text) => text, decrypt: (text) => text };

/** As on a full disk, a write gets as far as these bytes and no further. */
const fullAfter = (bytes: string): void =>
  void execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:unlimited`]);

const LONG = 'long '.repeat(20_000);

afterEach(() => {
  vi.useRealTimers();
});

describe.skipIf(process.platform !== 'linux')('a disk that fills up in the middle of a write', () => {
  // Without a listener, the system ends whoever writes past the limit.
  const goOn = (): void => undefined;
  beforeEach(() => void process.on('SIGXFSZ', goOn));
  afterEach(() => {
    fullAfter('unlimited');
    process.off('SIGXFSZ', goOn);
  });

  it('keeps the old file when a new one is written at once', async () => {
    const file = open();
    file.write('old');
    fullAfter('8192');
    file.write(LONG);
    expect(onDisk()).toBe('old');
    expect(told(file.state)).toEqual([['notKept', 'presets.json']]);
    await expect.poll(folder.files).toEqual(['presets.json']);
  });

  it('keeps the old file when a new one is written slowly', async () => {
    const file = open({ delayMs: 1, isLarge: true });
    file.write('old');
    file.flush();
    fullAfter('8192');
    file.write(LONG);
    await expect.poll(() => told(file.state)).toEqual([['notKept', 'presets.json']]);
    expect(onDisk()).toBe('old');
    await expect.poll(folder.files).toEqual(['presets.json']);
  });

  it('keeps the old settings when new ones do not fit, and writes them whole once there is space', async () => {
    const settings = openSettings(folder.path, openElectronStore, NO_KEY_STORE);
    const musicFiles = Array.from({ length: 1000 }, (_, i) => `/music/Evening/${i}.flac`);
    settings.change({ roomName: 'Room 2' });
    const before = folder.text('settings.json');
    fullAfter('8192');
    settings.change({ musicFiles });
    expect(folder.text('settings.json')).toBe(before);
    expect(folder.files()).toEqual(['settings.json', 'settings.last-good.json']);
    expect(told(settings)).toEqual([['notKept', 'settings.json']]);
    fullAfter('unlimited');
    settings.change({ doorWindow: true });
    expect(JSON.parse(folder.text('settings.json')).musicFiles).toEqual(musicFiles);
    await expect.poll(folder.files).toEqual(['settings.json', 'settings.last-good.json']);
    expect(told(settings)).toEqual([]);
  });
});

describe('a disk that refuses a write', () => {
  /** What was begun of a try that failed is cleared away a moment later, and may take the next one with it. */
  const failsAfterRetry = ({ state }: ReturnType<typeof open>): boolean => {
    vi.advanceTimersByTime(RETRY_MS);
    return state.isFailing();
  };

  it.each([
    ['at once', { delayMs: 0 }],
    ['a little later', { delayMs: 250 }],
  ])('is asked again by itself until the file is written: %s', async (_, when) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    mkdirSync(join(folder.path, 'presets.json.new'));
    const file = open(when);
    file.write('first');
    vi.advanceTimersByTime(250);
    expect(file.state.isFailing()).toBe(true);
    rmSync(join(folder.path, 'presets.json.new'), { recursive: true });
    expect(told(file.state)).toEqual([['notKept', 'presets.json']]);
    const changed = vi.fn();
    file.state.watch(changed);
    await expect.poll(() => failsAfterRetry(file)).toBe(false);
    expect(onDisk()).toBe('first');
    expect(told(file.state)).toEqual([]);
    expect(changed).toHaveBeenCalledOnce();
  });

  it('knows its own file again in a folder that was away', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const file = open();
    file.write('first');
    renameSync(folder.path, `${folder.path}-away`);
    writeFileSync(folder.path, 'a file in its place');
    file.write('second');
    expect(told(file.state)).toEqual([['notKept', 'presets.json']]);
    rmSync(folder.path);
    renameSync(`${folder.path}-away`, folder.path);
    await expect.poll(() => failsAfterRetry(file)).toBe(false);
    expect([onDisk(), folder.files(), told(file.state)]).toEqual(['second', ['presets.json'], []]);
  });

  it('does not make a copy of what is in the way at each try', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const file = open();
    folder.lay('presets.json', { version: 1, text: 'of somebody else' });
    mkdirSync(join(folder.path, 'presets.json.new'));
    file.write('first');
    vi.advanceTimersByTime(5 * RETRY_MS);
    expect(folder.files()).toEqual(['presets.json', 'presets.json.new', asideOf('presets.json')]);
    rmSync(join(folder.path, 'presets.json.new'), { recursive: true });
  });
});

describe('a file that is closed', () => {
  it('lets a slow write that was under way end, and leaves nothing of it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const ended: string[] = [];
    const file = open({
      delayMs: 250,
      isLarge: true,
      *text(text) {
        try {
          yield JSON.stringify({ version: 1, text });
        } finally {
          ended.push(text);
        }
      },
    });
    file.write('late');
    // The new file is still being made when the program ends.
    vi.advanceTimersByTime(250);
    const closed = file.close();
    expect(onDisk()).toBe('late');
    expect(ended).toEqual(['late']);
    await closed;
    expect(ended).toEqual(['late', 'late']);
    expect(folder.files()).toEqual(['presets.json']);
  });

  it('is rid of what a crash left of new files when it is opened again', () => {
    folder.lay('presets.json', { version: 1, text: 'old' });
    folder.lay('presets.json.new', { version: 1 });
    folder.lay('presets.json.late', { version: 1 });
    expect(open().found).toBe('old');
    expect(folder.files()).toEqual(['presets.json']);
  });
});

/** Whether a folder can be made such that not even root changes it: not on every file system. */
const canBeFrozen = (): boolean => {
  const trial = mkdtempSync(join(tmpdir(), 'stillroom-frozen-'));
  try {
    execFileSync('chattr', ['+i', trial], { stdio: 'ignore' });
    execFileSync('chattr', ['-i', trial], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(trial, { recursive: true });
  }
};

describe('a file that is removed', () => {
  it('does not come back from a slow write that was under way', async () => {
    let isUnderWay = false;
    const file = open({
      delayMs: 1,
      isLarge: true,
      *text() {
        isUnderWay = true;
        for (let i = 0; i < 1000; i += 1) yield LONG;
      },
    });
    file.write('late');
    await expect.poll(() => isUnderWay, { interval: 1 }).toBe(true);
    file.remove();
    await new Promise((later) => setTimeout(later, 500));
    expect(folder.files()).toEqual([]);
    expect(file.state.notices()).toEqual([]);
  });

  it.skipIf(!canBeFrozen())(
    'and cannot go yet is tried again, at the latest at the end of the program',
    () => {
      const file = open({ delayMs: 0 });
      file.write('over');
      execFileSync('chattr', ['+i', folder.path]);
      try {
        file.remove();
        expect(folder.files()).toEqual(['presets.json']);
        expect(file.state.isFailing()).toBe(true);
      } finally {
        execFileSync('chattr', ['-i', folder.path]);
      }
      file.flush();
      expect(folder.files()).toEqual([]);
      expect(file.state.isFailing()).toBe(false);
    },
  );

  it('is put aside when it is not ours', () => {
    const file = open();
    const foreign = folder.lay('presets.json', { somebody: 'else' });
    file.remove();
    expect(folder.files()).toEqual([asideOf('presets.json')]);
    expect(folder.text(asideOf('presets.json'))).toBe(foreign);
  });
});

describe('presets that have to be completed or left out', () => {
  it('are written while the file is opened', () => {
    folder.lay('presets.json', { version: 1, presets: [7] });
    const presets = openPresets(folder.path, now);
    expect(told(presets)).toEqual([['presetUnreadable', '#1']]);
  });
});
