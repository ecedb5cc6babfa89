// M3U and M3U8, the playlist files that most music programs read and write: text to places and back, and which files are
// at those places. It changes no file.

import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { orNull } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { LibraryTrack } from '../../../shared/sound/music.ts';
import { readChosen } from '../../storage/chosen-file.ts';
import { findFile, isAudioName } from './audio-files.ts';

/** A larger file is no playlist, in bytes. */
const MOST_BYTES = 16e6;

/** More tracks than this are no playlist. */
const MOST_TRACKS = 10_000;

/** More lines than this are no playlist. */
const MOST_LINES = 100_000;

/** Strict: a lenient decoder would turn Latin-1 letters into others and call them good. */
const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('windows-1252');
const utf16 = new TextDecoder('utf-16le');

/** UTF-8 without its byte order mark if it is that, otherwise what old programs wrote. */
const textOf = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16.decode(bytes);
  return orNull(() => utf8.decode(bytes)) ?? latin1.decode(bytes);
};

/**
 * Reads a playlist file: its own title, if any, and its tracks' places as they are written there: paths, absolute or
 * relative to the file's folder, and addresses. Never throws: lines that make no sense are skipped.
 */
export const readM3u = (bytes: Uint8Array) => {
  const lines = textOf(bytes).split(/\r\n|\n|\r/, MOST_LINES);
  const places: string[] = [];
  let title: string | null = null;
  for (const line of lines) {
    const bare = line.trim();
    if (bare.startsWith('#PLAYLIST:')) title = bare.slice('#PLAYLIST:'.length).trim() || null;
    if (bare === '' || bare.startsWith('#') || bare.includes('\0')) continue;
    // On some systems a name may end with a blank.
    places.push(line.trimStart());
  }
  return { title, places };
};

const ADDRESS = /^([a-z][a-z0-9+.-]+):\/\//i;

const ofAddress = (place: string): readonly string[] => {
  if (!/^file:/i.test(place)) return [];
  const file = orNull(() => fileURLToPath(place.trim()));
  return file === null ? [] : [file];
};

/** Text with %20 and the like resolved; unchanged when they are invalid. */
const unescaped = (text: string): string => orNull(() => decodeURIComponent(text)) ?? text;

/**
 * The absolute paths where the file of a place may be, likeliest first; none for an address on the network. Playlist files
 * travel between systems with other slashes and other compositions of letters.
 */
export const filesAt = (place: string, folder: string): readonly string[] => {
  if (ADDRESS.test(place)) return ofAddress(place);
  const written = [place, place.trim()];
  const turned = written.map((one) => (path.sep === '/' ? one.replaceAll('\\', '/') : one));
  const plain = [...written, ...turned];
  const all = [...plain, ...plain.map(unescaped)];
  const composed = all.flatMap((one) => [one, one.normalize('NFC'), one.normalize('NFD')]);
  const usable = composed.filter((one) => !one.includes('\0'));
  return [...new Set(usable.map((one) => path.resolve(folder, one)))];
};

/** The tracks that a playlist file led to. */
export interface FoundList {
  readonly title: string;
  /** Absolute paths, each once, in the order of the list. */
  readonly files: readonly string[];
  /** How many places led nowhere: no such file, no music, or an address on the network. */
  readonly missed: number;
}

/** True when a file's name ends like a playlist's. */
export const isListName = (name: string): boolean => /\.m3u8?$/i.test(name);

const findTrack = async (place: string, folder: string): Promise<string | null> => {
  for (const file of filesAt(place, folder)) {
    if (!isAudioName(path.basename(file))) continue;
    const found = await findFile(file);
    if (found !== null && found.size > 0) return file;
  }
  return null;
};

/** Reads a playlist file and finds its tracks. */
export const readList = async (file: string): Promise<Result<FoundList, 'fileUnreadable'>> => {
  const bytes = await readChosen(file, MOST_BYTES);
  if (bytes === null) return fail('fileUnreadable');
  const list = readM3u(bytes);
  const files = new Set<string>();
  let missed = Math.max(0, list.places.length - MOST_TRACKS);
  for (const place of list.places.slice(0, MOST_TRACKS)) {
    const found = await findTrack(place, path.dirname(file));
    if (found === null) missed += 1;
    else files.add(found);
  }
  const name = path.basename(file, path.extname(file));
  return ok({ title: list.title ?? name, files: [...files], missed });
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
