// Files that earlier programs kept, each made by the program of one commit: what staff had set up then is all there, and the
// session that ran goes on. A format that changes gets a folder here, made by the program before the change.

import { cpSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPin } from '../../main/storage/pin.ts';
import { keptFolder, told } from './kept-files.ts';

// Imported once it is settled that no Electron is downloaded (kept-files.ts).
const { openKept } = await import('../../main/storage/storage.ts');

/** The programs, by the folder of what each kept, and what each could keep. */
const MADE = [
  { by: '2026-11-23-first-room', hasRooms: false, hasMusic: false, goesOn: false },
  { by: '2026-11-23-presets-and-door', hasRooms: true, hasMusic: true, goesOn: true },
  { by: '2026-11-30-new-layout', hasRooms: true, hasMusic: true, goesOn: true },
  { by: '2026-11-30-last-good', hasRooms: true, hasMusic: true, goesOn: true },
] as const;

/** When each was written, by the clock that it was given, in ms since 1970. */
const SAVED_AT = 1_795_342_500_000;

const BRIDGE = '001788fffe570001';
const FIXTURES = path.join(import.meta.dirname, '..', 'fixtures', 'kept');
const NO_KEYS = { available: () => false, encrypt: (text: string) => text, decrypt: (text: string) => text };

const folder = keptFolder('migrations');

describe.each(MADE)('what the program of $by kept', ({ by, hasRooms, hasMusic, goesOn }) => {
  const open = () => {
    cpSync(path.join(FIXTURES, by), folder.path, { recursive: true });
    return openKept(folder.path, NO_KEYS);
  };

  it('is the same room, with its bridge, lamps, music and PIN', async () => {
    const { settings } = open();
    expect(told(settings)).toEqual([]);
    expect(settings.get()).toMatchObject({
      roomName: 'Room 7',
      lights: { source: 'bridge', bridgeId: BRIDGE, username: 'a-key-of-the-bridge' },
      roles: { [BRIDGE]: { '1': 'ambient', '3': 'task', '4': 'none' } },
      playlistFolders: ['/music/Evening'],
      doorWindow: true,
    });
    if (!hasRooms) return;
    const { pin, ...others } = settings.get();
    expect(others).toMatchObject({
      ...{ rooms: { [BRIDGE]: '2' }, musicFiles: ['/music/one.flac'], chairDb: { Speaker: 62 } },
      ...{ output: { name: 'Speaker' }, roomLook: { brightnessPct: 30, warmthK: 2700 } },
    });
    expect(await isPin('2468', pin ?? '')).toBe(true);
  });

  it('has the same presets and lists', () => {
    const { presets, music } = open();
    expect([...told(presets), ...told(music)]).toEqual([]);
    expect(presets.find('amber-heron')).toMatchObject({
      ...{ label: 'Amber Heron', playlist: 'folder:/music/Evening', assessMin: 120, plan: null },
    });
    expect(presets.find('iv-forty-minutes')?.playlist).toBeNull();
    if (!hasMusic) return;
    expect(music.playlists()).toEqual([{ id: 'own:evening', title: 'Evening', trackIds: ['t1', 't2'] }]);
    expect(music.marksOf('t1')).toEqual({ hasWords: true, suits: 'calm' });
  });

  it(goesOn ? 'goes on with the session that ran' : 'says that its session cannot be read', () => {
    const { journal } = open();
    if (!goesOn) {
      expect(told(journal)).toEqual([['journalQuarantined', expect.any(String)]]);
      expect(journal.isUnknown).toBe(true);
      return;
    }
    expect(told(journal)).toEqual([]);
    expect(journal.read()).toMatchObject({
      session: { stage: 'running', doseAt: SAVED_AT - 20 * 60_000, phase: { index: 1 } },
      place: { playlistId: 'folder:/music/Evening', trackId: 't1', positionS: 12 },
    });
  });
});
