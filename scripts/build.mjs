// Builds main, preload and renderer into out/, unless what is there was made of the same sources.
// It must never leave a half-built out/ that the next run takes for a whole one.

import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packageScript, run, runOrFail } from './children.mjs';
import { installDependencies } from './dependencies.mjs';
import {
  filesBelow,
  fingerprint,
  inProject,
  isAskedFor,
  PlainFailure,
  projectFolder,
  readIfThere,
  runScript,
  tell,
} from './place.mjs';
import { writeThirdPartyNotices } from './third-party-notices.mjs';

const entry = inProject('out', 'main', 'index.js');
const stampFile = inProject('out', '.stillroom-build');
const sourceFolders = ['main', 'renderer', 'shared'];
const sourceFiles = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'scripts/electron.vite.config.ts',
  'scripts/third-party-notices.mjs',
];

/**
 * Builds the program; the dependencies must be installed.
 * @param {{force?: boolean, showOutput?: boolean}} [choice] build even when it is up to date; let the bundler
 *   write to standard output
 * @throws {PlainFailure} when the bundler fails
 */
export async function build({ force = false, showOutput = false } = {}) {
  const sources = fingerprintOfSources();
  if (!force && builtFrom() === sources) {
    if (showOutput) tell('out/ is up to date.');
    return;
  }
  rmSync(stampFile, { force: true });
  if (!showOutput) tell('Building the program …');
  const bundler = packageScript('electron-vite', 'bin', 'electron-vite.js');
  const wish = [bundler, 'build', '-c', 'scripts/electron.vite.config.ts'];
  const failure = 'The program could not be built.';
  if (!showOutput) await runOrFail(process.execPath, wish, failure);
  else if ((await run(process.execPath, wish)) !== 0) throw new PlainFailure(failure);
  writeThirdPartyNotices();
  writeFileSync(stampFile, `${sources} ${statSync(entry).mtimeMs}`);
}

/**
 * The fingerprint of the sources that out/ was made of. Someone else's build (as by `npm run dev`) changes
 * the entry's time, and does not count.
 */
function builtFrom() {
  const [sources, madeAt] = readIfThere(stampFile)?.split(' ') ?? [];
  return Number(madeAt) === statSync(entry, { throwIfNoEntry: false })?.mtimeMs ? sources : undefined;
}

function fingerprintOfSources() {
  const sources = sourceFolders
    .flatMap((folder) => filesBelow(inProject(folder)))
    .filter((file) => !file.endsWith('.tsbuildinfo'));
  const contents = [...sources, ...sourceFiles.map((name) => inProject(name))].map((file) =>
    fingerprint(path.relative(projectFolder, file), readFileSync(file)),
  );
  // Music is large and is not bundled, so that its names and sizes are enough.
  const assets = filesBelow(inProject('assets')).map(
    (file) => `${file.slice(projectFolder.length)} ${statSync(file).size}`,
  );
  return fingerprint(...contents, ...assets);
}

if (isAskedFor(import.meta.url)) {
  await runScript(async () => {
    await installDependencies();
    await build({ force: process.argv.includes('--force'), showOutput: true });
  });
}
