// The player's window alone, over many changes of tracks of an hour, with no debugger and no test attached: those keep
// what passes them, and would be measured too. Built and started by player-memory.bench.ts.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { app, ipcMain } from 'electron';
import { declareProtocol, serve } from '../../main/electron/protocol.ts';
import { makeWindows } from '../../main/electron/windows.ts';
import { commandChannel } from '../../shared/ipc/channels.ts';
import type { PlayerOrder, PlayerReport } from '../../shared/sound/player-orders.ts';

const project = process.env.STILLROOM_PROJECT ?? '';
const media = process.env.STILLROOM_MEDIA ?? '';
const joins = process.env.STILLROOM_JOINS === 'gapless' ? 'gapless' : 'crossfade';
const changes = Number(process.env.STILLROOM_CHANGES);
const lastS = Number(process.env.STILLROOM_LAST_S);

const HOUR_S = 3600;

/** A change that takes longer than this has failed, in ms. */
const WITHIN_MS = 60_000;

declareProtocol();
// V8 lets its young generation grow in steps, up to 12 MB more after twenty changes, and then no further. It is held to its
// first size here, so that what grows is what the player keeps.
app.commandLine.appendSwitch('js-flags', '--expose-gc --min-semi-space-size=1 --max-semi-space-size=1');

const track = (i: number) => ({
  id: `${i % 3}.opus`,
  url: `/media/${i % 3}.opus`,
  fromS: HOUR_S - lastS,
  durationS: HOUR_S,
  gainDb: -6,
});

const order = (i: number): PlayerOrder => ({
  number: i + 1,
  current: track(i),
  next: track(i + 1),
  levelDb: 0,
  overMs: 0,
  isFullLight: false,
  capDb: 0,
  joins,
  output: null,
});

const start = async (): Promise<void> => {
  await app.whenReady();
  let advances = 0;
  serve({
    pages: path.join(project, 'out', 'renderer'),
    fileOfTrack: (trackId) => path.join(media, path.basename(trackId)),
    fileChanged: () => {},
    coverOf: async () => null,
    devServer: null,
  });
  const born = new Promise<void>((resolve) => {
    ipcMain.handle(commandChannel('playerReport'), (_event, report: PlayerReport) => {
      if (report.kind === 'born') resolve();
      if (report.kind === 'advanced') advances += 1;
      return { ok: true, value: null };
    });
  });
  const windows = makeWindows({
    preload: path.join(project, 'out', 'preload'),
    mayClose: () => true,
    closed: () => {},
    lost: () => app.exit(1),
    active: () => {},
    fullLightKey: () => {},
  });
  const { webContents } = windows.open('player');
  await born;
  for (let change = 0; change < changes; change += 1) {
    windows.publish('playerOrder', order(change));
    const until = performance.now() + WITHIN_MS;
    while (advances <= change && performance.now() < until) await pause(100);
    if (advances <= change) app.exit(1);
    await webContents.executeJavaScript('gc(); gc(); null');
    const said = readFileSync(`/proc/${webContents.getOSProcessId()}/smaps_rollup`, 'utf8');
    process.stdout.write(`${/^Pss_Anon:\s+(\d+) kB/m.exec(said)?.[1]}\n`);
  }
  app.exit(0);
};

void start();
