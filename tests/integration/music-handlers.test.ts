// What the commands about music do, with a real library and with settings and presets on a disk: what is added is there
// after a restart, lists are exported and imported, and nothing takes the music from a running session.

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { musicHandlers } from '../../main/ipc/music-handlers.ts';
import { trackIdOf } from '../../main/sound/library/audio-files.ts';
import { folderIdOf } from '../../main/sound/library/folder-scan.ts';
import { openPresets, type Presets } from '../../main/storage/presets.ts';
import { type Encryption, type KeptSettings, openSettings } from '../../main/storage/settings.ts';
import type { Checked, ImportedPlaylist } from '../../shared/ipc/contract.ts';
import { musicOf, type PresetMusic } from '../../shared/preset/preset.ts';
import { reduce } from '../../shared/session/reduce.ts';
import { EMPTY_ROOM, type Session } from '../../shared/session/session.ts';
import { IM } from '../unit/session-arbitraries.ts';
import { openElectronStore } from './kept-files.ts';
import { musicRoom, type Opened } from './music-files.ts';
import { wavOf } from './wav.ts';

const room = musicRoom();
const { own } = room;

const NO_KEY_STORE: Encryption = { available: () => false, encrypt: (text) => text, decrypt: (text) => text };

let settings: KeptSettings;
let presets: Presets;
let opened: Opened;
let session: Session = EMPTY_ROOM;
let answers: (string | null)[] = [];
let asked: (string | undefined)[] = [];
let press: ReturnType<typeof musicHandlers>;

/** The program as it is started: what was kept is read, and the library opened on it. */
const start = async (): Promise<void> => {
  settings = openSettings(room.kept, openElectronStore, NO_KEY_STORE);
  presets = openPresets(room.kept);
  const { playlistFolders: folders, musicFiles: files } = settings.get();
  opened = room.open({ folders, files });
  press = musicHandlers({
    ...{ library: opened.library, presets, settings, room: { session: () => session } },
    chooseFile: async (what, name) => {
      asked.push(what, name);
      return answers.shift() ?? null;
    },
    changed: () => undefined,
  });
  await opened.library.ready;
};

const running = (music: Partial<PresetMusic>): Session =>
  reduce(EMPTY_ROOM, { type: 'start', preset: { ...IM, ...music }, found: null }, 0).session;

const own_ = (): readonly string[] =>
  opened.library
    .playlists()
    .filter(({ kind }) => kind !== 'bundled')
    .map(({ title }) => title);

const ok = { ok: true, value: null };
const refused = (error: string) => ({ ok: false, error });

beforeEach(async () => {
  session = EMPTY_ROOM;
  [answers, asked] = [[], []];
  await start();
});

