// The disk before Start: how much is free where files are kept, and that a failed write is never ignored.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CHECK_EVERY_MS, openDisk, spaceFor } from '../../main/electron/disk-space.ts';

const MB = 1_000_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A disk with this many bytes free at first; `missing`: folders that do not exist. */
const opened = (freeAtFirst: number | null, missing: readonly string[] = []) => {
  const found = { free: freeAtFirst, isFailing: false, changes: 0, asked: [] as string[] };
  const disk = openDisk({
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

describe('the space on a disk', () => {
  it('is enough from 500 MB on, low under it and full under 20 MB', () => {
    expect([500, 499.9, 20, 19.9, 0].map((mb) => spaceFor(mb * MB))).toEqual([
      ...['enough', 'low', 'low', 'full', 'full'],
    ]);
    expect(spaceFor(null)).toBeNull();
  });

  it('is unknown until it is checked, and then told once', async () => {
    const { disk, found } = opened(900 * MB);
    expect(disk.space()).toBeNull();
    await disk.check();
    expect(disk.space()).toBe('enough');
    await disk.check();
    expect(found.changes).toBe(1);
    disk.close();
  });

  it('is checked again every few minutes, until it is closed', async () => {
    const { disk, found } = opened(900 * MB);
    await disk.check();
    found.free = 100 * MB;
    await vi.advanceTimersByTimeAsync(CHECK_EVERY_MS);
    expect(disk.space()).toBe('low');
    disk.close();
    found.free = 0;
    await vi.advanceTimersByTimeAsync(3 * CHECK_EVERY_MS);
    expect(disk.space()).toBe('low');
  });

  it('is that of the folder above where nothing is kept yet, and unknown where the system does not say', async () => {
    const { disk, found } = opened(30 * MB, ['/home/room/stillroom/practice', '/home/room/stillroom']);
    await disk.check();
    expect(disk.space()).toBe('low');
    expect(found.asked.at(-1)).toBe('/home/room');
    found.free = null;
    await disk.check();
    expect(disk.space()).toBeNull();
    disk.close();
  });

  it('is full while the last write has failed, however much is free', async () => {
    const { disk, found } = opened(900 * MB);
    await disk.check();
    found.isFailing = true;
    expect(disk.space()).toBe('full');
    await disk.check();
    expect(found.changes).toBe(2);
    found.isFailing = false;
    expect(disk.space()).toBe('enough');
    disk.close();
  });
});
