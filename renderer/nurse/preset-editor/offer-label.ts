// Offers a label for a preset: two random words, another pair each time, until one pleases.

import { labelOf } from '../../words/labels.ts';

/** A label that none of the taken ones is, drawn anew at each call. */
export const offerLabel = (taken: ReadonlySet<string>): string => labelOf(Math.random, taken);
