// A link that stands where a file is kept: somebody put it there, so what is kept is written where it leads, and the link
// stays. So it is for files that are put aside, removed, appended to, and that do not exist yet.

import {
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../main/storage/journal.ts';
import { openMusic } from '../../main/storage/music.ts';
import { openPresets } from '../../main/storage/presets.ts';
import { openSettings } from '../../main/storage/settings.ts';
import { makeCatalogue } from '../../main/storage/track-catalogue.ts';
import { play, running, SPRAVATO } from '../unit/session-arbitraries.ts';
import { asideOf, keptFolder, now, openElectronStore, told } from './kept-files.ts';

const folder = keptFolder('links');
const kept = (name: string): string => join(folder.path, 'kept', name);
const elsewhere = (name: string): string => join(folder.path, 'elsewhere', name);

const openOurs = () =>
  openSettings(join(folder.path, 'kept'), openElectronStore, {
    available: () => false,
    encrypt: (text) => text,
    decrypt: (text) => text,
  });

/** Each kind of kept file: changes something in it, and waits until that is on the disk. */
const CHANGES: Readonly<Record<string, () => unknown>> = {
  'settings.json': () => openOurs().change({ roomName: 'Room 2' }),
  'presets.json': async () => {
    const presets = openPresets(join(folder.path, 'kept'));
    await presets.save({ ...SPRAVATO, id: 'amber-heron', label: 'Amber Heron' });
  },
  'music.json': () => openMusic(join(folder.path, 'kept')).save(null, 'Evening', ['t1']),
  'journal.json': () =>
    openJournal(join(folder.path, 'kept')).write({
      ...{ session: running(play(SPRAVATO, [0, 'doseMark']).session), savedAtWallMs: 0, sessionMs: 0 },
      ...{ upMs: null, rate: 1, place: null, output: null },
    }),
  'catalogue.jsonl': async () => {
    const catalogue = makeCatalogue(join(folder.path, 'kept'));
    catalogue.put({ path: '/m', size: 1, mtimeMs: 1, tags: null, reason: null, measured: null });
    await catalogue.close();
  },
};
const NAMES = Object.keys(CHANGES);

/** A link to a link with another name, the second one relative. */
const link = (name: string): void => {
  symlinkSync(elsewhere(`link-to-${name}`), kept(name));
  symlinkSync(`./real-${name}`, elsewhere(`link-to-${name}`));
};

const expectLinked = (name: string): void => {
  expect(lstatSync(kept(name)).isSymbolicLink()).toBe(true);
  expect(readlinkSync(elsewhere(`link-to-${name}`))).toBe(`./real-${name}`);
  expect(lstatSync(elsewhere(`real-${name}`)).isFile()).toBe(true);
};

beforeEach(() => {
  mkdirSync(join(folder.path, 'kept'));
  mkdirSync(join(folder.path, 'elsewhere'));
});

describe.skipIf(process.platform === 'win32')('a link in the place of a kept file', () => {
  it.each(NAMES)('is written through: %s', async (name) => {
    writeFileSync(elsewhere(`real-${name}`), name.endsWith('l') ? '' : '{"version":1,"scent":"pine"}');
    link(name);
    await CHANGES[name]?.();
    await CHANGES[name]?.();
    expectLinked(name);
    expect(readFileSync(elsewhere(`real-${name}`), 'utf8').length).toBeGreaterThan(40);
  });

  it.each(NAMES)('is written through where nothing lies yet: %s', async (name) => {
    link(name);
    await CHANGES[name]?.();
    expectLinked(name);
  });

  it('stays when what it leads to cannot be used, and that is put aside there', () => {
    writeFileSync(elsewhere('real-music.json'), 'torn');
    link('music.json');
    const music = openMusic(join(folder.path, 'kept'), now);
    music.save(null, 'Evening', ['t1']);
    expectLinked('music.json');
    expect(told(music)).toEqual([['musicQuarantined', asideOf('real-music.json')]]);
    expect(readFileSync(elsewhere(asideOf('real-music.json')), 'utf8')).toBe('torn');
  });

  it('stays when the journal is cleared', async () => {
    link('journal.json');
    await CHANGES['journal.json']?.();
    openJournal(join(folder.path, 'kept')).clear();
    expect(lstatSync(kept('journal.json')).isSymbolicLink()).toBe(true);
    await CHANGES['journal.json']?.();
    expectLinked('journal.json');
  });

  it('that was put there while the program runs is written through too', () => {
    const settings = openOurs();
    settings.change({ roomName: 'Room 2' });
    writeFileSync(elsewhere('real-settings.json'), readFileSync(kept('settings.json')));
    rmSync(kept('settings.json'));
    link('settings.json');
    settings.change({ roomName: 'Room 3' });
    expectLinked('settings.json');
    expect(JSON.parse(readFileSync(elsewhere('real-settings.json'), 'utf8')).roomName).toBe('Room 3');
  });
});
