// A file that is moved or renamed stays the track that it was, with its marks, its loudness and its places in playlists. A
// copy is another track.

import { copyFile, mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { musicHandlers } from '../../main/ipc/music-handlers.ts';
import { folderIdOf } from '../../main/sound/library/folder-scan.ts';
import type { Library } from '../../main/sound/library/library.ts';
import { openPresets } from '../../main/storage/presets.ts';
import { openSettings } from '../../main/storage/settings.ts';
import { musicOf } from '../../shared/preset/preset.ts';
import { EMPTY_ROOM } from '../../shared/session/session.ts';
import { openElectronStore } from './kept-files.ts';
import { musicRoom } from './music-files.ts';
import { wavOf } from './wav.ts';

const room = musicRoom();
const { own, open } = room;

const SEEN = { timeout: 15_000, interval: 50 };

const idsIn = (library: Library, folder: string) => library.tracksOf(folderIdOf(folder)).map(({ id }) => id);

const measureAll = (library: Library): void => {
  for (const { url } of library.waiting()) {
    library.measured(url, { kind: 'measured', lufs: -20, truePeakDbtp: -3, durationS: 1 });
  }
};

/** A library with one folder, measured and marked, and a playlist of its tracks. */
const planted = async (music: string) => {
  const { library, catalogue } = open({ folders: [music] });
  await library.ready;
  measureAll(library);
  const ids = idsIn(library, music);
  library.mark(ids, { hasWords: true });
  const saved = library.savePlaylist(null, 'Mine', ids);
  await catalogue.close();
  return { ids, mine: saved.ok ? saved.value : '' };
};

describe('a folder that was moved while the program was closed', () => {
  it('keeps its tracks in the playlists made of it, with their marks and loudness', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1), 'In/1 Night.wav': wavOf(2) });
    const { ids, mine } = await planted(music);
    await mkdir(path.join(room.path, 'New'));
    const moved = path.join(room.path, 'New', 'Late');
    await rename(music, moved);
    const { library } = open({ folders: [music] });
    await library.ready;
    expect(library.missing()).toEqual([music]);
    expect(library.tracksOf(mine)).toEqual([]);
    expect((await library.addFolder(moved)).ok).toBe(true);
    await expect.poll(() => idsIn(library, moved), SEEN).toEqual(ids);
    await expect.poll(() => library.view().isScanning, SEEN).toBe(false);
    expect(library.tracksOf(mine).map(({ id, lufs, marks }) => [id, lufs, marks.hasWords])).toEqual(
      ids.map((id) => [id, -20, true]),
    );
    expect(library.waiting()).toEqual([]);
    expect(library.fileOf(ids[0] ?? '')).toBe(path.join(moved, '1 Dusk.wav'));
    library.removeFolder(folderIdOf(music));
    expect(library.tracksOf(mine)).toHaveLength(2);
  });
});

describe('a folder that is away', () => {
  it('is followed to where somebody says it is, by the presets that play it too', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1) });
    const { library } = open();
    await library.ready;
    const moved = path.join(room.path, 'Late');
    const answers = [music, moved];
    const presets = openPresets(room.kept);
    const keys = { available: () => false, encrypt: (text: string) => text, decrypt: (text: string) => text };
    const settings = openSettings(room.kept, openElectronStore, keys);
    const press = musicHandlers({
      ...{ library, presets, settings, room: { session: () => EMPTY_ROOM } },
      chooseFile: async () => answers.shift() ?? null,
      changed: () => undefined,
    });
    const [before, after] = [folderIdOf(music), folderIdOf(moved)];
    expect(await press.addMusicFolder()).toMatchObject({ ok: true });
    const plain = { playlist: before, playlistsByPhase: { rest: before }, otherPlaylists: [before] };
    press.chooseMusic({ presetId: 'im', music: { ...plain, joins: 'crossfade', leftOut: [] } });
    const [id] = idsIn(library, music);
    await rename(music, moved);
    expect(await press.moveMusicFolder({ folderId: before })).toEqual({ ok: true, value: null });
    expect(await press.moveMusicFolder({ folderId: before })).toMatchObject({ error: 'unknownPlaylist' });
    expect(settings.get().playlistFolders).toEqual([moved]);
    const preset = presets.find('im');
    expect(preset === null ? null : musicOf(preset)).toMatchObject({
      ...{ playlist: after, playlistsByPhase: { rest: after }, otherPlaylists: [after] },
    });
    await expect.poll(() => idsIn(library, moved), SEEN).toEqual([id]);
    await presets.close();
  });
});

describe('a file', () => {
  it('that is renamed, or moved between folders, stays the same track', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1), '2 Night.wav': wavOf(2) });
    const { ids, mine } = await planted(music);
    const { library } = open({ folders: [music] });
    await library.ready;
    await rename(path.join(music, '1 Dusk.wav'), path.join(music, '3 Dawn.wav'));
    const titles = () => library.tracksOf(mine).map(({ title }) => title);
    await expect.poll(titles, SEEN).toEqual(['3 Dawn', '2 Night']);
    expect(idsIn(library, music)).toEqual([...ids].toReversed());
    expect(library.waiting()).toEqual([]);
    await mkdir(path.join(music, 'In'));
    await rename(path.join(music, '3 Dawn.wav'), path.join(music, 'In', '1 Noon.wav'));
    await expect.poll(titles, SEEN).toEqual(['Noon', '2 Night']);
  });

  it('that is copied is another track, which is measured itself', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1) });
    const { ids } = await planted(music);
    const { library } = open({ folders: [music] });
    await library.ready;
    await copyFile(path.join(music, '1 Dusk.wav'), path.join(music, '2 Again.wav'));
    await expect.poll(() => idsIn(library, music).length, SEEN).toBe(2);
    expect(idsIn(library, music)[0]).toBe(ids[0]);
    expect(idsIn(library, music)[1]).not.toBe(ids[0]);
    expect(library.waiting().map(({ title }) => title)).toEqual(['Again']);
  });

  it('that comes where another one was moved away from is a track of its own', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1) });
    const { ids } = await planted(music);
    const { library } = open({ folders: [music] });
    await library.ready;
    await rename(path.join(music, '1 Dusk.wav'), path.join(music, '2 Dusk.wav'));
    await expect.poll(() => library.fileOf(ids[0] ?? ''), SEEN).toBe(path.join(music, '2 Dusk.wav'));
    await own('Evening', { '1 Dusk.wav': wavOf(3) });
    await expect.poll(() => idsIn(library, music).length, SEEN).toBe(2);
    const [first, second] = idsIn(library, music);
    expect(second).toBe(ids[0]);
    expect(first).not.toBe(ids[0]);
    expect(library.fileOf(first ?? '')).toBe(path.join(music, '1 Dusk.wav'));
  });
});
