// English for the plan card and the companion.

/** What is said there. */
export const plan = {
  title: 'Plan',
};

/** What is said there. */
export const companion = {
  title: 'Companion',
};
