// The room's log on a real disk: appended to, never edited, kept for its time, and exported whole.

import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { RETRY_MS } from '../../main/storage/json-file.ts';
import { LOG_DAYS, type Log, type LogEntry, openLog, REMOVES_AFTER_MS } from '../../main/storage/log.ts';
import { keptFolder, NOW, told } from './kept-files.ts';

const DAY_MS = 24 * 3_600_000;
const TODAY = 'stillroom-2026-11-22.jsonl';

const folder = keptFolder('log');
/** A log in a folder of its own; `at` is asked for the time at every line. */
const open = (at = (): Date => NOW): Log => openLog(join(folder.path, 'log'), at);
const files = (): readonly string[] => readdirSync(join(folder.path, 'log')).sort();
const file = (name = TODAY): string => join(folder.path, 'log', name);
const lines = (name = TODAY): readonly string[] => readFileSync(file(name), 'utf8').trimEnd().split('\n');
const entries = (): readonly Record<string, unknown>[] => lines().map((line) => JSON.parse(line));
const rows = (log: Log): readonly string[] => log.exportCsv().trimEnd().split('\r\n');

const STARTED: LogEntry = { kind: 'program', what: 'started' };
const happening = (what: 'started' | 'doseMark'): LogEntry => ({
  kind: 'happening',
  happening: { kind: 'session', what, at: 0 },
  label: 'Amber Heron',
});

