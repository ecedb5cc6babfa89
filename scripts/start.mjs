// Starts the program, setting up and building first what is missing; its answer is the program's exit code.
// It must never write to standard output, which is the program's own, nor leave anything running behind it.

import { build } from './build.mjs';
import { run } from './children.mjs';
import { hasDisplay, withVirtualDisplay } from './display.mjs';
import { electronEnvironment, electronSwitches, showWithoutKnownNoise, tellOfSandbox } from './launch.mjs';
import { runScript, tell } from './place.mjs';
import { setUp } from './set-up.mjs';

const practiceSession = ['--practice', '--preset', 'Spravato, two hours', '--rate', '120', '--events'];

await runScript(async () => {
  const asked = process.argv.slice(2);
  const electron = await setUp({ forTests: false });
  await build();
  if (hasDisplay()) return runProgram(electron, asked, { ...process.env });
  return withVirtualDisplay((environment) => runProgram(electron, withoutDisplay(asked), environment));
});

/**
 * What the program is asked for on a machine where nobody can see it.
 * @param {readonly string[]} asked
 * @returns {readonly string[]}
 */
function withoutDisplay(asked) {
  if (asked.includes('--practice')) {
    tell('There is no display here, so the program runs on a virtual one.');
    return asked;
  }
  tell(
    'There is no display here, so a practice session (two hours in one minute) runs on a virtual one; ' +
      'what happens in the practice room is written below, one event a line.',
  );
  return [...practiceSession, ...asked];
}

/**
 * @param {import('./electron-runtime.mjs').FoundElectron} electron
 * @param {readonly string[]} asked
 * @param {Record<string, string | undefined>} environment
 * @returns {Promise<number>} the program's exit code
 */
function runProgram(electron, asked, environment) {
  const switches = electronSwitches(electron, environment);
  tellOfSandbox(switches);
  const filters = electron.kind === 'evaluation' || !hasDisplay();
  return run(
    electron.executable,
    ['.', ...switches, ...asked],
    {
      env: electronEnvironment(electron, environment),
      stdio: ['ignore', 'inherit', filters ? 'pipe' : 'inherit'],
    },
    (child) => showWithoutKnownNoise(child),
  );
}
