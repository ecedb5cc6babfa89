// The session clock. Main keeps it (main/room/clock.ts); a page computes it from an anchor and its own clock.

/** Turns wall time into session time: `sessionMs + (wall - wallMs) * rate`. All in ms. */
export interface ClockAnchor {
  readonly wallMs: number;
  readonly sessionMs: number;
  readonly rate: number;
}

/** The session clock at a wall instant. */
export const sessionNow = (clock: ClockAnchor, wallMs: number): number =>
  clock.sessionMs + (wallMs - clock.wallMs) * clock.rate;

/** The session clock in main. */
export interface Clock {
  /** ms on the session clock; never goes back. */
  readonly now: () => number;
  readonly rate: number;
  /** What a page needs to compute the session clock; out of date once the computer's clock is set. */
  readonly anchor: () => ClockAnchor;
  /** The wall instant (ms since 1970) of a session instant. */
  readonly wallAt: (sessionMs: number) => number;
  /** How long the computer has slept since this was last asked, in session ms. */
  readonly sleptMs: () => number;
}
