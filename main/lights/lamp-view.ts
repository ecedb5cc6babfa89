// A lamp as the screens show it: what it is believed to put out, not what its bridge reports of it. Pure.

import type { LampView } from '../../shared/ipc/snapshot.ts';
import type { Clock } from '../../shared/session/clock.ts';
import type { BridgeLamp } from './rig.ts';
import { isAsReported, type TrackedLamp } from './tracking/lamp-tracker.ts';

/**
 * @param tracked what is known of it; undefined: it is no lamp of this room, and left alone
 */
export const lampViewOf = (
  lamp: BridgeLamp,
  tracked: TrackedLamp | undefined,
  clock: Pick<Clock, 'wallAt'>,
): LampView => {
  const { id, name, reachable, afterPowerCut, reported } = lamp;
  const common = { id, name, reachable, afterPowerCut };
  const asReported = { from: reported, to: reported, beganAt: 0, endsAt: 0 };
  if (tracked === undefined) return { ...common, ...asReported, role: 'none', isChanged: false };
  const { role, estimate, isChanged } = tracked;
  // What a person set at the wall goes there at once.
  if (isAsReported(tracked)) return { ...common, ...asReported, role, isChanged };
  const { at, now, to, reachAt } = estimate.likely;
  return {
    ...common,
    role,
    isChanged,
    from: now,
    to,
    beganAt: clock.wallAt(at),
    endsAt: clock.wallAt(reachAt),
  };
};
