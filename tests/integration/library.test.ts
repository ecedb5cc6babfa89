// The library on real folders and files: what it lists, what it refuses, and that it never reveals a path.

import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderIdOf } from '../../main/sound/library/folder-scan.ts';
import { mp3WithGain, musicRoom, unplayable } from './music-files.ts';
import { wavOf } from './wav.ts';

const room = musicRoom();
const { own, open } = room;

describe('the library', () => {
  it('knows the bundled playlists with titles, lengths and loudness, in the order of their numbers', async () => {
    const { library } = open();
    expect(library.playlists()).toEqual([]);
    await library.ready;
    const lengthMs = library
      .tracksOf('bundled:Slow Water')
      .reduce((sum, { durationS }) => sum + (durationS ?? Number.NaN) * 1000, 0);
    expect(library.playlists().find(({ id }) => id === 'bundled:Slow Water')).toEqual({
      ...{
        id: 'bundled:Slow Water',
        title: 'Slow Water',
        kind: 'bundled',
        trackCount: 5,
        awayCount: 0,
        lengthMs,
      },
    });
    expect(library.tracksOf('bundled:Slow Water').map(({ title }) => title)).toEqual([
      'Low Tide',
      'Lamplight',
      'Long Meadow',
      'Far Shore',
      'Last Light',
    ]);
    expect(library.tracksOf('bundled:Slow Water')[0]).toMatchObject({ durationS: 460, lufs: -23 });
    expect(library.folderOf('bundled:Slow Water')).toBeNull();
    expect(library.waiting()).toEqual([]);
  });

  it('gives tracks ids that are safe in an address, reveal no path, and stay the same', async () => {
    const music = await own('Evening', { '01 - Dusk.wav': wavOf(1) });
    const { library: first } = open({ folders: [music] });
    await first.ready;
    const id = first.tracksOf(folderIdOf(music))[0]?.id ?? '';
    expect(id).toMatch(/^[0-9a-f]{20}$/);
    expect(first.fileOf(id)).toBe(path.join(music, '01 - Dusk.wav'));
    for (const wrong of [music, '../../etc/passwd', '%2e%2e', '', `${id}/..`]) {
      expect(first.fileOf(wrong)).toBeNull();
    }
    expect(JSON.stringify(first.content())).not.toContain(room.path);
    const { library: second } = open({ folders: [music] });
    await second.ready;
    expect(second.tracksOf(folderIdOf(music))[0]?.id).toBe(id);
  });

  it('gives a file one id, whichever folders it is added through', async () => {
    const music = await own('Evening', { 'Late/1 Dusk.wav': wavOf(1) });
    const file = path.join(music, 'Late', '1 Dusk.wav');
    const { library } = open({ folders: [music, path.dirname(file)], files: [file] });
    await library.ready;
    const ids = [music, path.dirname(file)].map((folder) => library.tracksOf(folderIdOf(folder))[0]?.id);
    expect(new Set(ids).size).toBe(1);
    expect(library.content().tracks.filter(({ title }) => title === 'Dusk')).toHaveLength(1);
    library.removeFolder(folderIdOf(music));
    expect(library.fileOf(ids[0] ?? '')).toBe(file);
    library.removeFolder(folderIdOf(path.dirname(file)));
    library.removeFolder('files');
    expect(library.fileOf(ids[0] ?? '')).toBeNull();
  });

  it('reads titles and lengths, in natural order, and folders after one another, however deep', async () => {
    const music = await own('Evening', {
      '10 Night.wav': wavOf(2),
      '2 Dusk.wav': wavOf(1, 'Blue Hour'),
      'cover.jpg': 'no music',
      '._2 Dusk.wav': 'a shadow',
      'Disc 2/1 Later.wav': wavOf(1),
      'Disc 1/1 Sooner.wav': wavOf(1),
      'Disc 1/deeper/still/1 Deepest.wav': wavOf(1),
    });
    const { library } = open();
    const added = await library.addFolder(music);
    expect(added.ok && added.value).toMatchObject({ title: 'Evening', kind: 'folder' });
    await expect.poll(() => library.view().isScanning).toBe(false);
    expect(library.tracksOf(folderIdOf(music)).map(({ title, durationS }) => [title, durationS])).toEqual([
      ['Blue Hour', 1],
      ['10 Night', 2],
      ['Sooner', 1],
      ['Deepest', 1],
      ['Later', 1],
    ]);
    expect(library.playlists().at(-1)).toMatchObject({ trackCount: 5, lengthMs: 6000 });
  });

  it('finishes in a folder that contains a link to itself', async () => {
    const music = await own('Evening', { 'a/1 Dusk.wav': wavOf(1) });
    await symlink(music, path.join(music, 'a', 'up'));
    await symlink(path.join(music, 'a'), path.join(music, 'b'));
    const { library } = open({ folders: [music] });
    await library.ready;
    expect(library.tracksOf(folderIdOf(music)).map(({ title }) => title)).toEqual(['Dusk']);
  });

  it('uses the ReplayGain of an added file until it is measured, but never raises a track by it', async () => {
    const music = await own('Evening', {
      '1 Loud.mp3': mp3WithGain('-8.20 dB'),
      '2 Dusk.wav': wavOf(1),
      '3 Liar.mp3': mp3WithGain('+40.00 dB'),
    });
    const { library } = open({ folders: [music] });
    await library.ready;
    const tracks = library.tracksOf(folderIdOf(music));
    expect(tracks.map(({ lufs }) => lufs)).toEqual([expect.closeTo(-9.8, 5), null, -23]);
    expect(tracks.map(({ truePeakDbtp }) => truePeakDbtp)).toEqual([null, null, null]);
    expect(library.content().tracks.find(({ title }) => title === 'Loud')?.hasLoudness).toBe(false);
  });

  it('refuses a folder without audio, and one that does not exist', async () => {
    const empty = await own('Empty', {});
    const letters = await own('Letters', { 'a.txt': 'a', 'b.mp3': 'not music at all' });
    const { library } = open();
    await library.ready;
    const before = library.playlists();
    expect(await library.addFolder(empty)).toEqual({ ok: false, error: 'folderWithoutAudio' });
    expect(await library.addFolder(letters)).toEqual({ ok: false, error: 'folderWithoutAudio' });
    expect(await library.addFolder(path.join(room.path, 'nowhere'))).toEqual({
      ok: false,
      error: 'folderUnreadable',
    });
    expect(library.playlists()).toEqual(before);
  });

  it('plays a track alone, and noise, without listing them as playlists', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1) });
    const { library } = open({ folders: [music] });
    await library.ready;
    const [dusk] = library.tracksOf(folderIdOf(music));
    const alone = `track:${dusk?.id}`;
    expect(library.tracksOf(alone)).toEqual([dusk]);
    expect(library.titleOf(alone)).toBe('Dusk');
    expect(library.tracksOf('track:nobody')).toEqual([]);
    expect(library.titleOf('track:nobody')).toBeNull();
    const [noise] = library.tracksOf('noise');
    expect(noise).toMatchObject({ title: 'Pink noise', lufs: expect.closeTo(-23, 0) });
    expect(library.fileOf(noise?.id ?? '')).toMatch(/pink\.opus$/);
    expect(library.playlists().map(({ kind }) => kind)).toEqual(['bundled', 'bundled', 'folder']);
    expect(library.content().tracks.some(({ id }) => id === noise?.id)).toBe(false);
  });

  it('works without the bundled music', async () => {
    const { library } = open({ bundledFolder: path.join(room.path, 'nowhere') });
    await library.ready;
    expect(library.playlists()).toEqual([]);
  });
});

