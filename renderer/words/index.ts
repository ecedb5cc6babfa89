// Everything that a person reads comes from here. Another language is one more set of files and a choice on this line.

import { en } from './en.ts';

/** What every language has to provide. */
export type Words = typeof en;

export const words: Words = en;
