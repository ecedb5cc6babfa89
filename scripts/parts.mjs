// Shows every part of the interface in every state on one sheet, setting up and building first what is missing. With
// `--picture FILE` it takes a picture of the sheet and ends. It must never leave anything running behind it.

import path from 'node:path';
import { packageScript, runOrFail } from './children.mjs';
import { hasDisplay, withDisplay } from './display.mjs';
import { runElectron } from './launch.mjs';
import { inProject, PlainFailure, runScript, tell } from './place.mjs';
import { setUp } from './set-up.mjs';

await runScript(async () => {
  const asked = process.argv.slice(2);
  const at = asked.indexOf('--picture');
  const picture = at === -1 ? [] : ['--picture', path.resolve(asked[at + 1] ?? 'parts.png')];
  const electron = await setUp({ forTests: false });
  await buildSheet();
  if (!hasDisplay() && picture.length === 0)
    throw new PlainFailure(
      'There is no display here; take a picture with `npm run parts -- --picture FILE`.',
    );
  const sheet = inProject('scripts', 'parts-window.mjs');
  return withDisplay((environment) =>
    runElectron(electron, sheet, picture, { environment, hidesNoise: true }),
  );
});

/** @throws {PlainFailure} when the bundler fails */
async function buildSheet() {
  tell('Building the sheet of parts …');
  const bundler = packageScript('vite', 'bin', 'vite.js');
  const config = inProject('scripts', 'parts.vite.config.ts');
  await runOrFail(process.execPath, [bundler, 'build', '-c', config], 'The sheet could not be built.');
}
