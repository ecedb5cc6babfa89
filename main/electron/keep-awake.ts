// Keeps the display from sleeping while a session runs, and knows whether the computer is on mains. It cannot stop every
// lock screen; where it fails, the console says so.

/** What this uses of Electron: `powerSaveBlocker`, and `powerMonitor` for the mains. */
export interface Power {
  readonly start: () => number;
  readonly stop: (id: number) => void;
  readonly isStarted: (id: number) => boolean;
  readonly isOnBattery: () => boolean;
}

export interface KeepAwake {
  readonly keepAwake: (isWanted: boolean) => void;
  readonly isKeptAwake: () => boolean;
  /** Outside a session, asks the system for a moment whether it would keep the display awake. */
  readonly tryOut: () => void;
  /** What the system last answered; null: not asked yet. */
  readonly canKeepAwake: () => boolean | null;
  /** null where the system does not say. */
  readonly isOnMains: () => boolean | null;
}

/** The display sleeps as the system likes until it is kept awake. */
export const makeKeepAwake = (power: Power): KeepAwake => {
  let blocker: number | null = null;
  let wasTaken: boolean | null = null;

  /** null where the system refuses. */
  const begin = (): number | null => {
    try {
      const id = power.start();
      wasTaken = power.isStarted(id);
      return id;
    } catch {
      wasTaken = false;
      return null;
    }
  };

  return {
    keepAwake: (isWanted) => {
      if (isWanted && blocker === null) blocker = begin();
      if (isWanted || blocker === null) return;
      const held = blocker;
      // Forgotten first: where the system fails to stop it, the next session asks for a new one.
      blocker = null;
      power.stop(held);
    },
    isKeptAwake: () => blocker !== null && power.isStarted(blocker),
    tryOut: () => {
      const id = blocker === null ? begin() : null;
      if (id !== null) power.stop(id);
    },
    canKeepAwake: () => (blocker === null ? wasTaken : power.isStarted(blocker)),
    isOnMains: () => {
      try {
        return !power.isOnBattery();
      } catch {
        return null;
      }
    },
  };
};
