// All that is known of music files by now: from the catalogue where they have not changed, read where they have, a
// few at a time. It reads no file twice, and leaves time for everything else.

import { setImmediate as pause } from 'node:timers/promises';
import { tellError } from '../../../shared/errors.ts';
import type { Catalogue, FileEntry, Measured } from '../../storage/track-catalogue.ts';
import { type FoundFile, trackIdOf } from './audio-files.ts';
import { readTags } from './tags.ts';

/** So many files are read at once: enough for a slow disk, few enough to leave it to others. */
const AT_ONCE = 4;

/** After so many files that need no reading, others have their turn: some 5 ms of work. */
const TAKEN_AT_ONCE = 500;

/** A file of the library. Never changed: what is newly known makes a new one. */
export interface KnownFile {
  /** Safe in an address, the same at every start, and no path. */
  readonly id: string;
  readonly entry: FileEntry;
  /** The picture of its folder, absolute; null: there is none. */
  readonly image: string | null;
}

/** What the meter said of a track. */
export type MeterOutcome =
  | ({ readonly kind: 'measured'; readonly durationS: number } & Omit<Measured, 'durationS'>)
  | { readonly kind: 'unplayable'; readonly reason: 'damaged' | 'unsupported' | 'unreadable' };

export interface KnownFiles {
  readonly at: (path: string) => KnownFile | null;
  readonly byId: (id: string) => KnownFile | null;
  /** Takes in a file of which all is known, whatever the disk says. */
  readonly lay: (file: KnownFile) => void;
  /** Takes in found files of which all is known; answers those that have to be read. */
  readonly take: (found: readonly FoundFile[]) => Promise<readonly FoundFile[]>;
  /** Reads a file when its turn comes; `isFirst`: before those that wait. Never rejects. */
  readonly read: (found: FoundFile, isFirst: boolean) => Promise<KnownFile | null>;
  /** What was known last of files that cannot be reached now. */
  readonly recall: (entries: readonly FileEntry[]) => void;
  /** Takes in what was measured of a file. */
  readonly settle: (file: KnownFile, outcome: MeterOutcome) => void;
  /** These are no part of the library any more; those that wait are not read. */
  readonly drop: (paths: readonly string[]) => void;
}

const isSame = ({ entry }: KnownFile, { size, mtimeMs }: FoundFile): boolean =>
  entry.size === size && entry.mtimeMs === mtimeMs;

/** What may not last is not kept: who may read a file can change without the file. */
const isLasting = ({ reason }: FileEntry): boolean => reason !== 'unreadable';

const entryOf = async (found: FoundFile): Promise<FileEntry | null> => {
  const about = { path: found.path, size: found.size, mtimeMs: found.mtimeMs, measured: null };
  const read = await readTags(found.path);
  if (read.kind === 'gone') return null;
  return read.kind === 'tags'
    ? { ...about, tags: read.tags, reason: null }
    : { ...about, tags: null, reason: read.reason };
};

const settled = (outcome: MeterOutcome): Partial<FileEntry> => {
  if (outcome.kind === 'unplayable') return { reason: outcome.reason };
  const { lufs, truePeakDbtp, durationS } = outcome;
  return { measured: { lufs, truePeakDbtp, durationS } };
};

/** Nothing is known at first. `changed` is called whenever something new is. */
export const openKnownFiles = (
  catalogue: Pick<Catalogue, 'find' | 'put'>,
  changed: () => void,
): KnownFiles => {
  const files = new Map<string, KnownFile>();
  const paths = new Map<string, string>();
  /** Files that wait to be read or are being read, by path. */
  const pending = new Map<string, { readonly found: FoundFile; readonly done: Promise<KnownFile | null> }>();
  const first: (() => Promise<void>)[] = [];
  const later: (() => Promise<void>)[] = [];
  let atWork = 0;

  const lay = (file: KnownFile): void => {
    files.set(file.entry.path, file);
    paths.set(file.id, file.entry.path);
  };

  const known = (entry: FileEntry, image: string | null): KnownFile => ({
    ...{ id: trackIdOf(entry.path), entry, image },
  });

  const keep = (file: KnownFile): void => {
    lay(file);
    if (isLasting(file.entry)) catalogue.put(file.entry);
    changed();
  };

  const work = async (): Promise<void> => {
    atWork += 1;
    const next = () => first.shift() ?? later.shift();
    for (let job = next(); job !== undefined; job = next()) await job();
    atWork -= 1;
  };

  const readNow = async (found: FoundFile): Promise<KnownFile | null> => {
    if (pending.get(found.path)?.found !== found) return files.get(found.path) ?? null;
    const entry = await entryOf(found);
    // Meanwhile it may have been removed, or changed and put in the queue anew.
    if (pending.get(found.path)?.found !== found) return files.get(found.path) ?? null;
    pending.delete(found.path);
    if (entry === null) return null;
    const file = known(entry, found.image);
    keep(file);
    return file;
  };

  /** What went wrong with one file is told, and keeps none that waits behind it from being read. */
  const comeToNothing =
    (found: FoundFile) =>
    (error: unknown): null => {
      if (pending.get(found.path)?.found === found) pending.delete(found.path);
      tellError(error);
      return null;
    };

  const read = (found: FoundFile, isFirst: boolean): Promise<KnownFile | null> => {
    const before = pending.get(found.path);
    if (before?.found.size === found.size && before.found.mtimeMs === found.mtimeMs) return before.done;
    const done = new Promise<KnownFile | null>((answered) => {
      (isFirst ? first : later).push(async () => answered(await readNow(found).catch(comeToNothing(found))));
    });
    pending.set(found.path, { found, done });
    if (atWork < AT_ONCE) void work();
    return done;
  };

  /** True when nothing of a found file has to be read. */
  const isTaken = (found: FoundFile): boolean => {
    const present = files.get(found.path);
    if (present !== undefined && isSame(present, found) && isLasting(present.entry)) {
      if (present.image === found.image) return true;
      lay({ ...present, image: found.image });
      changed();
      return true;
    }
    const entry = catalogue.find(found.path, found.size, found.mtimeMs);
    if (entry === null) return false;
    lay(known(entry, found.image));
    return true;
  };

  return {
    at: (path) => files.get(path) ?? null,
    byId: (id) => files.get(paths.get(id) ?? '') ?? null,
    lay,
    take: async (found) => {
      const unread: FoundFile[] = [];
      for (const [i, file] of found.entries()) {
        if (!isTaken(file)) unread.push(file);
        if (i % TAKEN_AT_ONCE === TAKEN_AT_ONCE - 1) await pause();
      }
      return unread;
    },
    read,
    recall: (entries) => {
      for (const entry of entries) if (!files.has(entry.path)) lay(known(entry, null));
    },
    settle: (file, outcome) => keep({ ...file, entry: { ...file.entry, ...settled(outcome) } }),
    drop: (dropped) => {
      for (const path of dropped) {
        const file = files.get(path);
        files.delete(path);
        pending.delete(path);
        if (file !== undefined) paths.delete(file.id);
      }
    },
  };
};
