// A lamp, what it was sent and what its bridge says of it, as the tests of what is believed of lamps make them up.

import type { BridgeLamp } from '../../main/lights/rig.ts';
import { carriedOut, sentOut, settledAt } from '../../main/lights/tracking/brightness-estimate.ts';
import type { Sent } from '../../main/lights/tracking/lamp-reports.ts';
import type { HeldLamp } from '../../main/lights/tracking/lamp-tracker.ts';
import { heldLamp, wasSent } from '../../main/lights/tracking/lamp-tracker.ts';
import type { Look } from '../../shared/preset/preset.ts';
import { known, type Ramp } from '../../shared/score/guard.ts';

export const white = (brightnessPct: number, warmthK = 2700): Look => ({ brightnessPct, warmthK });

export const RED = { x: 0.675, y: 0.322 };
export const red = (brightnessPct: number): Look => ({ brightnessPct, colour: RED });

/** A lamp that has every white from 2200 K on, and colours. */
export const told = (reported: Look, more: Partial<BridgeLamp> = {}): BridgeLamp => ({
  ...{ id: '1', name: 'Ceiling', reachable: true, reported },
  ...{ warmthK: { least: 2200, most: 6500 }, hasColour: true, afterPowerCut: null },
  ...more,
});

/** A straight way from one brightness to another, begun at 0. */
export const way = (fromPct: number, toPct: number, overMs: number): Ramp => ({
  ...{ from: known(fromPct), to: toPct },
  ...{ beganAt: 0, endsAt: overMs },
});

/** Sent at 0 to go from one look to another. */
export const sentTo = (look: Look, before: Look, overMs: number, more: Partial<Sent> = {}): Sent => ({
  ...{ look, before, isConfirmed: false, perhaps: [] },
  way: way(before.brightnessPct, look.brightnessPct, overMs),
  ...more,
});

/** A lamp that stood at one look and was sent to another at 0. */
export const sentLamp = (before: Look, look: Look, overMs: number): HeldLamp => {
  const held = heldLamp(told(before), 'ambient', 0);
  const ramp = way(before.brightnessPct, look.brightnessPct, overMs);
  const there = settledAt(held.belief, before, 0);
  const aim = { path: { now: before, to: look, reachAt: overMs }, asked: 0, saidAt: 0, isFinal: true };
  const command = { look, ramp, aim };
  return wasSent({ ...held, belief: carriedOut(sentOut(there, command, 0), command, 0) }, look, ramp);
};
