// The room's log: one JSON line for each happening, fault and refusal, in one file a day. Lines are only ever appended,
// and their types keep out names, keys and folders. No clock that was set wrong ever removes a day, and no line is lost while
// the disk cannot take it.

import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { orNull } from '../../shared/errors.ts';
import type { CommandError, CommandName } from '../../shared/ipc/contract.ts';
import type { FaultCode } from '../../shared/ipc/snapshot.ts';
import type { Happening } from '../../shared/session/events.ts';
import { isJsonObject, RETRY_MS } from './json-file.ts';
import { openNotices } from './notices.ts';
import { dayOf } from './quarantine.ts';

/** The log is kept for this many days, including today. */
export const LOG_DAYS = 90;

/** Two days of the log this far apart count as one day: the clock was set wrong in between, or nobody was here. */
const FAR_APART_DAYS = 15;

/** Days are removed this long after the start (real ms): by then a computer has set its clock. */
export const REMOVES_AFTER_MS = 3_600_000;

const DAY_MS = 24 * 3_600_000;

/** `takenOut`: somebody deleted it from the settings' file. `waits`: so many were wrong that none is checked for a while. */
export type PinChange = 'set' | 'removed' | 'takenOut' | 'waits';

/** `label` is the preset's: two random words. */
export type LogEntry =
  | { readonly kind: 'happening'; readonly happening: Happening; readonly label: string | null }
  | { readonly kind: 'fault'; readonly code: FaultCode; readonly isOver: boolean }
  | { readonly kind: 'refusal'; readonly command: CommandName; readonly reason: CommandError }
  | { readonly kind: 'program'; readonly what: 'started' | 'quit' }
  | { readonly kind: 'pin'; readonly what: PinChange };

export type Log = ReturnType<typeof openLog>;

/** The fields of a line, and the columns of the export in their order. */
const COLUMNS = ['at', 'kind', 'what', 'minute', 'command', 'label'] as const;
type Line = { readonly [Column in (typeof COLUMNS)[number]]?: string | number };

/** Local time with its offset: easy to read, and still exact. */
const localTime = (ms: number): string => {
  const at = new Date(ms);
  const offsetMin = -at.getTimezoneOffset();
  const local = new Date(ms + offsetMin * 60_000).toISOString().slice(0, -1);
  const [hours, minutes] = [Math.trunc(Math.abs(offsetMin) / 60), Math.abs(offsetMin) % 60];
  const pair = (n: number): string => String(n).padStart(2, '0');
  return `${local}${offsetMin < 0 ? '-' : '+'}${pair(hours)}:${pair(minutes)}`;
};

const happeningLine = (happening: Happening): Line => {
  switch (happening.kind) {
    case 'phase':
      return { kind: 'phase', what: happening.phase };
    case 'check':
      return { kind: 'check', what: happening.state, minute: happening.minute };
    case 'session':
    case 'patient':
      return { kind: happening.kind, what: happening.what };
  }
};

const lineOf = (entry: LogEntry): Line => {
  switch (entry.kind) {
    case 'happening':
      return { ...happeningLine(entry.happening), ...(entry.label === null ? {} : { label: entry.label }) };
    case 'fault':
      return { kind: entry.isOver ? 'faultOver' : 'fault', what: entry.code };
    case 'refusal':
      return { kind: 'refusal', what: entry.reason, command: entry.command };
    case 'program':
      return { kind: 'program', what: entry.what };
    case 'pin':
      return { kind: 'pin', what: entry.what };
  }
};

