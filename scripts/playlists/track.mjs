// Makes one track in a worker thread: renders it, brings it to -23 LUFS as measured on the encoded file, and tells
// what was made.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { encodeOpus, loudnessOfFile, loudnessOfSound } from './ffmpeg.mjs';
import { TRACKS } from './music.mjs';
import { opusDurationS } from './ogg.mjs';
import { gainOf, interleave } from './stereo.mjs';

const TARGET_LUFS = -23;
const LOUDEST_PEAK_DBTP = -3;
const TOLERANCE_LU = 0.15;

/**
 * @param {{ index: number, path: string }} order which of TRACKS, and where to write it
 * @returns {{ durationS: number, lufs: number, sha256: string, title: string, truePeakDbtp: number }}
 */
function makeTrack({ index, path }) {
  const { title, album, number, bitrateKbps, render } = TRACKS[index];
  const sound = render();
  let gainDb = TARGET_LUFS - loudnessOfSound(interleave(sound, 1)).lufs;
  mkdirSync(dirname(path), { recursive: true });
  const tags = {
    TITLE: title,
    ALBUM: album,
    ARTIST: 'Stillroom (synthesised)',
    TRACKNUMBER: number,
    COPYRIGHT: 'CC0 1.0: no rights reserved',
    LICENSE: 'https://creativecommons.org/publicdomain/zero/1.0/',
  };
  const encode = () => {
    encodeOpus(interleave(sound, gainOf(gainDb)), path, { bitrateKbps, tags });
    return loudnessOfFile(path);
  };
  let { lufs, truePeakDbtp } = encode();
  if (Math.abs(lufs - TARGET_LUFS) > TOLERANCE_LU) {
    gainDb += TARGET_LUFS - lufs;
    ({ lufs, truePeakDbtp } = encode());
  }
  if (!(truePeakDbtp <= LOUDEST_PEAK_DBTP)) throw new Error(`${title} peaks too high`);
  const bytes = readFileSync(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { durationS: opusDurationS(bytes), lufs, sha256, title, truePeakDbtp };
}

parentPort?.postMessage(makeTrack(workerData));
