// On Linux, sees to it that the shared libraries and programs that Electron and the tests need are there.
// It must never ask for a password: without the right to install it only says which command would do it.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { findProgram, lastLines, runQuietly } from './children.mjs';
import { PlainFailure, tell } from './place.mjs';

/** Where Debian and Ubuntu keep the X server's made-up graphics card; it is no program, and is looked for as a file. */
const dummyDriver = '/usr/lib/xorg/modules/drivers/dummy_drv.so';

// Debian's package for each library that Electron links to, and for each program. Where there are two names, the second
// is the one that Debian and Ubuntu gave it when time became 64 bits wide (Ubuntu 24.04, Debian 13).
const packagesOf = {
  'libX11.so.6': ['libx11-6'],
  'libXcomposite.so.1': ['libxcomposite1'],
  'libXdamage.so.1': ['libxdamage1'],
  'libXext.so.6': ['libxext6'],
  'libXfixes.so.3': ['libxfixes3'],
  'libXrandr.so.2': ['libxrandr2'],
  'libasound.so.2': ['libasound2', 'libasound2t64'],
  'libatk-1.0.so.0': ['libatk1.0-0', 'libatk1.0-0t64'],
  'libatk-bridge-2.0.so.0': ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
  'libatspi.so.0': ['libatspi2.0-0', 'libatspi2.0-0t64'],
  'libcairo.so.2': ['libcairo2'],
  'libcups.so.2': ['libcups2', 'libcups2t64'],
  'libdbus-1.so.3': ['libdbus-1-3'],
  'libdrm.so.2': ['libdrm2'],
  'libexpat.so.1': ['libexpat1'],
  'libgbm.so.1': ['libgbm1'],
  'libgio-2.0.so.0': ['libglib2.0-0', 'libglib2.0-0t64'],
  'libglib-2.0.so.0': ['libglib2.0-0', 'libglib2.0-0t64'],
  'libgobject-2.0.so.0': ['libglib2.0-0', 'libglib2.0-0t64'],
  'libgtk-3.so.0': ['libgtk-3-0', 'libgtk-3-0t64'],
  'libnspr4.so': ['libnspr4'],
  'libnss3.so': ['libnss3'],
  'libnssutil3.so': ['libnss3'],
  'libpango-1.0.so.0': ['libpango-1.0-0'],
  'libsmime3.so': ['libnss3'],
  'libudev.so.1': ['libudev1'],
  'libxcb.so.1': ['libxcb1'],
  'libxkbcommon.so.0': ['libxkbcommon0'],
  [dummyDriver]: ['xserver-xorg-video-dummy'],
  Xorg: ['xserver-xorg-core'],
  Xvfb: ['xvfb'],
  ffmpeg: ['ffmpeg'],
  ip: ['iproute2'],
  faketime: ['faketime'],
  pactl: ['pulseaudio-utils'],
  parec: ['pulseaudio-utils'],
  pdfinfo: ['poppler-utils'],
  pdftoppm: ['poppler-utils'],
  pdftotext: ['poppler-utils'],
  pulseaudio: ['pulseaudio'],
  xrandr: ['x11-xserver-utils'],
  xset: ['x11-xserver-utils'],
};

/**
 * The packages of the libraries that Electron links to, as a Debian package names what it depends on. The newer name
 * stands first: where it is not known, the older one is taken.
 * @returns {readonly string[]}
 */
export function librariesAsDependencies() {
  const libraries = Object.entries(packagesOf).filter(([name]) => /^lib\S+\.so(\.\d+)?$/.test(name));
  return [...new Set(libraries.map(([, names]) => names.toReversed().join(' | ')))].sort();
}

/**
 * Runs a program of apt's, which then asks nothing. Another apt may be at work, as on a machine that has just started.
 * @param {string} program
 * @param {readonly string[]} words
 */
const apt = (program, words) =>
  runQuietly(program, ['-o', 'DPkg::Lock::Timeout=120', ...words], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
  });

/**
 * The programs that the tests and the bench want beside a virtual display: a sound server and its listener, and what
 * reads and draws a PDF.
 */
export const programsForTests = [
  ...['ffmpeg', 'ip', 'pactl', 'parec', 'pulseaudio'],
  ...['pdfinfo', 'pdftoppm', 'pdftotext'],
];

