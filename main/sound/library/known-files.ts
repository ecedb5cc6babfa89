// What is known of each music file: from the catalogue when the file has not changed, otherwise read, a few at a time.
// It reads no file twice and leaves time for everything else.

import { setImmediate as pause } from 'node:timers/promises';
import { tellError } from '../../../shared/errors.ts';
import { isSameVersion, versionText } from '../../storage/file-version.ts';
import type { Catalogue, FileEntry, Measured, Tags } from '../../storage/track-catalogue.ts';
import { type FoundFile, findFile, hashOf, trackIdOf } from './audio-files.ts';
import { printOf } from './prints.ts';
import { readTags } from './tags.ts';

/** This many files are read at once: enough for a slow disk, and few enough to leave some of it to others. */
const AT_ONCE = 4;

/** There is a pause after this many files that need no reading, which take about 5 ms. */
const TAKEN_AT_ONCE = 500;

/** A file of the library. It never changes: new knowledge makes a new one. */
export interface KnownFile {
  /** Safe in an address, the same at every start, and no path. */
  readonly id: string;
  readonly entry: FileEntry;
  /** The picture of its folder, absolute; null: there is none. */
  readonly image: string | null;
}

/** Where the file's track is played and measured from: this version of it, and no other. */
export const addressOf = ({ id, entry }: KnownFile): string => `/media/${id}?${versionText(entry)}`;

/** What the loudness meter says of a track. */
export type MeterOutcome =
  | ({ readonly kind: 'measured'; readonly durationS: number } & Omit<Measured, 'durationS'>)
  | { readonly kind: 'unplayable'; readonly reason: 'damaged' | 'unsupported' | 'unreadable' };

export type KnownFiles = ReturnType<typeof openKnownFiles>;

/** A file that cannot be read now may be readable later without a change of its own, so that is not kept. */
const isLasting = ({ reason }: FileEntry): boolean => reason !== 'unreadable';

const entryOf = async ({ path, size, mtimeMs }: FoundFile): Promise<FileEntry | null> => {
  const read = await readTags(path);
  const print = size === 0 ? null : await printOf(path, size);
  return read && { path, size, mtimeMs, print, ...read, measured: null };
};

const idOf = ({ id, path }: FileEntry): string => id ?? trackIdOf(path);

/** What the reader of tags could not make out may be playable all the same: the decoder decides. */
export const isDoubtful = ({ reason, isTried }: FileEntry): boolean =>
  isTried !== true && reason !== null && reason !== 'empty' && reason !== 'unreadable';

const NO_TAGS: Tags = {
  title: null,
  artist: null,
  album: null,
  durationS: null,
  lufs: null,
  hasCover: false,
};

const settled = ({ tags, reason }: FileEntry, outcome: MeterOutcome): Partial<FileEntry> => {
  if (outcome.kind === 'unplayable') {
    // Where the reader of tags found a reason, it knows it better.
    return outcome.reason === 'unreadable'
      ? { reason: reason ?? 'unreadable' }
      : { reason: reason ?? outcome.reason, isTried: true };
  }
  const { kind, ...measured } = outcome;
  return { tags: tags ?? NO_TAGS, reason: null, measured };
};

const knownOf = (entry: FileEntry, image: string | null): KnownFile => ({
  id: idOf(entry),
  entry,
  image,
});

