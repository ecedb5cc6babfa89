// Whether the disk has space for what is kept: how much is free, and whether the last write succeeded. It only checks, and
// never deletes anything to make space.

import { dirname } from 'node:path';
import type { QuietView } from '../../shared/ipc/snapshot.ts';

/**
 * At least this much free is enough, in bytes. Log, journal and presets of years take a few MB; but on a fuller disk the
 * system itself becomes slow and begins to refuse.
 */
const ENOUGH_BYTES = 500_000_000;

/** Below this no write can be relied on, in bytes: a system keeps about as much for itself. */
const FULL_BYTES = 20_000_000;

/** How often it is checked, in real ms; a check takes no time worth mentioning. */
export const CHECK_EVERY_MS = 2 * 60_000;

export interface DiskParts {
  /** The folder of all that is kept; it need not exist yet. */
  readonly folder: string;
  /** `fs.promises.statfs`. */
  readonly statfs: (folder: string) => Promise<{ readonly bavail: number; readonly bsize: number }>;
  /** True while the last write of a kept file has failed. */
  readonly isFailing: () => boolean;
  /** Called when what `space` answers has changed. */
  readonly changed: () => void;
}

/** Free bytes where a folder is or would be; null where the system does not say. */
const freeBytes = async (folder: string, statfs: DiskParts['statfs']): Promise<number | null> => {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    const above = dirname(folder);
    return above === folder ? null : freeBytes(above, statfs);
  }
};

/** How much space this many free bytes are; null: unknown. */
export const spaceFor = (free: number | null): QuietView['disk'] => {
  if (free === null) return null;
  if (free < FULL_BYTES) return 'full';
  return free < ENOUGH_BYTES ? 'low' : 'enough';
};

/** Checks at once, and every few minutes until it is closed. */
export const openDisk = ({ folder, statfs, isFailing, changed }: DiskParts) => {
  let free: number | null = null;
  let isClosed = false;
  /** null while unknown. */
  const space = (): QuietView['disk'] => (isFailing() ? 'full' : spaceFor(free));
  let told = space();
  /** Checks now; resolves when it has. Never rejects. */
  const check = async (): Promise<void> => {
    free = await freeBytes(folder, statfs);
    if (isClosed || space() === told) return;
    told = space();
    changed();
  };
  const timer = setInterval(() => void check(), CHECK_EVERY_MS);
  void check();
  return {
    check,
    space,
    close: (): void => {
      isClosed = true;
      clearInterval(timer);
    },
  };
};
