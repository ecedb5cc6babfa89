// Makes sure that silence is silent. It compares what the player reports with what Chromium hears of its page, and
// mutes a page that is not silent in time. It must never unmute a page that still sounds.

/** What Chromium hears may lag this much behind the player, in real ms; 0.3 s was measured. */
const AUDIBLE_LAGS_MS = 1000;

/** A check this much after the one before shows that main was held up and has reports to read, in real ms. */
const HELD_UP_MS = 600;

/** Main reads those reports within this time, in real ms. */
const READ_WITHIN_MS = 200;

/** A muted page must fall silent by itself within this time, in real ms; otherwise its window closes. */
const MUTED_WITHIN_MS = 1000;

export interface SilenceParts {
  /** Real ms that only grow, as performance.now. */
  readonly now: () => number;
  /** The player reported that nothing of it is heard. */
  readonly isReported: () => boolean;
  /** Chromium hears something of the player's page, muted or not. */
  readonly isAudible: () => boolean;
  readonly mute: (isMuted: boolean) => void;
  /** The page is muted and still sounds: its window has to go. */
  readonly giveUp: () => void;
}

export type Silence = ReturnType<typeof keepSilence>;

/** Keeps silence once it is wanted. */
export const keepSilence = ({ now, isReported, isAudible, mute, giveUp }: SilenceParts) => {
  let dueAt: number | null = null;
  let mutedAt: number | null = null;
  let checkedAt = now();
  let timer: NodeJS.Timeout | undefined;

  const muteNow = (): void => {
    mutedAt ??= now();
    mute(true);
  };

  /** Checks whether it is silent. To be called often, and at every report. */
  const check = (): void => {
    const at = now();
    const wasHeldUp = at - checkedAt > HELD_UP_MS;
    checkedAt = at;
    // The player may have reported silence long ago. A sleep of main or the computer is not its fault.
    if (wasHeldUp && dueAt !== null) dueAt = Math.max(dueAt, at + READ_WITHIN_MS);
    if (dueAt === null || at < dueAt) return;
    // It reports silence and Chromium hears it: its reports do not count any more.
    if (mutedAt === null && isReported() && at >= dueAt + AUDIBLE_LAGS_MS && isAudible()) {
      muteNow();
      giveUp();
    } else if (isReported()) return;
    else if (mutedAt === null) muteNow();
    else if (at >= mutedAt + MUTED_WITHIN_MS) giveUp();
  };

  /** Unmutes only a page that is silent, because it starts at the floor. Otherwise a new player must start. */
  const unmute = (): void => {
    if (mutedAt === null) return;
    if (!isReported()) {
      giveUp();
      return;
    }
    mutedAt = null;
    mute(false);
  };

  return {
    check,
    /** Silence is due in so many real ms; null: sound is wanted. When asked again, the earlier time counts. */
    want: (withinMs: number | null): void => {
      if (withinMs === null) {
        dueAt = null;
        unmute();
        return;
      }
      const next = now() + withinMs;
      if (dueAt !== null && dueAt <= next) return;
      dueAt = next;
      clearTimeout(timer);
      timer = setTimeout(check, withinMs + 1);
      timer.unref();
    },
    /** Nothing is heard, as far as main can know. */
    isKept: (): boolean => mutedAt !== null || (isReported() && !isAudible()),
    isMuted: (): boolean => mutedAt !== null,
    /** The window is gone, and its muting with it. */
    windowGone: (): void => {
      mutedAt = null;
    },
    close: (): void => clearTimeout(timer),
  };
};
