// Knows a file by what it is, so that a track is followed wherever it is moved and whatever it is called. It reads a few
// pieces between the tags at both ends, and never takes a copy for the file itself.

import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { onDisk } from '../../storage/disk-names.ts';

/** Pieces at these shares of a file, with its size, tell it from every other. */
const SHARES = [0.3, 0.7];

/** In bytes. */
const PIECE = 32 * 1024;

/** A hash of a file's size and some of its sound; null when it cannot be read. Never rejects. */
export const printOf = async (file: string, size: number): Promise<string | null> => {
  try {
    const handle = await open(onDisk(file), 'r');
    try {
      const hash = createHash('sha256').update(`${size} `);
      for (const share of SHARES) {
        const { buffer, bytesRead } = await handle.read(
          Buffer.alloc(PIECE),
          0,
          PIECE,
          Math.floor(size * share),
        );
        hash.update(buffer.subarray(0, bytesRead));
      }
      return hash.digest('hex').slice(0, 32);
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
};
