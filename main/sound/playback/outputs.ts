// Where sound is heard: what the player reports of the outputs, and which of them it is to use. A session stays with
// the output on which it began, also through a new player; it never moves to another one by itself.

import type { OutputDevice, PlayerReport } from '../../../shared/sound/player-orders.ts';
import type { OutputsView } from '../../../shared/sound/sound-view.ts';

type OutputsReport = PlayerReport & { readonly kind: 'outputs' };

export interface Outputs {
  readonly report: (report: OutputsReport) => void;
  /** A session runs, or does not: with it the output in use is held or let go. */
  readonly hold: (isHeld: boolean) => void;
  /** Takes up an output that a session was held to before the program was started anew. */
  readonly resumeWith: (output: OutputDevice) => void;
  /** The output to be used; null: the one that the system plays on when sound begins. */
  readonly wanted: () => OutputDevice | null;
  /** What a session is held to, for the crash journal. */
  readonly held: () => OutputDevice | null;
  readonly view: () => OutputsView;
  /** The name of the output that is gone; null: none is. */
  readonly lost: () => string | null;
}

/** @param chosen what was chosen in Set-up; null: nothing */
export const openOutputs = (chosen: () => OutputDevice | null): Outputs => {
  let seen: OutputsView = { isKnown: false, present: [], inUse: null, isLost: false };
  let held: OutputDevice | null = null;
  let isHeld = false;
  return {
    report: ({ present, inUse, isLost }) => {
      seen = { isKnown: true, present, inUse, isLost };
      if (isHeld && !isLost) held = inUse ?? held;
    },
    hold: (isOn) => {
      isHeld = isOn;
      if (!isOn) held = null;
      else if (!seen.isLost) held ??= seen.inUse;
    },
    resumeWith: (output) => {
      held = output;
      isHeld = true;
    },
    wanted: () => chosen() ?? held,
    held: () => held,
    view: () => seen,
    lost: () => (seen.isLost ? (seen.inUse?.name ?? null) : null),
  };
};
