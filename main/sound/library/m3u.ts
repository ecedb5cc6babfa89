// M3U and M3U8, the playlist files that most music programs read and write: text to entries and back. Pure;
// playlist-file.ts finds out which of the files exist.

import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { LibraryTrack } from '../../../shared/sound/music.ts';

/** More lines than this are no playlist. */
const MOST_LINES = 100_000;

/** A track as a playlist file names it. */
export interface ListEntry {
  /** As written: a path, absolute or relative to the file's folder, or an address. */
  readonly place: string;
  readonly title: string | null;
}

/** Strict: a lenient decoder would turn Latin-1 letters into others and call them good. */
const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('windows-1252');
const utf16 = new TextDecoder('utf-16le');

/** UTF-8 without its byte order mark if it is that, otherwise what old programs wrote. */
const textOf = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16.decode(bytes);
  try {
    return utf8.decode(bytes);
  } catch {
    return latin1.decode(bytes);
  }
};

/** The title in `#EXTINF:123 key="value",Artist - Title`; null: none. */
const titleIn = (line: string): string | null => {
  const comma = line.indexOf(',');
  return (comma < 0 ? '' : line.slice(comma + 1).trim()) || null;
};

/** Reads a playlist file and its own title, if any. Never throws: lines that make no sense are skipped. */
export const readM3u = (bytes: Uint8Array) => {
  const lines = textOf(bytes).split(/\r\n|\n|\r/, MOST_LINES);
  const entries: ListEntry[] = [];
  let title: string | null = null;
  let next: string | null = null;
  for (const line of lines) {
    const bare = line.trim();
    if (bare.startsWith('#EXTINF:')) next = titleIn(bare);
    if (bare.startsWith('#PLAYLIST:')) title = bare.slice('#PLAYLIST:'.length).trim() || null;
    if (bare === '' || bare.startsWith('#') || bare.includes('\0')) continue;
    // On some systems a name may end with a blank.
    entries.push({ place: line.trimStart(), title: next });
    next = null;
  }
  return { title, entries };
};

const ADDRESS = /^([a-z][a-z0-9+.-]+):\/\//i;

const ofAddress = (place: string): readonly string[] => {
  if (!/^file:/i.test(place)) return [];
  try {
    return [fileURLToPath(place.trim())];
  } catch {
    return [];
  }
};

/** Text with %20 and the like resolved; unchanged when they are invalid. */
const unescaped = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/**
 * The absolute paths where an entry's file may be, likeliest first; none for an address on the network. Playlist files
 * travel between systems with other slashes and other compositions of letters.
 */
export const placesOf = ({ place }: ListEntry, folder: string): readonly string[] => {
  if (ADDRESS.test(place)) return ofAddress(place);
  const written = [place, place.trim()];
  const turned = written.map((one) => (path.sep === '/' ? one.replaceAll('\\', '/') : one));
  const plain = [...written, ...turned];
  const all = [...plain, ...plain.map(unescaped)];
  const composed = all.flatMap((one) => [one, one.normalize('NFC'), one.normalize('NFD')]);
  const usable = composed.filter((one) => !one.includes('\0'));
  return [...new Set(usable.map((one) => path.resolve(folder, one)))];
};

/** A track to be written. */
export interface ListedTrack extends Pick<LibraryTrack, 'title' | 'artist' | 'durationS'> {
  /** Absolute. */
  readonly file: string;
}

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** False for a name that another program could take for a comment, an address or a blank. */
const isPlain = (place: string): boolean =>
  place === place.trim() && !place.startsWith('#') && !/[\r\n\0]/.test(place) && !ADDRESS.test(place);

const placeFor = (file: string, folder: string): string => {
  const inside = path.relative(folder, file);
  const isInside = inside !== '' && !inside.startsWith('..') && !path.isAbsolute(inside);
  const place = isInside ? inside.replaceAll(path.sep, '/') : file;
  return isPlain(place) ? place : pathToFileURL(file).href;
};

/** The text of an M3U8 in `folder`: paths inside it are relative, others absolute. */
export const writeM3u8 = (title: string, tracks: readonly ListedTrack[], folder: string): string => {
  const lines = tracks.flatMap(({ file, title: name, artist, durationS }) => {
    const called = onOneLine(artist === null ? name : `${artist} - ${name}`);
    return [`#EXTINF:${durationS === null ? -1 : Math.round(durationS)},${called}`, placeFor(file, folder)];
  });
  return `${['#EXTM3U', `#PLAYLIST:${onOneLine(title)}`, ...lines].join('\n')}\n`;
};
