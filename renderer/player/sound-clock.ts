// The time by which the player acts: that of the audio clock. It stands while the sound system does, and all fades with it:
// what comes after a fade then comes later too, and a track that stands still is not to blame.

/** A test gives the player one of its own. */
export interface PlayerClock {
  /** In ms; it only grows. */
  now(): number;
  /** Acts once after so many ms, never sooner; returns what cancels it. */
  after(ms: number, act: () => void): () => void;
}

/** Instants on the audio clock are rounded by less than this, in ms. */
const ROUNDING_MS = 0.01;

/** While the audio clock stands it is looked at this often, in ms. */
const LOOK_EVERY_MS = 5;

/** The time of an audio context. */
export const soundClock = (context: Pick<BaseAudioContext, 'currentTime'>): PlayerClock => {
  const now = (): number => context.currentTime * 1000;
  return {
    now,
    after: (ms, act) => {
      const until = now() + ms;
      let timer: ReturnType<typeof setTimeout>;
      const lookIn = (inMs: number): void => {
        // Timers drop fractions of a millisecond; nothing here may come too soon.
        timer = setTimeout(look, Math.ceil(inMs));
      };
      const look = (): void => {
        const leftMs = until - now();
        if (leftMs < ROUNDING_MS) act();
        else lookIn(Math.max(LOOK_EVERY_MS, leftMs));
      };
      lookIn(ms);
      return () => clearTimeout(timer);
    },
  };
};
