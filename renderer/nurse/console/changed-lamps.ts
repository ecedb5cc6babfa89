// The lamps of this room that somebody changed by hand. Pure; they are left as they are until staff say otherwise.

import type { LightsView } from '../../../shared/ipc/snapshot.ts';

/** Their names, in the bridge's order. */
export const changedLamps = ({ lamps }: Pick<LightsView, 'lamps'>): readonly string[] =>
  lamps.filter(({ role, isChanged }) => role !== 'none' && isChanged).map(({ name }) => name);
