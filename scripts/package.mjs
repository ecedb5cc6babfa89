// Packages the program with electron-builder: a folder unless other targets are named.
// It must never pass off a package on the evaluation runtime as one for use, nor ship sources or tests.

import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from './build.mjs';
import { packageScript, run } from './children.mjs';
import { installDependencies } from './dependencies.mjs';
import { findElectron } from './electron-runtime.mjs';
import { inProject, PlainFailure, runScript, tell } from './place.mjs';

await runScript(async () => {
  await installDependencies();
  const electron = await findElectron({ announce: false });
  await build();
  const output = electron.kind === 'evaluation' ? 'dist/evaluation' : 'dist';
  const asked = process.argv.slice(2);
  const targets = asked.length > 0 ? asked : ['--dir'];
  const wish = ['--publish', 'never', ...configuration(electron, output), ...targets];
  const code = await run(process.execPath, [packageScript('electron-builder', 'cli.js'), ...wish]);
  if (code !== 0) return code;
  for (const archive of packedArchives(inProject(output))) refuseStowaways(archive);
  if (electron.kind === 'evaluation') {
    tell(
      `This package in ${output} runs on the evaluation Electron ${electron.version}; it is not for use with patients.`,
    );
  }
  return 0;
});

/**
 * What is told to electron-builder beside electron-builder.yml.
 * @param {import('./electron-runtime.mjs').FoundElectron} electron
 * @param {string} output
 */
function configuration(electron, output) {
  const always = [`-c.directories.output=${output}`, `-c.electronVersion=${electron.version}`];
  if (electron.kind === 'official') return always;
  return [
    ...always,
    `-c.electronDist=${electron.distDir}`,
    '-c.productName=Stillroom (evaluation)',
    '-c.linux.executableName=stillroom-evaluation',
    `-c.artifactName=stillroom-evaluation-\${version}-\${os}-\${arch}.\${ext}`,
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
 * Sees to it that an archive holds what was built and the run-time dependencies, and nothing else.
 * @param {string} archive
 * @throws {PlainFailure} naming what should not be there
 */
function refuseStowaways(archive) {
  const { listPackage } = createRequire(inProject('package.json'))('@electron/asar');
  const names = listPackage(archive, { isPack: false }).map((name) => name.replaceAll('\\', '/'));
  const expected =
    /^\/(package\.json|node_modules|out|out\/(main|preload|renderer))$|^\/(node_modules|out\/(main|preload|renderer))\//;
  const stowaways = names.filter((name) => !expected.test(name));
  if (stowaways.length === 0) return;
  throw new PlainFailure(`${archive} holds what does not belong there: ${stowaways.slice(0, 10).join(', ')}`);
}
