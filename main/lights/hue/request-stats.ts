// What a connection measures of itself: how fast its bridge answers, and how much it is asked to do.

/** The median is of this many answers. */
const KEPT_ANSWERS = 20;

const HOUR_MS = 3_600_000;

/** How fast a bridge answers; no answers yet. */
export const openAnswerTimes = () => {
  let answers: readonly number[] = [];
  return {
    note: (ms: number): void => {
      answers = [...answers.slice(1 - KEPT_ANSWERS), ms];
    },
    /** Median of the last answers in ms; null before the first. */
    median: (): number | null => answers.toSorted((a, b) => a - b)[Math.floor(answers.length / 2)] ?? null,
  };
};

/** How many commands a bridge was sent; none yet. Instants are in ms on one clock that never goes back. */
export const openCommandCount = () => {
  let noted: readonly number[] = [];
  const lastHour = (atMs: number): readonly number[] => noted.filter((at) => at > atMs - HOUR_MS);
  return {
    note: (atMs: number): void => {
      noted = [...lastHour(atMs), atMs];
    },
    /** How many were noted in the hour before an instant. */
    lastHour: (atMs: number): number => lastHour(atMs).length,
  };
};
