// The crash journal on a real disk: a killed program continues its session, and what cannot be read is put aside.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openKeptSession } from '../../main/room/kept-session.ts';
import { openRoom } from '../../main/room/room.ts';
import { type Journal, type JournalEntry, openJournal } from '../../main/storage/journal.ts';
import type { NurseAct, PatientAct } from '../../shared/session/events.ts';
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
  upMs: 9_000_000,
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

  it('is on disk before anybody is told, at every press of a patient and a nurse', () => {
    const journal = open();
    const session = running(play(SPRAVATO, [0, 'doseMark']).session);
    const clock = { now: () => 2 * MINUTE, rate: 1, sleptMs: () => 0 };
    const kept = openKeptSession({
      ...{ journal, clock, session: () => room.session() },
      player: { resumePoint: () => ({ place: null, output: null }) },
    });
    const room = openRoom({
      ...{ session, light: () => undefined, sound: () => undefined, tell: () => undefined },
      clock: { ...clock, anchor: () => ({ wallMs: 0, sessionMs: 0, rate: 1 }), wallAt: (ms) => ms },
      changed: kept.keep,
    });
    const presses: readonly (NurseAct | Exclude<PatientAct, 'different'>)[] = [
      ...(['someone', 'darker', 'silence', 'acknowledge', 'quietCheck', 'fullLight', 'hold'] as const),
    ];
    for (const type of presses) {
      const isPatients = type === 'someone' || type === 'darker' || type === 'silence';
      expect(room.apply(isPatients ? { type, awakeUntil: 3 * MINUTE } : ({ type } as never))).toBeNull();
      // Whatever ends the program now, this is what the next one finds.
      expect(open().read()?.session, type).toEqual(room.session());
    }
    room.close();
    kept.close();
  });

  it('is gone when the session is over, with what still waited or was half written', () => {
    const journal = open();
    journal.write(ENTRY);
    journal.flush();
    folder.lay(`${FILE}.new`, 'half');
    journal.write(ENTRY);
    journal.clear();
    vi.advanceTimersByTime(60_000);
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

  it.each([
    ['a day later', 24 * 60 * MINUTE],
    ['an hour back', -60 * MINUTE],
    ['in 1970', -NOW.getTime()],
    ['in 2071', 45 * 365 * 24 * 60 * MINUTE],
  ])('is never lost for a clock that is %s', (_, laterMs) => {
    written(ENTRY);
    const journal = open(laterMs);
    expect(journal.read()).toEqual(ENTRY);
    journal.tellCutUnknown();
    expect(told(journal)).toEqual([['cutUnknown', null]]);
    expect(folder.files()).toEqual([FILE]);
    journal.clear();
    expect(told(journal), 'nothing is left to correct').toEqual([]);
  });

  it('of an older version did not say how long the computer was up', () => {
    const { upMs: _, ...older } = ENTRY;
    folder.lay(FILE, { version: 1, ...older });
    expect(open().read()).toEqual({ ...ENTRY, upMs: null });
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
