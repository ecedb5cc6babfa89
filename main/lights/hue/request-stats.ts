// What a connection measures of itself: how fast its bridge answers, and how much it is asked to do.

/** The median is of this many answers. */
const KEPT_ANSWERS = 20;

const HOUR_MS = 3_600_000;

/** How fast a bridge answers. */
export interface AnswerTimes {
  readonly note: (ms: number) => void;
  /** Median of the last answers in ms; null before the first. */
  readonly median: () => number | null;
}

/** No answers yet. */
export const openAnswerTimes = (): AnswerTimes => {
  let answers: readonly number[] = [];
  return {
    note: (ms) => {
      answers = [...answers.slice(1 - KEPT_ANSWERS), ms];
    },
    median: () => answers.toSorted((a, b) => a - b)[Math.floor(answers.length / 2)] ?? null,
  };
};

/** How many commands a bridge was sent; instants in ms on one clock that never goes back. */
export interface CommandCount {
  readonly note: (atMs: number) => void;
  /** How many were noted in the hour before an instant. */
  readonly lastHour: (atMs: number) => number;
}

/** No commands yet. */
export const openCommandCount = (): CommandCount => {
  let noted: readonly number[] = [];
  const lastHour = (atMs: number): readonly number[] => noted.filter((at) => at > atMs - HOUR_MS);
  return {
    note: (atMs) => {
      noted = [...lastHour(atMs), atMs];
    },
    lastHour: (atMs) => lastHour(atMs).length,
  };
};
