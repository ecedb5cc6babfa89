// The room's settings on a real disk: kept, never lost to a file that cannot be read, and the bridge's key never in plain
// text where it can be encrypted.

import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DAMAGED_PIN, WRONG_AT_MOST } from '../../main/storage/pin.ts';
import {
  type BridgeSource,
  type Encryption,
  type KeptSettings,
  openSettings,
} from '../../main/storage/settings.ts';
import { USUAL_SETTINGS } from '../../main/storage/settings-schema.ts';
import { words } from '../../renderer/words/index.ts';
import { asideOf, keptFolder, now, openElectronStore, told } from './kept-files.ts';

const FILE = 'settings.json';
const ASIDE = asideOf(FILE);
const KEY = 'key-of-the-bridge';

/** A key store that only decrypts its own ciphers, as after a change of user or computer. */
const keyStore = (owner: string): Encryption => ({
  available: () => true,
  encrypt: (text) => Buffer.from(`${owner}:${[...text].reverse().join('')}`).toString('base64'),
  decrypt: (cipher) => {
    const opened = Buffer.from(cipher, 'base64').toString();
    if (!opened.startsWith(`${owner}:`)) throw new Error('not encrypted here');
    return [...opened.slice(owner.length + 1)].reverse().join('');
  },
});
const OURS = keyStore('ours');
const NONE: Encryption = { ...OURS, available: () => false };
const BROKEN: Encryption = {
  ...OURS,
  encrypt: () => {
    throw new Error('the key store is locked');
  },
};

const folder = keptFolder('settings');
const COPY = 'settings.last-good.json';
const open = (encryption = OURS, at = folder.path, mayRun = false): KeptSettings =>
  openSettings(at, openElectronStore, encryption, mayRun, now);
const lay = (content: unknown): string => folder.lay(FILE, content);
const onDisk = (): Record<string, unknown> => JSON.parse(folder.text(FILE));

const bridge: BridgeSource = {
  source: 'bridge',
  baseUrl: 'https://192.168.1.20',
  address: '192.168.1.20',
  bridgeId: '001788fffe570001',
  name: 'Hue Bridge',
  username: KEY,
  fingerprint: 'ab'.repeat(32),
};

const DOOR_DISPLAY = { id: '7', label: 'HP E24', widthPx: 1920, heightPx: 1080 };

const KNOWN = {
  lamps: { a: [{ id: '1', uniqueId: 'aa-0b', name: 'Desk', role: 'task' as const }] },
  knownRooms: { a: { name: 'North', lamps: ['aa-0b'] } },
};

/** A stored PIN; which one does not matter here. */
const PIN = `scrypt:32768:8:1:${'ab'.repeat(16)}:${'cd'.repeat(32)}`;

describe('settings', () => {
  it('of a new room are the usual ones, and nothing is written', () => {
    const settings = open();
    expect(settings.get()).toEqual(USUAL_SETTINGS);
    expect(settings.notices()).toEqual([]);
    expect(folder.files()).toEqual([]);
  });

  it('are all there at the next start', () => {
    const settings = open();
    settings.change({ roomName: 'Room 2', doorWindow: true, doorTellsWish: true });
    settings.change({ roomLook: { brightnessPct: 25, warmthK: 2700 } });
    settings.change({ roles: { [bridge.bridgeId]: { '1': 'ambient', '2': 'none' } } });
    settings.change({ rooms: { [bridge.bridgeId]: '3', other: null } });
    settings.change(KNOWN);
    settings.change({ playlistFolders: ['/music/Rain'], musicFiles: ['/music/Dusk.flac'] });
    settings.change({ output: { id: 'x1', name: 'Speakers' }, chairDb: { Speakers: 71.5 } });
    settings.change({ doorDisplay: DOOR_DISPLAY });
    settings.change({ lights: bridge });
    expect(open().get()).toEqual(settings.get());
    expect(open().get()).toEqual({
      roomName: 'Room 2',
      roomLook: { brightnessPct: 25, warmthK: 2700 },
      doorWindow: true,
      doorTellsWish: true,
      roles: { [bridge.bridgeId]: { '1': 'ambient', '2': 'none' } },
      rooms: { [bridge.bridgeId]: '3', other: null },
      ...KNOWN,
      playlistFolders: ['/music/Rain'],
      musicFiles: ['/music/Dusk.flac'],
      output: { id: 'x1', name: 'Speakers' },
      chairDb: { Speakers: 71.5 },
      doorDisplay: DOOR_DISPLAY,
      pin: null,
      wrongPins: 0,
      lights: bridge,
    });
    expect(folder.files()).toEqual([FILE, COPY]);
  });

  it('keep unknown fields', () => {
    lay({ version: 1, roomName: 'Room 2', scent: 'pine', lights: { ...bridge, username: null, relay: 7 } });
    open().change({ doorWindow: true });
    expect(onDisk()).toMatchObject({
      roomName: 'Room 2',
      scent: 'pine',
      doorWindow: true,
      lights: { relay: 7 },
    });
  });

  it.skipIf(process.platform === 'win32')('are kept from other users', () => {
    open().change({ lights: bridge });
    expect(statSync(join(folder.path, FILE)).mode & 0o077).toBe(0);
  });

  it('apply even when they cannot be written, which is told once', () => {
    writeFileSync(join(folder.path, 'in-the-way'), '');
    const settings = open(OURS, join(folder.path, 'in-the-way'));
    settings.change({ roomName: 'Room 2' });
    settings.change({ roomName: 'Room 3' });
    expect(settings.get().roomName).toBe('Room 3');
    expect(told(settings)).toEqual([['notKept', FILE]]);
  });
});

