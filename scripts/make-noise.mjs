// Makes the pink noise for calibration from nothing, and with --check tells whether the file in the tree is the one
// that was made. Making needs ffmpeg with libopus; checking needs only Node. The same ffmpeg gives the same bytes.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodeOpus, loudnessOfFile, loudnessOfSound } from './playlists/ffmpeg.mjs';
import { opusDurationS } from './playlists/ogg.mjs';
import { seededRandom } from './playlists/random.mjs';
import { gainOf, interleave, SAMPLE_RATE_HZ } from './playlists/stereo.mjs';

const ROOT = fileURLToPath(new URL('../assets/noise/', import.meta.url));
const FILE = 'pink.opus';
const LOUDNESS_FILE = join(ROOT, 'loudness.json');

const TITLE = 'Pink noise';
/** It is as loud at its end as at its beginning, so that a cross-fade into itself is not heard. */
const LENGTH_S = 60;
const TARGET_LUFS = -23;
const BITRATE_KBPS = 72;

if (process.argv.includes('--check')) check();
else make();

/**
 * White noise through Paul Kellet's filter: 3 dB less per octave, within 0.05 dB from 9 Hz at 44.1 kHz
 * (https://www.firstpr.com.au/dsp/pink-noise/). Both ears hear the same, as a meter at the chair does.
 */
function pinkNoise() {
  const random = seededRandom(TITLE);
  const frames = LENGTH_S * SAMPLE_RATE_HZ;
  const sound = new Float32Array(frames);
  const poles = [0, 0, 0, 0, 0, 0, 0];
  for (let frame = 0; frame < frames; frame += 1) {
    const white = random() * 2 - 1;
    poles[0] = 0.99886 * poles[0] + white * 0.0555179;
    poles[1] = 0.99332 * poles[1] + white * 0.0750759;
    poles[2] = 0.969 * poles[2] + white * 0.153852;
    poles[3] = 0.8665 * poles[3] + white * 0.3104856;
    poles[4] = 0.55 * poles[4] + white * 0.5329522;
    poles[5] = -0.7616 * poles[5] - white * 0.016898;
    sound[frame] = 0.1 * (poles.reduce((sum, pole) => sum + pole, 0) + white * 0.5362);
    poles[6] = white * 0.115926;
  }
  return { left: sound, right: sound };
}

function make() {
  mkdirSync(ROOT, { recursive: true });
  const path = join(ROOT, FILE);
  const noise = pinkNoise();
  const tags = {
    TITLE,
    ARTIST: 'Stillroom (synthesised)',
    COPYRIGHT: 'CC0 1.0: no rights reserved',
    LICENSE: 'https://creativecommons.org/publicdomain/zero/1.0/',
  };
  let gainDb = TARGET_LUFS - loudnessOfSound(interleave(noise, 1)).lufs;
  const encode = () => {
    encodeOpus(interleave(noise, gainOf(gainDb)), path, { bitrateKbps: BITRATE_KBPS, tags });
    return loudnessOfFile(path);
  };
  // What the encoder leaves out is made good once.
  gainDb += TARGET_LUFS - encode().lufs;
  const { lufs, truePeakDbtp } = encode();
  const bytes = readFileSync(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const entry = { durationS: opusDurationS(bytes), lufs, sha256, title: TITLE, truePeakDbtp };
  writeFileSync(LOUDNESS_FILE, `${JSON.stringify({ [FILE]: entry }, null, 2)}\n`);
  console.log(
    `Wrote ${FILE}: ${entry.durationS} s, ${lufs} LUFS, ${truePeakDbtp} dBTP, ${bytes.length} bytes`,
  );
}

/** Compares the file in the tree with loudness.json; a difference is a sentence, and makes the exit code 1. */
function check() {
  const { sha256 } = JSON.parse(readFileSync(LOUDNESS_FILE, 'utf8'))[FILE];
  const found = createHash('sha256')
    .update(readFileSync(join(ROOT, FILE)))
    .digest('hex');
  if (found === sha256) return console.log('The noise is as it was made.');
  console.error(`${FILE} is not the file that was made.`);
  process.exitCode = 1;
}
