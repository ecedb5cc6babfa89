// What a connection measures of itself: how fast its bridge answers, and how much it is asked to do.

/** How many of the last answers the median is of. */
const REMEMBERED_ANSWERS = 20;

export interface Stopwatch {
  readonly note: (ms: number) => void;
  /** null before the first answer. */
  readonly median: () => number | null;
}

/** The median of the last answers, in ms. */
export const openStopwatch = (): Stopwatch => {
  let answers: readonly number[] = [];
  return {
    note: (ms) => {
      answers = [...answers.slice(1 - REMEMBERED_ANSWERS), ms];
    },
    median: () => [...answers].sort((a, b) => a - b)[Math.floor(answers.length / 2)] ?? null,
  };
};

const HOUR_MS = 3_600_000;

export interface Tally {
  readonly note: (atMs: number) => void;
  /** How many were noted within the hour before. */
  readonly lastHour: (atMs: number) => number;
}

/** Counts what happens within an hour; instants in ms on one clock that never goes back. */
export const openTally = (): Tally => {
  let noted: readonly number[] = [];
  const within = (atMs: number): readonly number[] => noted.filter((at) => at > atMs - HOUR_MS);
  return {
    note: (atMs) => {
      noted = [...within(atMs), atMs];
    },
    lastHour: (atMs) => within(atMs).length,
  };
};
