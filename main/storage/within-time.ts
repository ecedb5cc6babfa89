// A bound for what may never answer: a file on a drive that hangs, a printer that is asked for and away.

/** The message of what is rejected for taking too long. */
export const LATE = 'it took too long';

/** What the work answers, or a rejection with LATE when it has not answered within so many real ms. */
export const withinTime = async <T>(work: Promise<T>, ms: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(LATE)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
