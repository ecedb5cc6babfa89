// What this room's lamps do when their power returns, as Set-up tells it: from what they say of themselves alone. Pure.

import type { LampView } from '../../../shared/ipc/snapshot.ts';

/** Lamps that are left alone are no lamps of this room. */
export interface AfterPowerCut {
  /** white: some come up in full white; asBefore: all that can be told do; none: it cannot be told of any. */
  readonly kind: 'white' | 'asBefore' | 'none';
  /** How many come up in full white, and of how many that can be told. */
  readonly white: number;
  readonly of: number;
  /** Names of the lamps of which it cannot be told. */
  readonly untold: readonly string[];
}

/** What happens to this room after a power cut; null while it has no lamps. */
export const afterPowerCutOf = (lamps: readonly LampView[]): AfterPowerCut | null => {
  const ours = lamps.filter(({ role }) => role !== 'none');
  if (ours.length === 0) return null;
  const untold = ours.filter((lamp) => lamp.afterPowerCut === null).map(({ name }) => name);
  const of = ours.length - untold.length;
  const white = ours.filter((lamp) => lamp.afterPowerCut === 'otherwise').length;
  if (of === 0) return { kind: 'none', white, of, untold };
  return { kind: white > 0 ? 'white' : 'asBefore', white, of, untold };
};