describe('adding music', () => {
  it('asks for a folder, and still has it after a restart', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1) });
    answers = [music];
    expect(await press.addMusicFolder()).toEqual(ok);
    expect(await press.addMusicFolder()).toEqual(refused('cancelled'));
    expect(asked).toEqual(['musicFolder', undefined, 'musicFolder', undefined]);
    await start();
    answers = [music];
    expect(own_()).toEqual(['Evening']);
    expect(await press.addMusicFolder()).toEqual(ok);
    expect(settings.get().playlistFolders).toEqual([music]);
  });

  it('takes dropped folders, files and lists together, also while a session runs', async () => {
    session = running({});
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1) });
    const loose = await own('Loose', { '2 Night.wav': wavOf(1), 'Late.m3u8': '2 Night.wav\n', 'a.txt': 'a' });
    const paths = [music, ...['2 Night.wav', 'Late.m3u8', 'a.txt'].map((name) => path.join(loose, name))];
    expect(await press.addDropped({ paths })).toMatchObject({ value: { found: 1, missed: 0, missing: [] } });
    await start();
    expect(own_()).toEqual(['Evening', 'Late']);
    expect(opened.library.tracksOf('files').map(({ title }) => title)).toEqual(['2 Night']);
    expect(settings.get().musicFiles).toEqual([path.join(loose, '2 Night.wav')]);
  });

  it.each([
    ['is no music', 'a.txt', 'folderWithoutAudio'],
    ['is a folder without any', '.', 'folderWithoutAudio'],
    ['is not there', 'nowhere.mp3', 'fileUnreadable'],
    ['is a list of nothing', 'none.m3u', 'playlistFileEmpty'],
  ])('refuses a dropped path that %s', async (_, name, error) => {
    const loose = await own('Loose', { 'a.txt': 'a', 'none.m3u': '#EXTM3U\nhttp://x/a.mp3\n' });
    expect(await press.addDropped({ paths: [path.join(loose, name)] })).toEqual(refused(error));
    expect(settings.get()).toMatchObject({ playlistFolders: [], musicFiles: [] });
  });

  it('never takes a relative path', async () => {
    expect(await press.addDropped({ paths: ['package.json', '../a.mp3'] })).toEqual(
      refused('fileUnreadable'),
    );
  });

  it('does not add a file that a folder already has', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1) });
    await press.addDropped({ paths: [music] });
    await press.addDropped({ paths: [path.join(music, '1 Dusk.wav')] });
    expect(settings.get().musicFiles).toEqual([]);
  });
});

describe('removing a folder', () => {
  const added = async (): Promise<string> => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1) });
    await press.addDropped({ paths: [music] });
    return folderIdOf(music);
  };

  it('forgets the folder, and touches nothing in it', async () => {
    const folderId = await added();
    expect(press.removeMusicFolder({ folderId })).toEqual(ok);
    expect(press.removeMusicFolder({ folderId })).toEqual(refused('unknownPlaylist'));
    expect(press.removeMusicFolder({ folderId: 'bundled:Slow Water' })).toEqual(refused('unknownPlaylist'));
    await start();
    expect(own_()).toEqual([]);
    expect(await readFile(path.join(room.path, 'Evening', '1 Dusk.wav'))).toEqual(wavOf(1));
  });

  it.each(['playlist', 'playlistsByPhase', 'otherPlaylists', 'by hand'])(
    'is refused while a session runs that plays it: %s',
    async (how) => {
      const folderId = await added();
      const byHand = press.savePlaylist({
        ...{ playlistId: null, title: 'Mine' },
        trackIds: [trackIdOf(path.join(room.path, 'Evening', '1 Dusk.wav'))],
      });
      const ways: Record<string, Partial<PresetMusic>> = {
        playlist: { playlist: folderId },
        playlistsByPhase: { playlistsByPhase: { rest: folderId } },
        otherPlaylists: { otherPlaylists: [folderId] },
        'by hand': { playlist: byHand.ok ? byHand.value : '' },
      };
      session = running(ways[how] ?? {});
      expect(press.removeMusicFolder({ folderId })).toEqual(refused('sessionRuns'));
      expect(own_()).toEqual(['Evening', 'Mine']);
      session = running({ playlist: 'bundled:Slow Water' });
      expect(press.removeMusicFolder({ folderId })).toEqual(ok);
    },
  );

  it('forgets all single files together', async () => {
    const loose = await own('Loose', { '2 Night.wav': wavOf(1) });
    await press.addDropped({ paths: [path.join(loose, '2 Night.wav')] });
    expect(press.removeMusicFolder({ folderId: 'files' })).toEqual(ok);
    await start();
    expect(opened.library.content().folders.map(({ kind }) => kind)).toEqual(['bundled', 'bundled']);
  });
});

