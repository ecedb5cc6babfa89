// Stands in for main where the loudness meter is tested: the same windows, protocol, gate and measuring, with a folder of
// files in place of a library, and nothing else that would take the machine. It tells what comes of each file.

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { app } from 'electron';
import { declareProtocol, serve } from '../../main/electron/protocol.ts';
import { barTheDoors } from '../../main/electron/security.ts';
import { makeWindows } from '../../main/electron/windows.ts';
import type { Handlers } from '../../main/ipc/answers.ts';
import { openGate } from '../../main/ipc/gate.ts';
import type { MeterOutcome } from '../../main/sound/library/known-files.ts';
import { openMeasuring } from '../../main/sound/library/measuring.ts';
import { COMMANDS } from '../../shared/ipc/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import type { MeasuringView } from '../../shared/sound/sound-view.ts';

/** A line on standard output. */
export type Told =
  /** The folder has been looked into. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'loudnessMeter'; readonly pid: number }
  | {
      readonly kind: 'outcome';
      readonly name: string;
      readonly outcome: MeterOutcome;
      readonly atMs: number;
    }
  | { readonly kind: 'view'; readonly view: MeasuringView | null; readonly atMs: number }
  /** Of the meter's process, as Electron tells it: what it holds in memory, in KB, and CPU time, in s. */
  | { readonly kind: 'metrics'; readonly residentKb: number; readonly cpuS: number };

/** A word on standard input. */
export type Asked = 'go' | 'pause' | 'crash' | 'metrics' | 'quit';

const tell = (told: Told): void => {
  process.stdout.write(`${JSON.stringify(told)}\n`);
};

const [built, folder] = process.argv.slice(-2);
if (built === undefined || folder === undefined) throw new Error('Name the built program and a folder.');

// Addresses as the library has them, with no paths in them.
const files = new Map(readdirSync(folder).map((name, at) => [`/media/track${at}`, name]));
const waiting = new Map(files);
let mayWork = false;

const open = (): void => {
  const windows = makeWindows({
    preload: path.join(built, 'preload'),
    mayClose: () => true,
    closed: () => {},
    lost: (which) => {
      if (which === 'loudnessMeter') measuring.windowLost();
    },
    active: () => {},
    fullLightKey: () => {},
  });
  const measuring = openMeasuring({
    waiting: () => [...waiting].map(([url, title]) => ({ url, title })),
    measured: (url, outcome) => {
      waiting.delete(url);
      tell({ kind: 'outcome', name: files.get(url) ?? '', outcome, atMs: Date.now() });
    },
    mayWork: () => mayWork,
    openWindow: () => {
      const { webContents } = windows.open('loudnessMeter');
      webContents.once('did-finish-load', () =>
        tell({ kind: 'loudnessMeter', pid: webContents.getOSProcessId() }),
      );
    },
    closeWindow: () => windows.close('loudnessMeter'),
    send: (order) => windows.publish('measureOrder', order),
    now: Date.now,
    changed: () => tell({ kind: 'view', view: measuring.view(), atMs: Date.now() }),
  });
  serve({
    pages: path.join(built, 'renderer'),
    fileOfTrack: (id) => path.join(folder, files.get(`/media/${id}`) ?? 'none'),
    fileChanged: () => {},
    coverOf: async () => null,
    devServer: null,
  });
  const none = Object.fromEntries(
    Object.keys(COMMANDS).map((name) => [name, () => fail('failed')]),
  ) as unknown;
  openGate({
    handlers: {
      ...(none as Handlers),
      meterReport: (report) => {
        measuring.report(report);
        return ok(null);
      },
    },
    senderOf: windows.senderOf,
    passes: () => true,
    refused: (...why) => process.stderr.write(`${why.join(' ')}\n`),
  });

  const tellMetrics = (): void => {
    const pid = windows.of('loudnessMeter')?.webContents.getOSProcessId();
    const found = app.getAppMetrics().find((one) => one.pid === pid);
    if (found === undefined) return;
    const cpuS = found.cpu.cumulativeCPUUsage ?? Number.NaN;
    tell({ kind: 'metrics', residentKb: found.memory.workingSetSize, cpuS });
  };
  const answers: Readonly<Record<Asked, () => void>> = {
    go: () => {
      mayWork = true;
      measuring.update();
    },
    pause: () => {
      mayWork = false;
      measuring.update();
    },
    crash: () => windows.of('loudnessMeter')?.webContents.forcefullyCrashRenderer(),
    metrics: tellMetrics,
    quit: () => app.quit(),
  };
  createInterface({ input: process.stdin })
    .on('line', (line) => answers[line as Asked]?.())
    .on('close', () => app.quit());
  tell({ kind: 'ready' });
};

app.on('window-all-closed', () => {});
declareProtocol();
void app.whenReady().then(() => {
  barTheDoors(null, (what, detail) => process.stderr.write(`refused a ${what}: ${detail}\n`));
  open();
});
