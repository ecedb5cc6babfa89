// English for what comes after a session: what to keep of it, and the turnover.

/** What is said there. */
export const turnover = {
  title: 'Turnover',
};
