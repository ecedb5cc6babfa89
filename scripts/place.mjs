// Says where this project and its cache live, and how the scripts speak to a person.
// It must never write to standard output, which belongs to the program and to what was asked for.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's top folder, absolute. */
export const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * A path inside the project.
 * @param {...string} parts
 * @returns {string} absolute
 */
export function inProject(...parts) {
  return path.join(projectFolder, ...parts);
}

/**
 * @param {string} folder
 * @returns {string[]} absolute paths in a settled order; none when there is no such folder
 */
export function filesBelow(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => path.join(file.parentPath ?? file.path, file.name))
      .sort();
  } catch {
    return [];
  }
}

/**
 * @param {string} file
 * @returns {string | undefined} its text; undefined where it cannot be read
 */
export function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * The user's cache folder for this project, shared by all clones of it. It need not exist yet.
 * @returns {string} absolute
 */
export function cacheFolder() {
  if (process.platform === 'win32') {
    return path.join(
      process.env.LOCALAPPDATA ?? path.join(homedir(), 'AppData', 'Local'),
      'stillroom',
      'cache',
    );
  }
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Caches', 'stillroom');
  const given = process.env.XDG_CACHE_HOME;
  const base = given !== undefined && path.isAbsolute(given) ? given : path.join(homedir(), '.cache');
  return path.join(base, 'stillroom');
}

/**
 * Tells the person at the terminal one line.
 * @param {string} line
 */
export function tell(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * @param {number} ms
 * @returns {string} minutes and seconds, as 9:05
 */
export function inMinutes(ms) {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A failure that is told as its sentence alone, without a stack: what happened and what to do. */
export class PlainFailure extends Error {}

/**
 * Runs a script's main function and turns its outcome into the exit code.
 * @param {() => Promise<number | undefined>} main resolves to the exit code, or nothing for 0
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (failure) {
    tell(failureText(failure));
    process.exitCode = 1;
  }
}

/**
 * What to tell of a failure: a plain one's sentence, anything else's stack.
 * @param {unknown} failure
 */
export function failureText(failure) {
  if (failure instanceof PlainFailure) return failure.message;
  return failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
}

/**
 * Whether a module is the script that Node was asked to run, rather than one imported by another.
 * @param {string} moduleUrl the module's `import.meta.url`
 */
export function isAskedFor(moduleUrl) {
  return process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(moduleUrl);
}

/**
 * The sha256 of the given pieces, one after the other.
 * @param {...(string | Uint8Array)} pieces
 * @returns {string} hexadecimal
 */
export function fingerprint(...pieces) {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece).update('\0');
  return hash.digest('hex');
}
