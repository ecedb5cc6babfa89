// Files that people really have: damaged, mislabelled, strangely named, or not readable. Each is played or listed with the
// reason, and none of them keeps out the others.

import { execFileSync } from 'node:child_process';
import { chmod, mkdir, open as openFile, rename, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderIdOf } from '../../main/sound/library/folder-scan.ts';
import { ffmpeg, musicRoom, unplayable } from './music-files.ts';
import { wavOf } from './wav.ts';

const room = musicRoom();
const { own, open } = room;

const SIX_HOURS_S = 6 * 3600;
const TONE = ['-f', 'lavfi', '-i', 'sine=frequency=220:duration=3'];

describe('a file that cannot be played', () => {
  it.each([
    ['a file of 0 bytes', 'Nothing.flac', '', 'empty'],
    ['a text file named .mp3', 'Letter.mp3', 'This is a letter, and no music. '.repeat(400), 'notAudio'],
    ['a text file named .opus', 'Letter.opus', 'neither is this', 'notAudio'],
    ['a text file named .ogg', 'Letter.ogg', 'nor this', 'notAudio'],
    ['a text file named .wav', 'Letter.wav', 'nor this', 'notAudio'],
    ['a text file named .aac', 'Letter.aac', 'nor this', 'notAudio'],
    ['one byte', 'Byte.m4a', 'x', 'notAudio'],
    ['noise named .m4a', 'Half.m4a', Buffer.alloc(5000, 7), 'notAudio'],
    ['a head without a body', 'Head.flac', Buffer.from('fLaC\0\0\0'), 'damaged'],
    ['the first half of a head', 'Half.wav', wavOf(1).subarray(0, 20), 'damaged'],
  ])('%s is listed by its name with the reason, beside one that can', async (_, name, content, reason) => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1), [name]: content });
    const { library } = open({ folders: [music] });
    await library.ready;
    expect(library.tracksOf(folderIdOf(music)).map(({ title }) => title)).toEqual(['Dusk']);
    expect(unplayable(library)).toEqual({ [name]: reason });
    expect(library.view()).toMatchObject({ unplayableCount: 1, isScanning: false });
  });

  it('is unsupported in a format that the player cannot decode', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1) });
    ffmpeg(music, ...TONE, '-c:a', 'alac', 'Lossless.m4a');
    ffmpeg(music, ...TONE, '-c:a', 'adpcm_ms', 'Old.wav');
    ffmpeg(music, ...TONE, '-c:a', 'mp2', '-f', 'mp2', 'Layer.mp3');
    const { library } = open({ folders: [music] });
    await library.ready;
    expect(unplayable(library)).toEqual({
      ...{ 'Lossless.m4a': 'unsupported', 'Old.wav': 'unsupported', 'Layer.mp3': 'unsupported' },
    });
  });

  it('is unreadable without permission, and plays once there is permission', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1), '2 Mine.wav': wavOf(1) });
    await chmod(path.join(music, '2 Mine.wav'), 0);
    const asNobody = process.getuid?.() === 0;
    if (asNobody) {
      await chmod(room.path, 0o777);
      process.seteuid?.(65534);
    }
    try {
      const { library } = open({ folders: [music] });
      await library.ready;
      expect(unplayable(library)).toEqual({ '2 Mine.wav': 'unreadable' });
    } finally {
      if (asNobody) process.seteuid?.(0);
    }
    await chmod(path.join(music, '2 Mine.wav'), 0o644);
    const { library } = open({ folders: [music] });
    await library.ready;
    expect(unplayable(library)).toEqual({});
    expect(library.tracksOf(folderIdOf(music))).toHaveLength(2);
  });

  it.skipIf(process.platform === 'win32')(
    'may be a pipe, which is listed without waiting for it',
    async () => {
      const music = await own('Evening', { '1 Dusk.wav': wavOf(1) });
      execFileSync('mkfifo', [path.join(music, '2 Pipe.mp3')]);
      const { library } = open({ folders: [music] });
      await library.ready;
      expect(library.tracksOf(folderIdOf(music))).toHaveLength(1);
      expect(unplayable(library)).toEqual({ '2 Pipe.mp3': 'notAudio' });
    },
  );
});