/** What the tests want that plug displays in and pull them out; without it they are left out and say so. */
export const wishedForTests = ['Xorg', dummyDriver, 'xrandr', 'xset'];

/**
 * Installs what is missing where that is possible (root on Debian or Ubuntu), else says how to.
 * Quick when all is there.
 * @param {{executable?: string, programs: readonly string[]}} needs Electron's binary, whose libraries must be
 *   there; and programs to be found on the PATH
 * @throws {PlainFailure} with the command to run, when something is missing still
 */
export async function installSystemLibraries({ executable, programs }) {
  if (process.platform !== 'linux') return;
  const missing = await findMissing(executable, programs);
  if (missing.length === 0) return;
  if (findProgram('apt-get') === undefined) {
    throw new PlainFailure(`Please install these with your system's package manager: ${missing.join(', ')}.`);
  }
  const isRoot = process.getuid?.() === 0;
  // A fresh machine's lists are often missing or old, and without them the packages' names cannot be told. A failure
  // here shows in the next step.
  if (isRoot) await apt('apt-get', ['update', '-qq']);
  const packages = await choosePackages(missing);
  if (!isRoot || packages.length === 0) throw new PlainFailure(whatToInstall(missing, packages));
  await install(packages);
  const missingStill = await findMissing(executable, programs);
  if (missingStill.length > 0) throw new PlainFailure(whatToInstall(missingStill, packages));
}

/**
 * Installs what is wished for where that is possible; where it is not, only says what is left out and which command
 * would bring it.
 * @param {{programs: readonly string[], leftOut: string}} wish
 */
export async function installIfPossible({ programs, leftOut }) {
  try {
    await installSystemLibraries({ programs });
  } catch (failure) {
    if (!(failure instanceof PlainFailure)) throw failure;
    tell(`${failure.message}\n${leftOut}`);
  }
}

/**
 * @param {string | undefined} executable
 * @param {readonly string[]} programs
 * @returns {Promise<string[]>} names of libraries and programs
 */
async function findMissing(executable, programs) {
  const libraries = executable === undefined ? [] : await missingLibraries(executable);
  const isThere = (name) => (path.isAbsolute(name) ? existsSync(name) : findProgram(name) !== undefined);
  return [...libraries, ...programs.filter((name) => !isThere(name))];
}

/**
 * @param {string} executable
 * @returns {Promise<string[]>} nothing where `ldd` cannot tell
 */
async function missingLibraries(executable) {
  if (!existsSync(executable) || findProgram('ldd') === undefined) return [];
  const { said } = await runQuietly('ldd', [executable]);
  return [...said.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name);
}

/**
 * The packages that hold what is missing, by the names this system knows.
 * @param {readonly string[]} missing
 */
async function choosePackages(missing) {
  const candidates = missing.map((name) => packagesOf[name] ?? []);
  const unknown = missing.filter((_name, at) => candidates[at].length === 0);
  if (unknown.length > 0) tell(`No package is known for ${unknown.join(', ')}.`);
  const isKnown = await knownPackages(candidates.flat());
  const chosen = candidates
    .filter((names) => names.length > 0)
    .map((names) => names.find((name) => isKnown.has(name)) ?? names[0]);
  return [...new Set(chosen)].sort();
}

/**
 * Those of the names that apt could install. A name that another package only provides does not count.
 * @param {readonly string[]} names
 */
async function knownPackages(names) {
  const { said } = await apt('apt-cache', ['policy', ...names]);
  const known = said.matchAll(/^(\S+):\n(?: {2}.*\n)*? {2}Candidate: (?!\(none\))/gm);
  return new Set([...known].map(([, name]) => name));
}

/** @param {readonly string[]} packages */
async function install(packages) {
  tell(`Installing system packages: ${packages.join(' ')} …`);
  const options = ['-y', '-qq', '--no-install-recommends'];
  const { code, said } = await apt('apt-get', ['install', ...options, ...packages]);
  if (code !== 0) throw new PlainFailure(`${lastLines(said)}\nThe system packages could not be installed.`);
}

/**
 * @param {readonly string[]} missing
 * @param {readonly string[]} packages
 */
function whatToInstall(missing, packages) {
  const told = `Missing on this system: ${missing.join(', ')}.`;
  if (packages.length === 0) return told;
  return `${told} Please run: sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}
