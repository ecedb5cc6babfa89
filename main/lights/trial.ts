// Try it: shows the lamps of the room one after another, each gently in the looks of its role, so that whoever sets the
// room up sees which is which. It must never run in a session, and leaves each lamp as it was where that is
// known.

import type { Look, Role } from '../../shared/preset/preset.ts';
import type { GuardedRig } from './guarded-rig.ts';
import { lookOf, type TrackedLamp } from './tracking/lamp-tracker.ts';

/** The looks of each role: as in a session's deep phase and at its end. */
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

/** Each look lasts this long, the fade included, in real ms: at 10 points a second up, 30 down. */
const EACH_MS = 5000;

export interface TrialParts {
  readonly guarded: Pick<GuardedRig, 'show' | 'lamps'>;
  /** ms on the session clock. */
  readonly now: () => number;
  readonly changed: () => void;
}

/** A trial that has not begun. */
export const openTrial = ({ guarded, now, changed }: TrialParts) => {
  let trying: string | null = null;
  let isWanted = false;
  let goesBack = true;
  /** Ends the present step at once. */
  let endStep: () => void = () => undefined;

  const step = (): Promise<void> =>
    new Promise((done) => {
      const timer = setTimeout(done, EACH_MS);
      endStep = () => {
        clearTimeout(timer);
        done();
      };
    });

  const tryOne = async (lampId: string, tracked: TrackedLamp): Promise<void> => {
    const before = lookOf(tracked, now());
    trying = lampId;
    changed();
    try {
      for (const look of SHOWN[tracked.role]) {
        if (!isWanted) break;
        guarded.show(lampId, look);
        await step();
      }
      if (goesBack && before !== null) {
        guarded.show(lampId, before);
        await step();
      }
    } finally {
      guarded.show(lampId, null);
    }
  };

  const tryAll = async (): Promise<void> => {
    try {
      for (const [lampId, lamp] of guarded.lamps()) if (isWanted) await tryOne(lampId, lamp);
    } finally {
      isWanted = false;
      trying = null;
      changed();
    }
  };

  const end = (isBack: boolean): void => {
    isWanted = false;
    goesBack = isBack;
    endStep();
  };

  return {
    /** Begins with the first lamp; does nothing while it is running. */
    start: (): void => {
      if (trying !== null) return;
      isWanted = true;
      goesBack = true;
      void tryAll();
    },
    /** Ends it; the lamp that is being shown goes back to where it was. */
    stop: (): void => end(true),
    /** Ends it for a session, which all lamps follow from here. */
    giveWay: (): void => end(false),
    /** The lamp that is being shown; null: none. */
    trying: (): string | null => trying,
  };
};

export type Trial = ReturnType<typeof openTrial>;
