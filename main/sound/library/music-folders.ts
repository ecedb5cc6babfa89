// The shelves of the library: folders of one's own and single files, looked into, watched, and looked for when they
// are away. It never takes a shelf's tracks away before it has looked again, so that nothing that plays is disturbed.

import path from 'node:path';
import { tellError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Catalogue } from '../../storage/track-catalogue.ts';
import type { FoundFile } from './audio-files.ts';
import { diskOf, filesShelf, folderShelf, lastBelow, makeLook } from './folder-scan.ts';
import { openWatching } from './folder-watch.ts';
import type { KnownFile, KnownFiles } from './known-files.ts';
import { FILES, type Shelf } from './music-folder.ts';

/** How often a folder that is away is looked for again, and one that is there is looked after, in real ms. */
const LOOK_AGAIN_MS = 5000;

/** A file that changed within this time is perhaps still being written: it is read a little later (real ms). */
const STILL_WRITTEN_MS = 900;

export interface ShelvesParts {
  readonly known: KnownFiles;
  readonly catalogue: Pick<Catalogue, 'below' | 'last' | 'forget'>;
  /** Called when a shelf is another. */
  readonly changed: () => void;
  /** Called when a look or a reading has come to its end. */
  readonly settled: () => void;
}

export interface Shelves {
  readonly all: () => readonly Shelf[];
  readonly find: (id: string) => Shelf | null;
  /** Puts bundled shelves before all others. */
  readonly lay: (bundled: readonly Shelf[]) => void;
  /** Looks into folders and files that were added at an earlier time; resolves when all is read. */
  readonly begin: (folders: readonly string[], files: readonly string[]) => Promise<void>;
  /** Answers the id once a first track is known to be playable; one that is there already is looked into anew. */
  readonly addFolder: (folder: string) => Promise<Result<string, 'folderUnreadable' | 'folderWithoutAudio'>>;
  /** Adds single files; resolves when they are read. */
  readonly addFiles: (files: readonly string[]) => Promise<void>;
  /** Forgets a folder, or the single files; nothing happens on the disk. */
  readonly remove: (id: string) => void;
  /** Looks whether folders are still there. */
  readonly checkAgain: (ids: readonly string[]) => void;
  /** A folder is being looked into, or files wait to be read. */
  readonly isLooking: () => boolean;
  readonly close: () => void;
}

const sameItems = (one: Iterable<string>, other: Iterable<string>): boolean => {
  const [first, second] = [[...one], [...other]];
  return first.length === second.length && first.every((item, i) => item === second[i]);
};

const isSameShelf = (one: Shelf, other: Shelf): boolean =>
  one.isAway === other.isAway &&
  sameItems(one.paths, other.paths) &&
  sameItems(one.awayPaths, other.awayPaths);

const isPlayable = (file: KnownFile | null): boolean => file !== null && file.entry.reason === null;

/** True as soon as one of the files turns out to be playable, false once none has. */
const anyPlayable = (reads: readonly Promise<KnownFile | null>[]): Promise<boolean> =>
  new Promise((answer) => {
    for (const read of reads) void read.then((file) => (isPlayable(file) ? answer(true) : undefined));
    void Promise.all(reads).then(() => answer(false));
  });

