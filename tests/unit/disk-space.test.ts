// The disk before Start: how much is free where things are kept, and that a writing which failed is never passed over.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Disk, LOOK_EVERY_MS, openDisk, roomFor } from '../../main/electron/disk-space.ts';

const MB = 1_000_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A disk with so many bytes free, at first; `missing`: folders that are not there. */
const opened = (freeAtFirst: number | null, missing: readonly string[] = []) => {
  const found = { free: freeAtFirst, isFailing: false, changes: 0, asked: [] as string[] };
  const disk: Disk = openDisk({
    folder: '/home/room/stillroom/practice',
    statfs: async (folder) => {
      found.asked.push(folder);
      if (missing.includes(folder) || found.free === null) throw new Error('not there');
      return { bavail: found.free / 1000, bsize: 1000 };
    },
    isFailing: () => found.isFailing,
    changed: () => {
      found.changes += 1;
    },
  });
  return { disk, found };
};

describe('the room on a disk', () => {
  it('is enough from 500 MB on, low under it and full under 20 MB', () => {
    expect([500, 499.9, 20, 19.9, 0].map((mb) => roomFor(mb * MB))).toEqual([
      ...['enough', 'low', 'low', 'full', 'full'],
    ]);
    expect(roomFor(null)).toBeNull();
  });

  it('is unknown until it was looked at, and then told once', async () => {
    const { disk, found } = opened(900 * MB);
    expect(disk.room()).toBeNull();
    await disk.look();
    expect(disk.room()).toBe('enough');
    await disk.look();
    expect(found.changes).toBe(1);
    disk.close();
  });

  it('is looked at again every few minutes, and no more once it is closed', async () => {
    const { disk, found } = opened(900 * MB);
    await disk.look();
    found.free = 100 * MB;
    await vi.advanceTimersByTimeAsync(LOOK_EVERY_MS);
    expect(disk.room()).toBe('low');
    disk.close();
    found.free = 0;
    await vi.advanceTimersByTimeAsync(3 * LOOK_EVERY_MS);
    expect(disk.room()).toBe('low');
  });

  it('is that of the folder above where nothing was kept yet, and unknown where the system says nothing', async () => {
    const { disk, found } = opened(30 * MB, ['/home/room/stillroom/practice', '/home/room/stillroom']);
    await disk.look();
    expect(disk.room()).toBe('low');
    expect(found.asked.at(-1)).toBe('/home/room');
    found.free = null;
    await disk.look();
    expect(disk.room()).toBeNull();
    disk.close();
  });

  it('is full while the last writing has failed, however much is free', async () => {
    const { disk, found } = opened(900 * MB);
    await disk.look();
    found.isFailing = true;
    expect(disk.room()).toBe('full');
    await disk.look();
    expect(found.changes).toBe(2);
    found.isFailing = false;
    expect(disk.room()).toBe('enough');
    disk.close();
  });
});
