// Finds the Electron that the npm package `electron` brings, and lets that package's own installer fetch its
// binary. It must never wait long for a host that does not answer, nor ask it again at every start.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lastLines, runQuietly } from './children.mjs';
import { cacheFolder, filesBelow, inProject, PlainFailure, readIfThere, tell } from './place.mjs';

const packageFolder = inProject('node_modules', 'electron');
const stalledAfterMs = 120_000;
const lookEveryMs = 2_000;
const askAgainAfterMs = 24 * 60 * 60 * 1000;

/**
 * The binary that is there, or that the package fetches. While another Electron would do, its host is asked again only a
 * day after it could not be reached.
 * @param {{mayDoWithout: boolean}} choice whether there is another Electron to use
 * @returns {Promise<import('./electron-runtime.mjs').FoundElectron | undefined>}
 * @throws {PlainFailure} with the command to run, when it cannot be fetched and there is no other
 */
export async function officialElectron({ mayDoWithout }) {
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'));
  const note = path.join(cacheFolder(), `electron-${version}-not-reached`);
  const there = installed(version);
  if (there !== undefined || (mayDoWithout && isRecent(note))) return there;
  tell(`Fetching Electron ${version} (about 120 MB, once) …`);
  mkdirSync(cacheFolder(), { recursive: true });
  const said = await runInstaller();
  const fetched = installed(version);
  if (fetched !== undefined) {
    rmSync(note, { force: true });
    return fetched;
  }
  tell('Electron could not be downloaded from its own host.');
  writeFileSync(note, `${mirror()}\n${said}`);
  if (mayDoWithout) return undefined;
  throw new PlainFailure(
    `${lastLines(said, 8)}\nElectron could not be downloaded: please run "npx install-electron" where its download ` +
      'host can be reached, or set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds an unpacked Electron.',
  );
}

/** @param {string} version that the package asks for */
function installed(version) {
  try {
    const distDir = path.join(packageFolder, 'dist');
    const executable = path.join(distDir, readFileSync(path.join(packageFolder, 'path.txt'), 'utf8'));
    const there = readFileSync(path.join(distDir, 'version'), 'utf8').trim().replace(/^v/, '');
    const isWhole = there === version && existsSync(executable);
    return isWhole ? { executable, distDir, kind: /** @type {const} */ ('official'), version } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether the note of a failed download is less than a day old and of the same download mirror.
 * @param {string} note
 */
function isRecent(note) {
  const isOfSameMirror = readIfThere(note)?.startsWith(`${mirror()}\n`) === true;
  return isOfSameMirror && Date.now() - statSync(note).mtimeMs < askAgainAfterMs;
}

/** @returns {string} the mirror a person has set, or nothing */
function mirror() {
  return process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? '';
}

/**
 * Runs the package's installer for as long as what it downloads keeps growing.
 * @returns {Promise<string>} what it said
 */
async function runInstaller() {
  const scratch = mkdtempSync(path.join(cacheFolder(), 'electron-download-'));
  const { ELECTRON_OVERRIDE_DIST_PATH: _override, ...environment } = process.env;
  const env = { ...environment, TMPDIR: scratch, TEMP: scratch, TMP: scratch };
  /** @type {NodeJS.Timeout | undefined} */
  let watch;
  let stalled = '';
  try {
    const installer = path.join(packageFolder, 'install.js');
    const { said } = await runQuietly(process.execPath, [installer], { env }, (_child, stop) => {
      watch = whenStalled([scratch, path.join(packageFolder, 'dist')], () => {
        stalled = `\nNothing arrived for ${stalledAfterMs / 1000} seconds.`;
        stop('SIGKILL');
      });
    });
    return said + stalled;
  } finally {
    clearInterval(watch);
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * @param {readonly string[]} folders
 * @param {() => void} act
 */
function whenStalled(folders, act) {
  let size = -1;
  let grewAt = Date.now();
  return setInterval(() => {
    const sizes = folders
      .flatMap(filesBelow)
      .map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0);
    const sizeNow = sizes.reduce((sum, each) => sum + each, 0);
    if (sizeNow !== size) {
      size = sizeNow;
      grewAt = Date.now();
    } else if (Date.now() - grewAt > stalledAfterMs) {
      act();
    }
  }, lookEveryMs);
}
