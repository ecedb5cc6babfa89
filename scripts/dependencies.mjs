// Installs the npm dependencies when they are missing or not those of package-lock.json.
// It must never change package.json or package-lock.json, nor need anything but Node and npm.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { runOrFail } from './children.mjs';
import { fingerprint, inProject, PlainFailure, readIfThere, tell } from './place.mjs';

const stampFile = inProject('node_modules', '.stillroom-stamp');

/**
 * Makes node_modules what package-lock.json says.
 * @throws {PlainFailure} when Node is too old or npm fails
 */
export async function installDependencies() {
  refuseOldNode();
  const wanted = fingerprint(readFileSync(inProject('package-lock.json')));
  if (readIfThere(stampFile) === wanted) return;
  if (!holdsWhatTheLockSays()) await cleanInstall();
  writeFileSync(stampFile, wanted);
}

async function cleanInstall() {
  tell('Installing the npm dependencies (about a minute the first time) …');
  const wish = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npmScript = process.env.npm_execpath;
  const byNode = npmScript !== undefined && /npm-cli\.[cm]?js$/.test(npmScript);
  const failure = 'The dependencies could not be installed: npm ci failed.';
  if (byNode) await runOrFail(process.execPath, [npmScript, ...wish], failure);
  else await runOrFail('npm', wish, failure, { shell: process.platform === 'win32' });
}

/**
 * Whether someone has run `npm install` or `npm ci` already: npm leaves a list of what it put there.
 * Packages that are optional (made for other systems) may be missing.
 */
function holdsWhatTheLockSays() {
  const installedText = readIfThere(inProject('node_modules', '.package-lock.json'));
  if (installedText === undefined) return false;
  const installed = JSON.parse(installedText).packages ?? {};
  const locked = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')).packages ?? {};
  return Object.entries(locked).every(([folder, entry]) => {
    if (folder === '') return true;
    const there = installed[folder];
    if (there === undefined) return entry.optional === true || entry.devOptional === true;
    return there.version === entry.version && existsSync(inProject(folder));
  });
}

function refuseOldNode() {
  const wanted = JSON.parse(readFileSync(inProject('package.json'), 'utf8')).engines.node.replace('>=', '');
  const isOld = process.versions.node.localeCompare(wanted, 'en', { numeric: true }) < 0;
  if (isOld) {
    throw new PlainFailure(
      `Node ${process.versions.node} is too old: please install Node ${wanted} or newer.`,
    );
  }
}
