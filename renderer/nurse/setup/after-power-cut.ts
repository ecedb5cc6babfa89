// What this room's lamps do when their power returns, for Set-up, from their own settings. Pure.

import type { LampView } from '../../../shared/ipc/snapshot.ts';

/** Lamps that are left alone do not count. */
export interface AfterPowerCut {
  /** white: some come up in full white; asBefore: all that say so come back as before; none: no lamp says. */
  readonly kind: 'white' | 'asBefore' | 'none';
  /** How many come up in full white, and how many lamps say what they do. */
  readonly white: number;
  readonly of: number;
  /** Names of the lamps that do not say. */
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
