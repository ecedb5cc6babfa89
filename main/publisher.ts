// Publishes the room's snapshot to the windows that follow it: whole, numbered, and at most once for a burst of
// changes. It only reads; it never changes what it tells of.

import type { Snapshot } from '../shared/snapshot.ts';

export interface Publisher {
  /** Something changed: a new snapshot goes out when the present burst of changes is over. */
  readonly changed: () => void;
  /** The whole truth now. */
  readonly snapshot: () => Snapshot;
}

/**
 * @param read gathers everything but the number
 * @param publish sends a snapshot to the windows
 */
export const openPublisher = (
  read: () => Omit<Snapshot, 'revision'>,
  publish: (snapshot: Snapshot) => void,
): Publisher => {
  let revision = 0;
  let isDue = false;
  const snapshot = (): Snapshot => ({ revision, ...read() });
  return {
    snapshot,
    changed: () => {
      revision += 1;
      if (isDue) return;
      isDue = true;
      setImmediate(() => {
        isDue = false;
        publish(snapshot());
      });
    },
  };
};