describe('a folder', () => {
  it('is refused without permission, and listed inside another', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1), 'Mine/1 Hidden.wav': wavOf(1) });
    await chmod(path.join(music, 'Mine'), 0);
    const asNobody = process.getuid?.() === 0;
    if (asNobody) {
      await chmod(room.path, 0o777);
      process.seteuid?.(65534);
    }
    try {
      const { library } = open();
      const refused = await library.addFolder(path.join(music, 'Mine'));
      expect(refused).toEqual({ ok: false, error: 'folderUnreadable' });
      expect((await library.addFolder(music)).ok).toBe(true);
      expect(library.tracksOf(folderIdOf(music)).map(({ title }) => title)).toEqual(['Dusk']);
      expect(unplayable(library)).toEqual({ Mine: 'folderUnreadable' });
    } finally {
      if (asNobody) process.seteuid?.(0);
      await chmod(path.join(music, 'Mine'), 0o755);
    }
  });
});

describe('a file that can be played', () => {
  it('may be in any format of the player, with title, artist, album and length', async () => {
    const music = await own('Evening', {});
    const tags = ['-metadata', 'title=Dusk', '-metadata', 'artist=Heron', '-metadata', 'album=Evening'];
    const made = [
      ['1.mp3', 'libmp3lame'],
      ['2.m4a', 'aac'],
      ['3.ogg', 'libvorbis'],
      ['4.opus', 'libopus'],
      ['5.flac', 'flac'],
      ['6.wav', 'pcm_s24le'],
    ] as const;
    for (const [name, codec] of made) ffmpeg(music, ...TONE, '-c:a', codec, ...tags, name);
    ffmpeg(music, ...TONE, '-c:a', 'aac', '7.aac');
    const { library } = open({ folders: [music] });
    await library.ready;
    expect(unplayable(library)).toEqual({});
    const tracks = library.content().tracks.filter(({ folderId }) => folderId === folderIdOf(music));
    expect(tracks).toHaveLength(7);
    for (const { title, artist, album, durationS } of tracks.slice(0, 6)) {
      expect([title, artist, album]).toEqual(['Dusk', 'Heron', 'Evening']);
      expect(Math.abs((durationS ?? Number.NaN) - 3)).toBeLessThan(0.1);
    }
  });

  it('may be called something else than it is', async () => {
    const music = await own('Evening', {});
    const tags = ['-metadata', 'title=Dusk'];
    const made = [
      ['1.mp3', 'aac', 'mp4'],
      ['2.wav', 'libmp3lame', 'mp3'],
      ['3.m4a', 'flac', 'flac'],
      ['4.flac', 'libopus', 'ogg'],
      ['5.ogg', 'pcm_s16le', 'wav'],
    ] as const;
    for (const [name, codec, format] of made)
      ffmpeg(music, ...TONE, '-c:a', codec, ...tags, '-f', format, name);
    const { library } = open({ folders: [music] });
    await library.ready;
    expect(unplayable(library)).toEqual({});
    const tracks = library.tracksOf(folderIdOf(music));
    expect(tracks.map(({ title }) => title)).toEqual(['Dusk', 'Dusk', 'Dusk', 'Dusk', 'Dusk']);
    for (const { durationS } of tracks) expect(Math.abs((durationS ?? Number.NaN) - 3)).toBeLessThan(0.1);
  });

  it('may be a flac that was cut off, which is listed until it has been played to its end', async () => {
    const music = await own('Evening', {});
    ffmpeg(music, ...TONE, 'whole.flac');
    const { size } = await stat(path.join(music, 'whole.flac'));
    const file = await openFile(path.join(music, 'whole.flac'), 'r+');
    await file.truncate(Math.floor(size / 2));
    await file.close();
    const { library } = open({ folders: [music] });
    await library.ready;
    const [track] = library.waiting();
    expect(track?.title).toBe('whole');
    library.measured(track?.url ?? '', { kind: 'unplayable', reason: 'damaged' });
    expect(unplayable(library)).toEqual({ 'whole.flac': 'damaged' });
  });

  it('may last three seconds or six hours', async () => {
    const music = await own('Evening', {});
    ffmpeg(music, ...TONE, 'short.opus');
    // The header of the file promises six hours; nothing follows it, so it takes no space.
    const head = wavOf(0);
    head.writeUInt32LE(SIX_HOURS_S * 16_000, head.length - 4);
    await writeFile(path.join(music, 'long.wav'), head);
    await truncate(path.join(music, 'long.wav'), head.length + SIX_HOURS_S * 16_000);
    const { library } = open({ folders: [music] });
    await library.ready;
    const lengths = library.tracksOf(folderIdOf(music)).map(({ durationS }) => Math.round(durationS ?? 0));
    expect(lengths).toEqual([SIX_HOURS_S, 3]);
  });

  it.each([
    ['in Greek', 'Ηρεμία.wav'],
    ['in Japanese', '静けさの中で.wav'],
    ['in Arabic', 'هدوء الليل.wav'],
    ['of emoji and marks', '🌊 ~ wave #1 & 100% "calm" + more.wav'],
    ['with letters of two parts', 'Ru\u0308he.wav'],
    ['as long as a disk lets it be', `${'ä'.repeat(125)}.wav`],
  ])('may have a name %s', async (_, name) => {
    const music = await own('Evening', { [name]: wavOf(1) });
    const { library } = open({ folders: [music] });
    await library.ready;
    const [track] = library.tracksOf(folderIdOf(music));
    expect(track?.title).toBe(name.slice(0, -4));
    expect(library.fileOf(track?.id ?? '')).toBe(path.join(music, name));
  });

  it('may have a path of more than 300 letters, and as long a title', async () => {
    const deep = Array.from({ length: 6 }, (_, i) => `${i} ${'deep '.repeat(11)}`.trim()).join('/');
    const title = 'Long '.repeat(60).trim();
    const music = await own('Evening', { [`${deep}/1.wav`]: wavOf(1, title) });
    const { library } = open({ folders: [music] });
    await library.ready;
    const [track] = library.tracksOf(folderIdOf(music));
    expect(track?.title).toBe(title);
    expect((library.fileOf(track?.id ?? '') ?? '').length).toBeGreaterThan(300);
  });
});

