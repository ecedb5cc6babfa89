// Where the program begins: reads its arguments and sets what has to be set before Electron is ready. Everything else
// is in stillroom.ts.

import { app, Menu, nativeTheme } from 'electron';
import { readArguments } from './electron/arguments.ts';
import { claimFolder } from './electron/one-program.ts';
import { goOnAfterErrors } from './electron/process-errors.ts';
import { declareProtocol } from './electron/protocol.ts';
import { barTheDoors } from './electron/security.ts';
import { openStillroom } from './stillroom.ts';

const devServer = process.env.ELECTRON_RENDERER_URL ?? null;

const giveUp = (why: string, exitCode: number): void => {
  process.stderr.write(`${why}\n`);
  app.exit(exitCode);
};

/**
 * Makes the system's dialogs for files and printers dark: a white one would light the room. On Linux only GTK's own
 * variable does that, and GTK reads it when it starts.
 */
const keepDialogsDark = (): void => {
  nativeTheme.themeSource = 'dark';
  if (process.platform === 'linux') process.env.GTK_THEME ??= 'Adwaita:dark';
};

const begin = async (): Promise<void> => {
  const given = readArguments(process.argv.slice(1), app.isPackaged);
  if (!given.ok) return giveUp(given.error, 2);
  const folder = claimFolder(app);
  if (folder === null) return giveUp('Stillroom is already open.', 1);
  keepDialogsDark();
  goOnAfterErrors(process);
  declareProtocol();
  Menu.setApplicationMenu(null);
  await app.whenReady();
  barTheDoors(devServer === null ? null : new URL(devServer).origin, (what, detail) =>
    process.stderr.write(`A page was refused a ${what}: ${detail}\n`),
  );
  openStillroom(given.value, folder, devServer);
};

void begin();
