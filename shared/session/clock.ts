// The session clock as everything sees it: main keeps it (main/room/clock.ts), and a page tells it by its own clock from
// an anchor.

/** Turns wall time into session time: `sessionMs + (wall - wallMs) * rate`. All in ms. */
export interface ClockAnchor {
  readonly wallMs: number;
  readonly sessionMs: number;
  readonly rate: number;
}

/** The session clock at a wall instant. */
export const sessionNow = (clock: ClockAnchor, wallMs: number): number =>
  clock.sessionMs + (wallMs - clock.wallMs) * clock.rate;

/** The session clock where it is kept. */
export interface Clock {
  /** ms on the session clock; never goes back. */
  readonly now: () => number;
  readonly rate: number;
  /** What a window needs to tell the session clock by its own, until the computer's clock is set. */
  readonly anchor: () => ClockAnchor;
  /** The wall instant (ms since 1970) of a session instant. */
  readonly wallAt: (sessionMs: number) => number;
  /** The computer goes to sleep. */
  readonly sleeps: () => void;
  /** The computer is awake again; answers how long it slept, in session ms. */
  readonly wakes: () => number;
}
