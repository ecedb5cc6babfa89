// A lamp as the screens show it: what it is believed to put out, not what its bridge reports of it. Pure.

import type { LampView } from '../../shared/ipc/snapshot.ts';
import type { Clock } from '../../shared/session/clock.ts';
import type { BridgeLamp } from './rig.ts';
import { type HeldLamp, isAsReported } from './tracking/lamp-tracker.ts';

/**
 * @param held the lamp as the guarded rig holds it; undefined: it is no lamp of this room, and left alone
 */
export const lampViewOf = (
  lamp: BridgeLamp,
  held: HeldLamp | undefined,
  clock: Pick<Clock, 'wallAt'>,
): LampView => {
  const { id, name, reachable, afterPowerCut, reported } = lamp;
  const common = { id, name, reachable, afterPowerCut };
  const asReported = { from: reported, to: reported, beganAt: 0, endsAt: 0 };
  if (held === undefined) return { ...common, ...asReported, role: 'none', isChanged: false };
  const { role, belief, isChanged } = held;
  // What a person set at the wall goes there at once.
  if (isAsReported(held)) return { ...common, ...asReported, role, isChanged };
  const { from, to, beganAt, endsAt } = belief.likely;
  return {
    ...common,
    ...{ role, isChanged, from, to },
    beganAt: clock.wallAt(beganAt),
    endsAt: clock.wallAt(endsAt),
  };
};