describe('what was measured', () => {
  it('is asked for once, first for playlists that presets play, and is known from then on', async () => {
    const evening = await own('Evening', { '1 Dusk.wav': wavOf(1) });
    const morning = await own('Morning', { '1 Dawn.wav': wavOf(1) });
    const folders = [evening, morning];
    const { library } = open({ folders, wanted: [folderIdOf(morning)] });
    await library.ready;
    expect(library.waiting().map(({ title }) => title)).toEqual(['Dawn', 'Dusk']);
    const url = library.waiting()[0]?.url ?? '';
    library.measured(url, { kind: 'measured', lufs: -14.2, truePeakDbtp: -0.4, durationS: 1.01 });
    expect(library.waiting().map(({ title }) => title)).toEqual(['Dusk']);
    const measured = { lufs: -14.2, truePeakDbtp: -0.4, durationS: 1.01 };
    expect(library.tracksOf(folderIdOf(morning))[0]).toMatchObject(measured);
    const { library: again } = open({ folders });
    await again.ready;
    expect(again.tracksOf(folderIdOf(morning))[0]).toMatchObject(measured);
    expect(again.waiting().map(({ title }) => title)).toEqual(['Dusk']);
  });

  it('is known of silence too, and not asked for again', async () => {
    const music = await own('Evening', { '1 Hush.wav': wavOf(1) });
    const { library } = open({ folders: [music] });
    await library.ready;
    const url = library.waiting()[0]?.url ?? '';
    library.measured(url, { kind: 'measured', lufs: null, truePeakDbtp: null, durationS: 1 });
    expect(library.waiting()).toEqual([]);
    expect(library.tracksOf(folderIdOf(music))[0]).toMatchObject({ lufs: null });
  });

  it('may be that what the tags do not tell can be played, now and at the next start', async () => {
    const crashed = wavOf(1);
    crashed.writeUInt32LE(0, 4);
    crashed.writeUInt32LE(0, crashed.indexOf('data') + 4);
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1), '2 Crashed.wav': crashed.subarray(0, 40) });
    const { library } = open({ folders: [music] });
    await library.ready;
    expect(unplayable(library)).toEqual({ '2 Crashed.wav': 'damaged' });
    for (const { url } of library.waiting()) {
      library.measured(url, { kind: 'measured', lufs: -20, truePeakDbtp: -3, durationS: 1 });
    }
    const { library: again } = open({ folders: [music] });
    await again.ready;
    for (const one of [library, again]) {
      expect(one.tracksOf(folderIdOf(music)).map(({ title }) => title)).toEqual(['Dusk', 'Crashed']);
      expect([unplayable(one), one.waiting()]).toEqual([{}, []]);
    }
  });

  it('may be that it cannot, for the reason that was found first, and it is not tried again', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1), 'Letter.mp3': 'no music at all' });
    const { library } = open({ folders: [music] });
    await library.ready;
    const letter = library.waiting().find(({ title }) => title === 'Letter');
    library.measured(letter?.url ?? '', { kind: 'unplayable', reason: 'unsupported' });
    const { library: again } = open({ folders: [music] });
    await again.ready;
    for (const one of [library, again]) {
      expect(unplayable(one)).toEqual({ 'Letter.mp3': 'notAudio' });
      expect(one.waiting().map(({ title }) => title)).toEqual(['Dusk']);
    }
  });

  it('may be that only a part of a file can be played, which is said while that part plays', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1) });
    const { library } = open({ folders: [music] });
    await library.ready;
    const [dusk] = library.waiting();
    library.measured(dusk?.url ?? '', {
      ...{ kind: 'measured', lufs: -20, truePeakDbtp: -3, durationS: 1, unheardS: 725 },
    });
    expect(library.tracksOf(folderIdOf(music)).map(({ title }) => title)).toEqual(['Dusk']);
    const about = { name: '1 Dusk.wav', folderId: folderIdOf(music) };
    expect(library.content().unplayable).toEqual([{ ...about, reason: 'inPart', unheardS: 725 }]);
    expect(library.content().tracks.find(({ title }) => title === 'Dusk')?.unheardS).toBe(725);
    expect(library.view()).toMatchObject({ trackCount: 10, unplayableCount: 1 });
  });

  it('may be that a file cannot be played, which is then listed with the reason', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1), '2 Torn.wav': wavOf(1) });
    const { library } = open({ folders: [music] });
    await library.ready;
    const torn = library.waiting().find(({ title }) => title === 'Torn');
    library.measured(torn?.url ?? '', { kind: 'unplayable', reason: 'damaged' });
    const { library: again } = open({ folders: [music] });
    await again.ready;
    for (const one of [library, again]) {
      expect(one.tracksOf(folderIdOf(music)).map(({ title }) => title)).toEqual(['Dusk']);
      expect(one.content().unplayable).toEqual([
        { name: '2 Torn.wav', folderId: folderIdOf(music), reason: 'damaged' },
      ]);
    }
  });
});
