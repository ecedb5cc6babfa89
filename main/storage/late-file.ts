// One large JSON file of this program that may change at every keystroke: written a little later, whole, a piece at a
// time, so that main is never held up. What a crash can cost is what changed within LATE_MS; never the file.

import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type KeptWay, openKeptWay } from './kept-way.ts';
import { writeAtomically } from './quarantine.ts';

/** Changes within this time are one writing (ms of real time). */
export const LATE_MS = 250;

export interface LateFileParts {
  readonly file: string;
  readonly now: () => Date;
  /** The text to write as it is now, in pieces; it must not change while they are taken. */
  readonly text: () => Iterable<string>;
  /** A writing is over. `aside`: the name under which the file before it was put aside. */
  readonly done: (isWritten: boolean, aside: string | null) => void;
}

export interface LateFile extends Pick<KeptWay, 'found' | 'wasUnusable' | 'aside' | 'distrust'> {
  /** Something changed: it is written within LATE_MS and the time that the writing takes. */
  readonly changed: () => void;
  /** Writes at once what waits, before it returns. */
  readonly flush: () => void;
}

/** What a writing is called until it takes the place of the file; a flush meanwhile has a name of its own. */
const lateOf = (file: string): string => `${file}.late`;

/** Reads the file, and moves it aside when it is no JSON object. Never throws. */
export const openLateFile = ({ file, now, text, done }: LateFileParts): LateFile => {
  const way = openKeptWay(file, now);
  let timer: NodeJS.Timeout | null = null;
  let isWriting = false;
  /** Counts the changes; what the file on the disk holds. */
  let newest = 0;
  let written = 0;

  /** Writes the pieces one after the other; answers whether they are on the disk. */
  const writePieces = async (): Promise<boolean> => {
    try {
      mkdirSync(dirname(file), { recursive: true });
      const handle = await open(lateOf(file), 'w', 0o600);
      try {
        for (const piece of text()) await handle.writeFile(piece);
        await handle.sync();
      } finally {
        await handle.close();
      }
      return true;
    } catch {
      return false;
    }
  };

  /** Lets something put the newest text in the file's place, once nothing that is not ours lies there. */
  const replace = (count: number, put: () => void): void => {
    const { isClear, aside: cleared } = way.clear();
    let isWritten = false;
    try {
      if (isClear) put();
      isWritten = isClear;
    } catch {
      isWritten = false;
    }
    if (isWritten) way.wrote();
    if (isWritten) written = count;
    done(isWritten, cleared);
  };

  /** What did not come to its place is nobody's any more. */
  const removeLate = (): void => {
    try {
      rmSync(lateOf(file), { force: true });
    } catch {
      // The next writing begins it anew.
    }
  };

  const write = async (): Promise<void> => {
    timer = null;
    isWriting = true;
    const count = newest;
    const isOnDisk = await writePieces();
    isWriting = false;
    try {
      if (count > written) {
        if (isOnDisk) replace(count, () => renameSync(lateOf(file), file));
        else done(false, null);
      }
    } finally {
      removeLate();
      if (newest > Math.max(count, written)) wait();
    }
  };

  const wait = (): void => {
    if (!isWriting) timer ??= setTimeout(() => void write(), LATE_MS);
  };

  const { found, wasUnusable, aside, distrust } = way;
  return {
    ...{ found, wasUnusable, aside, distrust },
    changed: () => {
      newest += 1;
      wait();
    },
    flush: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      if (newest === written) return;
      replace(newest, () => {
        mkdirSync(dirname(file), { recursive: true });
        writeAtomically(file, [...text()].join(''));
      });
      removeLate();
    },
  };
};