describe('a settings file that somebody or something changed', () => {
  it.each([
    ['is torn', '{"version":1,"roomName":"Ro'],
    ['is empty', ''],
    ['is a list', '[]'],
    ['is not text', '\u0000\u0001'],
  ])('that %s is put aside under a dated name and told once', (_, content) => {
    lay(content);
    const settings = open();
    expect(settings.get()).toEqual(USUAL_SETTINGS);
    expect(told(settings)).toEqual([['settingsQuarantined', ASIDE]]);
    expect(folder.text(ASIDE)).toBe(content);
    settings.change({ roomName: 'Room 2' });
    expect(told(settings)).toEqual([['settingsQuarantined', ASIDE]]);
    expect(folder.files()).toEqual([FILE, ASIDE, COPY].sort());
    const again = open();
    expect(again.get().roomName).toBe('Room 2');
    expect(again.notices()).toEqual([]);
  });

  it.each<[string, object]>([
    ['roomName', { roomName: 7 }],
    ['roomName', { roomName: '   ' }],
    ['doorWindow', { doorWindow: 'yes' }],
    ['doorTellsWish', { doorTellsWish: 1 }],
    ['doorDisplay', { doorDisplay: { id: '7', label: 'HP E24', widthPx: 0, heightPx: 1080 } }],
    ['roomLook', { roomLook: { brightnessPct: 140, warmthK: 2200 } }],
    ['playlistFolders', { playlistFolders: '/music' }],
    ['musicFiles', { musicFiles: {} }],
    ['output', { output: 'Speakers' }],
    ['chairDb', { chairDb: 70 }],
    ['roles', { roles: [] }],
    ['lamps', { lamps: 'all' }],
    ['rooms', { rooms: 'all' }],
    ['knownRooms', { knownRooms: [] }],
    ['lights', { lights: { source: 'hue' } }],
    ['lights', { lights: null }],
  ])('loses only its bad %s, and is put aside and told once', (field, bad) => {
    const good = {
      roomName: 'Room 2',
      doorWindow: true,
      doorTellsWish: true,
      doorDisplay: DOOR_DISPLAY,
      pin: PIN,
      wrongPins: 3,
      playlistFolders: ['/music'],
      musicFiles: ['/music/Dusk.flac'],
      output: { id: 'x1', name: 'Speakers' },
      chairDb: { Speakers: 71.5 },
      roles: { a: { '1': 'task' } },
      rooms: { a: '2' },
      ...KNOWN,
      lights: { source: 'practice' },
      roomLook: { brightnessPct: 25, warmthK: 2700 },
    };
    const original = lay({ version: 1, ...good, ...bad });
    const settings = open();
    const usual = Object.entries(USUAL_SETTINGS).filter(([name]) => name === field);
    expect(settings.get()).toEqual({ ...good, ...Object.fromEntries(usual) });
    expect(told(settings)).toEqual([['settingsQuarantined', ASIDE]]);
    expect(folder.text(ASIDE)).toBe(original);
    expect(open().get()).toEqual(settings.get());
    expect(open().notices()).toEqual([]);
  });

  it.each([2580, '2580', '', {}, false, `${PIN}0`, PIN.slice(0, -1), PIN.toUpperCase(), 'damaged'])(
    'never takes a damaged PIN, %j, for none',
    (pin) => {
      lay({ version: 1, roomName: 'Room 2', pin });
      expect(open().get()).toMatchObject({ roomName: 'Room 2', pin: DAMAGED_PIN });
      open().change({ doorWindow: true });
      expect(open().get().pin).toBe(DAMAGED_PIN);
      expect(open().notices()).toEqual([]);
      // The documented way in.
      const { pin: _, ...withoutLine } = onDisk();
      lay(withoutLine);
      const after = open();
      expect(after.get()).toMatchObject({ roomName: 'Room 2', pin: null });
      expect(after.isPinTakenOut).toBe(true);
      expect(open().isPinTakenOut).toBe(false);
    },
  );

  it.each([-1, 10, 1.5, '0', null, {}])(
    'takes a damaged count of wrong PINs, %j, for one that waits',
    (bad) => {
      lay({ version: 1, pin: PIN, wrongPins: bad });
      expect(open().get()).toMatchObject({ pin: PIN, wrongPins: WRONG_AT_MOST });
    },
  );

  it.each([
    ['keeps the PIN', `{"version":1,"pin":"${PIN}","roomName":"Ro`, PIN],
    ['keeps the PIN', Buffer.from(`{"pin":"${PIN}",\n`, 'utf16le').toString('latin1'), PIN],
    ['keeps the console closed', `{"version":1,"pin": "${PIN.slice(0, 50)}`, DAMAGED_PIN],
    ['has no PIN', '{"version":1,"pin":null,"roomName":"Ro', null],
    ['has no PIN', '{"version":1,"roomName":"Ro', null],
  ])('that cannot be used as a whole %s', (_, content, pin) => {
    lay(content);
    expect(open().get()).toEqual({ ...USUAL_SETTINGS, pin });
    expect(open().get().pin).toBe(pin);
  });

  it('is read in the encodings that editors write, and told where it breaks', () => {
    const text = JSON.stringify({ version: 1, roomName: 'Zimmer für Ruhe' });
    for (const bytes of [Buffer.from(`\ufeff${text}`, 'utf16le'), Buffer.from(`\ufeff${text}`)]) {
      writeFileSync(join(folder.path, FILE), bytes);
      expect(open().get().roomName).toBe('Zimmer für Ruhe');
      expect(open().notices()).toEqual([]);
    }
    lay('{\n  "roomName": "Room 2"\n  "doorWindow": true\n}');
    const [notice] = open().notices();
    expect(notice).toMatchObject({ code: 'settingsQuarantined', place: { line: 3, column: 3 } });
    expect(words.notices.settingsQuarantined('x', { line: 3, column: 3 })).toContain('line 3, column 3');
  });

  it('keeps the good items of a list when some are bad', () => {
    lay({ version: 1, playlistFolders: ['/music', 7, ''], roles: { a: { '1': 'task', '2': 'lamp' }, b: 3 } });
    const settings = open();
    expect(settings.get()).toMatchObject({ playlistFolders: ['/music'], roles: { a: { '1': 'task' } } });
    expect(told(settings)).toEqual([['settingsQuarantined', ASIDE]]);
  });

  it('of a newer version is used as far as it is understood, and stays as it is', () => {
    const original = lay({ version: 2, roomName: 'Room 2', scent: 'pine' });
    const good = folder.lay(COPY, { version: 2, roomName: 'Room 2', scent: 'pine' });
    const settings = open();
    expect(settings.get()).toEqual({ ...USUAL_SETTINGS, roomName: 'Room 2' });
    expect(told(settings)).toEqual([['newerFile', FILE]]);
    expect(folder.files()).toEqual([FILE, COPY]);
    settings.change({ doorWindow: true });
    expect([folder.text(FILE), folder.text(COPY)]).toEqual([original, good]);
    expect(folder.files()).toEqual([FILE, COPY, 'settings.v1.json', 'settings.v1.last-good.json']);
    expect(open().get()).toMatchObject({ roomName: 'Room 2', doorWindow: true });
    // The newer program is there again, and then this one.
    lay({ version: 2, roomName: 'Room 3' });
    expect(open().get()).toMatchObject({ roomName: 'Room 2', doorWindow: true });
    expect(told(open())).toEqual([['newerFile', FILE]]);
  });

  it('is not told again once it was dismissed', () => {
    lay('torn');
    const settings = open();
    settings.dismiss(settings.notices()[0]?.id ?? '');
    settings.change({ roomName: 'Room 2' });
    expect(settings.notices()).toEqual([]);
  });
});

