// Says when something changes in a folder of music, and whether that can be trusted. The only importer of chokidar, and
// only once there is a folder to watch, so that the program starts quickly.

import { setTimeout as later } from 'node:timers/promises';
import type { FSWatcher } from 'chokidar';
import { tellChanges } from './telling-disks.ts';

/** Changes within this time count as one (real ms): copying an album makes many. */
const QUIET_MS = 400;

/** While changes keep coming, they are reported this often (real ms). */
const MOST_MS = 1500;

/** This many watches begin together, and then there is a pause (real ms). */
const BEGUN_AT_ONCE = 4;
const BETWEEN_MS = 20;

/** More folders than this are not watched. */
const MOST_FOLDERS = 4000;

interface Watched {
  readonly roots: Set<string>;
  readonly watcher: Promise<FSWatcher | null>;
  /** False when changes may go unseen: on such a disk, or where no more can be watched. */
  isTrusted: boolean;
  /** Since when changes wait to be reported, in real ms on the monotonic clock; null: none wait. */
  waitingSince: number | null;
  timer?: NodeJS.Timeout;
}

/**
 * Only folders are watched. The scan has found all of them, what happens to a file is reported for its folder too, and
 * a watch on every file would need as many as there are tracks.
 */
const openWatcher = async (happened: () => void, failed: () => void): Promise<FSWatcher | null> => {
  try {
    const { watch } = await import('chokidar');
    const watcher = watch([], {
      ignoreInitial: true,
      depth: 0,
      ignorePermissionErrors: true,
      atomic: false,
      ignored: (_, stats) => stats?.isFile() === true,
    });
    watcher.on('raw', happened);
    watcher.on('error', failed);
    return watcher;
  } catch {
    failed();
    return null;
  }
};

export type FolderWatch = ReturnType<typeof openFolderWatch>;

/** Watches nothing at first. `onChange` says in which folder of the library something changed. */
export const openFolderWatch = (onChange: (folderId: string) => void) => {
  const watched = new Map<string, Watched>();
  let isClosed = false;

  const tellSoon = (folderId: string): void => {
    const here = watched.get(folderId);
    if (here === undefined) return;
    here.waitingSince ??= performance.now();
    const waitMs = Math.max(0, Math.min(QUIET_MS, here.waitingSince + MOST_MS - performance.now()));
    clearTimeout(here.timer);
    here.timer = setTimeout(() => {
      here.waitingSince = null;
      onChange(folderId);
    }, waitMs).unref();
  };

  const unwatch = (folderId: string): void => {
    const before = watched.get(folderId);
    watched.delete(folderId);
    clearTimeout(before?.timer);
    void before?.watcher.then((watcher) => watcher?.close());
  };

  const distrust = (folderId: string): void => {
    const here = watched.get(folderId);
    if (here !== undefined) here.isTrusted = false;
  };

  const begin = (folderId: string): Watched => {
    const happened = (): void => tellSoon(folderId);
    const watcher = openWatcher(happened, () => distrust(folderId));
    return { roots: new Set<string>(), watcher, isTrusted: true, waitingSince: null };
  };

  const watchAll = async (folderId: string, all: readonly string[]): Promise<boolean> => {
    if (isClosed) return false;
    const here = watched.get(folderId) ?? begin(folderId);
    watched.set(folderId, here);
    if (all.length > MOST_FOLDERS) here.isTrusted = false;
    const { roots, watcher } = here;
    const present = new Set(all.slice(0, MOST_FOLDERS));
    const added = [...present].filter((root) => !roots.has(root));
    // A watch ends with its folder. Only a folder that comes back must be added again.
    for (const root of roots) if (!present.has(root)) roots.delete(root);
    for (const root of added) roots.add(root);
    if (!(await tellChanges(added))) here.isTrusted = false;
    const opened = await watcher;
    for (let at = 0; at < added.length; at += BEGUN_AT_ONCE) {
      if (isClosed || watched.get(folderId)?.watcher !== watcher) return false;
      opened?.add(added.slice(at, at + BEGUN_AT_ONCE));
      await later(BETWEEN_MS);
    }
    return added.length > 0;
  };

  return {
    /**
     * From now on watches these folders, without the folders in them, for one folder of the library; none ends its
     * watch. Resolves once all are watched: true when some are new, because changes in them until now went unseen.
     */
    watch: async (folderId: string, roots: readonly string[]): Promise<boolean> => {
      if (roots.length > 0) return watchAll(folderId, roots);
      unwatch(folderId);
      return false;
    },
    /** True when every change in a folder of the library is told. */
    isTrusted: (folderId: string): boolean => watched.get(folderId)?.isTrusted ?? false,
    close: (): void => {
      isClosed = true;
      for (const folderId of [...watched.keys()]) unwatch(folderId);
    },
  };
};
