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
  /** null where the system does not say. */
  readonly isOnMains: () => boolean | null;
}

/** Wakefulness by the system's own means. */
export const openWakefulness = (power: Power): Wakefulness => {
  let blocker: number | null = null;
  return {
    keepAwake: (awake) => {
      if (awake && blocker === null) blocker = power.start();
      if (!awake && blocker !== null) {
        power.stop(blocker);
        blocker = null;
      }
    },
    isKeptAwake: () => blocker !== null && power.isStarted(blocker),
    isOnMains: () => {
      try {
        return !power.isOnBattery();
      } catch {
        return null;
      }
    },
  };
};
