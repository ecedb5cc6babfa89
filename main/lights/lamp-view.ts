// A lamp as the screens show it. It must never show a guess as what is known.

import type { LampView } from '../../shared/ipc/snapshot.ts';
import type { Clock } from '../../shared/session/clock.ts';
import type { BridgeLamp } from './rig.ts';
import { isAsReported, type TrackedLamp, UNTOLD } from './tracking/lamp-tracker.ts';

/** What the lamp most likely puts out; `tracked` is undefined for a lamp that is left alone. */
export const lampViewOf = (
  { id, name, reachable, afterPowerCut, reported, leftRunning }: BridgeLamp,
  tracked: TrackedLamp | undefined,
  isUnclear: boolean,
  clock: Pick<Clock, 'wallAt'>,
): LampView => {
  const role: LampView['role'] = tracked?.role ?? 'none';
  const isChanged = tracked?.isChanged ?? false;
  const isUntold = reported === null;
  const common = {
    id,
    name,
    reachable,
    afterPowerCut,
    role,
    isChanged,
    isUntold,
    isUnclear,
    runsOther: leftRunning.length > 0,
  };
  // What a person set at the wall goes there at once.
  if (tracked === undefined || isAsReported(tracked)) {
    const look = reported ?? UNTOLD;
    return { ...common, from: look, to: look, beganAt: 0, endsAt: 0 };
  }
  const { at, now, to, reachAt } = tracked.estimate.likely;
  return { ...common, from: now, to, beganAt: clock.wallAt(at), endsAt: clock.wallAt(reachAt) };
};