describe('a room whose settings file is damaged', () => {
  const wasSetUp = (): KeptSettings['get'] => {
    const settings = open();
    settings.change({ roomName: 'Room 2', lights: bridge, pin: PIN, ...KNOWN });
    settings.change({ doorWindow: true, roomLook: { brightnessPct: 25, warmthK: 2700 } });
    return settings.get;
  };
  const damages: readonly (readonly [string, () => void])[] = [
    ['torn', () => lay(folder.text(FILE).slice(0, 90))],
    ['empty', () => lay('')],
    ['zeros, as after a power cut', () => lay('\0'.repeat(400))],
    [
      'a folder',
      () => {
        rmSync(join(folder.path, FILE));
        mkdirSync(join(folder.path, FILE));
      },
    ],
  ];

  it.each(damages)('comes up as it was set up, with its bridge, its lamps and its PIN: %s', (_, damage) => {
    const before = wasSetUp()();
    damage();
    const settings = open();
    expect(settings.get()).toEqual(before);
    expect(told(settings)).toEqual([['settingsQuarantined', ASIDE]]);
    expect(open().get()).toEqual(before);
    expect(open().notices()).toEqual([]);
  });

  it.each(['lights', 'lamps', 'pin', 'roomName', 'roomLook'])(
    'has its %s back where only that is bad',
    (name) => {
      const before = wasSetUp()();
      lay({ ...onDisk(), [name]: 7 });
      const settings = open();
      expect(settings.get()).toEqual(before);
      expect(told(settings)).toEqual([['settingsQuarantined', ASIDE]]);
    },
  );

  it('has no older PIN back than the one that can still be read, and none that was taken away', () => {
    wasSetUp();
    const newer = PIN.replaceAll('cd', 'ef');
    lay(`{"pin": "${newer}", "roomN`);
    expect(open().get()).toMatchObject({ roomName: 'Room 2', pin: newer });
    const { pin: _, ...without } = onDisk();
    lay(without);
    expect(open().get().pin).toBeNull();
    lay('{"room');
    expect(open().get()).toMatchObject({ roomName: 'Room 2', pin: null });
  });

  it('keeps no key in plain text in the copy, where it can be encrypted', () => {
    open(NONE).change({ lights: bridge });
    expect(folder.text(COPY)).toContain(KEY);
    open();
    expect(folder.text(COPY)).not.toContain(KEY);
  });

  it('does not lose itself to a damaged copy, and comes up closed where nothing is left and a session may run', () => {
    const before = wasSetUp()();
    folder.lay(COPY, '{"roo');
    expect(open().get()).toEqual(before);
    expect(JSON.parse(folder.text(COPY))).toMatchObject({ roomName: 'Room 2' });
    for (const mayRun of [true, false]) {
      folder.lay(COPY, '{"roo');
      lay('');
      expect(open(OURS, folder.path, mayRun).get()).toEqual({
        ...USUAL_SETTINGS,
        pin: mayRun ? DAMAGED_PIN : null,
      });
    }
  });

  it('is a new room for whoever deletes the file', () => {
    wasSetUp();
    rmSync(join(folder.path, FILE));
    expect(open().get()).toEqual(USUAL_SETTINGS);
  });
});

