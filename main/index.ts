// Where the program begins: its own words are read, and what has to be said before Electron is ready is said.
// Everything else is in stillroom.ts.

import { app, Menu } from 'electron';
import { readArguments } from './desk/arguments.ts';
import { goOnAfterErrors } from './desk/lifecycle.ts';
import { declareProtocol } from './desk/protocol.ts';
import { barTheDoors } from './desk/security.ts';
import { openStillroom } from './stillroom.ts';

const devServer = process.env.ELECTRON_RENDERER_URL ?? null;

const giveUp = (why: string, exitCode: number): void => {
  process.stderr.write(`${why}\n`);
  app.exit(exitCode);
};

const begin = async (): Promise<void> => {
  const given = readArguments(process.argv.slice(1), app.isPackaged);
  if (!given.ok) return giveUp(given.error, 2);
  if (!app.requestSingleInstanceLock()) return giveUp('Stillroom is already open.', 1);
  goOnAfterErrors();
  declareProtocol();
  Menu.setApplicationMenu(null);
  await app.whenReady();
  barTheDoors(devServer === null ? null : new URL(devServer).origin, ({ what, detail }) =>
    process.stderr.write(`A page was refused a ${what}: ${detail}\n`),
  );
  openStillroom(given.value, devServer);
};

void begin();
