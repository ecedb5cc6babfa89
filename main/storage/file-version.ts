// Which version of a file is meant: what was read or measured of one says nothing of what is written over it later.

import type { Stats } from 'node:fs';

/** A file as it was at some time. Whoever writes to it changes one of the two, or both. */
export interface FileVersion {
  /** In bytes. */
  readonly size: number;
  /** Whole ms since 1970. */
  readonly mtimeMs: number;
}

/** The version that the system tells. */
export const versionOf = ({ size, mtimeMs }: Pick<Stats, 'size' | 'mtimeMs'>): FileVersion => ({
  size,
  mtimeMs: Math.trunc(mtimeMs),
});

export const isSameVersion = (a: FileVersion, b: FileVersion): boolean =>
  a.size === b.size && a.mtimeMs === b.mtimeMs;

/** A version in an address. */
export const versionText = ({ size, mtimeMs }: FileVersion): string => `${size}-${mtimeMs}`;

/** Reads what versionText has written; null when it is nothing of the kind. */
export const readVersion = (text: string): FileVersion | null => {
  const [, size, mtimeMs] = /^(\d{1,16})-(-?\d{1,16})$/.exec(text) ?? [];
  return size === undefined || mtimeMs === undefined
    ? null
    : { size: Number(size), mtimeMs: Number(mtimeMs) };
};
