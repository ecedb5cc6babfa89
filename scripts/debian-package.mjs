// Makes the Debian package of a packaged program with dpkg-deb: the program, its menu entry, its icons, its unit for
// systemd, its notices, and the question whether it starts at login. It must never change the folder that it packs.

import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lastLines, runQuietly } from './children.mjs';
import { drawing } from './icons.mjs';
import { filesBelow, inProject, PlainFailure } from './place.mjs';
import { librariesAsDependencies } from './system-libraries.mjs';

/** Debian's names of the architectures that Electron is built for. */
const architectures = { x64: 'amd64', arm64: 'arm64', arm: 'armhf' };

/** The hicolor theme has no larger one. */
const largestIconPx = 512;

/**
 * @typedef {object} Packed
 * @property {string} folder the packaged program
 * @property {string} name the package's and its command's, as `stillroom`
 * @property {string} title as people read it
 * @property {ReadonlyMap<number, string>} icons the file of each size, as icons.mjs writes them
 */

/**
 * Writes the package. The same folder gives the same bytes at any time.
 * @param {Packed} packed
 * @param {string} into the folder that is given the package
 * @param {{changedAt: number, compression?: string}} how all files are dated then, in s since 1970; dpkg-deb's `-Z`
 * @returns {Promise<string>} the package
 * @throws {PlainFailure} where dpkg-deb fails
 */
export async function makeDebianPackage(packed, into, { changedAt, compression = 'xz' }) {
  const { version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  const architecture = architectures[process.arch] ?? process.arch;
  const tree = mkdtempSync(path.join(tmpdir(), 'stillroom-deb-'));
  try {
    lay(tree, packed);
    writeControl(tree, packed, { version, architecture });
    const file = path.join(into, `${packed.name}_${version}_${architecture}.deb`);
    const words = ['--root-owner-group', `-Z${compression}`, '--build', tree, file];
    const env = { ...process.env, SOURCE_DATE_EPOCH: String(changedAt) };
    const { code, said } = await runQuietly('dpkg-deb', words, { env });
    if (code !== 0) throw new PlainFailure(`${lastLines(said)}\nThe Debian package could not be made.`);
    return file;
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

/**
 * Lays what is installed.
 * @param {string} tree
 * @param {Packed} packed
 */
function lay(tree, { folder, name, title, icons }) {
  const usr = (/** @type {string[]} */ ...parts) => path.join(tree, 'usr', ...parts);
  const write = (/** @type {string} */ file, /** @type {string} */ text) => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const program = path.join('opt', name);
  cpSync(folder, path.join(tree, program), { recursive: true });
  // Chromium's own sandbox: where a system lets no user make namespaces, it is this program that may.
  chmodSync(path.join(tree, program, 'chrome-sandbox'), 0o4755);
  mkdirSync(usr('bin'), { recursive: true });
  symlinkSync(path.join('/', program, name), usr('bin', name));
  const values = { NAME: name, TITLE: title, PROGRAM: path.join('/', program, name) };
  write(usr('share', 'applications', `${name}.desktop`), filled('desktop', values));
  write(usr('lib', 'systemd', 'user', `${name}.service`), filled('service', values));
  write(usr('share', name, 'login.desktop'), filled('login.desktop', values));
  write(
    usr('share', 'doc', name, 'copyright'),
    `${readFileSync(inProject('LICENSE'), 'utf8')}\nOf what is inside, see third-party-notices.md in ${path.join('/', program, 'resources')}.\n`,
  );
  for (const [size, file] of icons) {
    if (size > largestIconPx) continue;
    cpSync(file, usr('share', 'icons', 'hicolor', `${size}x${size}`, 'apps', `${name}.png`));
  }
  cpSync(drawing, usr('share', 'icons', 'hicolor', 'scalable', 'apps', `${name}.svg`));
  chmodSync(tree, 0o755);
}

/**
 * Writes what tells dpkg and debconf of the package.
 * @param {string} tree
 * @param {Packed} packed
 * @param {{version: string, architecture: string}} of
 */
function writeControl(tree, { name, title }, { version, architecture }) {
  const files = filesBelow(tree);
  const kib = files.reduce((sum, file) => sum + Math.ceil(statSync(file).size / 1024), 0);
  const folder = path.join(tree, 'DEBIAN');
  mkdirSync(folder, { mode: 0o755 });
  const values = {
    ...{ NAME: name, TITLE: title, VERSION: version, ARCHITECTURE: architecture },
    ...{ SIZE: String(kib), DEPENDS: librariesAsDependencies().join(', ') },
  };
  writeFileSync(path.join(folder, 'control'), filled('control', values));
  writeFileSync(path.join(folder, 'templates'), filled('templates', values));
  for (const script of ['config', 'postinst', 'prerm', 'postrm'])
    writeFileSync(path.join(folder, script), filled(script, values), { mode: 0o755 });
}

/**
 * @param {string} name of a file in scripts/debian
 * @param {Readonly<Record<string, string>>} values by the words that stand for them
 */
function filled(name, values) {
  const text = readFileSync(inProject('scripts', 'debian', name), 'utf8');
  return text.replaceAll(/@([A-Z]+)@/g, (_, word) => {
    const value = values[word];
    if (value === undefined) throw new RangeError(`scripts/debian/${name}: no value for ${word}`);
    return value;
  });
}
