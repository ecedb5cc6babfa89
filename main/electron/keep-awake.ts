// Keeps the display from sleeping while a session runs, and knows whether the computer is on mains. It cannot
// stop every lock screen there is; where it fails the console says so.

/** What of Electron this needs: `powerSaveBlocker`, and `powerMonitor` for the mains. */
export interface Power {
  readonly start: () => number;
  readonly stop: (id: number) => void;
  readonly isStarted: (id: number) => boolean;
  readonly isOnBattery: () => boolean;
}

export interface Wakefulness {
  readonly keepAwake: (awake: boolean) => void;
  readonly isKeptAwake: () => boolean;
  /** Asks the system for a moment, outside a session, whether it would keep the display awake. */
  readonly tryOut: () => void;
  /** What came of it, or of what is on now; null: not asked yet. */
  readonly canKeepAwake: () => boolean | null;
  /** null where the system does not say. */
  readonly isOnMains: () => boolean | null;
}

/** Wakefulness by the system's own means. */
export const openWakefulness = (power: Power): Wakefulness => {
  let blocker: number | null = null;
  let isTaken: boolean | null = null;

  /** null where the system refuses. */
  const begin = (): number | null => {
    try {
      const id = power.start();
      isTaken = power.isStarted(id);
      return id;
    } catch {
      isTaken = false;
      return null;
    }
  };

  return {
    keepAwake: (awake) => {
      if (awake && blocker === null) blocker = begin();
      if (!awake && blocker !== null) {
        const held = blocker;
        blocker = null;
        power.stop(held);
      }
    },
    isKeptAwake: () => blocker !== null && power.isStarted(blocker),
    tryOut: () => {
      if (blocker !== null) return;
      const id = begin();
      if (id !== null) power.stop(id);
    },
    canKeepAwake: () => (blocker === null ? isTaken : power.isStarted(blocker)),
    isOnMains: () => {
      try {
        return !power.isOnBattery();
      } catch {
        return null;
      }
    },
  };
};