describe("the bridge's key", () => {
  it('is encrypted on disk, and readable only in the program', () => {
    open().change({ lights: bridge });
    expect(folder.text(FILE)).not.toContain(KEY);
    expect(onDisk()).toMatchObject({ lights: { username: { cipher: OURS.encrypt(KEY) } } });
    expect(open().get().lights).toEqual(bridge);
    expect(open().keysEncrypted()).toBe(true);
    expect(open().notices()).toEqual([]);
  });

  it('is in plain text without a key store, and the program says so', () => {
    const settings = open(NONE);
    settings.change({ lights: bridge });
    expect(settings.keysEncrypted()).toBe(false);
    expect(onDisk()).toMatchObject({ lights: { username: { plain: KEY } } });
    expect(open(NONE).get().lights).toEqual(bridge);
    expect(settings.notices()).toEqual([]);
  });

  it('is encrypted as soon as there is a key store', () => {
    open(NONE).change({ lights: bridge });
    expect(open().get().lights).toEqual(bridge);
    expect(folder.text(FILE)).not.toContain(KEY);
    expect(folder.files()).toEqual([FILE, COPY]);
  });

  it('is encrypted by a key store that opens only after the settings', () => {
    let isOpen = false;
    const settings = open({ ...OURS, available: () => isOpen });
    isOpen = true;
    settings.change({ lights: bridge });
    expect(settings.keysEncrypted()).toBe(true);
    expect(onDisk()).toMatchObject({ lights: { username: { cipher: OURS.encrypt(KEY) } } });
  });

  it('is kept even when the key store fails', () => {
    const settings = open(BROKEN);
    settings.change({ lights: bridge });
    // What Set-up says of it is what is on the disk, not what was hoped for.
    expect(settings.keysEncrypted()).toBe(false);
    expect(open().get().lights).toEqual(bridge);
  });

  it.each<[string, Encryption]>([
    ['another user or computer cannot decrypt it', keyStore('theirs')],
    ['the key store is gone', NONE],
  ])('that is unreadable because %s is told, and not thrown away', (_, encryption) => {
    open().change({ lights: bridge });
    const settings = open(encryption);
    expect(settings.get().lights).toEqual({ ...bridge, username: null });
    expect(told(settings)).toEqual([['keyUnreadable', 'Hue Bridge']]);
    settings.change({ roomName: 'Room 2' });
    settings.change({ lights: { ...bridge, username: null, address: 'hue.local' } });
    expect(told(settings)).toEqual([['keyUnreadable', 'Hue Bridge']]);
    expect(open().get().lights).toEqual({ ...bridge, address: 'hue.local' });
    expect(open().notices()).toEqual([]);
  });

  it('of a bridge that was paired again replaces the unreadable one', () => {
    open().change({ lights: bridge });
    const settings = open(keyStore('theirs'));
    expect(told(settings)).toEqual([['keyUnreadable', 'Hue Bridge']]);
    settings.change({ lights: { ...bridge, username: 'fresh' } });
    expect(told(settings)).toEqual([]);
    expect(open(keyStore('theirs')).get().lights).toEqual({ ...bridge, username: 'fresh' });
    expect(open(keyStore('theirs')).notices()).toEqual([]);
  });

  it('leaves the disk with its bridge', () => {
    open(NONE).change({ lights: bridge });
    open(NONE).change({ lights: { source: 'practice' } });
    expect(folder.text(FILE)).not.toContain(KEY);
  });
});

