// Gives the program a virtual display where the machine has none, and takes it away again.
// It must never touch a display that it did not start.

import { startChild } from './children.mjs';
import { PlainFailure } from './place.mjs';

const screen = '1920x1200x24';
const readyWithinMs = 10_000;

/** @returns {boolean} whether windows can be shown to a person here */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
}

/** @returns {string[]} the programs that a virtual display needs here */
export function programsForVirtualDisplay() {
  return process.platform === 'linux' ? ['Xvfb'] : [];
}

/**
 * Runs an action on this machine's display, or on a virtual one where it has none.
 * @template T
 * @param {(environment: Record<string, string | undefined>) => Promise<T>} action
 * @throws {PlainFailure} when a virtual display does not come up
 */
export function withDisplay(action) {
  return hasDisplay() ? action({ ...process.env }) : withVirtualDisplays(1, action);
}

/**
 * Runs an action with virtual displays of its own. Elsewhere than on Linux it gets the real one.
 * @template T
 * @param {number} count
 * @param {(environment: Record<string, string | undefined>, displays: readonly string[]) => Promise<T>} action
 *   is given the environment for the programs it starts, with the first display, and the name of each, if there are any
 * @throws {PlainFailure} when a display does not come up
 */
export async function withVirtualDisplays(count, action) {
  if (process.platform !== 'linux') return action({ ...process.env }, []);
  const servers = Array.from({ length: count }, () =>
    startChild('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    }),
  );
  try {
    const numbers = await Promise.all(servers.map(({ child }) => displayNumber(child)));
    const displays = numbers.map((number) => `:${number}`);
    const { WAYLAND_DISPLAY: _wayland, ...environment } = process.env;
    return await action({ ...environment, DISPLAY: displays[0], XDG_SESSION_TYPE: 'x11' }, displays);
  } finally {
    await Promise.all(servers.map(({ child, stop }) => stopAndWait(child, stop)));
  }
}

/**
 * Xvfb writes the number of the display it has taken once it is ready.
 * @param {import('node:child_process').ChildProcess} child
 */
function displayNumber(child) {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new PlainFailure('The virtual display (Xvfb) could not be started.'));
    const late = setTimeout(fail, readyWithinMs);
    let said = '';
    child.once('error', fail);
    child.once('exit', fail);
    child.stdio[3]?.on('data', (piece) => {
      said += piece.toString();
      if (!said.includes('\n')) return;
      clearTimeout(late);
      resolve(said.trim());
    });
    child.once('exit', () => clearTimeout(late));
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {import('./children.mjs').Stop} stop
 */
async function stopAndWait(child, stop) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  stop('SIGTERM');
  const late = setTimeout(() => stop('SIGKILL'), 2_000);
  await ended;
  clearTimeout(late);
}