describe('a cover', () => {
  it('is the picture in the file, otherwise that of its folder, otherwise none', async () => {
    const music = await own('Evening', { 'Plain/1 Dusk.wav': wavOf(1) });
    ffmpeg(music, '-f', 'lavfi', '-i', 'color=red:s=8x8', '-frames:v', '1', 'red.png');
    const art = ['-i', 'red.png', '-map', '0', '-map', '1', '-disposition:v', 'attached_pic'];
    ffmpeg(music, ...TONE, ...art, '1 Art.mp3');
    await mkdir(path.join(music, 'Album'));
    await writeFile(path.join(music, 'Album', '1 Noon.wav'), wavOf(1));
    await rename(path.join(music, 'red.png'), path.join(music, 'Album', 'Folder.PNG'));
    const { library } = open({ folders: [music] });
    await library.ready;
    const own_ = library.content().tracks.filter(({ folderId }) => folderId === folderIdOf(music));
    expect(own_.map(({ title, hasCover }) => [title, hasCover])).toEqual([
      ['Art', true],
      ['Noon', true],
      ['Dusk', false],
    ]);
    const covers = await Promise.all(own_.map(({ id }) => library.coverOf(id)));
    expect(covers.map((cover) => cover?.mime ?? null)).toEqual(['image/png', 'image/png', null]);
    for (const cover of covers.slice(0, 2)) {
      expect(
        Buffer.from(cover?.bytes ?? [])
          .subarray(1, 4)
          .toString(),
      ).toBe('PNG');
    }
    expect(await library.coverOf('nobody')).toBeNull();
  });
});
