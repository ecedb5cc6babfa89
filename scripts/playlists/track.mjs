// Makes one track in a worker thread: renders it, brings it to -23 LUFS as measured on the encoded file, and tells
// what was made.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { encodeOpus, loudnessOfFile, loudnessOfSound } from './ffmpeg.mjs';
import { opusDurationS } from './ogg.mjs';
import { PLAYLISTS } from './playlists.mjs';
import { finish, gainOf, interleave } from './stereo.mjs';

const TARGET_LUFS = -23;
const LOUDEST_PEAK_DBTP = -3;
const TOLERANCE_LU = 0.15;

/**
 * @param {{ playlist: number, track: number, root: string }} place
 * @returns {{ file: string, title: string, durationS: number, lufs: number, truePeakDbtp: number, sha256: string }}
 */
function makeTrack({ playlist, track, root }) {
  const { album, bitrateKbps, tracks } = PLAYLISTS[playlist];
  const { title, render } = tracks[track];
  const file = `${album}/${track + 1} ${title}.opus`;
  const path = join(root, file);
  const sound = render();
  finish(sound);
  let gainDb = TARGET_LUFS - loudnessOfSound(interleave(sound, 1)).lufs;
  mkdirSync(dirname(path), { recursive: true });
  const tags = {
    TITLE: title,
    ALBUM: album,
    ARTIST: 'Stillroom (synthesised)',
    TRACKNUMBER: `${track + 1}`,
    COPYRIGHT: 'CC0 1.0: no rights reserved',
    LICENSE: 'https://creativecommons.org/publicdomain/zero/1.0/',
  };
  const encode = () => {
    encodeOpus(interleave(sound, gainOf(gainDb)), path, { bitrateKbps, tags });
    return loudnessOfFile(path);
  };
  let loudness = encode();
  if (Math.abs(loudness.lufs - TARGET_LUFS) > TOLERANCE_LU) {
    gainDb += TARGET_LUFS - loudness.lufs;
    loudness = encode();
  }
  if (!(loudness.truePeakDbtp <= LOUDEST_PEAK_DBTP)) throw new Error(`${title} peaks too high`);
  const bytes = readFileSync(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { file, title, durationS: opusDurationS(bytes), ...loudness, sha256 };
}

parentPort?.postMessage(makeTrack(workerData));
