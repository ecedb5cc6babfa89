// What lies in a folder of music: its audio files in natural order, and what each says of itself. Only reads.

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { Marks } from '../../shared/music.ts';
import { readTags, titleOfFile } from './tags.ts';

/** What the player plays, by a file's ending. */
const AUDIO = new Set(['.mp3', '.m4a', '.ogg', '.opus', '.flac', '.wav']);

/** More than this is a whole collection, and no playlist; the rest is left out. */
const MOST_TRACKS = 500;

/** So many files are read at once: enough for a slow disk, few enough to leave it to others. */
const AT_ONCE = 4;

export interface Track {
  /** Safe in an address, the same at every start, and no path. */
  readonly id: string;
  readonly title: string;
  /** Seconds; null while unknown. */
  readonly durationS: number | null;
  /** Integrated loudness in LUFS; null while unknown. */
  readonly lufs: number | null;
  /** In dBTP; null while unknown. */
  readonly truePeakDbtp: number | null;
  readonly marks: Marks;
}

/** A folder as it was found. */
export interface FoundFolder {
  readonly tracks: readonly Track[];
  /** The absolute path of each track by its id. */
  readonly files: ReadonlyMap<string, string>;
  /** Names of files that end like audio and are none that can be read. */
  readonly unreadable: readonly string[];
}

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** A short name for a path: stable, safe in an address, and telling nothing of it. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 20);

const isHidden = (name: string): boolean => name.startsWith('.');

const isAudio = (name: string): boolean => !isHidden(name) && AUDIO.has(path.extname(name).toLowerCase());

const filesIn = async (folder: string): Promise<{ files: string[]; folders: string[] }> => {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !isHidden(name));
  const sorted = entries.toSorted((a, b) => natural.compare(a.name, b.name));
  return {
    files: sorted.filter((entry) => !entry.isDirectory() && isAudio(entry.name)).map(({ name }) => name),
    folders: sorted.filter((entry) => entry.isDirectory()).map(({ name }) => name),
  };
};

/**
 * The audio files of a folder by their paths within it: its own first, then those of its folders (the discs of
 * an album), and nothing that lies deeper.
 * @throws when the folder itself cannot be read
 */
export const audioFilesIn = async (folder: string): Promise<readonly string[]> => {
  const { files, folders } = await filesIn(folder);
  const found = [...files];
  for (const inner of folders) {
    if (found.length >= MOST_TRACKS) break;
    const deeper = await filesIn(path.join(folder, inner)).catch(() => ({ files: [] }));
    found.push(...deeper.files.map((name) => path.join(inner, name)));
  }
  return found.slice(0, MOST_TRACKS);
};

/** The folders of a folder, by name, in natural order; none when it cannot be read. */
export const foldersIn = async (folder: string): Promise<readonly string[]> =>
  (await filesIn(folder).catch(() => ({ folders: [] }))).folders;

const LoudnessSchema = v.record(
  v.string(),
  v.object({ title: v.string(), durationS: v.number(), lufs: v.number() }),
);

/** What was measured of the bundled tracks, by path within the bundle; empty when it cannot be read. */
export type Loudness = v.InferOutput<typeof LoudnessSchema>;

/** Reads the bundle's loudness.json. Never throws. */
export const readLoudness = async (bundledFolder: string): Promise<Loudness> => {
  try {
    return v.parse(
      LoudnessSchema,
      JSON.parse(await readFile(path.join(bundledFolder, 'loudness.json'), 'utf8')),
    );
  } catch {
    return {};
  }
};

type Known = (relative: string) => Omit<Track, 'id'> | undefined;

const aboutFile = async (file: string, relative: string, known: Known): Promise<Omit<Track, 'id'> | null> => {
  const measured = known(relative);
  if (measured !== undefined) return measured;
  const tags = await readTags(file);
  return tags === null ? null : { ...tags, title: tags.title ?? titleOfFile(file) };
};

/** Runs a piece of work for each item, a few at a time, and keeps their order. */
const eachOf = async <T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> => {
  const done: R[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    done.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))));
  }
  return done;
};

/**
 * Everything in a folder of music. `known` spares reading files of which all is known already.
 * @throws when the folder itself cannot be read
 */
export const lookInto = async (
  playlistId: string,
  folder: string,
  known: Known = () => undefined,
): Promise<FoundFolder> => {
  const names = await audioFilesIn(folder);
  const read = await eachOf(names, async (relative) => {
    const file = path.join(folder, relative);
    const about = await aboutFile(file, relative, known);
    const id = hashOf(`${playlistId}/${relative.replaceAll(path.sep, '/')}`);
    return { relative, file, track: about === null ? null : { id, ...about } };
  });
  return {
    tracks: read.flatMap(({ track }) => (track === null ? [] : [track])),
    files: new Map(read.flatMap(({ track, file }) => (track === null ? [] : [[track.id, file]]))),
    unreadable: read.flatMap(({ track, relative }) => (track === null ? [path.basename(relative)] : [])),
  };
};
