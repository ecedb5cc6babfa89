// Earlier versions of presets and settings, on a real disk: what is kept and when, what has changed since, and going back.

import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { MOST_VERSIONS, SITTING_MS } from '../../main/storage/earlier.ts';
import { openMusic } from '../../main/storage/music.ts';
import { openPresets, type Presets } from '../../main/storage/presets.ts';
import { type Encryption, type KeptSettings, openSettings } from '../../main/storage/settings.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { USUAL_PLAN } from '../../shared/preset/plan.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { keptFolder, NOW, openElectronStore, told } from './kept-files.ts';

const folder = keptFolder('earlier');

const NO_KEYS: Encryption = { available: () => false, encrypt: (text) => text, decrypt: (text) => text };

let at = NOW.getTime();
const now = (): Date => new Date(at);
/** The next change belongs to another sitting. */
const nextSitting = (): void => {
  at += SITTING_MS;
};
beforeEach(() => {
  at = NOW.getTime();
});

const openAll = () => ({
  presets: openPresets(folder.path, now),
  settings: openSettings(folder.path, openElectronStore, NO_KEYS, false, now),
});

const versionsOf = (name: string): readonly string[] => {
  const place = join(folder.path, 'earlier');
  return existsSync(place)
    ? readdirSync(place)
        .filter((one) => one.startsWith(name))
        .sort()
    : [];
};
const textOfAll = (): string =>
  versionsOf('')
    .map((name) => readFileSync(join(folder.path, 'earlier', name), 'utf8'))
    .join('\n');

const preset = (id: string, change: Partial<Preset> = {}): Preset => ({
  ...(BUILT_IN_PRESETS[0] as Preset),
  ...{ id, label: `Label ${id}` },
  ...change,
});

const labels = (presets: Presets): readonly string[] =>
  presets
    .summaries()
    .filter(({ isBuiltIn }) => !isBuiltIn)
    .map(({ label }) => label);

/** What nobody may find on the disk once its preset is gone. */
const FREE_TEXT = 'A song that my grandmother sang';

describe('earlier versions', () => {
  it('are none of a file that was never changed', async () => {
    const { presets, settings } = openAll();
    await presets.save(preset('one'));
    settings.change({ roomName: 'Room 2' });
    expect([await presets.earlier(), settings.earlier(), versionsOf('')]).toEqual([[], [], []]);
  });

  it('hold what was before a sitting of changes, and say what was changed, added and removed since', async () => {
    const { presets } = openAll();
    for (const id of ['one', 'two']) await presets.save(preset(id));
    nextSitting();
    const untilMs = at;
    await presets.save(preset('one', { assessMin: 150 }));
    at += SITTING_MS / 2;
    await presets.save(preset('three'));
    await presets.remove('two');
    await presets.chooseMusic(BUILT_IN_PRESETS[1]?.id ?? '', { ...preset('x'), playlist: 'other' });
    const versions = await presets.earlier();
    expect(versions.map(({ untilWallMs }) => untilWallMs)).toEqual([untilMs, NOW.getTime()]);
    expect(versions[0]).toMatchObject({
      untilWallMs: untilMs,
      changed: [BUILT_IN_PRESETS[1]?.label, 'Label one'],
      added: ['Label three'],
      removed: ['Label two'],
    });
  });

  it('are not made by what the program notes by itself', async () => {
    const { presets, settings } = openAll();
    await presets.save(preset('one'));
    settings.change({ roomName: 'Room 2' });
    nextSitting();
    presets.used('one', at);
    presets.flush();
    settings.change({ wrongPins: 3, knownRooms: { b: { name: 'Room', lamps: [] } } });
    expect(versionsOf('')).toEqual([]);
  });

  it('are the last ten, readable by nobody else', async () => {
    const { presets } = openAll();
    await presets.save(preset('one'));
    for (let minutes = 30; minutes < 30 + MOST_VERSIONS + 3; minutes += 1) {
      nextSitting();
      await presets.save(preset('one', { assessMin: 60 + minutes }));
    }
    const all = await presets.earlier();
    expect(all).toHaveLength(MOST_VERSIONS);
    expect(all[0]?.untilWallMs).toBe(at);
    if (process.platform === 'win32') return;
    for (const name of versionsOf('')) {
      expect(statSync(join(folder.path, 'earlier', name)).mode & 0o077, name).toBe(0);
    }
  });

  it('begin a new sitting where the clock was set back', async () => {
    const { presets } = openAll();
    await presets.save(preset('one'));
    nextSitting();
    await presets.save(preset('two'));
    at -= 24 * 3_600_000;
    await presets.save(preset('three'));
    expect(versionsOf('presets')).toHaveLength(2);
  });

  it('never hold up a change where they cannot be kept', async () => {
    const { presets } = openAll();
    await presets.save(preset('one'));
    writeFileSync(join(folder.path, 'earlier'), 'in the way');
    nextSitting();
    await presets.save(preset('two'));
    expect(labels(openPresets(folder.path))).toEqual(['Label one', 'Label two']);
    expect([told(presets), await presets.earlier()]).toEqual([[], []]);
  });

  it('leave out what is not one', async () => {
    const { presets, settings } = openAll();
    await presets.save(preset('one'));
    nextSitting();
    await presets.save(preset('two'));
    const [name = ''] = versionsOf('presets');
    writeFileSync(join(folder.path, 'earlier', 'presets.notes.json'), '{}');
    writeFileSync(join(folder.path, 'earlier', name.replace(/T.*/, 'T01-02-03.json')), 'torn {');
    expect(await presets.earlier()).toHaveLength(1);
    for (const wrong of ['notes', '../presets', '2026-11-22T01-02-03', '']) {
      expect(await presets.goBack(wrong), wrong).toMatchObject({ ok: false, error: 'unknownVersion' });
      expect(settings.goBack(wrong), wrong).toMatchObject({ ok: false, error: 'unknownVersion' });
    }
  });
});

