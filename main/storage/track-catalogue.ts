// Keeps what was read and measured of each music file in catalogue.jsonl, so that no file is read or measured twice. It
// is appended to, since one track changes at a time among ten thousand. A line that cannot be read only costs the work
// of reading that file again.

import { appendFileSync, mkdirSync } from 'node:fs';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { followLinks, replaceFileSlowly, type SlowReplacement } from './atomic-write.ts';
import { openNotices } from './notices.ts';

const FILE_NAME = 'catalogue.jsonl';

/** Changes within this time are one write (real ms). */
const BATCH_MS = 500;

/** Reading pauses after this many lines, which take about 5 ms. */
const LINES_AT_ONCE = 500;

/** Fewer lines out of date than this are not worth a rewrite. */
const FEW_STALE = 200;

/** More files of the same content than this are not told apart by it. */
const MOST_ALIKE = 4;

const finite = v.pipe(v.number(), v.finite());
const text = v.nullable(v.pipe(v.string(), v.maxLength(2000)));

const TagsSchema = v.object({
  title: text,
  artist: text,
  album: text,
  /** Seconds; null: the file does not say. */
  durationS: v.nullable(v.pipe(finite, v.minValue(0))),
  /** From its ReplayGain tag, in LUFS; null: it has none. */
  lufs: v.nullable(finite),
  hasCover: v.boolean(),
});
/** What a file says about itself. */
export type Tags = Readonly<v.InferOutput<typeof TagsSchema>>;

const MeasuredSchema = v.object({
  /** null: silence throughout, or too short to measure. */
  lufs: v.nullable(finite),
  truePeakDbtp: v.nullable(finite),
  durationS: v.nullable(v.pipe(finite, v.minValue(0))),
  /** For so long the file goes on with what cannot be played, in seconds. */
  unheardS: v.optional(v.pipe(finite, v.minValue(0))),
});
/** What was measured of a file: LUFS, dBTP, seconds. */
export type Measured = Readonly<v.InferOutput<typeof MeasuredSchema>>;

const EntrySchema = v.object({
  path: v.pipe(v.string(), v.minLength(1)),
  /** In bytes. */
  size: v.pipe(finite, v.minValue(0)),
  /** Whole ms since 1970. */
  mtimeMs: finite,
  /** Of its content, to know the file by wherever it is moved. */
  print: v.optional(v.nullable(v.string())),
  /** Its track's id, where the path does not tell it any more. */
  id: v.optional(v.string()),
  tags: v.nullable(TagsSchema),
  /** Why it cannot be played; null: as far as is known, it can. */
  reason: v.nullable(v.picklist(['empty', 'notAudio', 'damaged', 'unsupported', 'unreadable'])),
  /** The decoder has tried it, and the reason stands. */
  isTried: v.optional(v.boolean()),
  measured: v.nullable(MeasuredSchema),
});
/** A file as it was when it was read. */
export type FileEntry = Readonly<v.InferOutput<typeof EntrySchema>>;

/** A line: an entry, or a path that is gone. */
const LineSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.union([EntrySchema, v.object({ path: v.string(), isGone: v.literal(true) })]),
);

export type Catalogue = ReturnType<typeof makeCatalogue>;

const lineOf = (entry: object): string => `${JSON.stringify(entry)}\n`;

const OWNER_ONLY = { mode: 0o600 } as const;

