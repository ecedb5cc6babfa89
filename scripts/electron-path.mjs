// Prints the path of the Electron that this project uses, installing what is missing first.
// It must never print anything else on standard output.

import { installDependencies } from './dependencies.mjs';
import { findElectron } from './electron-runtime.mjs';
import { runScript } from './place.mjs';

await runScript(async () => {
  await installDependencies();
  const { executable } = await findElectron({ announce: false });
  process.stdout.write(`${executable}\n`);
});
