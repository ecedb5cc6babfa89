// M3U, M3U8 and PLS, the playlist files that music programs read and write: bytes to places and places back to text. It
// reads no file, and drops no place without counting it.

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { orNull } from '../../../shared/errors.ts';
import type { LibraryTrack } from '../../../shared/sound/music.ts';
import { nameOf, onDisk } from '../../storage/disk-names.ts';
import { isNamedAsMusic } from './beginnings.ts';

/** More lines than this are no playlist. */
const MOST_LINES = 100_000;

/** Strict: a lenient decoder would turn Latin-1 letters into others and call them good. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** What programs wrote before UTF-8, likeliest first. */
const OLD = [
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'shift_jis',
  'gbk',
  'euc-kr',
  'big5',
  'macintosh',
  'ibm866',
];

/** UTF-16 by its byte order mark, or by the zeros that it is full of; null: it is something else. */
const encodingOf = (bytes: Uint8Array): string | null => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const first = bytes.subarray(0, 400);
  for (const [at, byte] of first.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > first.length / 4 && even === 0) return 'utf-16le';
  return even > first.length / 4 && odd === 0 ? 'utf-16be' : null;
};

const decoded = (bytes: Uint8Array, encoding: string): string | null =>
  orNull(() => new TextDecoder(encoding, { fatal: true }).decode(bytes));

/** What a list may say, likeliest first: UTF-8 without its byte order mark if it is that, otherwise what is older. */
const textsOf = (bytes: Uint8Array): readonly string[] => {
  const wide = encodingOf(bytes);
  const sure = wide === null ? orNull(() => utf8.decode(bytes)) : new TextDecoder(wide).decode(bytes);
  if (sure !== null) return [sure];
  const western = new TextDecoder('windows-1252').decode(bytes);
  const named = /^#EXTENC:\s*(\S+)/im.exec(western)?.[1];
  const others = [...(named === undefined ? [] : [named]), ...OLD].flatMap(
    (one) => decoded(bytes, one) ?? [],
  );
  return [...new Set(named === undefined ? [western, ...others] : [...others, western])];
};

/** What programs write about a list or a track; a name may begin with the same sign. */
const DIRECTIVE = /^#(?:EXT[A-Z0-9-]*(?:[:\s]|$)|[A-Z][A-Z0-9_-]*:)/i;

const isComment = (line: string): boolean =>
  line.startsWith('#') && (DIRECTIVE.test(line) || isNamedAsMusic(path.basename(line)) !== true);

const readM3uText = (text: string) => {
  const places: string[] = [];
  let title: string | null = null;
  for (const line of text.split(/\r\n|\n|\r/, MOST_LINES)) {
    const bare = line.trim();
    if (bare.startsWith('#PLAYLIST:')) title = bare.slice('#PLAYLIST:'.length).trim() || null;
    if (bare === '' || bare.includes('\0') || isComment(bare)) continue;
    // On some systems a name may end with a blank.
    places.push(line.trimStart());
  }
  return { title, places };
};

/** The entries of a PLS in the order of their numbers, wherever they stand. */
const readPlsText = (text: string) => {
  const lines = text.split(/\r\n|\n|\r/, MOST_LINES);
  const entries = lines.flatMap((line) => {
    const [, number, place] = /^\s*File(\d+)\s*=\s*(.+)$/i.exec(line) ?? [];
    return place === undefined || place.includes('\0') ? [] : [{ number: Number(number), place }];
  });
  const places = entries.toSorted((one, other) => one.number - other.number).map(({ place }) => place);
  return { title: null, places };
};

const readText = (text: string) => (/^\s*\[playlist\]/i.test(text) ? readPlsText(text) : readM3uText(text));

/**
 * Reads a playlist file: its own title, if any, and its tracks' places as they are written there: paths, absolute or
 * relative to the file's folder, and addresses. `readings`: the same places as other encodings have them. Never throws:
 * lines that make no sense are skipped.
 */
export const readM3u = (bytes: Uint8Array) => {
  const [first = { title: null, places: [] }, ...others] = textsOf(bytes).map(readText);
  const alike = others.filter(({ places }) => places.length === first.places.length);
  return { ...first, readings: alike.map(({ places }) => places) };
};

const ADDRESS = /^([a-z][a-z0-9+.-]+):\/\//i;
const FILE = /^file:\/*/i;

/** Text with %20 and the like resolved, whatever bytes they are. */
const unescaped = (text: string): string =>
  nameOf(
    Buffer.concat(
      text
        .split(/(%[0-9a-f]{2})/i)
        .map((one) =>
          /^%[0-9a-f]{2}$/i.test(one) ? Buffer.from(one.slice(1), 'hex') : Buffer.from(onDisk(one)),
        ),
    ),
  );

