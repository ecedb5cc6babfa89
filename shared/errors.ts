// What becomes of an error that nobody expects: it is told, in words that somebody can look into, and what goes wrong in
// one of several things that are done together keeps the others from nothing.

/** As long as main is told of what broke in a page, in characters; the rest of a stack tells nothing more. */
export const LONGEST_WHY = 4000;

/** An error as it is told: with its stack where it has one, and no longer than LONGEST_WHY. */
export const errorInWords = (error: unknown): string =>
  (error instanceof Error ? (error.stack ?? error.message) : String(error)).slice(0, LONGEST_WHY);

/** Tells of an error as of one that nobody caught: main writes those out, and a page's go to its console. */
export const tellError = (error: unknown): void => {
  void Promise.reject(error);
};

/** Does one thing of several. What it throws is told, and what comes after it is done all the same: null then. */
export const byItself = <T>(work: () => T): T | null => {
  try {
    return work();
  } catch (error) {
    tellError(error);
    return null;
  }
};