/** Nothing is known at first. `changed` is called for everything new. */
export const openKnownFiles = (
  catalogue: Pick<Catalogue, 'find' | 'put' | 'last' | 'alike' | 'forget'>,
  changed: () => void,
) => {
  const files = new Map<string, KnownFile>();
  const paths = new Map<string, string>();
  /** Files that wait to be read or are being read, by path. */
  const pending = new Map<string, { readonly found: FoundFile; readonly done: Promise<KnownFile | null> }>();
  const first: (() => Promise<void>)[] = [];
  const later: (() => Promise<void>)[] = [];
  let atWork = 0;

  /** Adds a file of which everything is known, whatever the disk says. */
  const add = (file: KnownFile): void => {
    files.set(file.entry.path, file);
    paths.set(file.id, file.entry.path);
  };

  const keep = (file: KnownFile): void => {
    add(file);
    if (isLasting(file.entry)) catalogue.put(file.entry);
    changed();
  };

  const work = async (): Promise<void> => {
    atWork += 1;
    const next = () => first.shift() ?? later.shift();
    for (let job = next(); job !== undefined; job = next()) await job();
    atWork -= 1;
  };

  /** False once the file was removed, or changed and queued again. */
  const isPending = (found: FoundFile): boolean => pending.get(found.path)?.found === found;

  const forget = (path: string): void => {
    const file = files.get(path);
    files.delete(path);
    if (file !== undefined && paths.get(file.id) === path) paths.delete(file.id);
  };

  /** A file that was moved here stays the track that it was. A copy is another track, and is measured itself. */
  const followed = async (entry: FileEntry): Promise<FileEntry> => {
    const others = entry.print == null ? [] : catalogue.alike(entry.print);
    const found = await Promise.all(others.map(({ path }) => findFile(path)));
    for (const [at, other] of others.entries()) {
      if (found[at] !== null || catalogue.last(other.path) !== other) continue;
      catalogue.forget([other.path]);
      forget(other.path);
      const { reason, isTried, measured } = other;
      return { ...entry, tags: entry.tags ?? other.tags, reason, isTried, measured, id: idOf(other) };
    }
    const id = catalogue.last(entry.path)?.id;
    const here = id === undefined ? entry : { ...entry, id };
    const holder = paths.get(idOf(here));
    // Another file was here, and was followed to where it is now.
    const isTaken = holder !== undefined && holder !== entry.path;
    return isTaken ? { ...here, id: hashOf(`${entry.path}\n${entry.print}`) } : here;
  };

  const readNow = async (found: FoundFile): Promise<KnownFile | null> => {
    const read = isPending(found) ? await entryOf(found) : null;
    const entry = read !== null && isPending(found) ? await followed(read) : null;
    if (!isPending(found)) return files.get(found.path) ?? null;
    pending.delete(found.path);
    if (entry === null) return null;
    const file = knownOf(entry, found.image);
    keep(file);
    return file;
  };

  /** An error in one file is told, and does not stop the files behind it. */
  const readSafely = (found: FoundFile): Promise<KnownFile | null> =>
    readNow(found).catch((error: unknown) => {
      if (isPending(found)) pending.delete(found.path);
      tellError(error);
      return null;
    });

  /** Reads a file when its turn comes; `isFirst`: before all that wait. Never rejects. */
  const read = (found: FoundFile, isFirst: boolean): Promise<KnownFile | null> => {
    const before = pending.get(found.path);
    if (before !== undefined && isSameVersion(before.found, found)) return before.done;
    const done = new Promise<KnownFile | null>((answer) => {
      (isFirst ? first : later).push(async () => answer(await readSafely(found)));
    });
    pending.set(found.path, { found, done });
    if (atWork < AT_ONCE) void work();
    return done;
  };

  /** True when a found file needs no reading. */
  const isTaken = (found: FoundFile): boolean => {
    const { size, mtimeMs, image } = found;
    const present = files.get(found.path);
    if (present !== undefined && isSameVersion(present.entry, found) && isLasting(present.entry)) {
      if (present.image === image) return true;
      add({ ...present, image });
      changed();
      return true;
    }
    const entry = catalogue.find(found.path, size, mtimeMs);
    if (entry !== null) add(knownOf(entry, image));
    return entry !== null;
  };

  return {
    at: (path: string): KnownFile | null => files.get(path) ?? null,
    byId: (id: string): KnownFile | null => files.get(paths.get(id) ?? '') ?? null,
    add,
    /** Takes in found files; returns those that must be read. */
    take: async (found: readonly FoundFile[]): Promise<readonly FoundFile[]> => {
      const unread: FoundFile[] = [];
      for (const [i, file] of found.entries()) {
        if (!isTaken(file)) unread.push(file);
        if (i % TAKEN_AT_ONCE === TAKEN_AT_ONCE - 1) await pause();
      }
      return unread;
    },
    read,
    /** Takes in what was last known of files that cannot be reached now. */
    recall: (entries: readonly FileEntry[]): void => {
      for (const entry of entries) if (!files.has(entry.path)) add(knownOf(entry, null));
    },
    /** Takes in what was measured of a file. */
    settle: (file: KnownFile, outcome: MeterOutcome): void =>
      keep({ ...file, entry: { ...file.entry, ...settled(file.entry, outcome) } }),
    /** Removes files from the library. Those that wait are not read. */
    drop: (dropped: readonly string[]): void => {
      for (const path of dropped) {
        forget(path);
        pending.delete(path);
      }
    },
  };
};
