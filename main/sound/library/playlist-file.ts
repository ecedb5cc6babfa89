// Reads a playlist file and finds which of its tracks exist. It changes no file.

import path from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { readChosen } from '../../storage/chosen-file.ts';
import { findFile, isAudioName } from './audio-files.ts';
import { type ListEntry, placesOf, readM3u } from './m3u.ts';

/** A larger file is no playlist, in bytes. */
const MOST_BYTES = 16e6;

/** More tracks than this are no playlist. */
const MOST_TRACKS = 10_000;

/** The tracks that a playlist file led to. */
export interface FoundList {
  readonly title: string;
  /** Absolute paths, each once, in the order of the list. */
  readonly files: readonly string[];
  /** How many entries led nowhere: no such file, no music, or an address on the network. */
  readonly missed: number;
}

/** True when a file's name ends like a playlist's. */
export const isListName = (name: string): boolean => /\.m3u8?$/i.test(name);

const fileOf = async (entry: ListEntry, folder: string): Promise<string | null> => {
  for (const place of placesOf(entry, folder)) {
    if (!isAudioName(path.basename(place))) continue;
    const found = await findFile(place);
    if (found !== null && found.size > 0) return place;
  }
  return null;
};

/** Reads a playlist file and finds its tracks. */
export const readList = async (file: string): Promise<Result<FoundList, 'fileUnreadable'>> => {
  const bytes = await readChosen(file, MOST_BYTES);
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
