// Says how Electron is started here: with which switches, environment and filter on what it complains of.
// It must never switch Chromium's sandbox off where it can work, nor hide what the program itself says.

import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { run } from './children.mjs';
import { tell } from './place.mjs';

/** @typedef {import('./electron-runtime.mjs').FoundElectron} FoundElectron */

// The beginnings of the names of Chromium's source files on D-Bus, drawing, sound devices
// and helper processes that end with the program.
const noisySources = [
  ...['bus', 'object_proxy', 'dbus', 'upower'],
  ...['gpu', 'gl_', 'egl', 'angle', 'viz_', 'vaapi', 'vulkan', 'command_buffer', 'context_provider'],
  ...['shared_image', 'one_copy_raster', 'ozone', 'x11_', 'zero_copy', 'zygote_communication'],
  ...['alsa', 'pulse', 'audio_output'],
];

/**
 * Runs Electron to its end.
 * @param {FoundElectron} electron
 * @param {string} app the folder or the script that it runs
 * @param {readonly string[]} words for that app
 * @param {{environment: Record<string, string | undefined>, hidesNoise: boolean}} how `hidesNoise`: leaves out of
 *   standard error what every Electron writes on a machine without a session bus and a graphics card
 * @returns {Promise<number>} its exit code
 */
export function runElectron(electron, app, words, { environment, hidesNoise }) {
  const switches = electronSwitches(electron, environment);
  tellOfSandbox(switches);
  return run(
    electron.executable,
    [app, ...switches, ...words],
    {
      env: electronEnvironment(electron, environment),
      stdio: ['ignore', 'inherit', hidesNoise ? 'pipe' : 'inherit'],
    },
    ({ stderr }) => {
      if (stderr === null) return;
      createInterface({ input: stderr }).on('line', (line) => {
        if (!isKnownNoise(line)) tell(line);
      });
    },
  );
}

/**
 * The switches that Electron needs on this machine.
 * @param {FoundElectron} electron
 * @param {Record<string, string | undefined>} environment that Electron will run in
 */
export function electronSwitches(electron, environment) {
  if (process.platform !== 'linux') return [];
  const isWaylandOnly = Boolean(environment.WAYLAND_DISPLAY) && !environment.DISPLAY;
  return [
    ...(canSandbox(electron) ? [] : ['--no-sandbox']),
    ...(isWaylandOnly ? ['--ozone-platform-hint=auto'] : []),
  ];
}

/**
 * The environment for Electron and for the tools that start it (electron-vite, Playwright).
 * @param {FoundElectron} electron
 * @param {Record<string, string | undefined>} environment
 */
export function electronEnvironment(electron, environment) {
  const { ELECTRON_RUN_AS_NODE: _asNode, ...rest } = environment;
  return {
    ...rest,
    ELECTRON_OVERRIDE_DIST_PATH: electron.distDir,
    ELECTRON_EXEC_PATH: electron.executable,
    STILLROOM_ELECTRON: electron.executable,
    STILLROOM_ELECTRON_SWITCHES: electronSwitches(electron, environment).join(' '),
  };
}

/**
 * Whether Chromium's sandbox can work: not for root, and else by user namespaces or the setuid helper.
 * @param {FoundElectron} electron
 */
function canSandbox(electron) {
  if (process.getuid?.() === 0) return false;
  const helper = statSync(path.join(electron.distDir, 'chrome-sandbox'), { throwIfNoEntry: false });
  const hasSetuidHelper = helper?.uid === 0 && (helper.mode & 0o4000) !== 0;
  if (hasSetuidHelper) return true;
  const tried = spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' });
  return tried.error !== undefined || tried.status === 0;
}

/**
 * Says in one line that the sandbox is off for someone who is not root, since they may want to change that.
 * @param {readonly string[]} switches
 */
export function tellOfSandbox(switches) {
  if (!switches.includes('--no-sandbox') || process.getuid?.() === 0) return;
  tell(
    'This system does not let an unpackaged Electron use its sandbox (user namespaces are restricted); ' +
      'running without it.',
  );
}

/**
 * Whether a line is Chromium's complaint of a missing session bus, graphics card or sound card, or of a
 * helper that ended with the program. It is told by the source file that it names, as `[123:0102/030405.678:ERROR:bus.cc(407)]` or `…:ERROR:dbus/bus.cc:408]`.
 * @param {string} line
 */
export function isKnownNoise(line) {
  const [, source] = /^\[\d+:[\d/.]+:(?:ERROR|WARNING):(?:\S+\/)?(\w+)\.\w+[(:]\d+\)?\]/.exec(line) ?? [];
  if (source === undefined) return line.startsWith('ALSA lib ');
  return noisySources.some((beginning) => source.startsWith(beginning));
}
