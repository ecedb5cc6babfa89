// Try it: walks through the lamps of the room one after another, each gently through the looks of its role, so that
// whoever sets the room up sees which is which. It must never run in a session, and leaves each lamp as it was.

import type { Look, Role } from '../../shared/preset/preset.ts';
import type { GuardedRig } from './guarded-rig.ts';
import { likelyLook } from './tracking/brightness-estimate.ts';
import type { TrackedLamp } from './tracking/lamp-tracker.ts';

/** What a lamp of each role is shown at: as a session's deep phase and its end have it. */
const SHOWN: Readonly<Record<Role, readonly Look[]>> = {
  ambient: [
    { brightnessPct: 5, warmthK: 2000 },
    { brightnessPct: 40, warmthK: 2200 },
  ],
  task: [
    { brightnessPct: 5, warmthK: 2200 },
    { brightnessPct: 40, warmthK: 2700 },
  ],
  door: [
    { brightnessPct: 10, colour: { x: 0.675, y: 0.322 } },
    { brightnessPct: 30, colour: { x: 0.56, y: 0.41 } },
  ],
};

/** Each look is left this long, the way to it included, in real ms: at 10 points a second up, 30 down. */
const EACH_MS = 5000;

export interface Trial {
  /** Begins with the first lamp; does nothing while it is already on its way. */
  readonly start: () => void;
  /** Ends it; the lamp that is being shown goes back to where it was. */
  readonly stop: () => void;
  /** Ends it for a session, which all lamps follow from here. */
  readonly giveWay: () => void;
  /** The lamp that is shown now. */
  readonly trying: () => string | null;
}

export interface TrialParts {
  readonly guarded: Pick<GuardedRig, 'show' | 'lamps'>;
  /** ms on the session clock. */
  readonly now: () => number;
  readonly changed: () => void;
}

/** The walk, not begun. */
export const openTrial = ({ guarded, now, changed }: TrialParts): Trial => {
  let trying: string | null = null;
  let isWanted = false;
  let goesBack = true;
  /** Ends the present step at once. */
  let next: () => void = () => undefined;

  const step = (): Promise<void> =>
    new Promise((done) => {
      const timer = setTimeout(done, EACH_MS);
      next = () => {
        clearTimeout(timer);
        done();
      };
    });

  const walk = async (lampId: string, { role, estimate }: TrackedLamp): Promise<void> => {
    const before = likelyLook(estimate, now());
    trying = lampId;
    changed();
    try {
      for (const look of SHOWN[role]) {
        if (!isWanted) break;
        guarded.show(lampId, look);
        await step();
      }
      if (goesBack) {
        guarded.show(lampId, before);
        await step();
      }
    } finally {
      guarded.show(lampId, null);
    }
  };

  const walkThrough = async (): Promise<void> => {
    try {
      for (const [lampId, lamp] of guarded.lamps()) {
        if (!isWanted) break;
        await walk(lampId, lamp);
      }
    } finally {
      isWanted = false;
      trying = null;
      changed();
    }
  };

  const end = (back: boolean): void => {
    isWanted = false;
    goesBack = back;
    next();
  };

  return {
    start: () => {
      if (trying !== null) return;
      isWanted = true;
      goesBack = true;
      void walkThrough();
    },
    stop: () => end(true),
    giveWay: () => end(false),
    trying: () => trying,
  };
};