describe('playlists and marks', () => {
  it('are made, listed, changed, marked, removed and restored', async () => {
    const ids = opened.library.tracksOf('bundled:Slow Water').map(({ id }) => id);
    const made = press.savePlaylist({ playlistId: null, title: 'Mine', trackIds: ids.slice(0, 2) });
    const playlistId = made.ok ? made.value : '';
    expect(press.playlistTracks({ playlistId })).toEqual({ ok: true, value: ids.slice(0, 2) });
    press.savePlaylist({ playlistId, title: 'Ours', trackIds: [...ids.slice(1, 3), 'away'] });
    await start();
    expect(own_()).toEqual(['Ours']);
    expect(press.playlistTracks({ playlistId })).toEqual({ ok: true, value: [...ids.slice(1, 3), 'away'] });
    expect(opened.library.playlists().at(-1)).toMatchObject({ kind: 'own', trackCount: 2 });

    expect(press.mark({ trackIds: ids.slice(0, 1), marks: { hasWords: true } })).toEqual(ok);
    expect(opened.library.tracksOf('bundled:Slow Water')[0]?.marks).toEqual({ hasWords: true, suits: null });
    expect(press.mark({ trackIds: ['nobody'], marks: {} })).toEqual(refused('unknownTrack'));

    session = running({ playlist: playlistId });
    expect(press.removePlaylist({ playlistId })).toEqual(refused('sessionRuns'));
    session = EMPTY_ROOM;
    expect(press.removePlaylist({ playlistId })).toEqual(ok);
    expect(press.removePlaylist({ playlistId })).toEqual(refused('unknownPlaylist'));
    expect(press.playlistTracks({ playlistId })).toEqual(refused('unknownPlaylist'));
    expect(press.savePlaylist({ playlistId, title: 'Ours', trackIds: ids })).toEqual({
      ok: true,
      value: playlistId,
    });
  });

  it('of a preset are chosen from those that exist, and one that is gone may stay', async () => {
    const music = { ...musicOf(IM), playlist: 'bundled:Slow Water', joins: 'gapless' } as const;
    expect(await press.chooseMusic({ presetId: 'im', music })).toEqual(ok);
    expect(presets.find('im')).toMatchObject(music);
    const gone = { ...music, otherPlaylists: ['own:gone'] };
    expect(await press.chooseMusic({ presetId: 'im', music: gone })).toEqual(refused('unknownPlaylist'));
    await presets.chooseMusic('im', gone);
    expect(await press.chooseMusic({ presetId: 'im', music: { ...gone, joins: 'crossfade' } })).toEqual(ok);
    expect(await press.chooseMusic({ presetId: 'nobody', music })).toEqual(refused('unknownPreset'));
    for (const playlist of ['noise', 'track:x']) {
      const hidden = { ...music, playlist };
      expect(await press.chooseMusic({ presetId: 'im', music: hidden })).toEqual(refused('unknownPlaylist'));
    }
  });
});

