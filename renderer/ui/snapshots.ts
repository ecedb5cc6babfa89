// The newest snapshot, shared by all of a window. It is main's truth and is never changed here.

import { useSyncExternalStore } from 'react';
import { byItself } from '../../shared/errors.ts';
import type { Snapshot } from '../../shared/ipc/snapshot.ts';
import { bridge, send } from './bridge.ts';
import { anchorCame } from './useNow.ts';

let newest: Snapshot | null = null;
const listeners = new Set<() => void>();

/** The answer to the first question may arrive late, with an older revision; it is ignored. */
const take = (snapshot: Snapshot): void => {
  if (newest !== null && snapshot.revision < newest.revision) return;
  newest = snapshot;
  byItself(() => anchorCame(snapshot.clock));
  for (const listener of listeners) byItself(listener);
};

/** A window that got no answer asks again after this time, in ms: without a snapshot it would stay black. */
const ASK_AGAIN_MS = 250;

const askFirst = async (): Promise<void> => {
  while (newest === null) {
    const answer = await send('snapshot', {});
    if (answer.ok) take(answer.value);
    else await new Promise((done) => setTimeout(done, ASK_AGAIN_MS));
  }
};

let first: Promise<void> | null = null;

/** Asks for a snapshot and follows all later ones; resolves once there is a first one. */
export const follow = (): Promise<void> => {
  if (first !== null) return first;
  bridge().on('snapshot', take);
  first = askFirst();
  return first;
};

/** Calls back whenever there is a newer snapshot, until the function that it returns is called. */
export const subscribe = (listener: () => void): (() => void) => {
  void follow();
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** The newest snapshot, or null until main has sent the first one. */
export const newestSnapshot = (): Snapshot | null => newest;

/** The newest snapshot for a component, or null until main has sent the first one. */
export const useSnapshot = (): Snapshot | null => useSyncExternalStore(subscribe, newestSnapshot);
