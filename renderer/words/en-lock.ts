// English for the console's lock.

/** What is said there. */
export const lock = {
  title: 'Locked',
};
