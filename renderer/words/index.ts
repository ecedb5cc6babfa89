// All that a person reads comes from here. Another language is one more pair of files and a choice on this line.

import { en } from './en.ts';

/** What every language has to say. */
export type Words = typeof en;

export const words: Words = en;
