// Publishes the room's snapshot to the windows that follow it: whole, numbered, and once for a burst of changes. It
// only reads, and never changes what it publishes.

import { tellError } from '../../shared/errors.ts';
import type { Snapshot } from '../../shared/ipc/snapshot.ts';

/** A snapshot that could not be published is tried again after this time, in ms: the next change may be far off. */
export const PUBLISH_AGAIN_MS = 1000;

/**
 * @param read gathers everything but the number
 * @param publish sends a snapshot to the windows
 */
export const openPublisher = (
  read: () => Omit<Snapshot, 'revision'>,
  publish: (snapshot: Snapshot) => void,
) => {
  let revision = 0;
  let isDue = false;
  const snapshot = (): Snapshot => ({ revision, ...read() });
  const publishNow = (): void => {
    isDue = false;
    try {
      publish(snapshot());
    } catch (error) {
      tellError(error);
      setTimeout(changed, PUBLISH_AGAIN_MS);
    }
  };
  /** Something changed: a new snapshot goes out when the present burst of changes is over. */
  const changed = (): void => {
    revision += 1;
    if (isDue) return;
    isDue = true;
    setImmediate(publishNow);
  };
  return { snapshot, changed };
};
