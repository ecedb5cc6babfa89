// Which tracks a playlist file leads to. A list may come from another computer: names are sought whatever the case of
// their letters, and below the folders around the list or those of the library. What is not found is counted and named.

import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { readChosen } from '../../storage/chosen-file.ts';
import { nameOf, onDisk, readable } from '../../storage/disk-names.ts';
import { findFile, isMusic } from './audio-files.ts';
import { filesAt, partsOf, placeName, readM3u } from './m3u.ts';

/** A larger file is no playlist, in bytes. */
const MOST_BYTES = 16e6;

/** More tracks than this are no playlist. */
const MOST_TRACKS = 10_000;

/** This many of the places that lead nowhere are named. */
const MOST_NAMED = 20;

/** The tracks that a playlist file led to. */
export interface FoundList {
  readonly title: string;
  /** Absolute paths in the order of the list; one may come twice. */
  readonly files: readonly string[];
  /** How many places led nowhere: no such file, no music, or an address on the network. */
  readonly missed: number;
  /** The names of the first of them. */
  readonly missing: readonly string[];
}

const isTrack = async (file: string): Promise<boolean> => {
  const found = await findFile(file);
  return found !== null && found.size > 0 && isMusic(file);
};

const folded = (name: string): string => readable(name).normalize('NFC').toLowerCase();

/** The names in a folder by their letters in one case; none when it cannot be read. */
const namesIn = async (folder: string): Promise<ReadonlyMap<string, string>> => {
  const names = await readdir(onDisk(folder), { encoding: 'buffer' }).catch(() => []);
  return new Map(names.map((name) => [folded(nameOf(name)), nameOf(name)]));
};

/** The folder of a list and those above it. */
const around = (folder: string): readonly string[] => {
  const above = path.dirname(folder);
  return above === folder ? [folder] : [folder, ...around(above)];
};

/** Finds the files of places; every folder is read once. */
const makeFinder = (folder: string, libraryFolders: readonly string[]) => {
  const known = new Map<string, Promise<ReadonlyMap<string, string>>>();
  const near = around(folder);
  const roots = [...new Set([...near, ...libraryFolders, ...libraryFolders.map((one) => path.dirname(one))])];

  const below = async (root: string, parts: readonly string[]): Promise<string | null> => {
    let at = root;
    for (const part of parts) {
      const names = known.get(at) ?? namesIn(at);
      known.set(at, names);
      const name = part === '..' ? part : (await names).get(folded(part));
      if (name === undefined) return null;
      at = path.join(at, name);
    }
    return (await isTrack(at)) ? at : null;
  };

  /** From the list's folder; then by the end of the place, which needs a folder to be told by. */
  const elsewhere = async (parts: readonly string[]): Promise<string | null> => {
    if (parts.length === 0) return null;
    const found = await below(folder, parts);
    if (found !== null) return found;
    for (let from = 0; from < parts.length - 1; from += 1) {
      for (const root of roots) {
        const file = await below(root, parts.slice(from));
        if (file !== null) return file;
      }
    }
    return null;
  };

  const exactly = async (place: string): Promise<string | null> => {
    for (const file of filesAt(place, folder)) if (await isTrack(file)) return file;
    return null;
  };

  return async (readings: readonly string[]): Promise<string | null> => {
    for (const find of [exactly, (place: string) => elsewhere(partsOf(place))]) {
      for (const place of readings) {
        const file = await find(place);
        if (file !== null) return file;
      }
    }
    return null;
  };
};

/** Reads a playlist file and finds its tracks. */
export const readList = async (
  file: string,
  libraryFolders: readonly string[] = [],
): Promise<Result<FoundList, 'fileUnreadable'>> => {
  const bytes = await readChosen(file, MOST_BYTES);
  if (bytes === null) return fail('fileUnreadable');
  const list = readM3u(bytes);
  const find = makeFinder(path.dirname(file), libraryFolders);
  const files: string[] = [];
  const missing: string[] = [];
  for (const [at, place] of list.places.entries()) {
    const readings = [place, ...list.readings.flatMap((one) => one[at] ?? [])];
    const found = files.length < MOST_TRACKS ? await find(readings) : null;
    if (found === null) missing.push(placeName(place));
    else files.push(found);
  }
  const name = path.basename(file, path.extname(file));
  const named = missing.slice(0, MOST_NAMED).map((one) => readable(one).slice(0, 300));
  return ok({ title: list.title ?? name, files, missed: missing.length, missing: named });
};