/** Opens the shelves; there are none at first. */
export const openShelves = ({ known, catalogue, changed, settled }: ShelvesParts): Shelves => {
  const lookAtShelf = makeLook(known, catalogue);
  let shelves: ReadonlyMap<string, Shelf> = new Map();
  const disks = new Map<string, number | null>();
  /** Looks that have begun, and those that wait for the one before to be over, by shelf. */
  const running = new Map<string, Promise<unknown>>();
  const waiting = new Map<string, Promise<readonly FoundFile[]>>();
  let readingCount = 0;
  let isLookingAfter = false;
  let isClosed = false;

  const put = (...added: readonly Shelf[]): void => {
    shelves = new Map([...shelves, ...added.map((shelf) => [shelf.id, shelf] as const)]);
  };

  /** Files that no shelf has any more are nobody's. */
  const drop = (paths: readonly string[]): void => {
    if (paths.length === 0) return;
    const shelved = new Set([...shelves.values()].flatMap((shelf) => shelf.paths));
    known.drop(paths.filter((file) => !shelved.has(file)));
  };

  /** What is gone from among others is forgotten. A folder that is empty or gone as a whole may be a drive's. */
  const forgetGone = ({ folder, isAway, paths }: Shelf): void => {
    if (folder === null || isAway) return;
    const present = new Set(paths);
    const filled = new Set(paths.map((file) => path.dirname(file)));
    const gone = lastBelow(catalogue, folder).filter(
      (entry) => !present.has(entry.path) && filled.has(path.dirname(entry.path)),
    );
    catalogue.forget(gone.map((entry) => entry.path));
  };

  /** Answers the files that have to be read. */
  const lookOnce = async (id: string, isAfterChange: boolean): Promise<readonly FoundFile[]> => {
    const shelf = shelves.get(id);
    if (shelf === undefined) return [];
    const look = await lookAtShelf(shelf);
    const unread = await known.take(look.files);
    const present = shelves.get(id);
    if (present === undefined || isClosed) return [];
    // Single files may have been added meanwhile.
    const next = shelf.folder === null ? { ...look.shelf, paths: present.paths } : look.shelf;
    put(next);
    disks.set(id, look.disk);
    const kept = new Set(next.paths);
    drop(present.paths.filter((file) => !kept.has(file)));
    forgetGone(next);
    void watching.watch(id, look.folders).then((isNew) => (isNew ? soon(id) : undefined));
    if (!isSameShelf(present, next)) changed();
    if (!isAfterChange) return unread;
    const now = Date.now();
    const whole = unread.filter((file) => Math.abs(now - file.mtimeMs) > STILL_WRITTEN_MS);
    if (whole.length < unread.length) soon(id);
    return whole;
  };

  /** Looks once a look that has begun is over; whoever waits for that looks together. */
  const look = (id: string, isAfterChange = false): Promise<readonly FoundFile[]> => {
    const others = waiting.get(id);
    if (others !== undefined) return others;
    const start = async (): Promise<readonly FoundFile[]> => {
      // What went wrong with the look before is told to whoever waited for that one.
      await running.get(id)?.catch(() => undefined);
      waiting.delete(id);
      const run = lookOnce(id, isAfterChange);
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
      settled();
    });
    return { reads, over };
  };

  const lookAndRead = async (id: string, isAfterChange = false): Promise<void> => {
    const unread = await look(id, isAfterChange);
    if (unread.length > 0) await reading(unread, false).over;
  };
  const changedOn = (id: string): void => void (isClosed ? undefined : lookAndRead(id, true));
  const watching = openWatching(changedOn);
  const soon = (id: string): void => void setTimeout(() => changedOn(id), STILL_WRITTEN_MS).unref();

  const isOther = async ({ id, folder, isAway, awayPaths }: Shelf): Promise<boolean> => {
    if (folder === null) return awayPaths.size > 0;
    const disk = await diskOf(folder);
    return isAway ? disk !== null : disk !== disks.get(id);
  };

  const lookAfterOne = async (shelf: Shelf): Promise<void> => {
    if (await isOther(shelf)) await lookAndRead(shelf.id);
  };

  /** Folders that are away are looked for, and those that are here looked after. */
  const lookAfter = async (): Promise<void> => {
    if (isLookingAfter || isClosed) return;
    isLookingAfter = true;
    for (const shelf of shelves.values()) {
      if (shelf.kind !== 'bundled') await lookAfterOne(shelf).catch(tellError);
    }
    isLookingAfter = false;
  };
  const timer = setInterval(() => void lookAfter(), LOOK_AGAIN_MS);
  timer.unref();

  const remove = (id: string): void => {
    const shelf = shelves.get(id);
    if (shelf === undefined || shelf.kind === 'bundled') return;
    shelves = new Map([...shelves].filter(([other]) => other !== id));
    void watching.watch(id, []);
    disks.delete(id);
    drop(shelf.paths);
    changed();
  };

  /** Why a folder that was just looked into is no playlist; null: it is one. */
  const refusal = async (
    id: string,
    unread: readonly FoundFile[],
  ): Promise<'folderUnreadable' | 'folderWithoutAudio' | null> => {
    const shelf = shelves.get(id);
    if (shelf === undefined || shelf.isAway) return 'folderUnreadable';
    const { reads } = reading(unread, true);
    if (shelf.paths.some((file) => isPlayable(known.at(file)))) return null;
    return (await anyPlayable(reads)) ? null : 'folderWithoutAudio';
  };

  return {
    all: () => [...shelves.values()],
    find: (id) => shelves.get(id) ?? null,
    lay: (bundled) => {
      const others = shelves;
      shelves = new Map([...bundled.map((shelf) => [shelf.id, shelf] as const), ...others]);
    },
    begin: async (folders, files) => {
      const added = [...folders.map(folderShelf), ...(files.length > 0 ? [filesShelf(files)] : [])];
      put(...added.filter(({ id }) => !shelves.has(id)));
      changed();
      const over: Promise<void>[] = [];
      for (const { id } of added) over.push(reading(await look(id), false).over);
      await Promise.all(over);
    },
    addFolder: async (folder) => {
      const shelf = folderShelf(folder);
      const isNew = !shelves.has(shelf.id);
      if (isNew) put(shelf);
      const refused = await refusal(shelf.id, await look(shelf.id));
      if (refused === null) return ok(shelf.id);
      if (isNew) remove(shelf.id);
      return fail(refused);
    },
    addFiles: async (files) => {
      const before = shelves.get(FILES) ?? filesShelf([]);
      put({ ...before, paths: filesShelf([...before.paths, ...files]).paths });
      await reading(await look(FILES), true).over;
    },
    remove,
    checkAgain: (ids) => {
      for (const id of ids) {
        const shelf = shelves.get(id);
        if (shelf === undefined || shelf.kind !== 'folder' || shelf.isAway) continue;
        void isOther(shelf).then((isGone) => (isGone ? lookAndRead(id) : undefined));
      }
    },
    isLooking: () => readingCount + running.size + waiting.size > 0,
    close: () => {
      isClosed = true;
      clearInterval(timer);
      watching.close();
    },
  };
};
