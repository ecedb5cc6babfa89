// The folders of the library: scanned, watched, looked through now and then where watching is not to be trusted, and
// checked for when they are away. Tracks are only taken away after a new scan, so that nothing that plays is disturbed.

import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { tellError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Catalogue } from '../../storage/track-catalogue.ts';
import type { FoundFile } from './audio-files.ts';
import {
  diskOf,
  type Folder,
  lastBelow,
  makeScanner,
  newFolder,
  SINGLE_FILES,
  singleFiles,
} from './folder-scan.ts';
import { type FolderWatch, openFolderWatch } from './folder-watch.ts';
import type { KnownFile, KnownFiles } from './known-files.ts';

/** How often each folder is checked, whether it is there or away, in real ms. */
const CHECK_EVERY_MS = 5000;

/** A folder whose changes nobody tells is looked through again after so many times what the last look took, or this (ms). */
const REST_TIMES = 20;
const MOST_REST_MS = 40_000;

/** A file that changed within this time may still be being written, so it is read a little later (real ms). */
const STILL_WRITTEN_MS = 900;

export interface FoldersParts {
  readonly known: KnownFiles;
  readonly catalogue: Pick<Catalogue, 'below' | 'last' | 'forget'>;
  /** Called when a folder is different. */
  readonly changed: () => void;
  /** Called when a scan or a reading is over. */
  readonly settled: () => void;
  /** In real ms; CHECK_EVERY_MS if left out. */
  readonly checkEveryMs?: number;
  readonly openWatch?: (onChange: (folderId: string) => void) => FolderWatch;
}

/** Why a folder is no playlist. */
export type FolderRefusal = 'folderUnreadable' | 'folderWithoutAudio';

const isPlayable = (file: KnownFile | null): boolean => file !== null && file.entry.reason === null;

/** True as soon as one of the files turns out to be playable, false once none has. */
const anyPlayable = (reads: readonly Promise<KnownFile | null>[]): Promise<boolean> =>
  new Promise((answer) => {
    for (const read of reads) void read.then((file) => (isPlayable(file) ? answer(true) : undefined));
    void Promise.all(reads).then(() => answer(false));
  });

