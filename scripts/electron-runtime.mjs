// Finds the Electron that the program, its tests and its packaging use, fetching one when there is none.
// It must never use a half-made one, nor pass off the evaluation runtime as the official one.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { evaluationRuntime, evaluationRuntimeFits, evaluationVersion } from './evaluation-runtime.mjs';
import { officialElectron } from './official-electron.mjs';
import { PlainFailure, tell } from './place.mjs';

/**
 * @typedef {object} FoundElectron
 * @property {string} executable absolute path
 * @property {string} distDir the folder it lies in; ELECTRON_OVERRIDE_DIST_PATH and electronDist take it
 * @property {'official' | 'evaluation'} kind
 * @property {string} version without a leading v
 */

/**
 * Finds an Electron: the one a person has named, else the official one, else (Linux x64) the evaluation one.
 * The npm dependencies must be installed.
 * @param {{announce: boolean}} choice whether to say so when it is the evaluation runtime
 * @throws {PlainFailure} with the command to run, when there is none
 */
export async function findElectron({ announce }) {
  const found =
    namedElectron() ??
    (await officialElectron({ mayDoWithout: evaluationRuntimeFits() })) ??
    (await evaluationElectron());
  if (announce && found.kind === 'evaluation') {
    tell(
      `Running on the evaluation Electron ${found.version}: for evaluation and tests, never packaged for use.`,
    );
  }
  return found;
}

function namedElectron() {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (named === undefined || named === '') return undefined;
  const distDir = path.resolve(named);
  const executable = path.join(distDir, binaryName());
  if (!existsSync(executable)) {
    throw new PlainFailure(
      `ELECTRON_OVERRIDE_DIST_PATH is set, but there is no ${binaryName()} in ${distDir}.`,
    );
  }
  const version = readFileSync(path.join(distDir, 'version'), 'utf8').trim().replace(/^v/, '');
  return { executable, distDir, kind: version === evaluationVersion ? 'evaluation' : 'official', version };
}

async function evaluationElectron() {
  const distDir = await evaluationRuntime();
  const executable = path.join(distDir, binaryName());
  return { executable, distDir, kind: 'evaluation', version: evaluationVersion };
}

/** @returns {string} relative to the folder of the distribution */
function binaryName() {
  if (process.platform === 'darwin') return path.join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}
