// The only way from a screen to main: what the preload puts on the window, typed by the contract. No screen
// may reach for `window.stillroom` but through here.

import type { CommandName } from '../../shared/channels.ts';
import type { Answer, Argument, CommandError } from '../../shared/contract.ts';
import { fail } from '../../shared/result.ts';
import type { Snapshot } from '../../shared/snapshot.ts';

/** What a command answers: `snapshot` the whole truth, all others only that they were done. */
export type AnswerTo<N extends CommandName> = Answer<N extends 'snapshot' ? Snapshot : null>;

/** What the preload exposes to the room window and the door window. */
export interface StillroomBridge {
  readonly send: <N extends CommandName>(name: N, argument: Argument<N>) => Promise<AnswerTo<N>>;
  /** Calls back on every new snapshot; answers a function that ends it. */
  readonly onSnapshot: (listener: (snapshot: Snapshot) => void) => () => void;
}

const exposed = (): StillroomBridge => (window as unknown as { stillroom: StillroomBridge }).stillroom;

/** Sends a command. Whatever goes wrong on the way is the answer `failed`: it never throws. */
export const send = async <N extends CommandName>(name: N, argument: Argument<N>): Promise<AnswerTo<N>> => {
  try {
    return await exposed().send(name, argument);
  } catch {
    return fail<CommandError>('failed');
  }
};

/** Follows the snapshots until the function that it answers is called. */
export const followSnapshots = (listener: (snapshot: Snapshot) => void): (() => void) =>
  exposed().onSnapshot(listener);
