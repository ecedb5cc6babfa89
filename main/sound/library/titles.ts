// Titles of files without a tag, from their names. A number in front goes only where it surely counts the tracks: where
// all files of a folder count from one.

import path from 'node:path';
import { readable } from '../../storage/disk-names.ts';

/** A number, or a disc and a number, and what separates it from the title. */
const NUMBER = /^(?:(\d{1,3})[-.])?(\d{1,3})(?:\s*[-–_.)]\s*|\s+)(?=\S)/u;

/** What follows a number that measures something, in the languages of which much of such music is called. */
const UNIT =
  /^(?:k?hz|bpm|h|hrs?|hours?|min|mins|minutes?|sec|secs|seconds?|stunden?|minuten?|heures?|horas?|minutos?|or[ae]|minuti|uur|uren)\b/i;

const bareOf = (file: string): string => {
  const name = readable(path.basename(file));
  return path.basename(name, path.extname(name)).trim();
};

const countsFromOne = (numbers: readonly number[]): boolean =>
  numbers.toSorted((one, other) => one - other).every((number, at) => number === at + 1);

/** True when the files of a folder count from one, or each disc of it does. */
const areNumbered = (files: readonly string[]): boolean => {
  const discs = new Map<number, number[]>();
  for (const file of files) {
    const bare = bareOf(file);
    const [found, disc, track] = NUMBER.exec(bare) ?? [];
    if (found === undefined || UNIT.test(bare.slice(found.length))) return false;
    const numbers = discs.get(Number(disc ?? 0)) ?? [];
    discs.set(Number(disc ?? 0), [...numbers, Number(track)]);
  }
  return (
    [...discs.values()].every(countsFromOne) &&
    (discs.has(0) ? discs.size === 1 : countsFromOne([...discs.keys()]))
  );
};

/** The folders, of those that hold these files, in which numbers count the tracks. */
export const numberedFolders = (files: readonly string[]): ReadonlySet<string> => {
  const byFolder = new Map<string, string[]>();
  for (const file of files) {
    const folder = path.dirname(file);
    const beside = byFolder.get(folder);
    if (beside === undefined) byFolder.set(folder, [file]);
    else beside.push(file);
  }
  return new Set([...byFolder].flatMap(([folder, beside]) => (areNumbered(beside) ? [folder] : [])));
};

/** A title from a file's name, without its ending; `isNumbered`: and without its number. */
export const titleOfFile = (file: string, isNumbered: boolean): string => {
  const bare = bareOf(file);
  return (isNumbered ? bare.replace(NUMBER, '') : bare).replaceAll('_', ' ');
};
