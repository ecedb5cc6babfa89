// Makes the bundled playlists from nothing, and with --check tells whether the files in the tree are the ones that were
// made. Making needs ffmpeg with libopus; checking needs only Node. The same ffmpeg gives the same bytes.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { opusDurationS } from './playlists/ogg.mjs';
import { PLAYLISTS } from './playlists/playlists.mjs';

const ROOT = fileURLToPath(new URL('../assets/playlists/', import.meta.url));
const LOUDNESS_FILE = join(ROOT, 'loudness.json');
const DURATION_TOLERANCE_S = 0.001;

if (process.argv.includes('--check')) check();
else await make();

/** Makes every track, as many at a time as there are processors, and writes what was measured. */
async function make() {
  const waiting = PLAYLISTS.flatMap(({ tracks }, playlist) =>
    tracks.map((_, track) => ({ playlist, track })),
  );
  const total = waiting.length;
  const made = [];
  const work = async () => {
    for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) {
      const track = await makeInWorker({ ...place, root: ROOT });
      made.push(track);
      console.log(`${made.length}/${total}  ${track.file}  ${track.durationS} s  ${track.lufs} LUFS`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), total) }, work));
  made.sort((one, other) => (one.file < other.file ? -1 : 1));
  const entries = made.map(({ file, durationS, lufs, sha256, title, truePeakDbtp }) => [
    file,
    { durationS, lufs, sha256, title, truePeakDbtp },
  ]);
  writeFileSync(LOUDNESS_FILE, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
  console.log(`Wrote ${total} tracks and loudness.json to ${ROOT}`);
}

function makeInWorker(workerData) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./playlists/track.mjs', import.meta.url), { workerData });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** Compares the files in the tree with loudness.json; every difference is a sentence, and any makes the exit code 1. */
function check() {
  const expected = JSON.parse(readFileSync(LOUDNESS_FILE, 'utf8'));
  const present = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.opus'));
  const faults = [
    ...Object.entries(expected).flatMap(([file, entry]) => faultOf(file, entry) ?? []),
    ...present.filter((file) => !(file in expected)).map((file) => `${file} is not listed in loudness.json.`),
  ];
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
  else console.log(`All ${Object.keys(expected).length} tracks are as they were made.`);
}

function faultOf(file, { durationS, sha256 }) {
  let bytes;
  try {
    bytes = readFileSync(join(ROOT, file));
  } catch {
    return `${file} is missing or cannot be read.`;
  }
  const foundS = opusDurationS(bytes);
  if (foundS === undefined) return `${file} is not a whole Ogg Opus file.`;
  if (Math.abs(foundS - durationS) > DURATION_TOLERANCE_S)
    return `${file} lasts ${foundS} s, not ${durationS} s.`;
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    return `${file} is not the file that was made.`;
  return undefined;
}
