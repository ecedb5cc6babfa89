// What is told of messages that the gate refuses: where each is wrong, never with what, and no more than a page that went
// wild should write to a disk.

import * as v from 'valibot';

/** So many refusals are told in a minute, of real time; the rest are counted. */
export const MOST_A_MINUTE = 30;
const MINUTE_MS = 60_000;

/** The most that is told of one refusal, in characters. */
export const LONGEST_DETAIL = 300;

/** Where an argument is wrong and what was expected there. */
export const wrongPlaces = (issues: readonly v.BaseIssue<unknown>[]): string =>
  issues
    .map((issue) => `${v.getDotPath(issue) ?? 'it'} should be ${issue.expected ?? 'otherwise'}`)
    .join('; ')
    .slice(0, LONGEST_DETAIL);

/**
 * @param tell called for each refusal that is told, with how many before it were not
 * @param now ms of a steady clock
 */
export const openRefusals = <R>(tell: (refusal: R, untold: number) => void, now: () => number) => {
  let beganAt = Number.NEGATIVE_INFINITY;
  let told = 0;
  let untold = 0;
  return (refusal: R): void => {
    if (now() - beganAt >= MINUTE_MS) {
      beganAt = now();
      told = 0;
    }
    if (told >= MOST_A_MINUTE) {
      untold += 1;
      return;
    }
    told += 1;
    tell(refusal, untold);
    untold = 0;
  };
};
