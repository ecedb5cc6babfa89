// Shows every part of the interface in every state on one sheet, setting up and building first what is missing. With
// `--picture FILE` it takes a picture of the sheet and ends. It must never leave anything running behind it.

import path from 'node:path';
import { lastLines, packageScript, run, runQuietly } from './children.mjs';
import { hasDisplay, withVirtualDisplay } from './display.mjs';
import { electronEnvironment, electronSwitches, showWithoutKnownNoise, tellOfSandbox } from './launch.mjs';
import { inProject, PlainFailure, projectFolder, runScript, tell } from './place.mjs';
import { setUp } from './set-up.mjs';

await runScript(async () => {
  const asked = process.argv.slice(2);
  const at = asked.indexOf('--picture');
  const picture = at === -1 ? [] : ['--picture', path.resolve(asked[at + 1] ?? 'parts.png')];
  const electron = await setUp({ forTests: false });
  await buildSheet();
  const show = (/** @type {Record<string, string | undefined>} */ environment) => {
    const switches = electronSwitches(electron, environment);
    tellOfSandbox(switches);
    return run(
      electron.executable,
      [inProject('scripts', 'parts-window.mjs'), ...switches, ...picture],
      { env: electronEnvironment(electron, environment), stdio: ['ignore', 'inherit', 'pipe'] },
      (child) => showWithoutKnownNoise(child),
    );
  };
  if (hasDisplay()) return show({ ...process.env });
  if (picture.length === 0)
    throw new PlainFailure(
      'There is no display here; take a picture with `npm run parts -- --picture FILE`.',
    );
  return withVirtualDisplay(show);
});

/** @throws {PlainFailure} when the bundler fails */
async function buildSheet() {
  tell('Building the sheet of parts …');
  const bundler = packageScript('vite', 'bin', 'vite.js');
  const config = inProject('scripts', 'parts.vite.config.ts');
  const { code, said } = await runQuietly(process.execPath, [bundler, 'build', '-c', config], {
    cwd: projectFolder,
  });
  if (code !== 0) throw new PlainFailure(`${lastLines(said, 60)}\nThe sheet could not be built.`);
}
