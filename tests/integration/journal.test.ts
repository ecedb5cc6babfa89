// The crash journal on a real disk: a killed program continues its session, and what cannot be read is put aside.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  JOURNAL_DELAY_MS,
  JOURNAL_LIFE_MS,
  type Journal,
  type JournalEntry,
  openJournal,
} from '../../main/storage/journal.ts';
import { EMPTY_ROOM, lastingOf } from '../../shared/session/session.ts';
import { MINUTE, play, running, SPRAVATO } from '../unit/session-arbitraries.ts';
import { asideOf, keptFolder, NOW, told } from './kept-files.ts';

const FILE = 'journal.json';
const ASIDE = asideOf(FILE);

const folder = keptFolder('journal');
const open = (laterMs = 0): Journal => openJournal(folder.path, () => new Date(NOW.getTime() + laterMs));

const entryAt = (minute: number): JournalEntry => ({
  session: running(play(SPRAVATO, [1, 'doseMark'], [minute, 'darker']).session),
  savedAtWallMs: NOW.getTime(),
  sessionMs: minute * MINUTE,
  rate: 1,
  place: { playlistId: 'bundled:Slow Water', trackId: 'bundled:Slow Water/1', positionS: 71.5 },
  output: null,
});
const ENTRY = entryAt(30);

const written = (entry: JournalEntry): void => {
  const journal = open();
  journal.write(entry);
  journal.flush();
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the journal of a session', () => {
  it('is empty in a new room, and writes nothing', () => {
    const journal = open();
    expect(journal.read()).toBeNull();
    journal.flush();
    journal.clear();
    expect(folder.files()).toEqual([]);
    expect(journal.notices()).toEqual([]);
  });

  it('returns after a crash exactly what was written', () => {
    written(ENTRY);
    expect(open().read()).toEqual(ENTRY);
    written({ ...ENTRY, place: null });
    expect(open().read()?.place).toBeNull();
  });

  it('writes only the last of a burst of changes, and soon', () => {
    const journal = open();
    for (const minute of [10, 20, 30]) journal.write(entryAt(minute));
    expect(folder.files()).toEqual([]);
    vi.advanceTimersByTime(JOURNAL_DELAY_MS);
    expect(open().read()).toEqual(ENTRY);
  });

  it('is on disk no later than its delay, however often it changes', () => {
    const journal = open();
    for (let ms = 0; ms <= JOURNAL_DELAY_MS; ms += 50) {
      journal.write(ENTRY);
      vi.advanceTimersByTime(50);
    }
    expect(folder.files()).toEqual([FILE]);
  });

  it('is gone when the session is over, with what still waited or was half written', () => {
    const journal = open();
    journal.write(ENTRY);
    journal.flush();
    folder.lay(`${FILE}.new`, 'half');
    journal.write(ENTRY);
    journal.clear();
    vi.advanceTimersByTime(10 * JOURNAL_DELAY_MS);
    journal.flush();
    expect(folder.files()).toEqual([]);
    expect(open().read()).toBeNull();
  });

  it('makes its folder if need be', () => {
    const journal = openJournal(join(folder.path, 'practice', 'kept'));
    journal.write(ENTRY);
    journal.flush();
    expect(existsSync(join(folder.path, 'practice', 'kept', FILE))).toBe(true);
  });
});

describe('a turnover that is not done', () => {
  it('is continued, with everything that outlives a session', () => {
    const { session } = play(SPRAVATO, [0, 'doseMark'], [80, 'darker'], [130, 'roomFree']);
    const lasting = lastingOf(session);
    if (lasting === null) throw new Error('a room that is not turned over lasts');
    const entry = { ...ENTRY, session: lasting };
    const journal = open();
    journal.write(entry);
    journal.flush();
    expect(open().read()).toEqual(entry);
  });
});

describe('what a crash left', () => {
  it('is the previous entry when the program died while writing the next', () => {
    written(ENTRY);
    folder.lay(`${FILE}.new`, '{"version":1,"sess');
    const journal = open();
    expect(journal.read()).toEqual(ENTRY);
    expect(journal.notices()).toEqual([]);
    journal.write(entryAt(31));
    journal.flush();
    expect(open().read()).toEqual(entryAt(31));
    expect(folder.files()).toEqual([FILE]);
  });

  it.each<[string, unknown]>([
    ['torn', '{"version":1,"session":{"sta'],
    ['empty', ''],
    ['of a newer version', { version: 2, ...ENTRY }],
    ['without a session', { ...ENTRY, version: 1, session: undefined }],
    ['of a session that cannot be', { ...ENTRY, version: 1, session: { ...ENTRY.session, phases: [] } }],
    ['of an idle room with nothing to turn over', { ...ENTRY, version: 1, session: EMPTY_ROOM }],
    ['on a clock that stands still', { ...ENTRY, version: 1, rate: 0 }],
    ['more than it should be', { ...ENTRY, version: 1, patient: 'somebody' }],
  ])('is put aside under a dated name when it is %s, and told once', (_, content) => {
    const original = folder.lay(FILE, content);
    const journal = open();
    expect(journal.read()).toBeNull();
    expect(told(journal)).toEqual([['journalQuarantined', ASIDE]]);
    expect(folder.text(ASIDE)).toBe(original);
    journal.write(ENTRY);
    journal.flush();
    const again = open();
    expect(again.read()).toEqual(ENTRY);
    expect(again.notices()).toEqual([]);
    expect(folder.text(ASIDE)).toBe(original);
  });

  it('is put aside even when it is a folder', () => {
    mkdirSync(join(folder.path, FILE));
    const journal = open();
    expect(told(journal)).toEqual([['journalQuarantined', ASIDE]]);
    journal.write(ENTRY);
    journal.flush();
    expect(open().read()).toEqual(ENTRY);
  });

  it('is continued within its life, and quietly put aside after that', () => {
    written(ENTRY);
    expect(open(JOURNAL_LIFE_MS).read()).toEqual(ENTRY);
    const late = open(JOURNAL_LIFE_MS + 1);
    expect(late.read()).toBeNull();
    expect(late.notices()).toEqual([]);
    expect(folder.files()).toEqual([expect.stringMatching(/^journal\.expired-/)]);
  });

  it('is continued even when the clock was set back meanwhile', () => {
    written(ENTRY);
    expect(open(-60 * MINUTE).read()).toEqual(ENTRY);
  });
});

describe('a disk that cannot be written', () => {
  it('is told once, and again only after a write worked', () => {
    writeFileSync(join(folder.path, 'in-the-way'), '');
    const journal = openJournal(join(folder.path, 'in-the-way'));
    for (let i = 0; i < 3; i += 1) {
      journal.write(ENTRY);
      journal.flush();
    }
    expect(told(journal)).toEqual([['notKept', FILE]]);
  });
});