describe('a list of tracks', () => {
  const imported = async (file: string) => {
    answers = [file];
    return (await press.importPlaylist()) as { ok: boolean; value: ImportedPlaylist; error?: string };
  };

  it('is imported with the tracks that exist, and says how many do not', async () => {
    const music = await own('Evening', {
      '1 Dusk.wav': wavOf(1),
      'Disc 2/2 Nächte.wav': wavOf(1),
      'e.mp3': '',
    });
    const other = await own('Other', { '3 静けさ.wav': wavOf(1) });
    const list = path.join(music, 'Late.m3u8');
    const lines = [
      ...['#EXTM3U', '#EXTINF:1,Dusk', '1 Dusk.wav', '.\\Disc 2\\2 Nächte.wav', '1 Dusk.wav'],
      ...[`file://${encodeURI(path.join(other, '3 静けさ.wav'))}`, 'http://radio.example/x.mp3', 'gone.flac'],
      ...['e.mp3', 'Late.m3u8'],
    ];
    await writeFile(list, lines.join('\r\n'));
    const answer = await imported(list);
    expect(answer).toMatchObject({ ok: true, value: { found: 4, missed: 4 } });
    const { playlistId } = answer.value;
    expect(answer.value.missing).toEqual(['http://radio.example/x.mp3', 'gone.flac', 'e.mp3', 'Late.m3u8']);
    const titles = ['Dusk', '2 Nächte', 'Dusk', '3 静けさ'];
    expect(opened.library.tracksOf(playlistId).map(({ title }) => title)).toEqual(titles);
    await start();
    expect(opened.library.titleOf(playlistId)).toBe('Late');
    expect(opened.library.tracksOf(playlistId).map(({ title }) => title)).toEqual(titles);
    expect(opened.library.content().folders.at(-1)).toMatchObject({ kind: 'files', trackCount: 3 });
  });

  it('finds its music when it is in an old encoding and was moved together with the music', async () => {
    const music = await own('Evening', { 'Nächte.wav': wavOf(1) });
    await writeFile(path.join(music, 'Late.m3u'), Buffer.from('N\xe4chte.wav\n', 'latin1'));
    await mkdir(path.join(room.path, 'Moved'));
    await rename(music, path.join(room.path, 'Moved', 'Evening'));
    const answer = await imported(path.join(room.path, 'Moved', 'Evening', 'Late.m3u'));
    expect(answer).toMatchObject({ ok: true, value: { found: 1, missed: 0 } });
  });

  it('is refused and adds nothing when it names no track that exists, or is no list', async () => {
    const music = await own('Evening', {
      'a.m3u': 'gone.mp3\n',
      'b.m3u': '',
      'c.m3u': Buffer.alloc(5000, 200),
    });
    for (const name of ['a.m3u', 'b.m3u', 'c.m3u']) {
      expect(await imported(path.join(music, name))).toEqual(refused('playlistFileEmpty'));
    }
    expect(await imported(path.join(music, 'd.m3u'))).toEqual(refused('fileUnreadable'));
    expect(await imported(music)).toEqual(refused('fileUnreadable'));
    expect(own_()).toEqual([]);
  });

  it('is the same after an export and an import', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1.4), '#2 Night.wav': wavOf(1) });
    await press.addDropped({ paths: [music] });
    await expect.poll(() => opened.library.tracksOf(folderIdOf(music)).length).toBe(2);
    const [night, dusk] = opened.library.tracksOf(folderIdOf(music)).map(({ id }) => id);
    const tide = opened.library.tracksOf('bundled:Slow Water')[0]?.id;
    const trackIds = [dusk ?? '', tide ?? '', night ?? '', 'away'];
    const saved = press.savePlaylist({ playlistId: null, title: 'Mine: all / of it', trackIds });
    const playlistId = saved.ok ? saved.value : '';
    answers = [path.join(music, 'Mine.m3u8')];
    expect(await press.exportPlaylist({ playlistId })).toEqual(ok);
    expect(asked.slice(-2)).toEqual(['playlistExport', 'Mine: all / of it']);
    const text = await readFile(path.join(music, 'Mine.m3u8'), 'utf8');
    expect(text.split('\n').slice(0, 4)).toEqual([
      '#EXTM3U',
      '#PLAYLIST:Mine: all / of it',
      '#EXTINF:1,1 Dusk',
      '1 Dusk.wav',
    ]);
    const answer = await imported(path.join(music, 'Mine.m3u8'));
    expect(answer.value).toMatchObject({ found: 3, missed: 0 });
    expect(opened.library.titleOf(answer.value.playlistId)).toBe('Mine: all / of it');
    const back = opened.library.tracksOf(answer.value.playlistId).map(({ title }) => title);
    expect(back).toEqual(opened.library.tracksOf(playlistId).map(({ title }) => title));
  });

  it('is not exported where nothing can be written, nor for an unknown playlist', async () => {
    answers = [path.join(room.path, 'nowhere', 'x.m3u8')];
    const exported = { playlistId: 'bundled:Slow Water' } satisfies Checked<'exportPlaylist'>;
    expect(await press.exportPlaylist(exported)).toEqual(refused('notWritten'));
    expect(await press.exportPlaylist(exported)).toEqual(refused('cancelled'));
    expect(await press.exportPlaylist({ playlistId: 'own:gone' })).toEqual(refused('unknownPlaylist'));
  });
});