describe('going back to presets', () => {
  const changed = async (): Promise<Presets> => {
    const { presets } = openAll();
    for (const id of ['one', 'two']) await presets.save(preset(id));
    presets.used('one', 1000);
    nextSitting();
    await presets.save(preset('one', { label: 'Another' }));
    await presets.save(preset('three'));
    await presets.remove('two');
    return presets;
  };

  it('makes them what they were, on the disk too, and keeps what is here now as a version', async () => {
    const presets = await changed();
    const [version] = await presets.earlier();
    expect(await presets.goBack(version?.id ?? '')).toEqual({ ok: true, value: null });
    expect(labels(presets)).toEqual(['Label one', 'Label two']);
    expect(labels(openPresets(folder.path))).toEqual(['Label one', 'Label two']);
    expect(presets.summaries().find(({ id }) => id === 'one')?.lastUsedAt).toBe(1000);
    const [newest] = await presets.earlier();
    expect(newest).toMatchObject({ untilWallMs: at, changed: ['Label one'], removed: ['Label three'] });
    await presets.goBack(newest?.id ?? '');
    expect(labels(presets)).toEqual(['Another', 'Label three']);
  });

  it('can be undone until something is changed', async () => {
    const presets = await changed();
    const [version] = await presets.earlier();
    await presets.goBack(version?.id ?? '');
    expect(await presets.undoGoBack()).toMatchObject({ ok: true });
    expect(labels(presets)).toEqual(['Another', 'Label three']);
    expect(await presets.undoGoBack()).toMatchObject({ ok: false });
    await presets.goBack(version?.id ?? '');
    await presets.save(preset('four'));
    expect(await presets.undoGoBack()).toMatchObject({ ok: false });
  });

  it('brings back a removed preset without its plan once the program has ended, and with it until then', async () => {
    const { presets } = openAll();
    await presets.save(preset('one', { plan: { ...USUAL_PLAN, helps: FREE_TEXT } }));
    await presets.save(preset('two'));
    nextSitting();
    await presets.remove('one');
    expect(textOfAll()).toContain('Label one');
    expect(textOfAll(), 'on the disk only as long as its preset').not.toContain(FREE_TEXT);
    const [version] = await presets.earlier();
    const later = openPresets(folder.path, now);
    await presets.goBack(version?.id ?? '');
    expect(presets.find('one')?.plan?.helps).toBe(FREE_TEXT);
    await presets.undoGoBack();
    expect(textOfAll()).not.toContain(FREE_TEXT);
    await later.goBack(version?.id ?? '');
    expect(later.find('one')).toMatchObject({ label: 'Label one', plan: null });
  });
});

describe('a plan', () => {
  it('is in no version once its preset is removed, also where it was cleared before, or the disk was full', async () => {
    const { presets } = openAll();
    await presets.save(preset('one', { plan: { ...USUAL_PLAN, helps: FREE_TEXT } }));
    nextSitting();
    await presets.save(preset('one'));
    expect(textOfAll()).toContain(FREE_TEXT);
    nextSitting();
    await presets.save(preset('two', { plan: { ...USUAL_PLAN, helps: FREE_TEXT } }));
    await presets.remove('one');
    expect(textOfAll()).not.toContain(FREE_TEXT);
    nextSitting();
    mkdirSync(join(folder.path, 'presets.json.late'));
    await presets.remove('two');
    rmdirSync(join(folder.path, 'presets.json.late'));
    presets.flush();
    expect(textOfAll()).toContain('Label two');
    expect(textOfAll()).not.toContain(FREE_TEXT);
  });

  it('is not given to a preset that is taken over, whatever its id', async () => {
    const { presets } = openAll();
    await presets.save(preset('one', { plan: { ...USUAL_PLAN, helps: FREE_TEXT } }));
    await presets.remove('one');
    await presets.takeOver({ version: 1, presets: [preset('one', { label: 'Quite another' })] });
    expect(presets.find('one')).toMatchObject({ label: 'Quite another', plan: null });
  });

  it('that was made since does not stay when its preset goes back', async () => {
    const { presets } = openAll();
    await presets.save(preset('one'));
    nextSitting();
    await presets.save(preset('one', { plan: { ...USUAL_PLAN, helps: FREE_TEXT } }));
    await presets.goBack((await presets.earlier())[0]?.id ?? '');
    expect(presets.find('one')?.plan).toBeNull();
  });
});

