// The music that comes with the program: the bundled playlists, and the pink noise for calibration. All is known of
// it from what was measured when it was made, so that no audio file is read for it.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { foldersIn, hashOf, isAudioName, lookInto } from './audio-files.ts';
import type { KnownFile } from './known-files.ts';
import type { Shelf } from './music-folder.ts';

/** The playlist of pink noise; it is listed nowhere. */
export const NOISE = 'noise';

const MadeSchema = v.record(
  v.string(),
  v.object({ title: v.string(), durationS: v.number(), lufs: v.number(), truePeakDbtp: v.number() }),
);
/** What was measured of bundled files, by path within their folder: seconds, LUFS, dBTP. */
type Made = v.InferOutput<typeof MadeSchema>;

/** Reads a folder's loudness.json; nothing where it cannot be read. Never throws. */
const readMade = async (folder: string): Promise<Made> => {
  try {
    return v.parse(MadeSchema, JSON.parse(await readFile(path.join(folder, 'loudness.json'), 'utf8')));
  } catch {
    return {};
  }
};

const knownOf = (file: string, name: string, about: Made[string]): KnownFile => {
  const { title, durationS, lufs, truePeakDbtp } = about;
  return {
    // Of its name, and not of its place: presets that name it agree wherever the program is installed.
    id: hashOf(`bundled:${name}`),
    entry: {
      ...{ path: file, size: 0, mtimeMs: 0, reason: null },
      tags: { title, artist: null, album: null, durationS, lufs: null, hasCover: false },
      measured: { lufs, truePeakDbtp, durationS },
    },
    image: null,
  };
};

export interface Bundle {
  readonly shelves: readonly Shelf[];
  readonly files: readonly KnownFile[];
}

const shelfOf = (folder: string, title: string, files: readonly KnownFile[]): Shelf => ({
  ...{ id: `bundled:${title}`, title, kind: 'bundled', folder },
  ...{ paths: files.map(({ entry }) => entry.path), isAway: false, awayPaths: new Set() },
});

/** The bundled playlists in natural order; none where there is no bundle. A file that was not made is left out. */
export const readBundle = async (bundledFolder: string): Promise<Bundle> => {
  const made = await readMade(bundledFolder);
  const shelves: Shelf[] = [];
  const files: KnownFile[] = [];
  for (const title of await foldersIn(bundledFolder)) {
    const folder = path.join(bundledFolder, title);
    const found = await lookInto(folder).catch(() => ({ files: [] }));
    const known = found.files.flatMap((file) => {
      const name = `${title}/${path.relative(folder, file.path).replaceAll(path.sep, '/')}`;
      const about = made[name];
      return about === undefined ? [] : [knownOf(file.path, name, about)];
    });
    if (known.length > 0) shelves.push(shelfOf(folder, title, known));
    files.push(...known);
  }
  return { shelves, files };
};

/** The pink noise; null where it is not there. */
export const readNoise = async (noiseFolder: string): Promise<KnownFile | null> => {
  const [first] = Object.entries(await readMade(noiseFolder)).filter(([name]) => isAudioName(name));
  return first === undefined
    ? null
    : knownOf(path.join(noiseFolder, first[0]), `noise/${first[0]}`, first[1]);
};