/** There are no folders at first. */
export const openFolders = (parts: FoldersParts) => {
  const { known, catalogue, changed, settled, openWatch = openFolderWatch } = parts;
  const scanDisk = makeScanner(known, catalogue);
  let folders: ReadonlyMap<string, Folder> = new Map();
  const disks = new Map<string, number | null>();
  /** When a folder may be looked through again, in ms on the monotonic clock. */
  const restsUntil = new Map<string, number>();
  /** By folder: scans that have begun, and those that wait for the one before. */
  const running = new Map<string, Promise<unknown>>();
  const waiting = new Map<string, Promise<readonly FoundFile[]>>();
  let readingCount = 0;
  let isChecking = false;
  let isClosed = false;

  const put = (...added: readonly Folder[]): void => {
    folders = new Map([...folders, ...added.map((folder) => [folder.id, folder] as const)]);
  };

  /** Drops files that are in no folder any more. */
  const drop = (paths: readonly string[]): void => {
    if (paths.length === 0) return;
    const listed = new Set([...folders.values()].flatMap((folder) => folder.paths));
    known.drop(paths.filter((file) => !listed.has(file)));
  };

  /** Forgets files that are gone while others beside them are there. A folder that is empty may be an absent drive's. */
  const forgetGone = ({ root, isAway, paths }: Folder): void => {
    if (root === null || isAway) return;
    const present = new Set(paths);
    const filled = new Set(paths.map((file) => path.dirname(file)));
    const gone = lastBelow(catalogue, root).filter(
      (entry) => !present.has(entry.path) && filled.has(path.dirname(entry.path)),
    );
    catalogue.forget(gone.map((entry) => entry.path));
  };

  /** Returns the files that must be read. */
  const scanOnce = async (id: string, isAfterChange: boolean): Promise<readonly FoundFile[]> => {
    const folder = folders.get(id);
    if (folder === undefined) return [];
    const began = performance.now();
    const scan = await scanDisk(folder);
    const unread = await known.take(scan.files);
    const tookMs = performance.now() - began;
    restsUntil.set(id, performance.now() + Math.min(MOST_REST_MS, REST_TIMES * tookMs));
    const present = folders.get(id);
    if (present === undefined || isClosed) return [];
    // Single files may have been added meanwhile.
    const next = folder.root === null ? { ...scan.folder, paths: present.paths } : scan.folder;
    put(next);
    disks.set(id, scan.disk);
    const kept = new Set(next.paths);
    drop(present.paths.filter((file) => !kept.has(file)));
    // What was moved is read first, so that it is still known.
    if (unread.length === 0) forgetGone(next);
    void watching.watch(id, scan.watched).then((isNew) => (isNew ? scanSoon(id) : undefined));
    if (!isDeepStrictEqual(present, next)) changed();
    if (!isAfterChange) return unread;
    const now = Date.now();
    const whole = unread.filter((file) => Math.abs(now - file.mtimeMs) > STILL_WRITTEN_MS);
    if (whole.length < unread.length) scanSoon(id);
    return whole;
  };

  /** Scans after the scan that is running. Everybody who waits for that shares one scan. */
  const scan = (id: string, isAfterChange = false): Promise<readonly FoundFile[]> => {
    const shared = waiting.get(id);
    if (shared !== undefined) return shared;
    const start = async (): Promise<readonly FoundFile[]> => {
      // An error in the running scan goes to whoever waited for that one.
      await running.get(id)?.catch(() => undefined);
      waiting.delete(id);
      const run = scanOnce(id, isAfterChange);
      running.set(id, run);
      try {
        return await run;
      } finally {
        if (running.get(id) === run) running.delete(id);
        settled();
      }
    };
    const started = start();
    waiting.set(id, started);
    return started;
  };

  /** Begins to read; `isFirst`: before all that waits. */
  const reading = (unread: readonly FoundFile[], isFirst: boolean) => {
    const reads = unread.map((file) => known.read(file, isFirst));
    readingCount += 1;
    const over = Promise.all(reads).then(() => {
      readingCount -= 1;
      if (readingCount === 0) for (const folder of folders.values()) forgetGone(folder);
      settled();
    });
    return { reads, over };
  };

  const scanAndRead = async (id: string, isAfterChange = false): Promise<void> => {
    const unread = await scan(id, isAfterChange);
    if (unread.length > 0) await reading(unread, false).over;
  };
  const changedIn = (id: string): void => void (isClosed ? undefined : scanAndRead(id, true));
  const watching = openWatch(changedIn);
  const scanSoon = (id: string): void => void setTimeout(() => changedIn(id), STILL_WRITTEN_MS).unref();

  /** True when a folder has gone away or come back since its last scan. */
  const hasMoved = async ({ id, root, isAway, awayPaths }: Folder): Promise<boolean> => {
    if (root === null) return awayPaths.size > 0;
    const disk = await diskOf(root);
    return isAway ? disk !== null : disk !== disks.get(id);
  };

  const mayHaveChanged = ({ id, isAway }: Folder): boolean =>
    !isAway && !watching.isTrusted(id) && performance.now() >= (restsUntil.get(id) ?? Infinity);

  const check = async (folder: Folder): Promise<void> => {
    if (folder.kind === 'bundled') return;
    if (await hasMoved(folder)) await scanAndRead(folder.id);
    else if (mayHaveChanged(folder)) await scanAndRead(folder.id, true);
  };

  const checkAll = async (): Promise<void> => {
    if (isChecking || isClosed) return;
    isChecking = true;
    for (const folder of folders.values()) await check(folder).catch(tellError);
    isChecking = false;
  };
  const timer = setInterval(() => void checkAll(), parts.checkEveryMs ?? CHECK_EVERY_MS);
  timer.unref();

  /** Forgets a folder, or the single files. Nothing happens on the disk. */
  const remove = (id: string): void => {
    const folder = folders.get(id);
    if (folder === undefined || folder.kind === 'bundled') return;
    folders = new Map([...folders].filter(([other]) => other !== id));
    void watching.watch(id, []);
    disks.delete(id);
    restsUntil.delete(id);
    drop(folder.paths);
    changed();
  };

  /** Why a folder that was just scanned is no playlist; null: it is one. */
  const refusal = async (id: string, unread: readonly FoundFile[]): Promise<FolderRefusal | null> => {
    const folder = folders.get(id);
    if (folder === undefined || folder.isAway) return 'folderUnreadable';
    const { reads } = reading(unread, true);
    if (folder.paths.some((file) => isPlayable(known.at(file)))) return null;
    return (await anyPlayable(reads)) ? null : 'folderWithoutAudio';
  };

  return {
    all: (): readonly Folder[] => [...folders.values()],
    find: (id: string): Folder | null => folders.get(id) ?? null,
    /** Puts the bundled folders before all others. */
    addBundled: (bundled: readonly Folder[]): void => {
      folders = new Map([...bundled.map((folder) => [folder.id, folder] as const), ...folders]);
    },
    /** Scans folders and files that were added at an earlier time; resolves when all is read. */
    begin: async (roots: readonly string[], files: readonly string[]): Promise<void> => {
      const added = [...roots.map(newFolder), ...(files.length > 0 ? [singleFiles(files)] : [])];
      put(...added.filter(({ id }) => !folders.has(id)));
      changed();
      const over: Promise<void>[] = [];
      for (const { id } of added) over.push(reading(await scan(id), false).over);
      await Promise.all(over);
    },
    /** Returns the id once a first track is known to be playable. A folder that is there already is scanned again. */
    addFolder: async (root: string): Promise<Result<string, FolderRefusal>> => {
      const folder = newFolder(root);
      const isNew = !folders.has(folder.id);
      if (isNew) put(folder);
      const refused = await refusal(folder.id, await scan(folder.id));
      if (refused === null) return ok(folder.id);
      if (isNew) remove(folder.id);
      return fail(refused);
    },
    /** Adds single files; resolves when they are read. */
    addFiles: async (files: readonly string[]): Promise<void> => {
      const before = folders.get(SINGLE_FILES) ?? singleFiles([]);
      put({ ...before, paths: singleFiles([...before.paths, ...files]).paths });
      await reading(await scan(SINGLE_FILES), true).over;
    },
    remove,
    /** Scans folders that have gone away since the last scan. */
    checkAgain: (ids: readonly string[]): void => {
      for (const id of ids) {
        const folder = folders.get(id);
        if (folder?.kind === 'folder' && !folder.isAway) void check(folder);
      }
    },
    /** A file is known to have changed, whether or not anybody tells of its folder. */
    fileChanged: (file: string): void => {
      for (const { id, kind, paths } of folders.values()) {
        if (kind !== 'bundled' && paths.includes(file)) changedIn(id);
      }
    },
    /** A folder is being scanned, or files wait to be read. */
    isScanning: (): boolean => readingCount + running.size + waiting.size > 0,
    close: (): void => {
      isClosed = true;
      clearInterval(timer);
      watching.close();
    },
  };
};
