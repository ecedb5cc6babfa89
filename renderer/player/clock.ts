// The time by which the player acts. A test gives it another one, to hear in a second what takes a minute.

export interface PlayerClock {
  /** In ms; it only grows. */
  now(): number;
  /** Acts once, after so many ms and never sooner; answers what calls it off. */
  after(ms: number, act: () => void): () => void;
}

/** The page's own time. */
export const PAGE_CLOCK: PlayerClock = {
  now: () => performance.now(),
  after: (ms, act) => {
    // Timers drop what is less than a millisecond; nothing here may come too soon.
    const timer = setTimeout(act, Math.ceil(ms));
    return () => clearTimeout(timer);
  },
};