/** A path or an address of a file as a path; null for an address on the network. */
const pathIn = (written: string): string | null => {
  if (!FILE.test(written)) return ADDRESS.test(written) ? null : written;
  // Some programs write a drive where a server belongs.
  const place = written.replace(/^file:\/\/(?=[a-z]:)/i, 'file:///');
  const host = /^file:\/\/([^/]+)\//i.exec(place)?.[1];
  if (host !== undefined && host !== 'localhost') return null;
  const named = unescaped(
    place
      .trim()
      .slice('file:'.length)
      .replace(/^\/\/(?:localhost)?(?=\/)/, ''),
  );
  return path.sep === '\\' ? named.replace(/^\/+(?=[a-z]:)/i, '') : named;
};

/**
 * The absolute paths where the file of a place may be, likeliest first; none for an address on the network. Playlist files
 * travel between systems with other slashes and other compositions of letters.
 */
export const filesAt = (place: string, folder: string): readonly string[] => {
  const found = pathIn(place);
  if (found === null) return [];
  const written = [found, found.trim()];
  const turned = written.map((one) => (path.sep === '/' ? one.replaceAll('\\', '/') : one));
  const plain = [...written, ...turned];
  const all = [...plain, ...plain.map(unescaped)];
  const composed = all.flatMap((one) => [one, one.normalize('NFC'), one.normalize('NFD')]);
  const usable = composed.filter((one) => !one.includes('\0'));
  return [...new Set(usable.map((one) => path.resolve(folder, one)))];
};

const SERVER = /^file:\/\/[^/\\:]+(?=[/\\])/i;

/** The folders and the name in a place, without a drive or a server; none for an address that is no file's. */
export const partsOf = (place: string): readonly string[] => {
  const found = pathIn(place.replace(SERVER, 'file://'))?.trim() ?? '';
  const below = unescaped(found).replace(/^[/\\]*[a-z]:/i, '');
  return below.split(/[/\\]+/).filter((part) => part !== '' && part !== '.');
};

/** The name of a place's file, or its address, as people know it. */
export const placeName = (place: string): string =>
  (ADDRESS.test(place) ? null : partsOf(place).at(-1)) ?? place.trim();

/** True when a file's name ends like a playlist's. */
export const isListName = (name: string): boolean => /\.(?:m3u8?|pls)$/i.test(name);

/** A track to be written. */
export interface ListedTrack extends Pick<LibraryTrack, 'title' | 'artist' | 'durationS'> {
  /** Absolute. */
  readonly file: string;
}

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** False for a name that another program could take for a comment, an address or a blank. */
const isPlain = (place: string): boolean =>
  place === place.trim() && !place.startsWith('#') && !/[\r\n\0]/.test(place) && !ADDRESS.test(place);

const PLAIN_BYTE = /[\w./~-]/;

/** The address of a file, whatever bytes its name is. */
const addressOf = (file: string): string => {
  const place = onDisk(file);
  if (typeof place === 'string') return pathToFileURL(place).href;
  const escaped = Array.from(place, (byte) => {
    const letter = String.fromCharCode(byte);
    return PLAIN_BYTE.test(letter) ? letter : `%${byte.toString(16).padStart(2, '0')}`;
  });
  return `file://${escaped.join('')}`;
};

const placeFor = (file: string, folder: string): string => {
  const inside = path.relative(folder, file);
  const isInside = inside !== '' && !inside.startsWith('..') && !path.isAbsolute(inside);
  const place = isInside ? inside.replaceAll(path.sep, '/') : file;
  return isPlain(place) && typeof onDisk(place) === 'string' ? place : addressOf(file);
};

/** The text of an M3U8 in `folder`: paths inside it are relative, others absolute. */
export const writeM3u8 = (title: string, tracks: readonly ListedTrack[], folder: string): string => {
  const lines = tracks.flatMap(({ file, title: name, artist, durationS }) => {
    const called = onOneLine(artist === null ? name : `${artist} - ${name}`);
    return [`#EXTINF:${durationS === null ? -1 : Math.round(durationS)},${called}`, placeFor(file, folder)];
  });
  return `${['#EXTM3U', `#PLAYLIST:${onOneLine(title)}`, ...lines].join('\n')}\n`;
};
