// Measures the program's figures (start, memory, pace of the ramps) and shows the table at the end.
// It must never count as a test: figures depend on the machine.

import { readFileSync, rmSync } from 'node:fs';
import { build } from './build.mjs';
import { packageScript, run } from './children.mjs';
import { withVirtualDisplay } from './display.mjs';
import { electronEnvironment } from './launch.mjs';
import { inProject, runScript } from './place.mjs';
import { setUp } from './set-up.mjs';

const figures = inProject('out', 'bench', 'figures.txt');

await runScript(async () => {
  const electron = await setUp({ forTests: true });
  await build();
  rmSync(figures, { force: true });
  const wish = ['test', '-c', 'tests/bench/playwright.config.ts', ...process.argv.slice(2)];
  const code = await withVirtualDisplay((environment) =>
    run(process.execPath, [packageScript('@playwright', 'test', 'cli.js'), ...wish], {
      env: electronEnvironment(electron, environment),
    }),
  );
  showFigures();
  return code;
});

function showFigures() {
  try {
    process.stdout.write(`\n${readFileSync(figures, 'utf8').trimEnd()}\n`);
  } catch {
    // A run that measured nothing has no table.
  }
}
