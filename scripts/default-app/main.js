// Stands in for the app that Electron's own builds carry: it runs the folder or file named on the command
// line, as `electron .` does. It must never open a window, nor be packaged with the program.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(import.meta.url);

/**
 * What the command line asks for. The program's name comes first, then switches, then the app; what follows
 * the app is the app's own.
 * @param {readonly string[]} commandLine
 */
function readCommandLine(commandLine) {
  const required = [];
  for (let at = 1; at < commandLine.length; at += 1) {
    const word = commandLine[at];
    if (word === '-v' || word === '--version') return { required, wish: 'version' };
    if (word === '-a' || word === '--abi') return { required, wish: 'abi' };
    if (word === '-r' || word === '--require') {
      at += 1;
      required.push(commandLine[at]);
    } else if (word.startsWith('--app=')) {
      return { required, target: word.slice('--app='.length) };
    } else if (!word.startsWith('-')) {
      return { required, target: word };
    }
  }
  return { required };
}

/**
 * Gives Electron the name and version that the app's package.json states, if the target has one.
 * @param {string} folder
 * @returns {boolean} whether it has one
 */
function introduce(folder) {
  let stated;
  try {
    stated = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  } catch (failure) {
    if (failure.code === 'ENOENT' || failure.code === 'ENOTDIR') return false;
    throw failure;
  }
  const name = stated.productName ?? stated.name;
  if (name !== undefined) app.name = name;
  if (stated.version !== undefined) app.setVersion(stated.version);
  app.setDesktopName?.(stated.desktopName ?? `${app.name}.desktop`);
  return true;
}

/** @param {string} target the app's folder or entry file */
async function start(target) {
  const place = path.resolve(target);
  const isPackage = introduce(place);
  const entry = require.resolve(place);
  app.setAppPath(isPackage ? place : path.dirname(entry));
  await import(pathToFileURL(entry).href);
}

const { required, target, wish } = readCommandLine(process.argv);
if (wish !== undefined) {
  console.log(wish === 'version' ? `v${process.versions.electron}` : process.versions.modules);
  process.exit(0);
}
if (target === undefined) {
  console.error('Name the app to run: electron <folder or file>');
  process.exit(1);
}
process.defaultApp = true;
for (const file of required) require(path.isAbsolute(file) ? file : path.resolve(file));
// Electron holds back 'ready' until an ES module's top level is done, so the app's own code is in time for it.
try {
  await start(target);
} catch (failure) {
  console.error('The app failed while it was loading:', failure);
  process.exit(1);
}
