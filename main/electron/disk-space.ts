// Whether what is kept finds room on the disk: how much is free where it lies, and whether the last writing came
// through. It only looks, and never deletes anything to make room.

import { dirname } from 'node:path';
import type { QuietView } from '../../shared/ipc/snapshot.ts';

/**
 * At least so much free is enough, in bytes: log, journal and presets of years take a few MB, and the system itself
 * becomes slow and begins to refuse on a fuller disk.
 */
export const ENOUGH_BYTES = 500_000_000;

/** Under this nothing may be relied on to be written any more, in bytes: a system keeps about as much for itself. */
export const FULL_BYTES = 20_000_000;

/** It is looked at this often, in ms of real time; looking takes no time worth speaking of. */
export const LOOK_EVERY_MS = 2 * 60_000;

export interface DiskParts {
  /** The folder of all that is kept; it need not be there yet. */
  readonly folder: string;
  /** `fs.promises.statfs`. */
  readonly statfs: (folder: string) => Promise<{ readonly bavail: number; readonly bsize: number }>;
  /** True while the last writing of a kept file has failed. */
  readonly isFailing: () => boolean;
  /** Called when what `room` answers may have changed. */
  readonly changed: () => void;
}

export interface Disk {
  /** Looks now; resolves when it has. Never rejects. */
  readonly look: () => Promise<void>;
  /** null while nobody knows. */
  readonly room: () => QuietView['disk'];
  readonly close: () => void;
}

/** Free bytes where a folder lies or would lie; null where the system does not say. */
const freeBytes = async (folder: string, statfs: DiskParts['statfs']): Promise<number | null> => {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    const above = dirname(folder);
    return above === folder ? null : freeBytes(above, statfs);
  }
};

/** The word for so many free bytes; null: unknown. */
export const roomFor = (free: number | null): QuietView['disk'] => {
  if (free === null) return null;
  if (free < FULL_BYTES) return 'full';
  return free < ENOUGH_BYTES ? 'low' : 'enough';
};

/** Looks at once, and from then on every few minutes. */
export const openDisk = (parts: DiskParts): Disk => {
  let free: number | null = null;
  let isClosed = false;
  const room = (): QuietView['disk'] => (parts.isFailing() ? 'full' : roomFor(free));
  let told = room();
  const look = async (): Promise<void> => {
    free = await freeBytes(parts.folder, parts.statfs);
    if (isClosed || room() === told) return;
    told = room();
    parts.changed();
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  void look();
  return {
    look,
    room,
    close: () => {
      isClosed = true;
      clearInterval(timer);
    },
  };
};
