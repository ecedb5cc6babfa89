// Packages the program: a folder made with electron-builder, and on Linux a Debian package of it. Other targets of
// electron-builder are made beside them when they are named. It must never pass off a package on the evaluation runtime
// as one for use, nor ship what is not run.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { writeBillOfMaterials } from './bill-of-materials.mjs';
import { build } from './build.mjs';
import { findProgram, packageScript, run } from './children.mjs';
import { makeDebianPackage } from './debian-package.mjs';
import { installDependencies } from './dependencies.mjs';
import { findElectron } from './electron-runtime.mjs';
import { writeIcons } from './icons.mjs';
import { inProject, PlainFailure, projectFolder, runScript, tell } from './place.mjs';

/** Where there is no repository to tell when the sources were last changed: 2026-01-01. */
const CHANGED_AT = 1_767_225_600;

// What is packed is the same whatever mask the user has.
process.umask(0o022);

await runScript(async () => {
  const { into, compression, targets } = choiceIn(process.argv.slice(2));
  await installDependencies();
  const electron = await findElectron({ announce: false });
  await build();
  const isEvaluation = electron.kind === 'evaluation';
  const names = isEvaluation
    ? { name: 'stillroom-evaluation', title: 'Stillroom (evaluation)' }
    : { name: 'stillroom', title: 'Stillroom' };
  const output = into ?? inProject(isEvaluation ? 'dist/evaluation' : 'dist');
  mkdirSync(output, { recursive: true });
  const icons = await writeIcons(inProject('out', 'icons'));
  writeBillOfMaterials(inProject('out', 'bom.cdx.json'), electron.version);
  const wish = ['--publish', 'never', ...configuration(electron, output, names), ...targets];
  const code = await run(process.execPath, [packageScript('electron-builder', 'cli.js'), ...wish]);
  if (code !== 0) return code;
  for (const archive of packedArchives(output)) refuseStowaways(archive);
  const folder = path.join(output, 'linux-unpacked');
  if (process.platform === 'linux') {
    const how = { changedAt: changedAt(), compression };
    const isThere = findProgram('dpkg-deb') !== undefined;
    tell(
      isThere
        ? `Made ${await makeDebianPackage({ folder, icons, ...names }, output, how)}`
        : 'No Debian package was made: dpkg-deb is not on this system.',
    );
  }
  if (isEvaluation) {
    tell(
      `This package in ${output} runs on the evaluation Electron ${electron.version}; it is not for use with patients.`,
    );
  }
  return 0;
});

/**
 * @param {readonly string[]} words `--into FOLDER`, `--deb-compression KIND` (dpkg-deb's `-Z`), and electron-builder's own
 */
function choiceIn(words) {
  const taken = (/** @type {string} */ name) => {
    const at = words.indexOf(name);
    return at < 0 ? undefined : words[at + 1];
  };
  const ours = ['--into', '--deb-compression'];
  const others = words.filter((word, i) => !ours.includes(word) && !ours.includes(words[i - 1] ?? ''));
  const into = taken('--into');
  return {
    into: into === undefined ? undefined : path.resolve(into),
    compression: taken('--deb-compression') ?? 'xz',
    targets: others.length > 0 ? others : ['--dir'],
  };
}

/** When the sources were last changed, in s since 1970: what is made of the same sources is dated the same. */
function changedAt() {
  const { stdout, status } = spawnSync('git', ['log', '-1', '--format=%ct'], {
    cwd: projectFolder,
    encoding: 'utf8',
  });
  return status === 0 ? Number(stdout) : CHANGED_AT;
}

/**
 * What is told to electron-builder beside electron-builder.yml.
 * @param {import('./electron-runtime.mjs').FoundElectron} electron
 * @param {string} output
 * @param {{name: string, title: string}} names of an evaluation
 */
function configuration(electron, output, { name, title }) {
  const always = [`-c.directories.output=${output}`, `-c.electronVersion=${electron.version}`];
  if (electron.kind === 'official') return always;
  return [
    ...always,
    `-c.electronDist=${electron.distDir}`,
    `-c.productName=${title}`,
    `-c.linux.executableName=${name}`,
    `-c.artifactName=${name}-\${version}-\${os}-\${arch}.\${ext}`,
  ];
}

/**
 * @param {string} folder
 * @returns {string[]} the app archives of all unpacked packages in it
 */
function packedArchives(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === 'app.asar')
    .map((name) => path.join(folder, name));
}

/**
 * Sees to it that an archive holds what was built and what tells Electron of it, and nothing else.
 * @param {string} archive
 * @throws {PlainFailure} naming what should not be there
 */
function refuseStowaways(archive) {
  const { listPackage } = createRequire(inProject('package.json'))('@electron/asar');
  const names = listPackage(archive, { isPack: false }).map((name) => name.replaceAll('\\', '/'));
  const expected = /^\/(package\.json|out|out\/(main|preload|renderer)(\/.+)?)$/;
  const isRun = (/** @type {string} */ name) => expected.test(name) && !/\.(map|md|ts|tsx)$/.test(name);
  const stowaways = names.filter((name) => !isRun(name));
  if (stowaways.length === 0) return;
  throw new PlainFailure(`${archive} holds what does not belong there: ${stowaways.slice(0, 10).join(', ')}`);
}
