// The computer around the program, as far as a soak can break it: a small disk of its own, a clock that anybody may set, and an
// ear at a loudspeaker that comes and goes. It must never touch the disk, the clock or the sound of whoever runs the soak.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Ear, openEar } from '../bench/hurried-ear.ts';
import type { Listening } from '../e2e/listening.ts';

const LOUDSPEAKER = 'room';

/** Enough for the program's files and its browser's caches. */
const DISK_SIZE = '96m';

export interface SmallDisk {
  readonly folder: string;
  /** Writes until no byte fits. */
  readonly fill: () => Promise<void>;
  readonly clear: () => void;
  readonly close: () => void;
}

/** Mounts it. Where that is not allowed it is a plain folder, which `canFill` says. */
export const openDisk = (): SmallDisk & { readonly canFill: boolean } => {
  const folder = mkdtempSync(path.join(tmpdir(), 'stillroom-soak-'));
  let canFill = true;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_SIZE}`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    canFill = false;
  }
  const ballast = path.join(folder, 'ballast');
  return {
    folder,
    canFill,
    fill: async () => {
      if (!canFill) throw new Error('This disk is not ours to fill.');
      const file = await open(ballast, 'w');
      try {
        for (const size of [1 << 20, 1 << 12]) {
          const piece = Buffer.alloc(size);
          while (await fits(() => file.write(piece))) {}
        }
      } finally {
        await file.close();
      }
    },
    clear: () => rmSync(ballast, { force: true }),
    close: () => {
      // Chromium's helpers may still have a file open there for a moment.
      if (canFill) execFileSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
};

const fits = async (write: () => Promise<unknown>): Promise<boolean> => {
  try {
    await write();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
};

export interface SettableClock {
  /** What the program's environment needs. */
  readonly env: Readonly<Record<string, string>>;
  /** Sets the clock from where it is; what counts time that passes is not touched, as on a real computer. */
  readonly setBy: (ms: number) => void;
  readonly close: () => void;
}

/** libfaketime, where Debian puts it. */
const FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1';

/** Null where no clock can be set for one program alone. */
export const openClock = (): SettableClock | null => {
  if (!existsSync(FAKETIME)) return null;
  const folder = mkdtempSync(path.join(tmpdir(), 'stillroom-clock-'));
  const file = path.join(folder, 'offset');
  let offsetS = 0;
  const tell = (): void => writeFileSync(file, `${offsetS < 0 ? '' : '+'}${offsetS}\n`);
  tell();
  return {
    env: {
      LD_PRELOAD: FAKETIME,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      // With its own correction, waits end at once, and the program runs in circles.
      FAKETIME_FORCE_MONOTONIC_FIX: '0',
      // The file is read again after so many seconds.
      FAKETIME_CACHE_DURATION: '1',
    },
    setBy: (ms) => {
      offsetS += Math.round(ms / 1000);
      tell();
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
};

/** What was heard in one piece, while the loudspeaker was there. */
export interface Hearing {
  /** Levels of each 10 ms in dBFS. */
  readonly pieces: () => readonly (readonly number[])[];
  /** The levels between two instants on this process's wall clock; null where not all of it was heard. */
  readonly between: (fromMs: number, untilMs: number) => readonly number[] | null;
  readonly pullOut: () => Promise<void>;
  readonly putIn: () => void;
  readonly crash: () => Promise<void>;
  readonly startAgain: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Listens until it is closed. A loudspeaker that is back is listened to as soon as something comes from it. */
export const openHearing = async (listening: Listening): Promise<Hearing> => {
  const past: (readonly number[])[] = [];
  let ear: Ear | null = await openEar(listening);
  let sinceMs = Date.now();
  let opening: Promise<void> = Promise.resolve();
  const stop = async (): Promise<void> => {
    await opening;
    if (ear === null) return;
    past.push(ear.levels());
    const ending = ear;
    ear = null;
    await ending.close();
  };
  /** The server takes a moment until its loudspeaker is there. */
  const openSoon = async (): Promise<Ear> => {
    for (;;) {
      const opened = await openEar(listening).catch(() => null);
      if (opened !== null) return opened;
      await pause(200);
    }
  };
  const listenAgain = (): void => {
    opening = openSoon().then((opened) => {
      ear = opened;
      sinceMs = Date.now();
    });
  };
  return {
    pieces: () => (ear === null ? past : [...past, ear.levels()]),
    between: (fromMs, untilMs) => (ear === null || fromMs < sinceMs ? null : ear.since(fromMs, untilMs)),
    pullOut: async () => {
      await stop();
      listening.unloadSink(LOUDSPEAKER);
    },
    putIn: () => {
      listening.loadSink(LOUDSPEAKER);
      listenAgain();
    },
    crash: async () => {
      await stop();
      await listening.crash();
    },
    startAgain: async () => {
      await listening.startAgain();
      listenAgain();
    },
    close: stop,
  };
};
