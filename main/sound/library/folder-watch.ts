// Tells when something in a folder of music changes, so that nobody has to look for it. The only importer of
// chokidar, and only once there is a folder to watch, so that starting up is quick.

import { setTimeout as later } from 'node:timers/promises';
import type { FSWatcher } from 'chokidar';

/** Changes within this time are one (real ms): a copied album is many. */
const QUIET_MS = 400;

/** While changes keep coming, they are told this often (real ms). */
const MOST_MS = 1500;

/** So many folders are begun to be watched together, and then others have their turn (real ms). */
const BEGUN_AT_ONCE = 4;
const BETWEEN_MS = 20;

/** More folders than this are not watched, only looked into at every start. */
const MOST_FOLDERS = 4000;

export interface Watching {
  /**
   * Watches these folders (not what lies deeper) in the name of a shelf from now on; none: no more. Resolves once
   * new ones are watched, true if there are any: what happened to them until then has gone unseen.
   */
  readonly watch: (shelfId: string, folders: readonly string[]) => Promise<boolean>;
  readonly close: () => void;
}

interface Watched {
  readonly folders: Set<string>;
  readonly watcher: Promise<FSWatcher | null>;
}

interface Due {
  readonly timer: NodeJS.Timeout;
  /** Real ms on the monotonic clock. */
  readonly since: number;
}

/**
 * Folders alone are watched, one by one, since the walk knows them: a watch on every file would take as many as
 * there are tracks, and what happens to a file is told by its folder too.
 */
const open = async (happened: () => void): Promise<FSWatcher | null> => {
  try {
    const { watch } = await import('chokidar');
    const watcher = watch([], {
      ...{ ignoreInitial: true, depth: 0, ignorePermissionErrors: true, atomic: false },
      ignored: (_, stats) => stats?.isFile() === true,
    });
    watcher.on('raw', happened);
    // Where nothing can be watched, changes are seen at the next start.
    watcher.on('error', () => undefined);
    return watcher;
  } catch {
    return null;
  }
};

/** Nothing is watched at first. `onChange` says on whose shelf something changed. */
export const openWatching = (onChange: (shelfId: string) => void): Watching => {
  const watched = new Map<string, Watched>();
  const due = new Map<string, Due>();
  let isClosed = false;

  const tell = (shelfId: string): void => {
    due.delete(shelfId);
    if (!isClosed && watched.has(shelfId)) onChange(shelfId);
  };

  const tellSoon = (shelfId: string): void => {
    if (isClosed) return;
    const before = due.get(shelfId);
    const since = before?.since ?? performance.now();
    if (before !== undefined) clearTimeout(before.timer);
    const waitMs = Math.max(0, Math.min(QUIET_MS, since + MOST_MS - performance.now()));
    const timer = setTimeout(() => tell(shelfId), waitMs);
    timer.unref();
    due.set(shelfId, { timer, since });
  };

  const unwatch = (shelfId: string): void => {
    const before = watched.get(shelfId);
    watched.delete(shelfId);
    void before?.watcher.then((watcher) => watcher?.close());
  };

  const watch = async (shelfId: string, all: readonly string[]): Promise<boolean> => {
    if (isClosed) return false;
    const { folders, watcher } = watched.get(shelfId) ?? {
      ...{ folders: new Set<string>(), watcher: open(() => tellSoon(shelfId)) },
    };
    watched.set(shelfId, { folders, watcher });
    const present = new Set(all.slice(0, MOST_FOLDERS));
    const added = [...present].filter((folder) => !folders.has(folder));
    // A watch ends with its folder; only what is to be watched again is to be told.
    for (const folder of folders) if (!present.has(folder)) folders.delete(folder);
    for (const folder of added) folders.add(folder);
    const opened = await watcher;
    for (let at = 0; at < added.length; at += BEGUN_AT_ONCE) {
      if (isClosed || watched.get(shelfId)?.watcher !== watcher) return false;
      opened?.add(added.slice(at, at + BEGUN_AT_ONCE));
      await later(BETWEEN_MS);
    }
    return added.length > 0;
  };

  return {
    watch: async (shelfId, folders) => {
      if (folders.length > 0) return watch(shelfId, folders);
      unwatch(shelfId);
      return false;
    },
    close: () => {
      isClosed = true;
      for (const { timer } of due.values()) clearTimeout(timer);
      for (const shelfId of [...watched.keys()]) unwatch(shelfId);
    },
  };
};
