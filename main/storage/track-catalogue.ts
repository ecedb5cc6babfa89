// Keeps what was read and measured of each music file in catalogue.jsonl, so that no file is read or measured
// twice. It can be made anew from the files: a line that cannot be read costs only the work of reading again.

import { appendFileSync, mkdirSync } from 'node:fs';
import { appendFile, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import * as v from 'valibot';
import type { Notice } from '../../shared/ipc/snapshot.ts';
import { openNotices } from './notices.ts';

const FILE_NAME = 'catalogue.jsonl';

/** What comes within this time is written at once (real ms). */
const BATCH_MS = 500;

/** After so many lines the reading lets others have their turn: some 5 ms of work. */
const LINES_AT_ONCE = 500;

/** Fewer stale lines than this are not worth a writing of the whole. */
const FEW_STALE = 200;

const finite = v.pipe(v.number(), v.finite());
const text = v.nullable(v.pipe(v.string(), v.maxLength(2000)));

const TagsSchema = v.object({
  title: text,
  artist: text,
  album: text,
  /** Seconds; null: the file does not say. */
  durationS: v.nullable(v.pipe(finite, v.minValue(0))),
  /** By its ReplayGain, in LUFS; null: it has none. */
  lufs: v.nullable(finite),
  hasCover: v.boolean(),
});
/** What a file says of itself. */
export type Tags = Readonly<v.InferOutput<typeof TagsSchema>>;

const MeasuredSchema = v.object({
  /** null: silence from end to end, or too short to tell. */
  lufs: v.nullable(finite),
  truePeakDbtp: v.nullable(finite),
  durationS: v.nullable(v.pipe(finite, v.minValue(0))),
});
/** What was measured of a file: LUFS, dBTP, seconds. */
export type Measured = Readonly<v.InferOutput<typeof MeasuredSchema>>;

const EntrySchema = v.object({
  path: v.pipe(v.string(), v.minLength(1)),
  /** In bytes. */
  size: v.pipe(finite, v.minValue(0)),
  /** Whole ms since 1970. */
  mtimeMs: finite,
  tags: v.nullable(TagsSchema),
  /** Why it cannot be played; null: it can, as far as anybody knows. */
  reason: v.nullable(v.picklist(['empty', 'notAudio', 'damaged', 'unsupported', 'unreadable'])),
  measured: v.nullable(MeasuredSchema),
});
/** A file as it was when it was read. */
export type FileEntry = Readonly<v.InferOutput<typeof EntrySchema>>;

const LineSchema = v.union([EntrySchema, v.object({ path: v.string(), isGone: v.literal(true) })]);

export interface Catalogue {
  /** Reads the file; the same promise however often it is called. Never rejects. */
  readonly open: () => Promise<void>;
  /** What is known of a file as it is now; null when it is unknown or has changed since. */
  readonly find: (path: string, size: number, mtimeMs: number) => FileEntry | null;
  /** What was known last of a file, changed or not. */
  readonly last: (path: string) => FileEntry | null;
  /** What was known last of the files whose paths begin so, changed or not. */
  readonly below: (beginning: string) => readonly FileEntry[];
  /** Takes in what is known now, and writes it soon. */
  readonly put: (entry: FileEntry) => void;
  /** These files are no more. */
  readonly forget: (paths: readonly string[]) => void;
  readonly notices: () => readonly Notice[];
  readonly dismiss: (noticeId: string) => void;
  /** True when its last writing failed. */
  readonly isFailing: () => boolean;
  /** Writes what is not written yet, before it returns. */
  readonly close: () => void;
}

/** A line's entry, a path that is gone, or null for a line that is torn or strange. */
const readLine = (line: string): v.InferOutput<typeof LineSchema> | null => {
  try {
    const parsed = v.safeParse(LineSchema, JSON.parse(line));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
};

/** Replaces a file in one step: after a power cut it is the old one or the new one. Throws. */
const replaceWhole = async (file: string, content: string): Promise<void> => {
  const handle = await open(`${file}.new`, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
};

const linesOf = (entries: Iterable<object>): string =>
  [...entries].map((entry) => `${JSON.stringify(entry)}\n`).join('');

/** The catalogue of a folder; nothing is read before `open`. */
export const makeCatalogue = ({ folder }: { readonly folder: string }): Catalogue => {
  const file = join(folder, FILE_NAME);
  const notices = openNotices('catalogue');
  const entries = new Map<string, FileEntry>();
  let unwritten: object[] = [];
  let timer: NodeJS.Timeout | null = null;
  let opening: Promise<void> | null = null;
  /** Writings follow one another. */
  let writing: Promise<void> = Promise.resolve();
  let isClosed = false;

  const worked = (isWritten: boolean): void => {
    if (isWritten) notices.worked();
    else notices.failed(FILE_NAME);
  };

  const taken = (): string => {
    const lines = unwritten;
    unwritten = [];
    return linesOf(lines);
  };

  const write = async (): Promise<void> => {
    timer = null;
    if (unwritten.length === 0 || isClosed) return;
    try {
      const lines = taken();
      mkdirSync(dirname(file), { recursive: true });
      await appendFile(file, lines, { mode: 0o600 });
      worked(true);
    } catch {
      worked(false);
    }
  };

  const writeSoon = (line: object): void => {
    unwritten.push(line);
    if (timer !== null || isClosed) return;
    timer = setTimeout(() => {
      writing = writing.then(write);
    }, BATCH_MS);
  };

  const takeIn = (line: string): void => {
    const read = readLine(line);
    if (read === null) return;
    if ('isGone' in read) entries.delete(read.path);
    else entries.set(read.path, read);
  };

  /** When more than half of the lines say nothing any more, the others are written anew. */
  const compact = async (lineCount: number): Promise<void> => {
    const stale = lineCount - entries.size;
    if (stale < FEW_STALE || stale <= entries.size) return;
    try {
      await replaceWhole(file, linesOf(entries.values()));
    } catch {
      worked(false);
    }
  };

  const read = async (): Promise<void> => {
    const content = await readFile(file, 'utf8').catch(() => '');
    const lines = content.split('\n');
    const last = lines.pop() ?? '';
    for (const [i, line] of lines.entries()) {
      takeIn(line);
      if (i % LINES_AT_ONCE === LINES_AT_ONCE - 1) await pause();
    }
    // What a power cut tore off is ended, so that the next line is one of its own.
    if (last !== '') takeIn(last);
    if (last !== '') await appendFile(file, '\n').catch(() => worked(false));
    await compact(lines.length);
  };

  return {
    open: () => {
      opening ??= read();
      return opening;
    },
    find: (path, size, mtimeMs) => {
      const entry = entries.get(path);
      return entry !== undefined && entry.size === size && entry.mtimeMs === mtimeMs ? entry : null;
    },
    last: (path) => entries.get(path) ?? null,
    below: (beginning) => [...entries.values()].filter(({ path }) => path.startsWith(beginning)),
    put: (entry) => {
      entries.set(entry.path, entry);
      writeSoon(entry);
    },
    forget: (paths) => {
      for (const path of paths) if (entries.delete(path)) writeSoon({ path, isGone: true });
    },
    notices: notices.all,
    dismiss: notices.dismiss,
    isFailing: notices.isFailing,
    close: () => {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      if (unwritten.length === 0) return;
      try {
        mkdirSync(dirname(file), { recursive: true });
        appendFileSync(file, taken(), { mode: 0o600 });
      } catch {
        // There is nobody left to tell; it is read and measured again.
      }
    },
  };
};
