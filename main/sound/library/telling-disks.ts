// Which disks tell of changes in their folders. Shares on a network and what programs mount tell nothing, or not what
// other computers change, so only what is known to tell is trusted.

import { statfs } from 'node:fs/promises';
import { onDisk } from '../../storage/disk-names.ts';

/** File systems of this computer's own disks on Linux, by their magic numbers (statfs(2), linux/magic.h). */
const TELLING = new Set([
  ...[0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x2fc12fc1, 0xca451a4e, 0x52654973, 0x3153464a],
  ...[
    0x01021994, 0x858458f6, 0x794c7630, 0x4d44, 0x2011bab0, 0x7366746e, 0x482b, 0x9660, 0x15013346,
    0x73717368,
  ],
]);

/** This many folders are asked at a time. */
const AT_ONCE = 32;

const tells = async (folder: string): Promise<boolean> => {
  const about = await statfs(onDisk(folder)).catch(() => null);
  return about !== null && TELLING.has(about.type >>> 0);
};

/** True when all of these folders are on disks that tell of every change. */
export const tellChanges = async (folders: readonly string[]): Promise<boolean> => {
  if (process.platform !== 'linux') return false;
  for (let from = 0; from < folders.length; from += AT_ONCE) {
    const some = await Promise.all(folders.slice(from, from + AT_ONCE).map(tells));
    if (!some.every(Boolean)) return false;
  }
  return true;
};
