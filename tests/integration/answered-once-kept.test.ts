// Every command that changes presets or music is answered once the change is on the disk: a program that is killed with
// its answer finds all of it at the next start.

import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { musicHandlers } from '../../main/ipc/music-handlers.ts';
import { presetHandlers } from '../../main/ipc/preset-handlers.ts';
import { folderIdOf } from '../../main/sound/library/folder-scan.ts';
import { openMusic } from '../../main/storage/music.ts';
import { openPresets } from '../../main/storage/presets.ts';
import { type Encryption, openSettings } from '../../main/storage/settings.ts';
import { musicOf, type Preset } from '../../shared/preset/preset.ts';
import { EMPTY_ROOM } from '../../shared/session/session.ts';
import { IM } from '../unit/session-arbitraries.ts';
import { openElectronStore } from './kept-files.ts';
import { musicRoom } from './music-files.ts';
import { wavOf } from './wav.ts';

const room = musicRoom();
const NO_KEY_STORE: Encryption = { available: () => false, encrypt: (text) => text, decrypt: (text) => text };
const HERON: Preset = { ...IM, id: 'amber-heron', label: 'Amber Heron' };
const FJORD: Preset = { ...IM, id: 'quiet-fjord', label: 'Quiet Fjord' };

/** Commands of presets and music that change neither. */
const READING = 'library playlistTracks exportPlaylist presets preset exportPreset print savePdf printReport';

interface Program {
  readonly press: ReturnType<typeof musicHandlers> & ReturnType<typeof presetHandlers>;
  /** All that is kept, as the program has it. */
  readonly has: () => unknown;
  readonly playlistId: string;
  readonly trackId: string;
}

let music = '';
let chosen = '';
let program: Program;

const keptBy = (
  presets: ReturnType<typeof openPresets>,
  settings: ReturnType<typeof openSettings>,
  own: ReturnType<typeof openMusic>,
  trackId: string,
): unknown => {
  const { playlistFolders, musicFiles } = settings.get();
  return [presets.all(), playlistFolders, musicFiles, own.playlists(), own.marksOf(trackId)];
};

/** What a program finds that is started on what is on the disk at this instant. */
const onDisk = (): unknown => {
  const copy = path.join(room.path, '.killed');
  rmSync(copy, { recursive: true, force: true });
  cpSync(room.kept, copy, { recursive: true });
  const settings = openSettings(copy, openElectronStore, NO_KEY_STORE);
  return keptBy(openPresets(copy), settings, openMusic(copy), program.trackId);
};

beforeEach(async () => {
  music = await room.own('Evening', { '1 Dusk.wav': wavOf(1), 'Late.m3u8': '1 Dusk.wav\n' });
  const settings = openSettings(room.kept, openElectronStore, NO_KEY_STORE);
  settings.change({ playlistFolders: [music] });
  const presets = openPresets(room.kept);
  await presets.save({ ...HERON, playlist: folderIdOf(music) });
  const { library, music: own } = room.open({ folders: [music] });
  await library.ready;
  const trackId = library.tracksOf(folderIdOf(music))[0]?.id ?? '';
  const saved = library.savePlaylist(null, 'Ours', [trackId]);
  const parts = {
    ...{ library, presets, settings, room: { session: () => EMPTY_ROOM }, printing: {} as never },
    chooseFile: async () => chosen,
    changed: () => undefined,
  };
  program = {
    press: { ...musicHandlers(parts), ...presetHandlers(parts) },
    has: () => keptBy(presets, settings, own, trackId),
    playlistId: saved.ok ? saved.value : '',
    trackId,
  };
});

const anotherFolder = (): Promise<string> => room.own('Night', { '1 Owl.wav': wavOf(2) });

const CHANGING: Readonly<Record<string, (of: Program) => unknown>> = {
  addPreset: ({ press }) => {
    chosen = path.join(room.path, 'preset.json');
    writeFileSync(chosen, JSON.stringify(FJORD));
    return press.addPreset();
  },
  savePreset: ({ press }) => press.savePreset({ preset: FJORD }),
  removePreset: ({ press }) => press.removePreset({ presetId: HERON.id }),
  chooseMusic: ({ press }) =>
    press.chooseMusic({ presetId: HERON.id, music: { ...musicOf(HERON), joins: 'gapless' } }),
  addMusicFolder: async ({ press }) => {
    chosen = await anotherFolder();
    return press.addMusicFolder();
  },
  addDropped: async ({ press }) =>
    press.addDropped({ paths: [path.join(await anotherFolder(), '1 Owl.wav')] }),
  removeMusicFolder: ({ press }) => press.removeMusicFolder({ folderId: folderIdOf(music) }),
  moveMusicFolder: async ({ press }) => {
    chosen = path.join(room.path, 'Moved');
    await rename(music, chosen);
    return press.moveMusicFolder({ folderId: folderIdOf(music) });
  },
  savePlaylist: ({ press, trackId }) =>
    press.savePlaylist({ playlistId: null, title: 'More', trackIds: [trackId] }),
  removePlaylist: ({ press, playlistId }) => press.removePlaylist({ playlistId }),
  mark: ({ press, trackId }) => press.mark({ trackIds: [trackId], marks: { hasWords: true } }),
  importPlaylist: ({ press }) => {
    chosen = path.join(music, 'Late.m3u8');
    return press.importPlaylist();
  },
};

it('is held of every command of presets and music', () => {
  const changing = Object.keys(program.press).filter((name) => !READING.split(' ').includes(name));
  expect(Object.keys(CHANGING).toSorted()).toEqual(changing.toSorted());
});

it.each(Object.keys(CHANGING))('%s is answered once it is kept', async (name) => {
  const before = program.has();
  expect(await CHANGING[name]?.(program)).toMatchObject({ ok: true });
  const found = onDisk();
  expect(found).toEqual(program.has());
  expect(found).not.toEqual(before);
});