describe('the PIN', () => {
  const kept = (): string => JSON.stringify([folder.text(FILE), folder.text(COPY)]);

  it('is encrypted by the key store, in the copy too, and is the same at the next start', () => {
    open().change({ pin: PIN });
    expect(open().get().pin).toBe(PIN);
    expect(kept()).not.toContain('scrypt');
    open().change({ pin: null });
    expect(open().get().pin).toBeNull();
    expect(onDisk().pin).toBeNull();
  });

  it('is encrypted at the first start with a key store, and kept readable without one', () => {
    const without = open(NONE);
    expect(without.isPinReadable()).toBe(false);
    without.change({ pin: PIN });
    expect(without.isPinReadable()).toBe(true);
    expect(onDisk().pin).toBe(PIN);
    expect(open(BROKEN).get().pin).toBe(PIN);
    expect(onDisk().pin).toBe(PIN);
    const encrypted = open();
    expect(encrypted.get().pin).toBe(PIN);
    expect(encrypted.isPinReadable()).toBe(false);
    expect(kept()).not.toContain('scrypt');
  });

  it.each([
    ['another user or computer cannot decrypt it', keyStore('theirs')],
    ['the key store is gone', NONE],
  ])('opens nothing while %s, and stays as it is', (_, encryption) => {
    open().change({ pin: PIN });
    const { pin } = onDisk();
    const settings = open(encryption);
    expect(settings.get().pin).toBe(DAMAGED_PIN);
    settings.change({ roomName: 'Room 2' });
    expect(onDisk().pin).toBe(pin);
    expect(open().get()).toMatchObject({ pin: PIN, roomName: 'Room 2' });
  });

  it('opens the console once a key store opens that came after the program', () => {
    open().change({ pin: PIN });
    let isThere = false;
    const settings = open({ ...OURS, available: () => isThere });
    expect(settings.get().pin).toBe(DAMAGED_PIN);
    isThere = true;
    expect(settings.get().pin).toBe(PIN);
  });

  it('is found, encrypted, in a file that cannot be used as a whole', () => {
    open().change({ pin: PIN });
    rmSync(join(folder.path, COPY));
    lay(`{"version":1,"pin":"${onDisk().pin}","roomName":"Ro`);
    expect(open().get()).toEqual({ ...USUAL_SETTINGS, pin: PIN });
  });
});
