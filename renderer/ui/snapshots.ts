// The newest snapshot, shared by all of a window. It is main's truth and is never changed here.

import { byItself } from '../../shared/errors.ts';
import type { Snapshot } from '../../shared/ipc/snapshot.ts';
import { followSnapshots, send } from './bridge.ts';

let newest: Snapshot | null = null;
const listeners = new Set<() => void>();

/** An older revision may arrive late, as the answer to the first question; it is passed over. */
const take = (snapshot: Snapshot): void => {
  if (newest !== null && snapshot.revision < newest.revision) return;
  newest = snapshot;
  for (const tell of listeners) byItself(tell);
};

/** A window that was not answered asks again after this time, in ms: without a snapshot it would stay black. */
const ASK_AGAIN_MS = 250;

const askFirst = async (): Promise<void> => {
  while (newest === null) {
    const answer = await send('snapshot', {});
    if (answer.ok) take(answer.value);
    else await new Promise((done) => setTimeout(done, ASK_AGAIN_MS));
  }
};

let first: Promise<void> | null = null;

/** Asks for the truth as it is and follows it from then on; done once there is a first snapshot. */
export const follow = (): Promise<void> => {
  if (first !== null) return first;
  followSnapshots(take);
  first = askFirst();
  return first;
};

/** Calls back whenever there is a newer snapshot; answers a function that ends it. */
export const subscribe = (listener: () => void): (() => void) => {
  void follow();
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** The newest snapshot, or null until main has sent the first one. */
export const newestSnapshot = (): Snapshot | null => newest;