describe('going back to lists of music', () => {
  it('makes lists and marks what they were, and forth again', () => {
    const music = openMusic(folder.path, now);
    const evening = music.save(null, 'Evening', ['t1', 't2']);
    const id = evening.ok ? evening.value : '';
    nextSitting();
    music.save(id, 'Evening', ['t1']);
    music.save(null, 'Morning', ['t3']);
    music.mark(['t1'], { suits: 'calm' });
    const [version] = music.earlier();
    expect(version).toMatchObject({
      ...{ changed: ['Evening'], added: ['Morning'], removed: [], areMarksOther: true, untilWallMs: at },
    });
    expect(music.goBack(version?.id ?? '')).toMatchObject({ ok: true });
    expect(openMusic(folder.path).playlists()).toEqual([{ id, title: 'Evening', trackIds: ['t1', 't2'] }]);
    expect(music.marksOf('t1').suits).toBeNull();
    expect(music.undoGoBack()).toMatchObject({ ok: true });
    expect(music.playlists().map(({ title }) => title)).toEqual(['Evening', 'Morning']);
    expect(music.undoGoBack()).toMatchObject({ ok: false, error: 'unknownVersion' });
    expect(music.goBack('notes')).toMatchObject({ ok: false, error: 'unknownVersion' });
  });
});

describe('going back to settings', () => {
  const CHANGES: Parameters<KeptSettings['change']>[0] = {
    roomName: 'Room 9',
    playlistFolders: ['/music/Evening'],
    doorTellsWish: true,
    roomLook: { brightnessPct: 20, warmthK: 2200 },
    chairDb: { Speaker: 60 },
    rooms: { bridge: '4' },
  };

  it('makes them what they were, and says what was changed since', () => {
    const { settings } = openAll();
    settings.change({ roomName: 'Room 2' });
    const before = settings.get();
    nextSitting();
    settings.change(CHANGES);
    const [version] = settings.earlier();
    expect(version).toMatchObject({
      roomName: 'Room 2',
      changed: ['roomName', 'lamps', 'music', 'loudspeaker', 'door', 'roomLook'],
    });
    const gone = settings.goBack(version?.id ?? '');
    expect(settings.get()).toEqual(before);
    expect(openSettings(folder.path, openElectronStore, NO_KEYS).get()).toEqual(before);
    if (!gone.ok) throw new Error(gone.error);
    settings.change(gone.value);
    expect(settings.get()).toMatchObject(CHANGES);
  });

  it('leaves the key and the address of the bridge as they are, if it is the same', () => {
    const { settings } = openAll();
    const bridge = {
      ...{ source: 'bridge' as const, baseUrl: 'https://10.0.0.1', address: '10.0.0.1', bridgeId: 'b' },
      ...{ name: 'Hue', username: 'old', fingerprint: null },
    };
    settings.change({ roomName: 'Room 2', lights: bridge });
    nextSitting();
    settings.change({ roomName: 'Room 3', lights: { ...bridge, username: 'new', address: '10.0.0.2' } });
    const [version] = settings.earlier();
    expect(version?.changed).toEqual(['roomName']);
    settings.goBack(version?.id ?? '');
    expect(settings.get()).toMatchObject({
      roomName: 'Room 2',
      lights: { username: 'new', address: '10.0.0.2' },
    });
  });

  it('leaves the PIN as it is, which no version holds', () => {
    const { settings } = openAll();
    const pin = `scrypt:${'a'.repeat(32)}:${'b'.repeat(64)}`;
    settings.change({ roomName: 'Room 2', pin });
    nextSitting();
    settings.change({ roomName: 'Room 3' });
    settings.change({ pin: null, wrongPins: 2 });
    expect(textOfAll()).not.toContain(pin);
    settings.goBack(settings.earlier()[0]?.id ?? '');
    expect(settings.get()).toMatchObject({ roomName: 'Room 2', pin: null, wrongPins: 2 });
  });
});
