// Starts the program, setting up and building first what is missing; its answer is the program's exit code.
// It must never write to standard output, which is the program's own, nor leave anything running behind it.

import { build } from './build.mjs';
import { hasDisplay, withDisplay } from './display.mjs';
import { runElectron } from './launch.mjs';
import { runScript, tell } from './place.mjs';
import { setUp } from './set-up.mjs';

const practiceSession = ['--practice', '--preset', 'Spravato, two hours', '--rate', '120', '--events'];

await runScript(async () => {
  const asked = process.argv.slice(2);
  const electron = await setUp({ forTests: false });
  await build();
  const hidesNoise = electron.kind === 'evaluation' || !hasDisplay();
  const forProgram = hasDisplay() ? asked : withoutDisplay(asked);
  return withDisplay((environment) => runElectron(electron, '.', forProgram, { environment, hidesNoise }));
});

/**
 * What the program is asked for on a machine where nobody can see it.
 * @param {readonly string[]} asked
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