describe('the log', () => {
  it('has a line for everything that happened, in order', () => {
    const log = open();
    const every: readonly LogEntry[] = [
      STARTED,
      happening('started'),
      { kind: 'happening', happening: { kind: 'phase', phase: 'deep', at: 0 }, label: 'Amber Heron' },
      {
        kind: 'happening',
        happening: { kind: 'check', minute: 40, state: 'due', at: 0 },
        label: 'Amber Heron',
      },
      { kind: 'happening', happening: { kind: 'patient', what: 'someone', at: 0 }, label: null },
      { kind: 'fault', code: 'bridgeHangs', isOver: false },
      { kind: 'fault', code: 'bridgeHangs', isOver: true },
      { kind: 'refusal', command: 'nurse', reason: 'notHeld' },
      { kind: 'program', what: 'quit' },
    ];
    for (const entry of every) log.append(entry);
    expect(entries().map(({ at: _, ...entry }) => entry)).toEqual([
      { kind: 'program', what: 'started' },
      { kind: 'session', what: 'started', label: 'Amber Heron' },
      { kind: 'phase', what: 'deep', label: 'Amber Heron' },
      { kind: 'check', what: 'due', minute: 40, label: 'Amber Heron' },
      { kind: 'patient', what: 'someone' },
      { kind: 'fault', what: 'bridgeHangs' },
      { kind: 'faultOver', what: 'bridgeHangs' },
      { kind: 'refusal', what: 'notHeld', command: 'nurse' },
      { kind: 'program', what: 'quit' },
    ]);
    expect(log.notices()).toEqual([]);
  });

  it('has the local time with its offset, of when something happened and not of when it was logged', () => {
    const log = open();
    log.append(STARTED, NOW.getTime() - 90_000);
    const [{ at } = {}] = entries();
    expect(at).toMatch(/^2026-11-22T10:13:30\.000[+-]\d\d:\d\d$/);
    expect(new Date(String(at)).getTime()).toBe(NOW.getTime() - 90_000);
  });

  it('is on disk at once, and is only ever appended to', () => {
    const log = open();
    for (let n = 1; n <= 200; n += 1) {
      const before = n === 1 ? '' : readFileSync(file(), 'utf8');
      log.append(STARTED);
      const after = readFileSync(file(), 'utf8');
      expect(after.startsWith(before)).toBe(true);
      expect(after.trimEnd().split('\n')).toHaveLength(n);
    }
  });

  it('continues at the next start, in one file a day', () => {
    open().append(STARTED);
    open().append(STARTED);
    open(() => new Date(NOW.getTime() + DAY_MS)).append(STARTED);
    expect(files()).toEqual([TODAY, 'stillroom-2026-11-23.jsonl']);
    expect(lines()).toHaveLength(2);
  });

  it('continues in a new file at midnight', () => {
    let at = new Date(2026, 10, 22, 23, 59, 59);
    const log = open(() => at);
    log.append(STARTED);
    at = new Date(2026, 10, 23, 0, 0, 0);
    log.append(STARTED);
    expect(files()).toEqual([TODAY, 'stillroom-2026-11-23.jsonl']);
  });

  it('starts a new line after one that a crash cut off', () => {
    open().append(STARTED);
    appendFileSync(file(), '{"at":"2026');
    open().append(STARTED);
    expect(lines()).toHaveLength(3);
    expect(JSON.parse(lines()[2] ?? '')).toMatchObject({ what: 'started' });
  });

  it('says nothing on the console', () => {
    const said = (['log', 'info', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name));
    open().append(STARTED);
    for (const spy of said) expect(spy).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  it.skipIf(process.platform === 'win32')('is kept from other users', () => {
    open().append(STARTED);
    expect(statSync(file()).mode & 0o077).toBe(0);
  });

  it('does not stop the room when it cannot be written, and tells so once', () => {
    writeFileSync(join(folder.path, 'log'), '');
    const log = open();
    log.append(STARTED);
    log.append(STARTED);
    expect(told(log)).toEqual([['notKept', TODAY]]);
  });

  it('loses no line meanwhile, and writes them once it can, at the next line or by itself', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const path = join(folder.path, 'log');
    const log = open();
    for (const what of ['started', 'quit'] as const) {
      rmSync(path, { recursive: true, force: true });
      writeFileSync(path, '');
      log.append(STARTED);
      expect(log.exportCsv()).toContain('started');
      rmSync(path);
      if (what === 'quit') log.append({ kind: 'program', what });
      else vi.advanceTimersByTime(RETRY_MS);
      const kept = lines().map((line) => JSON.parse(line).what);
      expect(kept).toEqual(what === 'quit' ? ['started', 'quit'] : ['started']);
      expect(told(log)).toEqual([]);
    }
    vi.useRealTimers();
  });
});

describe('the lifetime of the log', () => {
  const lay = (name: string): void => writeFileSync(file(name), '{"at":"x","kind":"program"}\n');
  const dayAt = (daysLater: number): Date =>
    new Date(NOW.getFullYear(), NOW.getMonth(), NOW.getDate() + daysLater, 10);
  const nameOf = (daysLater: number): string => {
    const at = dayAt(daysLater);
    const two = (n: number): string => String(n).padStart(2, '0');
    return `stillroom-${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}.jsonl`;
  };
  /** Days on which the log has lines, counted from today. */
  const layDays = (days: readonly number[]): void => {
    mkdirSync(join(folder.path, 'log'), { recursive: true });
    for (const day of days) lay(nameOf(day));
  };
  const last = (count: number, step = 1): readonly number[] =>
    Array.from({ length: count }, (_, i) => -1 - i * step).reverse();

  /** A program of some hours that begins on a day and logs all the time; `days` may pass in it. */
  const run = (daysLater: number, days = 0): void => {
    let day = daysLater;
    let steadyMs = 0;
    const log = openLog(
      join(folder.path, 'log'),
      () => dayAt(day),
      LOG_DAYS,
      () => steadyMs,
    );
    log.append(STARTED);
    steadyMs += REMOVES_AFTER_MS;
    for (; day <= daysLater + days; day += 1) log.append(STARTED);
    expect(log.notices()).toEqual([]);
  };

  it('is ninety days including today, and older days go once the program has run for a while', () => {
    layDays([-400, ...last(120)]);
    run(0);
    expect(files()).toHaveLength(LOG_DAYS);
    expect(files()[0]).toBe('stillroom-2026-08-25.jsonl');
  });

  it('never ends at a start, whatever the clock says', () => {
    layDays(last(120));
    for (const at of [0, 365, -365]) open(() => dayAt(at)).append(STARTED);
    expect(files().filter((name) => last(120).some((day) => nameOf(day) === name))).toHaveLength(120);
  });

  it('also ends in a program that is never closed', () => {
    layDays(last(89));
    run(0, 3);
    expect(files()).toHaveLength(LOG_DAYS);
    expect(files().at(-1)).toBe(nameOf(3));
  });

  it('also ends where the room is used once a fortnight', () => {
    layDays(last(20, 14));
    run(0);
    expect(files()).toEqual([-85, -71, -57, -43, -29, -15, -1, 0].map(nameOf));
  });

  it.each([
    ['a month ahead', 31],
    ['a year ahead', 365],
    ['in 2071', 45 * 365],
    ['a year behind', -365],
    ['in 1970', -57 * 365],
  ])('is not shortened by a clock that is %s, at one start or for days', (_, daysLater) => {
    layDays(last(60));
    run(daysLater);
    run(daysLater, 5);
    // The clock is put right again.
    run(0);
    expect(files()).toEqual(expect.arrayContaining([...last(60), 0].map(nameOf)));
  });

  it('is longer where a day cannot be removed, which is told until it is', () => {
    layDays(last(100));
    const stuck = join(folder.path, 'log', nameOf(-100));
    rmSync(stuck);
    mkdirSync(stuck);
    let [day, steadyMs] = [0, 0];
    const log = openLog(
      join(folder.path, 'log'),
      () => dayAt(day),
      LOG_DAYS,
      () => steadyMs,
    );
    steadyMs = REMOVES_AFTER_MS;
    log.append(STARTED);
    log.append(STARTED);
    expect(told(log)).toEqual([['logNotRemoved', nameOf(-100)]]);
    rmSync(stuck, { recursive: true });
    lay(nameOf(-100));
    day = 1;
    log.append(STARTED);
    expect(told(log)).toEqual([]);
    expect(files()).not.toContain(nameOf(-100));
  });

  it('never ends for files that are not the log', () => {
    mkdirSync(join(folder.path, 'log'));
    for (const name of ['notes.txt', 'stillroom-2020.jsonl', 'old-stillroom-2020-01-01.jsonl']) lay(name);
    run(0);
    expect(files()).toHaveLength(4);
  });
});

describe('the export', () => {
  it('of an empty log has the columns', () => {
    expect(open().exportCsv()).toBe('at,kind,what,minute,command,label\r\n');
  });

  it('has the whole log, the oldest day first', () => {
    let at = new Date(NOW.getTime() + DAY_MS);
    const log = open(() => at);
    log.append(happening('doseMark'));
    at = NOW;
    log.append(happening('started'));
    log.append({ kind: 'refusal', command: 'nurse', reason: 'notHeld' });
    expect(rows(log).map((row) => row.replace(/^[^,]*/, ''))).toEqual([
      ',kind,what,minute,command,label',
      ',session,started,,,Amber Heron',
      ',refusal,notHeld,,nurse,',
      ',session,doseMark,,,Amber Heron',
    ]);
  });

  it('marks a line that cannot be read', () => {
    const log = open();
    log.append(STARTED);
    appendFileSync(file(), 'torn, "here\n[]\n');
    expect(rows(log).slice(2)).toEqual([',unreadable,"torn, ""here",,,', ',unreadable,[],,,']);
  });

  it('turns a label that looks like a formula into text', () => {
    const log = open();
    log.append({ ...happening('started'), label: '=1+1' } as LogEntry);
    expect(rows(log)[1]).toMatch(/,'=1\+1$/);
  });
});
