// Lists of tracks as files: which of the tracks that one names are there, and how one is written. It changes no
// other file.

import { open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { isAudioName, lookAt } from './audio-files.ts';
import { type ListEntry, placesOf, readM3u } from './m3u.ts';

/** A larger file is no list of tracks, in bytes. */
const MOST_BYTES = 16e6;

/** More tracks than this are no playlist. */
const MOST_TRACKS = 10_000;

/** What a list came to. */
export interface FoundList {
  readonly title: string;
  /** Absolute paths, each once, in the order of the list. */
  readonly files: readonly string[];
  /** How many entries led nowhere: files that are not there, are no music, or lie on the network. */
  readonly missed: number;
}

/** True for a name that ends like a list of tracks. */
export const isListName = (name: string): boolean => /\.m3u8?$/i.test(name);

const bytesOf = async (file: string): Promise<Buffer | null> => {
  try {
    const handle = await open(file, 'r');
    try {
      const about = await handle.stat();
      return about.isFile() && about.size <= MOST_BYTES ? await handle.readFile() : null;
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
};

const fileOf = async (entry: ListEntry, folder: string): Promise<string | null> => {
  for (const place of placesOf(entry, folder)) {
    if (!isAudioName(path.basename(place))) continue;
    const found = await lookAt(place);
    if (found !== null && found.size > 0) return place;
  }
  return null;
};

/** Reads a list and looks for its tracks. */
export const readList = async (file: string): Promise<Result<FoundList, 'fileUnreadable'>> => {
  const bytes = await bytesOf(file);
  if (bytes === null) return fail('fileUnreadable');
  const list = readM3u(bytes);
  const files = new Set<string>();
  let missed = Math.max(0, list.entries.length - MOST_TRACKS);
  for (const entry of list.entries.slice(0, MOST_TRACKS)) {
    const found = await fileOf(entry, path.dirname(file));
    if (found === null) missed += 1;
    else files.add(found);
  }
  const name = path.basename(file, path.extname(file));
  return ok({ title: list.title ?? name, files: [...files], missed });
};

/** Writes a list. */
export const saveList = async (file: string, text: string): Promise<Result<null, 'notWritten'>> =>
  writeFile(file, text).then(
    () => ok(null),
    () => fail('notWritten'),
  );
