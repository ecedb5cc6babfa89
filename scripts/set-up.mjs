// Brings a fresh clone to where the program can be run, built or tested; each step is skipped when it is done.
// It must never write to standard output.

import { installDependencies } from './dependencies.mjs';
import { hasDisplay, programsForVirtualDisplay } from './display.mjs';
import { findElectron } from './electron-runtime.mjs';
import {
  installIfPossible,
  installSystemLibraries,
  programsForTests,
  wishedForTests,
} from './system-libraries.mjs';

/**
 * Dependencies, Electron, and the system's libraries.
 * @param {{forTests: boolean}} purpose tests always have a virtual display, listen to the sound, and plug displays in where they can
 */
export async function setUp({ forTests }) {
  await installDependencies();
  const electron = await findElectron({ announce: true });
  const forDisplay = forTests || !hasDisplay() ? programsForVirtualDisplay() : [];
  const programs = forTests ? [...forDisplay, ...programsForTests] : forDisplay;
  await installSystemLibraries({ executable: electron.executable, programs });
  if (forTests) {
    const leftOut = 'Until then the tests that plug displays in are left out.';
    await installIfPossible({ programs: wishedForTests, leftOut });
  }
  return electron;
}