/** The catalogue in a folder. Nothing is read before `open`. */
export const makeCatalogue = (folder: string) => {
  const file = followLinks(join(folder, FILE_NAME));
  const notices = openNotices('catalogue');
  const entries = new Map<string, FileEntry>();
  /** Paths by the print of what is or was there. */
  const byPrint = new Map<string, Set<string>>();
  let unwritten: object[] = [];
  let timer: NodeJS.Timeout | null = null;
  let opening: Promise<void> | null = null;
  /** Batches are appended one after the other. */
  let appending: Promise<void> = Promise.resolve();
  let compacting: SlowReplacement | null = null;
  let isClosed = false;

  const append = async (text: () => string): Promise<void> => {
    try {
      const lines = text();
      await mkdir(folder, { recursive: true });
      await appendFile(file, lines, OWNER_ONLY);
      notices.wrote(true, FILE_NAME);
    } catch {
      notices.wrote(false, FILE_NAME);
    }
  };

  const taken = (): string => {
    const lines = unwritten;
    unwritten = [];
    return lines.map(lineOf).join('');
  };

  const writeSoon = (line: object): void => {
    unwritten.push(line);
    if (timer !== null || isClosed) return;
    timer = setTimeout(() => {
      timer = null;
      appending = appending.then(() => (isClosed ? undefined : append(taken)));
    }, BATCH_MS);
  };

  const add = (entry: FileEntry): void => {
    entries.set(entry.path, entry);
    if (entry.print == null) return;
    const paths = byPrint.get(entry.print) ?? new Set();
    if (paths.size < MOST_ALIKE) byPrint.set(entry.print, paths.add(entry.path));
  };

  const remove = (path: string): boolean => {
    byPrint.get(entries.get(path)?.print ?? '')?.delete(path);
    return entries.delete(path);
  };

  const takeIn = (line: string): void => {
    const { success, output } = v.safeParse(LineSchema, line);
    if (!success) return;
    if ('isGone' in output) remove(output.path);
    else add(output);
  };

  /** Rewrites the file when more than half of its lines are out of date. */
  const compact = async (lineCount: number): Promise<void> => {
    const stale = lineCount - entries.size;
    if (isClosed || stale < FEW_STALE || stale <= entries.size) return;
    const lines = [...entries.values()].map(lineOf);
    compacting = replaceFileSlowly(file, () => lines);
    await compacting.done.catch(() => isClosed || notices.wrote(false, FILE_NAME));
  };

  const read = async (): Promise<void> => {
    const content = await readFile(file, 'utf8').catch(() => '');
    const lines = content.split('\n');
    const last = lines.pop() ?? '';
    for (const [i, line] of lines.entries()) {
      takeIn(line);
      if (i % LINES_AT_ONCE === LINES_AT_ONCE - 1) await pause();
    }
    if (last !== '') {
      takeIn(last);
      // A power cut tore this line off. It is ended here, so that the next one starts on a line of its own.
      await append(() => '\n');
    }
    await compact(lines.length);
  };

  return {
    /** Reads the file once; every call returns the same promise. Never rejects. */
    open: (): Promise<void> => {
      opening ??= read();
      return opening;
    },
    /** What is known of a file of this size and age; null when it is unknown or has changed. */
    find: (path: string, size: number, mtimeMs: number): FileEntry | null => {
      const entry = entries.get(path);
      return entry !== undefined && entry.size === size && entry.mtimeMs === mtimeMs ? entry : null;
    },
    /** What was last known of a file, changed or not. */
    last: (path: string): FileEntry | null => entries.get(path) ?? null,
    /** The files that are known by this print, wherever they were last. */
    alike: (print: string): readonly FileEntry[] =>
      [...(byPrint.get(print) ?? [])].flatMap((path) => {
        const entry = entries.get(path);
        return entry?.print === print ? [entry] : [];
      }),
    /** What was last known of all files whose paths begin like this, changed or not. */
    below: (beginning: string): readonly FileEntry[] =>
      [...entries.values()].filter(({ path }) => path.startsWith(beginning)),
    /** Remembers what is known now, and writes it soon. */
    put: (entry: FileEntry): void => {
      add(entry);
      writeSoon(entry);
    },
    /** These files no longer exist. */
    forget: (paths: readonly string[]): void => {
      for (const path of paths) if (remove(path)) writeSoon({ path, isGone: true });
    },
    ...notices.state,
    /** Writes what still waits before it returns, and settles when nothing is under way. Never rejects. */
    close: async (): Promise<void> => {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      compacting?.cancel();
      try {
        if (unwritten.length > 0) {
          mkdirSync(folder, { recursive: true });
          appendFileSync(file, taken(), OWNER_ONLY);
        }
      } catch {
        // Nobody is left to be told. These files are read and measured again.
      }
      await appending;
      await opening;
    },
  };
};
