// The newest snapshot, for components.

import { useSyncExternalStore } from 'react';
import type { Snapshot } from '../../shared/ipc/snapshot.ts';
import { newestSnapshot, subscribe } from './snapshots.ts';

/** The newest snapshot, or null until main has sent the first one. */
export const useSnapshot = (): Snapshot | null => useSyncExternalStore(subscribe, newestSnapshot);
