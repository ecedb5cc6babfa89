// The last versions of a kept file: what it was before each time that staff changed it, in a folder beside it. Going back
// reads one; nothing here ever writes the file itself, and what cannot be kept never holds up a write.

import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { orNull } from '../../shared/errors.ts';
import { replaceFile } from './atomic-write.ts';
import { isJsonObject, isOfNewer, type JsonObject } from './json-file.ts';
import { stampOf } from './quarantine.ts';

/** So many versions of a file are kept. */
export const MOST_VERSIONS = 10;

/** Changes within this time after a version belong to one sitting: what was before them is kept already (ms). */
export const SITTING_MS = 30 * 60_000;

/** The folder of all versions, beside the files. */
const EARLIER = 'earlier';

/** A file as it was. */
interface Version {
  /** When it was changed, as a stamp: 2026-11-22T10-15-00. */
  readonly id: string;
  /** Until then it was so, in ms since 1970. */
  readonly untilMs: number;
}

const STAMP = /^(\d{4})-(\d{2})-(\d{2})T(\d{2})-(\d{2})-(\d{2})(?:-\d+)?$/;

/** The local instant of a stamp in ms since 1970; null when it is none. */
const instantOf = (stamp: string): number | null => {
  const [, ...parts] = STAMP.exec(stamp) ?? [];
  const [year, month, day, hours, minutes, seconds] = parts.map(Number);
  if (year === undefined || month === undefined) return null;
  return new Date(year, month - 1, day, hours, minutes, seconds).getTime();
};

/** The versions of `<folder>/<name>.json` that a program of this format can read. Never throws. */
export const openEarlier = (folder: string, name: string, format: number, now: () => Date) => {
  const place = join(folder, EARLIER);
  const fileOf = (id: string): string => join(place, `${name}.${id}.json`);
  /** The next version is kept within a sitting too. */
  let isNeeded = false;

  /** The newest first. */
  const all = (): readonly Version[] => {
    const names = orNull(() => readdirSync(place)) ?? [];
    const ids = names.flatMap((one) =>
      one.startsWith(`${name}.`) && one.endsWith('.json')
        ? [one.slice(name.length + 1, -'.json'.length)]
        : [],
    );
    const versions = ids.flatMap((id) => {
      const untilMs = instantOf(id);
      return untilMs === null ? [] : [{ id, untilMs }];
    });
    return versions.toSorted((a, b) => b.untilMs - a.untilMs || (a.id < b.id ? 1 : -1));
  };

  const freeId = (stamp: string): string => {
    const taken = new Set(all().map(({ id }) => id));
    let id = stamp;
    for (let n = 2; taken.has(id); n += 1) id = `${stamp}-${n}`;
    return id;
  };

  const read = (id: string): JsonObject | null => {
    if (instantOf(id) === null) return null;
    const json: unknown = orNull(() => JSON.parse(readFileSync(fileOf(id), 'utf8')));
    return isJsonObject(json) && !isOfNewer(json, format) ? json : null;
  };

  return {
    all,
    read,
    /** Somebody goes back: what is there now is kept, whenever the last version was. */
    need: (): void => {
      isNeeded = true;
    },
    /**
     * Keeps the file as it is on the disk now; within a sitting only if it is needed. Answers the version's id, or null when
     * nothing was kept. A clock that was set back begins a new sitting.
     */
    keep: (file: string): string | null =>
      orNull(() => {
        const [newest] = all();
        const agoMs = newest === undefined ? Infinity : now().getTime() - newest.untilMs;
        if (!isNeeded && agoMs >= 0 && agoMs < SITTING_MS) return null;
        mkdirSync(place, { recursive: true, mode: 0o700 });
        const id = freeId(stampOf(now()));
        copyFileSync(file, fileOf(id));
        chmodSync(fileOf(id), 0o600);
        for (const old of all().slice(MOST_VERSIONS)) orNull(() => rmSync(fileOf(old.id)));
        isNeeded = false;
        return id;
      }),
    /** Takes something out of every version; `without` answers null for a version that has nothing of it. */
    takeOut: (without: (json: JsonObject) => JsonObject | null): void => {
      for (const { id } of all()) {
        const json = read(id);
        const rest = json && without(json);
        if (rest !== null) orNull(() => replaceFile(fileOf(id), JSON.stringify(rest)));
      }
    },
  };
};
