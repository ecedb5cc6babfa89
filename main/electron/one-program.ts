// Lets one program run for each folder of kept files. Where that folder cannot be written the program runs all the same:
// Chromium then has its own files, and the lock that keeps a second program out, in a temporary folder.

import { createHash } from 'node:crypto';
import { copyFileSync, readlinkSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'electron';
import { orNull } from '../../shared/errors.ts';
import { canWrite } from '../storage/atomic-write.ts';

/** True for a process that runs, ours or not. */
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** True while a program holds the folder: on Linux and macOS Chromium's lock there is a link to its host and pid. */
const isHeld = (folder: string): boolean => {
  const link = orNull(() => readlinkSync(join(folder, 'SingletonLock')));
  const pid = Number(link?.slice(link.lastIndexOf('-') + 1));
  return link === `${hostname()}-${pid}` && isAlive(pid);
};

/** The folder of kept files, once this program is the only one for it; null: another one is open. Call before `ready`. */
export const claimFolder = (
  app: Pick<App, 'getPath' | 'setPath' | 'getName' | 'requestSingleInstanceLock'>,
): string | null => {
  // Where Electron cannot make the folder, it does not even name it.
  const folder = orNull(() => app.getPath('userData')) ?? join(app.getPath('appData'), app.getName());
  const claim = (): string | null => (app.requestSingleInstanceLock() ? folder : null);
  if (canWrite(folder) || isHeld(folder)) return claim();
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const instead = join(tmpdir(), `stillroom-${name}`);
  // Where not even that can be written, nothing can keep a second program out.
  if (!canWrite(instead)) return folder;
  // On Windows it has what the bridge's key was encrypted with.
  orNull(() => copyFileSync(join(folder, 'Local State'), join(instead, 'Local State')));
  app.setPath('userData', instead);
  app.setPath('sessionData', instead);
  return claim();
};
