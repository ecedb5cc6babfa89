// Makes all bundled music from nothing, and with --check tells whether the files in the tree are the ones that were
// made. Making needs ffmpeg with libopus; checking needs only Node. The same ffmpeg gives the same bytes.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { TRACKS } from './playlists/music.mjs';
import { opusDurationS } from './playlists/ogg.mjs';

const ASSETS = fileURLToPath(new URL('../assets/', import.meta.url));
const FOLDERS = [...new Set(TRACKS.map(({ folder }) => folder))];
const measuresIn = (folder) => join(ASSETS, folder, 'loudness.json');
const DURATION_TOLERANCE_S = 0.001;

if (process.argv.includes('--check')) check();
else await make();

/** Makes every track, as many at a time as there are processors, and writes what was measured. */
async function make() {
  const made = [];
  const waiting = TRACKS.map(({ folder, file }, index) => ({ folder, file, index }));
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { folder, file, index } = next;
      const measures = await makeInWorker({ index, path: join(ASSETS, folder, file) });
      made.push({ folder, file, measures });
      console.log(`${made.length}/${TRACKS.length}  ${file}  ${measures.durationS} s  ${measures.lufs} LUFS`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), TRACKS.length) }, work));
  made.sort((one, other) => (one.file < other.file ? -1 : 1));
  for (const folder of FOLDERS) {
    const here = made.filter((track) => track.folder === folder);
    const entries = Object.fromEntries(here.map(({ file, measures }) => [file, measures]));
    writeFileSync(measuresIn(folder), `${JSON.stringify(entries, null, 2)}\n`);
  }
}

function makeInWorker(workerData) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./playlists/track.mjs', import.meta.url), { workerData });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** Compares the files with each loudness.json; every difference is a sentence, and any makes the exit code 1. */
function check() {
  const faults = FOLDERS.flatMap(faultsIn);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
  else console.log(`All ${TRACKS.length} tracks are as they were made.`);
}

function faultsIn(folder) {
  const expected = JSON.parse(readFileSync(measuresIn(folder), 'utf8'));
  const present = readdirSync(join(ASSETS, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.opus'));
  return [
    ...Object.entries(expected).flatMap(([file, entry]) => faultOf(join(ASSETS, folder, file), entry) ?? []),
    ...present.filter((file) => !(file in expected)).map((file) => `${file} is not listed in loudness.json.`),
  ];
}

function faultOf(file, { durationS, sha256 }) {
  let bytes;
  try {
    bytes = readFileSync(file);
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