/** A cell that begins like a formula gets an apostrophe, which makes it text to a spreadsheet. */
const cell = (value: string): string => {
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** Rows as CSV (RFC 4180) that a spreadsheet opens as text. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

const DAY_FILE = /^stillroom-(\d{4}-\d{2}-\d{2})\.jsonl$/;

const dayFiles = (folder: string): readonly { readonly name: string; readonly day: string }[] => {
  const names = orNull(() => readdirSync(folder)) ?? [];
  const days = names.map((name) => ({ name, day: DAY_FILE.exec(name)?.[1] ?? '' }));
  return days.filter(({ day }) => day !== '').sort((a, b) => (a.day < b.day ? -1 : 1));
};

const linesOf = (file: string): readonly string[] =>
  (orNull(() => readFileSync(file, 'utf8')) ?? '').split(/\r?\n/).filter((line) => line !== '');

const LineSchema = v.pipe(v.string(), v.parseJson());

const rowOf = (line: string): readonly string[] => {
  const { success, output } = v.safeParse(LineSchema, line);
  if (!success || !isJsonObject(output)) return ['', 'unreadable', line, '', '', ''];
  const fields = COLUMNS.map((column) => output[column]);
  return fields.map((field) => {
    return typeof field === 'string' || typeof field === 'number' ? String(field) : '';
  });
};

/** Makes sure that a day's file can be written, and ends a last line that was torn. Throws. */
const prepare = (folder: string, file: string): void => {
  mkdirSync(folder, { recursive: true });
  appendFileSync(file, '', { mode: 0o600 });
  const bytes = readFileSync(file);
  if (bytes.length > 0 && bytes.at(-1) !== 0x0a) appendFileSync(file, '\n');
};

/**
 * The files of days that are too old by the log's own days. A clock that runs ahead makes no day older: between it and the
 * log's newest lines lies a gap, and a gap counts as one day. Days ahead of today are another clock's, and stay.
 */
const tooOld = (files: ReturnType<typeof dayFiles>, today: string, keepDays: number): readonly string[] => {
  let newer = today;
  let age = 0;
  return files.toReversed().flatMap(({ name, day }) => {
    if (day >= today) return [];
    const days = Math.round((Date.parse(newer) - Date.parse(day)) / DAY_MS);
    age += days < FAR_APART_DAYS ? days : 1;
    newer = day;
    return age < keepDays ? [] : [name];
  });
};

/**
 * Opens the log in its folder. Never throws.
 *
 * @param steady real ms; nobody sets it
 */
export const openLog = (
  folder: string,
  now = () => new Date(),
  keepDays = LOG_DAYS,
  steady = () => performance.now(),
) => {
  const notices = openNotices('log');
  const removesFrom = steady() + REMOVES_AFTER_MS;
  /** The file of the day that can be written; empty: none yet. */
  let file = '';
  /** Lines that did not reach the disk yet. */
  let waiting: readonly Line[] = [];
  let retry: NodeJS.Timeout | undefined;
  /** The day on which days were removed last. */
  let tidied = '';

  const removeOld = (): void => {
    const today = dayOf(now());
    if (today === tidied || steady() < removesFrom) return;
    tidied = today;
    for (const name of tooOld(dayFiles(folder), today, keepDays)) {
      try {
        rmSync(join(folder, name));
        notices.over('logNotRemoved', name);
      } catch {
        notices.tell('logNotRemoved', name);
      }
    }
  };

  /** Adds what waits to the file of the day; false when it did not reach the disk. */
  const isAppended = (name: string): boolean => {
    let sizeBefore: number | null = null;
    try {
      if (file !== join(folder, name) || !existsSync(file)) {
        prepare(folder, join(folder, name));
        file = join(folder, name);
      }
      sizeBefore = statSync(file).size;
      appendFileSync(file, waiting.map((line) => `${JSON.stringify(line)}\n`).join(''));
      waiting = [];
      return true;
    } catch {
      // A part of it may be there, and comes again. Where it cannot be cut off, it is ended before the next line.
      const [cut, at] = [file, sizeBefore];
      if (at !== null) orNull(() => truncateSync(cut, at));
      file = '';
      return false;
    }
  };

  const write = (): void => {
    clearTimeout(retry);
    const name = `stillroom-${dayOf(now())}.jsonl`;
    notices.wrote(isAppended(name), name);
    if (waiting.length > 0) retry = setTimeout(write, RETRY_MS).unref();
  };

  return {
    /** Adds a line. `wallMs`: when it happened, in ms since 1970; by default now. */
    append: (entry: LogEntry, wallMs = now().getTime()): void => {
      waiting = [...waiting, { at: localTime(wallMs), ...lineOf(entry) }];
      write();
      removeOld();
    },
    /** The whole log, oldest day first. A line that cannot be read becomes a row of kind `unreadable`. */
    exportCsv: (): string => {
      const lines = dayFiles(folder).flatMap(({ name }) => linesOf(join(folder, name)));
      const all = [...lines, ...waiting.map((line) => JSON.stringify(line))];
      return csvOf([COLUMNS, ...all.map(rowOf)]);
    },
    ...notices.state,
  };
};
