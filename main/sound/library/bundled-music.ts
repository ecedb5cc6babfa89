// The music that comes with the program: the bundled playlists, and the pink noise for calibration. Everything about it
// was measured when it was made, so no audio file is read.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { orNull } from '../../../shared/errors.ts';
import { type FoundFile, findAudio, findFile, foldersIn, hashOf } from './audio-files.ts';
import { isNamedAsMusic } from './beginnings.ts';
import { type Folder, unscanned } from './folder-scan.ts';
import type { KnownFile } from './known-files.ts';

/** The id of the playlist of pink noise, which is not listed anywhere. */
export const NOISE = 'noise';

const MadeSchema = v.record(
  v.string(),
  v.object({ title: v.string(), durationS: v.number(), lufs: v.number(), truePeakDbtp: v.number() }),
);
/** What was measured of bundled files, by path within their folder: seconds, LUFS, dBTP. */
type Made = v.InferOutput<typeof MadeSchema>;

/** Reads a folder's loudness.json; empty when it cannot be read. */
const readMade = async (folder: string): Promise<Made> => {
  const text = await readFile(path.join(folder, 'loudness.json'), 'utf8').catch(() => '');
  return orNull(() => v.parse(MadeSchema, JSON.parse(text))) ?? {};
};

const knownOf = ({ path: file, size, mtimeMs }: FoundFile, name: string, about: Made[string]): KnownFile => {
  const { title, durationS, lufs, truePeakDbtp } = about;
  return {
    // From the name and not the place, so that presets find it wherever the program is installed.
    id: hashOf(`bundled:${name}`),
    entry: {
      path: file,
      size,
      mtimeMs,
      tags: { title, artist: null, album: null, durationS, lufs: null, hasCover: false },
      reason: null,
      measured: { lufs, truePeakDbtp, durationS },
    },
    image: null,
  };
};

/** The bundled playlists in natural order; none when they are not there. A file without a measure is left out. */
export const readBundledMusic = async (bundledFolder: string) => {
  const made = await readMade(bundledFolder);
  const folders: Folder[] = [];
  const files: KnownFile[] = [];
  for (const title of await foldersIn(bundledFolder)) {
    const root = path.join(bundledFolder, title);
    const found = await findAudio(root).catch(() => ({ files: [] }));
    const known = found.files.flatMap((file) => {
      const name = `${title}/${path.relative(root, file.path).replaceAll(path.sep, '/')}`;
      const about = made[name];
      return about === undefined ? [] : [knownOf(file, name, about)];
    });
    if (known.length === 0) continue;
    const paths = known.map(({ entry }) => entry.path);
    folders.push(unscanned({ id: `bundled:${title}`, title, kind: 'bundled', root, paths }));
    files.push(...known);
  }
  return { folders, files };
};

/** The pink noise; null when it is not there. */
export const readNoise = async (noiseFolder: string): Promise<KnownFile | null> => {
  const [first] = Object.entries(await readMade(noiseFolder)).filter(([name]) => isNamedAsMusic(name));
  if (first === undefined) return null;
  const [name, about] = first;
  const found = await findFile(path.join(noiseFolder, name));
  return found && knownOf(found, `noise/${name}`, about);
};
