// The library on real folders and files: what it lists, what it refuses, and that it never tells a path.

import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Library, openLibrary, ownPlaylistId } from '../../main/sound/library.ts';

const BUNDLED = path.resolve(import.meta.dirname, '../../assets/playlists');

/** A chunk of a RIFF file. */
const chunk = (name: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
};

/** A wav file of silence, 8 kHz mono 16 bit; with a title if one is given. */
const wavOf = (seconds: number, title?: string): Buffer => {
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(1, 2);
  format.writeUInt32LE(8000, 4);
  format.writeUInt32LE(16_000, 8);
  format.writeUInt16LE(2, 12);
  format.writeUInt16LE(16, 14);
  const named = title === undefined ? '' : title.padEnd(title.length + 2 - (title.length % 2), '\0');
  const info = Buffer.concat([Buffer.from('INFO'), chunk('INAM', Buffer.from(named))]);
  const parts = [
    Buffer.from('WAVE'),
    chunk('fmt ', format),
    ...(title === undefined ? [] : [chunk('LIST', info)]),
    chunk('data', Buffer.alloc(Math.round(seconds * 16_000))),
  ];
  return chunk('RIFF', Buffer.concat(parts));
};

/** A second of silence as mp3 frames (MPEG 1 layer III, 128 kbit/s, 44.1 kHz), behind ID3v2 tags. */
const mp3WithGain = (gain: string): Buffer => {
  const text = Buffer.concat([
    Buffer.from([3]),
    Buffer.from('REPLAYGAIN_TRACK_GAIN\0', 'latin1'),
    Buffer.from(gain, 'latin1'),
  ]);
  const frameHead = Buffer.alloc(10);
  frameHead.write('TXXX', 'latin1');
  frameHead.writeUInt32BE(text.length, 4);
  const size = frameHead.length + text.length;
  const head = Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, size >> 7, size & 0x7f]);
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0x64]);
  return Buffer.concat([head, frameHead, text, ...Array.from({ length: 40 }, () => frame)]);
};

let folder = '';
let library: Library | null = null;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'stillroom-library-'));
});
afterEach(async () => {
  library?.close();
  library = null;
  await rm(folder, { recursive: true, force: true });
});

const own = async (name: string, files: Readonly<Record<string, Buffer | string>>): Promise<string> => {
  const made = path.join(folder, name);
  await mkdir(made, { recursive: true });
  for (const [file, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(made, file)), { recursive: true });
    await writeFile(path.join(made, file), content);
  }
  return made;
};

const open = (folders: readonly string[] = [], onChange = () => {}, bundledFolder = BUNDLED): Library => {
  library = openLibrary({ bundledFolder, folders, onChange });
  return library;
};

