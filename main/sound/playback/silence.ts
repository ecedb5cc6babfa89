// Sees to it that nothing is heard when nothing may be: by the player's own word, by what Chromium hears of its page,
// and where either says otherwise by muting that page. It must never let a page that sounds be heard again at once.

/** After silence is due, what Chromium hears may lag behind by this much, in real ms: 0.3 s was measured. */
const WITNESS_LAGS_MS = 1000;

/** A look that comes this much after the one before shows that main was held up, and has not read what was said. */
const HELD_UP_MS = 600;

/** What was said meanwhile is read within this, in real ms. */
const READ_WITHIN_MS = 200;

/** A page that was muted has so long to fall silent by itself, in real ms; then its window goes. */
const MUTED_WITHIN_MS = 1000;

export interface SilenceParts {
  /** Real ms that only grow, as performance.now. */
  readonly now: () => number;
  /** The player has said that nothing of it is heard. */
  readonly isSaid: () => boolean;
  /** Chromium hears something of the player's page, muted or not. */
  readonly isAudible: () => boolean;
  readonly mute: (isMuted: boolean) => void;
  /** The page is muted and sounds on: its window has to go. */
  readonly giveUp: () => void;
}

export interface Silence {
  /** Nothing may be heard any more after so many real ms; null: something may. Asked again, the sooner counts. */
  readonly want: (withinMs: number | null) => void;
  /** Looks whether it is so. To be called often, and at every report. */
  readonly look: () => void;
  /** Nothing is heard, as far as anybody here can know. */
  readonly isKept: () => boolean;
  readonly isMuted: () => boolean;
  /** The window is gone, and what was muted with it. */
  readonly windowGone: () => void;
  readonly close: () => void;
}

/** Silence that is not wanted yet. */
export const keepSilence = ({ now, isSaid, isAudible, mute, giveUp }: SilenceParts): Silence => {
  let by: number | null = null;
  let mutedAt: number | null = null;
  let timer: NodeJS.Timeout | null = null;

  const muteNow = (): void => {
    mutedAt ??= now();
    mute(true);
  };

  let lookedAt = now();

  const look = (): void => {
    const at = now();
    const wasHeldUp = at - lookedAt > HELD_UP_MS;
    lookedAt = at;
    // The player may have said long ago that it is silent. Neither main's sleep nor the computer's is its fault.
    if (wasHeldUp && by !== null) by = Math.max(by, at + READ_WITHIN_MS);
    if (by === null || at < by) return;
    // It says that it is silent, and Chromium hears it: no word of it counts any more.
    if (mutedAt === null && isSaid() && at >= by + WITNESS_LAGS_MS && isAudible()) {
      muteNow();
      giveUp();
    } else if (isSaid()) return;
    else if (mutedAt === null) muteNow();
    else if (at >= mutedAt + MUTED_WITHIN_MS) giveUp();
  };

  /** Sound is wanted: a page is heard again only if it is silent and begins at the floor. Another one has to be born. */
  const letBeHeard = (): void => {
    if (mutedAt === null) return;
    if (!isSaid()) {
      giveUp();
      return;
    }
    mutedAt = null;
    mute(false);
  };

  return {
    look,
    want: (withinMs) => {
      if (withinMs === null) {
        by = null;
        letBeHeard();
        return;
      }
      const next = now() + withinMs;
      if (by !== null && by <= next) return;
      by = next;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(look, withinMs + 1);
      timer.unref();
    },
    isKept: () => mutedAt !== null || (isSaid() && !isAudible()),
    isMuted: () => mutedAt !== null,
    windowGone: () => {
      mutedAt = null;
    },
    close: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
};
