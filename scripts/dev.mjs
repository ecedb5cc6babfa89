// Runs the program from its sources and follows their changes, for those who work on it.
// It must never leave anything running behind it.

import { packageScript, run } from './children.mjs';
import { hasDisplay, withDisplay } from './display.mjs';
import { electronEnvironment, electronSwitches, tellOfSandbox } from './launch.mjs';
import { runScript, tell } from './place.mjs';
import { setUp } from './set-up.mjs';

await runScript(async () => {
  const electron = await setUp({ forTests: false });
  if (!hasDisplay()) tell('There is no display here, so the program runs on a virtual one.');
  return withDisplay((environment) => {
    const bundler = packageScript('electron-vite', 'bin', 'electron-vite.js');
    const wish = [bundler, 'dev', '-c', 'scripts/electron.vite.config.ts', '--watch'];
    const switches = electronSwitches(electron, environment);
    tellOfSandbox(switches);
    // What follows a lone -- goes to the program as it is.
    const forProgram = [...switches, ...process.argv.slice(2)];
    const programArguments = forProgram.length > 0 ? ['--', ...forProgram] : [];
    return run(process.execPath, [...wish, ...programArguments], {
      env: electronEnvironment(electron, environment),
    });
  });
});
