// What tests/unit/loops-go-on.test.ts promises, where files and sockets are part of it: whatever throws or never answers,
// the next turn comes.

import { execFileSync } from 'node:child_process';
import dgram from 'node:dgram';
import { mkdirSync, rmdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { searchBridges } from '../../main/lights/bridge/discovery.ts';
import { folderIdOf } from '../../main/sound/library/folder-scan.ts';
import { type KnownFiles, openKnownFiles } from '../../main/sound/library/known-files.ts';
import { openLibrary } from '../../main/sound/library/library.ts';
import { openFolders } from '../../main/sound/library/music-folders.ts';
import { readTags } from '../../main/sound/library/tags.ts';
import { openJsonFile, RETRY_MS } from '../../main/storage/json-file.ts';
import { openMusic } from '../../main/storage/music.ts';
import { makeCatalogue } from '../../main/storage/track-catalogue.ts';
import { toldErrors } from '../unit/told-errors.ts';
import { freePort, LOOPBACK } from './announced-bridge.ts';
import { keptFolder } from './kept-files.ts';
import { BUNDLED, musicRoom, NOISE_FOLDER } from './music-files.ts';
import { wavOf } from './wav.ts';

const kept = keptFolder('loops');
const room = musicRoom();
const errors = toldErrors();

const BROKEN = new Error('broken on purpose');
const breaks = (): never => {
  throw BROKEN;
};

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('the library', () => {
  it('looks into its folders when whoever is told of what it knows throws', async () => {
    const music = await room.own('Evening', { '1 Dusk.wav': wavOf(1) });
    const catalogue = makeCatalogue(room.kept);
    const library = openLibrary({
      ...{ bundledFolder: BUNDLED, noiseFolder: NOISE_FOLDER, folders: [music], files: [], catalogue },
      music: openMusic(room.kept),
      ...{ wanted: () => [], onChange: breaks },
    });
    library.begin();
    await library.ready;
    expect(library.tracksOf(folderIdOf(music)).map(({ title }) => title)).toEqual(['Dusk']);
    library.close();
    catalogue.close();
    expect(await errors()).not.toEqual([]);
  });
});

/** Folders whose files are taken in so. */
const foldersOn = (take: (known: KnownFiles) => KnownFiles['take']) => {
  const nothing = { below: () => [], last: () => null, alike: () => [], forget: () => undefined };
  const catalogue = { find: () => null, put: () => undefined, ...nothing };
  const known = openKnownFiles(catalogue, () => undefined);
  return openFolders({
    ...{ known: { ...known, take: take(known) }, catalogue },
    ...{ changed: () => undefined, settled: () => undefined },
  });
};

describe('the folders of the library', () => {
  it('scan a folder again when a scan of it failed', async () => {
    const music = await room.own('Evening', { '1 Dusk.wav': wavOf(1) });
    let isBroken = true;
    const folders = foldersOn((known) => async (found) => (isBroken ? breaks() : known.take(found)));
    await expect(folders.addFolder(music)).rejects.toBe(BROKEN);
    expect(folders.isScanning()).toBe(false);
    isBroken = false;
    expect(await folders.addFolder(music)).toMatchObject({ ok: true });
    folders.close();
  });

  it('check the other folders, and all of them again, when one cannot be scanned', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const [one, other] = [path.join(room.path, 'One'), path.join(room.path, 'Other')];
    let taken: string[] = [];
    const folders = foldersOn((known) => async (found) => {
      const [first] = found;
      taken.push(path.basename(path.dirname(first?.path ?? '')));
      return first?.path.startsWith(one) === true ? breaks() : known.take(found);
    });
    // Both are away, and come back together.
    await folders.begin([one, other], []);
    await room.own('One', { '1 Dusk.wav': wavOf(1) });
    await room.own('Other', { '1 Dawn.wav': wavOf(1) });
    taken = [];
    vi.advanceTimersByTime(5000);
    await expect.poll(() => taken).toEqual(['One', 'Other']);
    await expect.poll(() => folders.isScanning()).toBe(false);
    await expect.poll(errors).toEqual([BROKEN]);
    vi.advanceTimersByTime(5000);
    await expect.poll(() => taken).toEqual(['One', 'Other', 'One']);
    folders.close();
  });
});

describe('a file that never answers', () => {
  it.skipIf(process.platform === 'win32')('is unreadable, and keeps no other from being read', async () => {
    const file = path.join(room.path, 'never.mp3');
    execFileSync('mkfifo', [file]);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const reading = readTags(file);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await reading).toEqual({ tags: null, reason: 'unreadable' });
    // Somebody writes after all, so that whoever still waits to read is let go.
    await (await open(file, 'w')).close();
  });
});

describe('the catalogue', () => {
  it('writes on when something could not be written', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const catalogue = makeCatalogue(kept.path);
    await catalogue.open();
    const entry = { path: '/music/Dusk.flac', size: 1, mtimeMs: 1, tags: null, reason: null, measured: null };
    catalogue.put(Object.assign({ ...entry }, { toJSON: breaks }));
    await vi.advanceTimersByTimeAsync(500);
    await expect.poll(catalogue.isFailing).toBe(true);
    catalogue.put(entry);
    await vi.advanceTimersByTimeAsync(500);
    await expect.poll(catalogue.isFailing).toBe(false);
    expect(JSON.parse(kept.text('catalogue.jsonl'))).toEqual(entry);
    catalogue.close();
  });
});

describe('a large file', () => {
  it('is written again with what changed meanwhile, although whoever is told of a write throws', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const file = openJsonFile<number>({
      folder: kept.path,
      name: 'presets',
      version: 1,
      empty: 0,
      read: () => null,
      text: (n) => {
        // It changes once more while it is being written.
        if (n === 1) file.write(2);
        return [`{"n":${n}}`];
      },
      delayMs: 250,
      isLarge: true,
    });
    file.state.watch(breaks);
    mkdirSync(path.join(kept.path, 'presets.json.late'));
    file.write(1);
    await vi.advanceTimersByTimeAsync(250);
    await expect.poll(errors).toEqual([BROKEN]);
    rmdirSync(path.join(kept.path, 'presets.json.late'));
    await vi.advanceTimersByTimeAsync(RETRY_MS);
    await expect.poll(() => kept.files()).toEqual(['presets.json']);
    await expect.poll(errors).toEqual([BROKEN, BROKEN]);
    await vi.advanceTimersByTimeAsync(250);
    await expect.poll(() => kept.text('presets.json')).toBe('{"n":2}');
  });
});

describe('the search for bridges', () => {
  it('begins to listen a little later where it could not at first', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const createSocket = vi.spyOn(dgram, 'createSocket').mockImplementationOnce(breaks);
    const search = searchBridges({
      ...{ onFound: () => undefined, interfaceAddress: LOOPBACK, port: await freePort() },
    });
    await expect.poll(errors).toEqual([BROKEN]);
    createSocket.mockClear();
    await vi.advanceTimersByTimeAsync(5000);
    expect(createSocket).toHaveBeenCalled();
    search.close();
  });
});
