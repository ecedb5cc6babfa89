// The whole set-up as one file: what goes into it and what never does, what is taken over from it, and what is no such file.

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openMusic } from '../../main/storage/music.ts';
import { openPresets } from '../../main/storage/presets.ts';
import { openSettings } from '../../main/storage/settings.ts';
import { readSetup, setupText, type WholeSetup } from '../../main/storage/setup-file.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { USUAL_PLAN } from '../../shared/preset/plan.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { keptFolder, NOW, openElectronStore, told } from './kept-files.ts';

const folder = keptFolder('setup-file');
const NO_KEYS = { available: () => false, encrypt: (text: string) => text, decrypt: (text: string) => text };

/** What a room keeps, in a folder of its own. */
const roomIn = (name: string) => {
  const place = join(folder.path, name);
  mkdirSync(place, { recursive: true });
  return {
    presets: openPresets(place),
    music: openMusic(place),
    settings: openSettings(place, openElectronStore, NO_KEYS),
  };
};

const own = (id: string): Preset => ({
  ...(BUILT_IN_PRESETS[0] as Preset),
  ...{ id, label: `Label ${id}`, plan: { ...USUAL_PLAN, helps: 'a song' } },
});

const PIN = `scrypt:32768:8:1:${'a'.repeat(32)}:${'b'.repeat(64)}`;
const SETTINGS = {
  ...{ roomName: 'Room 7', playlistFolders: ['/music/Evening'], doorTellsWish: true },
  ...{ rooms: { bridge: '2' }, roomLook: { brightnessPct: 30, warmthK: 2700 } },
};

/** A room that is set up, and its file. */
const savedRoom = async () => {
  const { presets, music, settings } = roomIn('first');
  await presets.save(own('one'));
  await presets.chooseMusic('im', { ...own('x'), playlist: 'own:evening' });
  music.save('own:evening', 'Evening', ['t1', 't2']);
  music.mark(['t1'], { hasWords: true });
  settings.change({
    ...{
      ...SETTINGS,
      pin: PIN,
      wrongPins: 3,
      output: { id: 'x', name: 'Speaker' },
      chairDb: { Speaker: 62 },
    },
    ...{ doorWindow: true },
    lights: {
      ...{ source: 'bridge', baseUrl: 'https://192.168.1.20', address: '192.168.1.20', bridgeId: 'bridge' },
      ...{ name: 'Hue', username: 'the-key', fingerprint: null },
    },
  });
  const whole: WholeSetup = {
    ...{ presets: presets.document(), music: music.document(), settings: settings.document() },
  };
  const file = join(folder.path, 'set-up.json');
  writeFileSync(file, setupText(whole, NOW));
  return { file, text: setupText(whole, NOW) };
};

describe('the whole set-up', () => {
  it('is taken over in another room, where all that was there before can come back', async () => {
    const { file } = await savedRoom();
    const read = await readSetup(file);
    if (!read.ok) throw new Error(read.error);
    const { presets, music, settings } = roomIn('second');
    await presets.save(own('two'));
    settings.change({ roomName: 'Room 2', pin: PIN, doorWindow: true });
    const before = settings.get();
    expect([await presets.takeOver(read.value.presets), music.takeOver(read.value.music)]).toEqual([
      { presets: 1, leftOut: 0 },
      1,
    ]);
    const replaced = settings.takeOver(read.value.settings);
    const { presets: p, music: m, settings: s } = roomIn('second');
    expect(p.find('one')).toEqual(own('one'));
    expect([p.find('two'), p.find('im')?.playlist]).toEqual([null, 'own:evening']);
    expect([m.playlists()[0]?.trackIds, m.marksOf('t1').hasWords]).toEqual([['t1', 't2'], true]);
    expect(s.get()).toEqual({ ...before, ...SETTINGS });
    expect([...told(p), ...told(m), ...told(s)]).toEqual([]);
    expect([await presets.undoGoBack(), music.undoGoBack()]).toMatchObject([{ ok: true }, { ok: true }]);
    settings.change(replaced);
    expect([presets.find('one'), presets.find('two')?.label]).toEqual([null, 'Label two']);
    expect([music.playlists(), settings.get()]).toEqual([[], before]);
    expect(readdirSync(join(folder.path, 'second', 'earlier')).map((name) => name.split('.')[0])).toEqual([
      'music',
      'presets',
      'settings',
    ]);
  });

  it('holds no PIN, no key, and nothing of this computer', async () => {
    const { text } = await savedRoom();
    for (const secret of [PIN, 'the-key', 'wrongPins', 'Speaker', '192.168.1.20', 'doorWindow']) {
      expect(text, secret).not.toContain(secret);
    }
  });

  it('changes nothing that the file does not say, or does not say well', () => {
    const { settings } = roomIn('second');
    settings.change({ roomName: 'Room 2', playlistFolders: ['/music'] });
    settings.takeOver({
      roomName: '',
      playlistFolders: 7,
      doorTellsWish: true,
      pin: PIN,
      lights: { source: 'x' },
    });
    expect(settings.get()).toMatchObject({
      ...{ roomName: 'Room 2', playlistFolders: ['/music'], doorTellsWish: true, pin: null },
      lights: { source: 'practice' },
    });
  });

  it.each([
    ['no JSON', 'a shopping list', 'setupUnreadable'],
    ['nothing', '', 'setupUnreadable'],
    ['another JSON', '{"version":1,"presets":[]}', 'setupUnreadable'],
    ['a part of one', '{"kind":"the set-up of a Stillroom","version":1,"presets":{}}', 'setupUnreadable'],
    [
      'one whose presets are none',
      '{"kind":"the set-up of a Stillroom","version":1,"settings":{},"presets":{"presets":5},"music":{}}',
      'setupUnreadable',
    ],
    ['a newer one', '{"kind":"the set-up of a Stillroom","version":2}', 'setupNewer'],
  ])('is not %s', async (_, text, error) => {
    const file = join(folder.path, 'file.json');
    writeFileSync(file, text);
    expect(await readSetup(file)).toEqual({ ok: false, error });
  });

  it('is not a folder, nor what is not there', async () => {
    for (const file of [folder.path, join(folder.path, 'none.json')]) {
      expect(await readSetup(file)).toEqual({ ok: false, error: 'setupUnreadable' });
    }
  });
});
