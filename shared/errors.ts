// Errors that nobody expects: they are reported with their stack, and one of several tasks that breaks never stops the
// others.

/** The most of an error that is reported, in characters; the rest of a stack says nothing more. */
export const LONGEST_WHY = 4000;

/** An error's stack, or its text where it has none; no longer than LONGEST_WHY. */
export const errorInWords = (error: unknown): string =>
  (error instanceof Error ? (error.stack ?? error.message) : String(error)).slice(0, LONGEST_WHY);

/** Reports an error as one that nobody caught: main writes those to stderr, a page to its console. */
export const tellError = (error: unknown): void => {
  void Promise.reject(error);
};

/** The answer, or null where asking throws: for questions whose failure is an answer too. */
export const orNull = <T>(ask: () => T): T | null => {
  try {
    return ask();
  } catch {
    return null;
  }
};

/** Runs one task of several. What it throws is reported, and the answer is null. */
export const byItself = <T>(work: () => T): T | null => {
  try {
    return work();
  } catch (error) {
    tellError(error);
    return null;
  }
};
