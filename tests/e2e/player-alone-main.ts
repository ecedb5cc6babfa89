// The player's window alone, with its real page, preload, protocol and barred doors, and a test in main's place:
// it gives the orders and keeps the reports. Built and started by player-alone.ts.

import path from 'node:path';
import { app, ipcMain } from 'electron';
import { declareProtocol, serve } from '../../main/electron/protocol.ts';
import { barTheDoors } from '../../main/electron/security.ts';
import { makeWindows } from '../../main/electron/windows.ts';
import { commandChannel } from '../../shared/ipc/channels.ts';
import type { PlayerOrder, PlayerReport } from '../../shared/sound/player-orders.ts';

const project = process.env.STILLROOM_PROJECT ?? '';
const media = process.env.STILLROOM_MEDIA ?? '';

/** What a test may reach of it. */
export interface Alone {
  readonly order: (order: PlayerOrder) => void;
  readonly reports: PlayerReport[];
  readonly barred: string[];
}

declareProtocol();

const start = async (): Promise<void> => {
  await app.whenReady();
  const reports: PlayerReport[] = [];
  const barred: string[] = [];
  barTheDoors(null, (what, detail) => barred.push(`${what} ${detail}`));
  serve({
    pages: path.join(project, 'out', 'renderer'),
    fileOfTrack: (trackId) => path.join(media, path.basename(decodeURIComponent(trackId))),
    fileChanged: () => {},
    coverOf: async () => null,
    devServer: null,
  });
  ipcMain.handle(commandChannel('playerReport'), (_event, report: PlayerReport) => {
    reports.push(report);
    return { ok: true, value: null };
  });
  const windows = makeWindows({
    preload: path.join(project, 'out', 'preload'),
    mayClose: () => true,
    closed: () => {},
    lost: () => {},
    active: () => {},
    fullLightKey: () => {},
  });
  windows.open('player');
  const alone: Alone = { order: (order) => windows.publish('playerOrder', order), reports, barred };
  Object.assign(globalThis, { alone });
};

app.on('window-all-closed', () => app.quit());
void start();
