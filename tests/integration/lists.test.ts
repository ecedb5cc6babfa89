// Playlist files as other programs and computers write them: every track is found where it is, in its order and as often as
// it is there, and what cannot be found is counted and named.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readList } from '../../main/sound/library/list-files.ts';
import { musicRoom } from './music-files.ts';
import { wavOf } from './wav.ts';

const room = musicRoom();
const { own } = room;

const SOUND = wavOf(1);

/** What a list in a folder leads to, as paths below the folder of the test. */
const found = async (list: string, folders: readonly string[] = []) => {
  const read = await readList(list, folders);
  if (!read.ok) throw new Error(read.error);
  const { files, missed, missing } = read.value;
  return { files: files.map((file) => path.relative(room.path, file)), missed, missing };
};

const listIn = async (folder: string, name: string, content: string | Buffer): Promise<string> => {
  const list = path.join(folder, name);
  await writeFile(list, content);
  return list;
};

describe('a list', () => {
  it('may lead to folders that begin with the sign of a comment', async () => {
    const music = await own('Lists', { '#mysubdir/some.mp3': SOUND, 'Music/plain.mp3': SOUND });
    const list = await listIn(
      music,
      'hash.m3u8',
      '#EXTM3U\n#mysubdir/some.mp3\nMusic/plain.mp3\n#gone/b.mp3\n',
    );
    expect(await found(list)).toEqual({
      files: ['Lists/#mysubdir/some.mp3', 'Lists/Music/plain.mp3'],
      ...{ missed: 1, missing: ['b.mp3'] },
    });
  });

  it('keeps a track as often as it has it', async () => {
    const music = await own('Lists', { 'Music/plain.mp3': SOUND, 'Music/Café.mp3': SOUND });
    const list = await listIn(
      music,
      'twice.m3u8',
      '#EXTM3U\nMusic/plain.mp3\nMusic/Café.mp3\nMusic/plain.mp3\n',
    );
    const files = ['plain', 'Café', 'plain'].map((name) => `Lists/Music/${name}.mp3`);
    expect(await found(list)).toEqual({ files, missed: 0, missing: [] });
  });

  it('may be of a system that does not tell cases of letters apart', async () => {
    const music = await own('Lists', { 'Music/Late Evening/1 Dusk.MP3': SOUND });
    const list = await listIn(music, 'a.m3u', 'music\\LATE evening\\1 dusk.mp3\n');
    expect((await found(list)).files).toEqual(['Lists/Music/Late Evening/1 Dusk.MP3']);
  });

  it.each([
    ['a drive', 'D:\\Sounds\\Music\\Evening\\1 Dusk.mp3'],
    ['a drive and the slashes of others', 'd:/Sounds/Music/Evening/1 Dusk.mp3'],
    ['a server', '\\\\nas\\sounds\\Music\\Evening\\1 Dusk.mp3'],
    ['an address of a drive', 'file:///D:/Sounds/Music/Evening/1%20Dusk.mp3'],
    ['an address of a drive with too few slashes', 'file://D:/Sounds/Music/Evening/1%20Dusk.mp3'],
    ['an address of a drive with its own slashes', 'file:///D:\\Sounds\\Music\\Evening\\1 Dusk.mp3'],
    ['an address of a server', 'file://nas/sounds/Music/Evening/1%20Dusk.mp3'],
    ['the top of a drive', '\\Evening\\1 Dusk.mp3'],
    ['another computer', '/home/heron/Music/Evening/1 Dusk.mp3'],
  ])('may have the paths of %s', async (_, place) => {
    const music = await own('Music', { 'Evening/1 Dusk.mp3': SOUND });
    const beside = await listIn(path.join(music, 'Evening'), 'a.m3u8', `${place}\n`);
    expect(await found(beside)).toMatchObject({ files: ['Music/Evening/1 Dusk.mp3'], missed: 0 });
    await mkdir(path.join(room.path, 'Desk'));
    const apart = await listIn(path.join(room.path, 'Desk'), 'b.m3u8', `${place}\n`);
    expect(await found(apart, [path.join(music, 'Evening')])).toMatchObject({ missed: 0 });
    expect(await found(apart, [path.dirname(music)])).toMatchObject({
      missed: place.includes('Music') ? 0 : 1,
    });
  });

  it('finds a name in other letters beside it, above it and from the top of the disk', async () => {
    const music = await own('Music', { 'R\u00fche.mp3': SOUND, 'Lists/b.mp3': SOUND });
    const top = path.join(music, 'Lists', 'B.MP3').toUpperCase();
    const places = ['B.mp3', '..\\RU\u0308HE.mp3', top];
    const list = await listIn(path.join(music, 'Lists'), 'a.m3u8', places.join('\n'));
    const files = ['Music/Lists/b.mp3', 'Music/R\u00fche.mp3', 'Music/Lists/b.mp3'];
    expect(await found(list)).toEqual({ files, missed: 0, missing: [] });
  });

  it.each([
    ['one of them', 'D:/Evening/1 Dusk.mp3', 'Music/Evening'],
    ['what is in one of them', 'D:/Sounds/Evening/1 Dusk.mp3', 'Music'],
  ])('far from the music is found by the folders of the library: %s', async (_, place, folder) => {
    await own('Music', { 'Evening/1 Dusk.mp3': SOUND });
    const far = await mkdtemp(path.join(tmpdir(), 'stillroom-lists-'));
    const list = await listIn(far, 'a.m3u8', `#PLAYLIST:Late Evening\n${place}\n`);
    const read = await readList(list, [path.join(room.path, folder)]);
    await rm(far, { recursive: true });
    expect(read).toMatchObject({ value: { title: 'Late Evening', missed: 0 } });
  });

  it('takes nothing that is empty or no music, and names twenty of what it misses', async () => {
    const gone = Array.from({ length: 30 }, (_, at) => `gone ${at}.mp3`);
    const music = await own('Music', { 'a.mp3': SOUND, 'empty.mp3': '', 'notes.txt': 'no music' });
    const lines = ['empty.mp3', 'notes.txt', 'a.mp3', ...gone].join('\n');
    const read = await readList(await listIn(music, 'Late.m3u', lines));
    const missing = ['empty.mp3', 'notes.txt', ...gone].slice(0, 20);
    expect(read).toMatchObject({ value: { title: 'Late', missed: 32, missing } });
  });

  it('never takes a file of the same name in another folder', async () => {
    const music = await own('Music', { '01.mp3': SOUND });
    const list = await listIn(music, 'a.m3u', 'C:\\Other\\01.mp3\nhttp://radio.example/01.mp3\n');
    expect(await found(list)).toEqual({
      files: [],
      missed: 2,
      missing: ['01.mp3', 'http://radio.example/01.mp3'],
    });
  });

  it('may be in any old encoding', async () => {
    const music = await own('Music', { 'Ночь.mp3': SOUND, '静けさ.mp3': SOUND, 'Nächte.mp3': SOUND });
    const russian = await listIn(music, 'a.m3u', Buffer.from('\xcd\xee\xf7\xfc.mp3\n', 'latin1'));
    expect((await found(russian)).files).toEqual(['Music/Ночь.mp3']);
    const japanese = await listIn(music, 'b.m3u', Buffer.from('90c382af82b32e6d70330a', 'hex'));
    expect((await found(japanese)).files).toEqual(['Music/静けさ.mp3']);
    const german = await listIn(music, 'c.pls', Buffer.from('[playlist]\nFile1=N\xe4chte.mp3\n', 'latin1'));
    expect((await found(german)).files).toEqual(['Music/Nächte.mp3']);
  });

  it.each([
    ['windows-1250', 'Žluťoučký', '8e6c759d6f75e86bfd'],
    ['gbk', '宁静', 'c4feBEB2'],
    ['euc-kr', '고요', 'b0edbfe4'],
    ['big5', '寧靜', 'b9e7c052'],
    ['macintosh', 'Nächte', '4e8a63687465'],
    ['ibm866', 'Ночь', '8daee7ec'],
  ])('may be in %s', async (_, name, hex) => {
    const music = await own('Music', { [`${name}.mp3`]: SOUND });
    const list = await listIn(
      music,
      'a.m3u',
      Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from('.mp3\r\n')]),
    );
    expect((await found(list)).files).toEqual([`Music/${name}.mp3`]);
  });

  it.skipIf(process.platform === 'win32')('may lead to a name that ends with a blank', async () => {
    const music = await own('Music', { 'a.mp3 ': SOUND });
    const list = await listIn(music, 'a.m3u', 'a.mp3 \n');
    expect(await found(list)).toEqual({ files: ['Music/a.mp3 '], missed: 0, missing: [] });
  });

  it('may be in UTF-16, with the line ends of old Macs, and lead into folders', async () => {
    const music = await own('Music', { 'Вечер/Ночь.mp3': SOUND, 'a b.mp3': SOUND });
    const text = '\uFEFF#EXTM3U\rВечер\\ночь.MP3\ra%20b.mp3\r';
    for (const content of [Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()]) {
      const list = await listIn(music, 'a.m3u', content);
      expect(await found(list)).toMatchObject({
        files: ['Music/Вечер/Ночь.mp3', 'Music/a b.mp3'],
        missed: 0,
      });
    }
  });

  it.skipIf(process.platform !== 'linux')('finds names that are bytes and no text', async () => {
    const music = await own('Music', {});
    await writeFile(
      Buffer.concat([Buffer.from(`${music}/N`), Buffer.of(0xe4), Buffer.from('chte.mp3')]),
      SOUND,
    );
    const list = await listIn(music, 'a.m3u', Buffer.from('N\xe4chte.mp3\n', 'latin1'));
    expect(await found(list)).toMatchObject({ missed: 0 });
    const address = await listIn(music, 'b.m3u8', `file://${music}/N%E4chte.mp3\n`);
    expect(await found(address)).toMatchObject({ missed: 0 });
  });
});
