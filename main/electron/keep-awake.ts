// Keeps the display from sleeping while a session runs, and knows whether the computer is on mains. It cannot stop every
// lock screen; where it fails, the console says so.

import type { PowerMonitor, PowerSaveBlocker } from 'electron';
import { orNull } from '../../shared/errors.ts';

/** The display sleeps as the system likes until it is kept awake. */
export const makeKeepAwake = (
  power: Pick<PowerSaveBlocker, 'start' | 'stop' | 'isStarted'>,
  monitor: Pick<PowerMonitor, 'isOnBatteryPower'>,
) => {
  let blocker: number | null = null;
  let wasTaken: boolean | null = null;

  /** null where the system refuses. */
  const begin = (): number | null => {
    try {
      const id = power.start('prevent-display-sleep');
      wasTaken = power.isStarted(id);
      return id;
    } catch {
      wasTaken = false;
      return null;
    }
  };

  return {
    keepAwake: (isWanted: boolean): void => {
      if (isWanted && blocker === null) blocker = begin();
      if (isWanted || blocker === null) return;
      const held = blocker;
      // Forgotten first: where the system fails to stop it, the next session asks for a new one.
      blocker = null;
      power.stop(held);
    },
    isKeptAwake: (): boolean => blocker !== null && power.isStarted(blocker),
    /** Outside a session, asks the system for a moment whether it would keep the display awake. */
    tryOut: (): void => {
      const id = blocker === null ? begin() : null;
      if (id !== null) power.stop(id);
    },
    /** What the system last answered; null: not asked yet. */
    canKeepAwake: (): boolean | null => (blocker === null ? wasTaken : power.isStarted(blocker)),
    /** null where the system does not say. */
    isOnMains: (): boolean | null => orNull(() => !monitor.isOnBatteryPower()),
  };
};
