// Playlist files as people have them, from every program and system: they are understood, and others understand ours.

import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filesAt, type ListedTrack, readM3u, writeM3u8 } from '../../main/sound/library/m3u.ts';

const FOLDER = path.resolve('/music/lists');
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const places = (text: string) => readM3u(bytes(text)).places;
const first = (place: string): string | null => filesAt(place, FOLDER)[0] ?? null;

describe('a list', () => {
  it('has a title, and its tracks in order', () => {
    const list = readM3u(
      bytes('#EXTM3U\n#PLAYLIST:Late Evening\n#EXTINF:180,Heron - Dusk\na.mp3\nb.mp3\n#EXTINF:-1,\nc.mp3\n'),
    );
    expect(list.title).toBe('Late Evening');
    expect(list.places).toEqual(['a.mp3', 'b.mp3', 'c.mp3']);
  });

  it.each([
    ['line ends of Windows', 'a.mp3\r\nb.mp3\r\n'],
    ['line ends of old Macs', 'a.mp3\rb.mp3\r'],
    ['no last line end', 'a.mp3\nb.mp3'],
    ['a byte order mark', '\uFEFF#EXTM3U\na.mp3\nb.mp3'],
    ['a byte order mark before its first track', '\uFEFFa.mp3\nb.mp3'],
    ['comments and empty lines', '# mine\n\n  \na.mp3\n#EXTVLCOPT:x=1\nb.mp3\n'],
  ])('with %s is understood', (_, text) => {
    expect(places(text)).toEqual(['a.mp3', 'b.mp3']);
  });

  it('is read as UTF-8 if it is that, otherwise as Latin-1', () => {
    expect(places('Ruhe für später.mp3\n静けさ.mp3')).toEqual(['Ruhe für später.mp3', '静けさ.mp3']);
    const latin1 = Buffer.from('Ruhe f\xfcr sp\xe4ter.mp3\n', 'latin1');
    expect(readM3u(latin1).places).toEqual(['Ruhe für später.mp3']);
    const utf16 = Buffer.from('\uFEFFa.mp3\nä.mp3', 'utf16le');
    expect(readM3u(utf16).places).toEqual(['a.mp3', 'ä.mp3']);
  });

  it('may begin a path with the sign of a comment', () => {
    const lines = ['#EXTM3U', '#mysubdir/some.mp3', '#EXTINF:1,a.mp3', '# by hand', '#EXTRA/b.flac', 'c.mp3'];
    expect(places(lines.join('\n'))).toEqual(['#mysubdir/some.mp3', '#EXTRA/b.flac', 'c.mp3']);
  });

  it('may be a PLS, in the order of its numbers', () => {
    const pls =
      '[Playlist]\r\nFile2=b.mp3\r\nTitle2=B\r\nfile1 = C:\\Music\\a.mp3\r\nLength1=-1\r\nNumberOfEntries=2\r\n';
    expect(places(pls)).toEqual(['C:\\Music\\a.mp3', 'b.mp3']);
  });

  it.each([
    ['UTF-16 with the great end first', Buffer.from('\uFEFFa.mp3\nä.mp3', 'utf16le').swap16(), 'ä.mp3'],
    ['UTF-16 of other letters', Buffer.from('\uFEFFНочь\nа', 'utf16le'), 'а'],
    ['UTF-16 of other letters, the great end first', Buffer.from('\uFEFFНочь\nа', 'utf16le').swap16(), 'а'],
    ['UTF-16 without a mark, the great end first', Buffer.from('a.mp3\nä.mp3', 'utf16le').swap16(), 'ä.mp3'],
    ['UTF-16 without a mark', Buffer.from('a.mp3\nä.mp3', 'utf16le'), 'ä.mp3'],
    [
      'the encoding that it names',
      Buffer.from('#EXTENC:windows-1251\na.mp3\n\xcd\xee\xf7\xfc.mp3', 'latin1'),
      'Ночь.mp3',
    ],
  ])('may be in %s', (_, raw, last) => {
    expect(readM3u(raw).places.at(-1)).toBe(last);
    expect(readM3u(raw).places).toHaveLength(2);
  });

  it('may hold anything: reading it never throws, and no comment becomes a track', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (raw) => {
        for (const place of readM3u(raw).places) {
          expect(place.trim()).not.toBe('');
          expect(place).not.toMatch(/^#(?!.*\.\w+\s*$)|[\r\n\0]/);
          for (const one of filesAt(place, FOLDER)) expect(path.isAbsolute(one)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe.skipIf(path.sep === '\\')('a place', () => {
  it.each([
    ['a.mp3', '/music/lists/a.mp3'],
    ['./Disc 1/a.mp3', '/music/lists/Disc 1/a.mp3'],
    ['../a.mp3', '/music/a.mp3'],
    ['/other/a.mp3', '/other/a.mp3'],
    ['file:///other/a%20b%23.mp3', '/other/a b#.mp3'],
    ['FILE:///other/a.mp3', '/other/a.mp3'],
    ['file:/other/a.mp3', '/other/a.mp3'],
    ['file://localhost/other/a.mp3', '/other/a.mp3'],
  ])('%j is %j', (place, file) => {
    expect(first(place)).toBe(file);
  });

  it.each([
    ['with the slashes of Windows', 'Disc 1\\a.mp3', '/music/lists/Disc 1/a.mp3'],
    ['with escapes', 'Disc%201/a.mp3', '/music/lists/Disc 1/a.mp3'],
    ['with a blank behind', 'a.mp3 ', '/music/lists/a.mp3'],
    [
      'with letters of one part',
      'Ru\u0308he.mp3',
      '/music/lists/R\u00fche.mp3'.replace('R\u00fc', 'R\u00fc'),
    ],
    ['with letters of two parts', 'R\u00fche.mp3', '/music/lists/Ru\u0308he.mp3'],
  ])('%s is tried as it is written, and as it may have been meant', (_, place, meant) => {
    const found = filesAt(place, FOLDER);
    expect(found[0]).toBe(path.join(FOLDER, place));
    expect(found).toContain(meant);
  });

  it.each(['http://radio.example/a.mp3', 'https://x/a.mp3', 'mms://x', 'spotify://track/1', 'file://host/a'])(
    '%j is nowhere on this disk',
    (place) => {
      expect(filesAt(place, FOLDER)).toEqual([]);
    },
  );
});

describe('a list that is written', () => {
  const track = (file: string, more: Partial<ListedTrack> = {}): ListedTrack => ({
    ...{ file: path.resolve(file), title: 'Dusk', artist: null, durationS: 61.4 },
    ...more,
  });

  it('has relative paths for tracks below its folder, and absolute ones for others', () => {
    const text = writeM3u8(
      'Evening',
      [track('/music/lists/Disc 1/a.mp3', { artist: 'Heron' }), track('/music/b.mp3', { durationS: null })],
      FOLDER,
    );
    expect(text).toBe(
      `#EXTM3U\n#PLAYLIST:Evening\n#EXTINF:61,Heron - Dusk\nDisc 1/a.mp3\n#EXTINF:-1,Dusk\n${path.resolve('/music/b.mp3')}\n`,
    );
  });

  it('is read back as the same tracks, whatever their names', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .filter((one) => !/[/\\\0]/.test(one) && one !== '.' && one !== '..');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), name, name), { maxLength: 8 }), (all) => {
        const tracks = all.map(([isBelow, file, title]) =>
          track(path.join(isBelow ? FOLDER : '/else where', file), { title }),
        );
        const list = readM3u(bytes(writeM3u8('Mine', tracks, FOLDER)));
        expect(list.places.map((place) => filesAt(place, FOLDER)[0])).toEqual(tracks.map(({ file }) => file));
      }),
      { numRuns: 2000 },
    );
  });
});
