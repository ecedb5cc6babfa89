// Takes out of a packaged folder what only an unpacked Electron needs; electron-builder calls it.
// It must never touch anything outside the folder it is given.

import { rm } from 'node:fs/promises';
import path from 'node:path';

/** @param {{appOutDir: string}} packed the folder of the packaged program */
export async function afterPack({ appOutDir }) {
  for (const name of ['resources/default_app.asar', 'made-by-stillroom', 'version']) {
    await rm(path.join(appOutDir, name), { force: true });
  }
}
