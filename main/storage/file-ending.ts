// The ending of a file that somebody named: a system's dialog leaves it to whoever types.

/** The file's path with the ending, which it gets where it lacks it; `ending` without its dot. */
export const withEnding = (file: string, ending: string): string =>
  file.toLowerCase().endsWith(`.${ending}`) ? file : `${file}.${ending}`;
