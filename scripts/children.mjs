// Runs other programs on behalf of the scripts and makes sure that none outlives them.
// It must never end a process that it did not start.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { inProject, PlainFailure, projectFolder } from './place.mjs';

/** @typedef {(signal?: NodeJS.Signals) => void} Stop sends a signal (SIGTERM) to a child and its helpers */

/** @type {Set<Stop>} every child that has not ended */
const living = new Set();
/** @type {Set<Stop>} those that a signal to us is meant for */
const inForeground = new Set();
let isListening = false;
let askedToStop = false;

/**
 * Where a program is on the PATH.
 * @param {string} name
 * @returns {string | undefined} absolute path
 */
export function findProgram(name) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => path.join(folder, name)).find((candidate) => existsSync(candidate));
}

/**
 * The script of a package's command-line program, to be run by Node without a shell.
 * @param {...string} parts path below node_modules
 * @returns {string} absolute path
 */
export function packageScript(...parts) {
  return inProject('node_modules', ...parts);
}

/**
 * Starts a child that does not outlive this process. On Linux and macOS it has a process group of its own,
 * so that Ctrl-C in a terminal reaches it once, through us, and in the right order.
 * @param {string} command
 * @param {readonly string[]} commandArguments
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {{child: import('node:child_process').ChildProcess, stop: Stop}}
 */
export function startChild(command, commandArguments, options = {}) {
  listenForSignals();
  const ownGroup = process.platform !== 'win32';
  const [program, ...programArguments] = [...endsWithParent(), command, ...commandArguments];
  const child = spawn(program, programArguments, { cwd: projectFolder, ...options, detached: ownGroup });
  /** @type {Stop} */
  const stop = (signal = 'SIGTERM') => {
    if (child.pid === undefined) return;
    try {
      process.kill(ownGroup ? -child.pid : child.pid, signal);
    } catch {
      // It is gone already, which is what was wanted.
    }
  };
  living.add(stop);
  child.once('exit', () => {
    living.delete(stop);
    // Helper processes whose leader is gone are ended too, and so is the wait for their output.
    if (ownGroup) stop('SIGKILL');
  });
  return { child, stop };
}

/**
 * Runs a program to its end, passing on SIGINT, SIGTERM and SIGHUP.
 * @param {string} command
 * @param {readonly string[]} commandArguments
 * @param {import('node:child_process').SpawnOptions} [options] output is ours and there is no input, unless given
 * @param {(child: import('node:child_process').ChildProcess, stop: Stop) => void} [whenStarted]
 * @returns {Promise<number>} the exit code; 128 and the signal's number when a signal ended it
 */
export async function run(command, commandArguments, options = {}, whenStarted = () => {}) {
  const { child, stop } = startChild(command, commandArguments, {
    stdio: ['ignore', 'inherit', 'inherit'],
    ...options,
  });
  inForeground.add(stop);
  whenStarted(child, stop);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve(code ?? codeOfSignal(signal ?? 'SIGTERM')));
    });
  } finally {
    inForeground.delete(stop);
    living.delete(stop);
  }
}

/**
 * Runs a program and keeps what it says instead of showing it.
 * @param {string} command
 * @param {readonly string[]} commandArguments
 * @param {import('node:child_process').SpawnOptions} [options]
 * @param {(child: import('node:child_process').ChildProcess, stop: Stop) => void} [whenStarted]
 * @returns {Promise<{code: number, said: string}>} standard output and error together
 */
export async function runQuietly(command, commandArguments, options = {}, whenStarted = () => {}) {
  let said = '';
  const keep = (/** @type {Buffer} */ piece) => {
    said += piece.toString();
  };
  const piped = { ...options, stdio: ['ignore', 'pipe', 'pipe'] };
  const code = await run(command, commandArguments, piped, (child, stop) => {
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    whenStarted(child, stop);
  });
  return { code, said };
}

/**
 * Runs a program whose output is shown only when it fails.
 * @param {string} command
 * @param {readonly string[]} commandArguments
 * @param {string} failure what could not be done
 * @param {import('node:child_process').SpawnOptions} [options]
 * @throws {PlainFailure} with the end of what the program said
 */
export async function runOrFail(command, commandArguments, failure, options = {}) {
  const { code, said } = await runQuietly(command, commandArguments, options);
  if (code !== 0) throw new PlainFailure(`${lastLines(said, 60)}\n${failure}`);
}

/** @returns {boolean} whether a person or the system has asked this process to stop */
export function wasAskedToStop() {
  return askedToStop;
}

/**
 * The last lines of a program's output, for telling why it failed.
 * @param {string} said
 * @param {number} [lines]
 */
export function lastLines(said, lines = 25) {
  return said.trimEnd().split('\n').slice(-lines).join('\n');
}

/** Passes signals on to the children they are meant for; where there are none, ends this process and all others. */
function listenForSignals() {
  if (isListening) return;
  isListening = true;
  const passOn = (/** @type {NodeJS.Signals} */ signal) => {
    askedToStop = true;
    if (inForeground.size === 0) process.exit(codeOfSignal(signal));
    for (const stop of inForeground) stop(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, passOn);
  if (process.env.npm_lifecycle_event !== undefined) whenParentIsGone(() => passOn('SIGTERM'));
  process.on('exit', () => {
    for (const stop of living) stop('SIGKILL');
  });
}

/**
 * npm sends a signal to the shell between itself and us, and that shell ends without passing it on. That our
 * parent is another one then is the only sign of it.
 * @param {() => void} act
 */
function whenParentIsGone(act) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, 500);
  watch.unref();
}

/**
 * @param {NodeJS.Signals} signal
 * @returns {number} the exit code that shells give for it
 */
function codeOfSignal(signal) {
  return 128 + (constants.signals[signal] ?? 0);
}

/**
 * A prefix for a command that ends it when this process is killed outright (Linux's parent-death signal).
 * @returns {string[]}
 */
function endsWithParent() {
  if (endsWithParent.prefix !== undefined) return endsWithParent.prefix;
  const setpriv = process.platform === 'linux' ? findProgram('setpriv') : undefined;
  const options = ['--pdeathsig', 'TERM', '--'];
  const works = setpriv !== undefined && spawnSync(setpriv, [...options, 'true']).status === 0;
  endsWithParent.prefix = works ? [setpriv, ...options] : [];
  return endsWithParent.prefix;
}
