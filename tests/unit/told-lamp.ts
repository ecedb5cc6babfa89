// Lamps as bridges report them, and lamps that were sent somewhere, for the tests of tracking.

import { afterAnswer, afterSending, settledAt } from '../../main/lights/tracking/brightness-estimate.ts';
import type { LastSent, Told } from '../../main/lights/tracking/lamp-reports.ts';
import { type TrackedLamp, trackLamp, wasSent } from '../../main/lights/tracking/lamp-tracker.ts';
import type { Fade } from '../../main/lights/tracking/possible-fades.ts';
import type { Look } from '../../shared/preset/preset.ts';
import { known, type Ramp } from '../../shared/score/guard.ts';

export const white = (brightnessPct: number, warmthK = 2700): Look => ({ brightnessPct, warmthK });

export const RED = { x: 0.675, y: 0.322 };
export const red = (brightnessPct: number): Look => ({ brightnessPct, colour: RED });

/** A lamp that has every white from 2200 K on, and colours. */
export const told = (reported: Look, more: Partial<Told> = {}): Told => ({
  ...{ id: '1', uniqueId: null, name: 'Ceiling', reachable: true, reported },
  ...{ warmthK: { least: 2200, most: 6500 }, hasColour: true, afterPowerCut: null, leftRunning: [] },
  ...more,
});

/** A straight way from one brightness to another, begun at 0. */
export const way = (fromPct: number, toPct: number, overMs: number): Ramp => ({
  ...{ from: known(fromPct), to: toPct },
  ...{ beganAt: 0, endsAt: overMs },
});

/** A fade from one look to another, begun at 0. */
export const fadeTo = (look: Look, before: Look, overMs: number): Fade => ({
  lampId: '1',
  look,
  ramp: way(before.brightnessPct, look.brightnessPct, overMs),
  path: { at: 0, now: before, to: look, reachAt: overMs },
  isFinal: true,
});

/** Sent at 0 to go from one look to another. */
export const sentTo = (look: Look, before: Look, overMs: number, more: Partial<LastSent> = {}): LastSent => ({
  ...{ look, before, wasConfirmed: false, isConfirmed: false, perhaps: [] },
  ramp: way(before.brightnessPct, look.brightnessPct, overMs),
  ...more,
});

/** A lamp that stood at one look and was sent to another at 0. */
export const sentLamp = (before: Look, look: Look, overMs: number): TrackedLamp => {
  const tracked = trackLamp(told(before), 'ambient', 0);
  const there = settledAt(tracked.estimate, before, 0);
  const fade = fadeTo(look, before, overMs);
  return wasSent({ ...tracked, estimate: afterAnswer(afterSending(there, fade, 0), fade, 0) }, fade);
};
