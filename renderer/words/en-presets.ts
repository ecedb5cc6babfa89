// English for the list of presets on the console and for what can be done with one of them there. The editor's words
// are in en-preset.ts.

import { quoted } from './counting.ts';

/** `today`, `yesterday`, `5 days ago`, `3 weeks ago`, `4 months ago`, `2 years ago`: whole days that have gone by. */
const daysAgo = (days: number): string => {
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days < 14) return `${days} days ago`;
  if (days < 60) return `${Math.floor(days / 7)} weeks ago`;
  if (days < 730) return `${Math.floor(days / 30)} months ago`;
  return `${Math.floor(days / 365)} years ago`;
};

export const presetList = {
  /** When a preset was started last; null: never. */
  used: (days: number | null) => (days === null ? 'not used yet' : daysAgo(days)),
  /** What its last use is found by. */
  usedSought: (said: string) => `used ${said}`,
  noneFound: (sought: string) => `No preset is found by ${quoted(sought)}.`,
  noneFoundHint: 'Look by label, by kind, or by when it was used: today, yesterday, weeks.',
  menu: 'More for presets',
  add: 'Add from a file',
  addAbout: 'a preset that was saved as one',
  export: (label: string) => `Save ${quoted(label)} as a file`,
  exportAbout: 'to give it to another room, or to keep it',
  remove: (label: string) => `Remove ${quoted(label)}`,
  removeAbout: 'you can undo this',
  added: (label: string) => `${quoted(label)} is added.`,
  exported: (label: string) => `${quoted(label)} is saved as a file.`,
  removed: (label: string) => `${quoted(label)} is removed.`,
  back: (label: string) => `${quoted(label)} is back.`,
  close: 'Close this line',
};