describe('the library', () => {
  it('knows the bundled playlists with titles, lengths and loudness, in the order of their numbers', async () => {
    const opened = open();
    expect(opened.playlists()).toEqual([]);
    await opened.ready;
    const slowWater = opened.playlists().find(({ id }) => id === 'bundled:Slow Water');
    expect(slowWater).toMatchObject({ title: 'Slow Water', isBundled: true, unreadable: [] });
    expect(slowWater?.tracks.map(({ title }) => title)).toEqual([
      'Low Tide',
      'Lamplight',
      'Long Meadow',
      'Far Shore',
      'Last Light',
    ]);
    expect(opened.tracksOf('bundled:Slow Water')[0]).toMatchObject({ durationS: 460, lufs: -23 });
    expect(opened.folderOf('bundled:Slow Water')).toBeNull();
  });

  it('gives tracks ids that are safe in an address, tell no path, and stay the same', async () => {
    const music = await own('Evening', { '01 - Dusk.wav': wavOf(1) });
    const first = open([music]);
    await first.ready;
    const id = first.tracksOf(ownPlaylistId(music))[0]?.id ?? '';
    expect(id).toMatch(/^[0-9a-f]{20}$/);
    expect(first.fileOf(id)).toBe(path.join(music, '01 - Dusk.wav'));
    for (const wrong of [music, '../../etc/passwd', '%2e%2e', '', `${id}/..`]) {
      expect(first.fileOf(wrong)).toBeNull();
    }
    first.close();
    const second = open([music]);
    await second.ready;
    expect(second.tracksOf(ownPlaylistId(music))[0]?.id).toBe(id);
  });

  it('reads titles and lengths, in natural order, and the discs of an album after one another', async () => {
    const music = await own('Evening', {
      '10 Night.wav': wavOf(2),
      '2 Dusk.wav': wavOf(1, 'Blue Hour'),
      'cover.jpg': 'no music',
      '._2 Dusk.wav': 'a shadow',
      'Disc 2/1 Later.wav': wavOf(1),
      'Disc 1/1 Sooner.wav': wavOf(1),
      'Disc 1/deeper/1 Unheard.wav': wavOf(1),
    });
    const opened = open();
    const added = await opened.addFolder(music);
    expect(added.ok && added.value).toMatchObject({ title: 'Evening', isBundled: false, unreadable: [] });
    expect(added.ok && added.value.tracks.map(({ title, durationS }) => [title, durationS])).toEqual([
      ['Blue Hour', 1],
      ['Night', 2],
      ['Sooner', 1],
      ['Later', 1],
    ]);
  });

  it('lists a broken file by its name, and not as a track', async () => {
    const music = await own('Evening', {
      '1 Dusk.wav': wavOf(1),
      '2 Letter.mp3': 'This is a letter, and no music. '.repeat(400),
      '3 Nothing.flac': '',
      '4 Half.m4a': Buffer.alloc(5000, 7),
      '5 Text.opus': 'neither is this',
      '6 Text.ogg': 'nor this',
      '7 Text.wav': 'nor this',
    });
    const added = await open().addFolder(music);
    expect(added.ok && added.value.tracks.map(({ title }) => title)).toEqual(['Dusk']);
    expect(added.ok && added.value.unreadable).toEqual([
      '2 Letter.mp3',
      '3 Nothing.flac',
      '4 Half.m4a',
      '5 Text.opus',
      '6 Text.ogg',
      '7 Text.wav',
    ]);
  });

  it('takes the loudness of an own file from its ReplayGain, and admits that it does not know otherwise', async () => {
    const music = await own('Evening', { '1 Loud.mp3': mp3WithGain('-8.20 dB'), '2 Dusk.wav': wavOf(1) });
    const opened = open();
    await opened.addFolder(music);
    const [loud, dusk] = opened.tracksOf(ownPlaylistId(music));
    expect(loud?.lufs).toBeCloseTo(-9.8, 5);
    expect(dusk?.lufs).toBeNull();
  });

  it('refuses a folder without audio, and one that is not there', async () => {
    const empty = await own('Empty', {});
    const letters = await own('Letters', { 'a.txt': 'a', 'b.mp3': 'not music at all' });
    const opened = open();
    expect(await opened.addFolder(empty)).toEqual({ ok: false, error: 'folderWithoutAudio' });
    expect(await opened.addFolder(letters)).toEqual({ ok: false, error: 'folderWithoutAudio' });
    expect(await opened.addFolder(path.join(folder, 'nowhere'))).toEqual({
      ok: false,
      error: 'folderUnreadable',
    });
  });

  it('keeps a folder that is away, says that it is missing, and can forget it', async () => {
    const away = path.join(folder, 'Stick');
    let changes = 0;
    const opened = open([away], () => {
      changes += 1;
    });
    await opened.ready;
    expect(opened.missing()).toEqual([away]);
    expect(opened.playlists().at(-1)).toMatchObject({ title: 'Stick', tracks: [] });
    expect(opened.folderOf(ownPlaylistId(away))).toBe(away);
    expect(changes).toBeGreaterThan(0);
    opened.removeFolder(ownPlaylistId(away));
    expect(opened.missing()).toEqual([]);
    expect(opened.folderOf(ownPlaylistId(away))).toBeNull();
  });

  it('notices that a folder went away after a track failed, and finds it again', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1) });
    const opened = open([music]);
    await opened.ready;
    await rename(music, `${music} elsewhere`);
    opened.checkAgain(ownPlaylistId(music));
    await expect.poll(() => opened.missing()).toEqual([music]);
    expect(opened.tracksOf(ownPlaylistId(music))).toEqual([]);
    await rename(`${music} elsewhere`, music);
    await expect.poll(() => opened.missing(), { timeout: 15_000, interval: 250 }).toEqual([]);
    expect(opened.tracksOf(ownPlaylistId(music)).length).toBe(1);
  });

  it('lives without its bundle', async () => {
    const opened = open([], () => {}, path.join(folder, 'nowhere'));
    await opened.ready;
    expect(opened.playlists()).toEqual([]);
  });
});
