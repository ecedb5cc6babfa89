// A lamp of the room as the guarded rig holds it: what it is believed to put out, what it was sent, and what its
// bridge has said of it since. Pure; a report never moves a lamp, it only changes what is believed.

import { isSameLook, type Look, type Role } from '../../../shared/preset/preset.ts';
import type { Ramp } from '../../../shared/score/guard.ts';
import type { BridgeLamp } from '../rig.ts';
import {
  type Belief,
  contradicted,
  doubted,
  openUntil,
  overAt,
  settledAt,
  spanOf,
  unknownBelief,
} from './brightness-estimate.ts';
import { isAsBefore, isWithin, readReport, type Sent } from './lamp-reports.ts';

export interface HeldLamp {
  readonly role: Role;
  /** As the bridge described it last. */
  readonly lamp: BridgeLamp;
  readonly belief: Belief;
  /** null when nothing was sent, or when its reports are not to be relied on. */
  readonly sent: Sent | null;
  /** When the last command for it went out, taken or not. */
  readonly saidAt: number;
  /** Somebody changed it by hand: it is left so. */
  readonly isChanged: boolean;
  /** How often it was found astray since it was sent to its present look. */
  readonly ledBack: number;
}

/** A lamp is led back so often; one that is then still elsewhere cannot do better. */
const MOST_LED_BACK = 3;

/** A report shows a command after so long at the latest, in real ms: a bridge answers with what it was told. */
const TOLD_AFTER_MS = 400;

/** And shows for certain what nobody of ours did after so long, in real ms; bridges ask their lamps now and then. */
const HAND_AFTER_MS = 4500;

/** A lamp of which nothing is known but what its bridge reports. */
export const heldLamp = (lamp: BridgeLamp, role: Role, at: number): HeldLamp => ({
  role,
  lamp,
  belief: unknownBelief(lamp.reported, at),
  sent: null,
  saidAt: at,
  isChanged: false,
  ledBack: 0,
});

/** A lamp that is commanded is left to nobody's hand any more. */
const commanded = (held: HeldLamp, { beganAt }: Ramp): HeldLamp => ({
  ...held,
  saidAt: Math.max(held.saidAt, beganAt),
  isChanged: false,
});

/** The lamp once the bridge took a command for it. */
export const wasSent = (held: HeldLamp, look: Look, way: Ramp): HeldLamp => {
  const before = held.sent?.look ?? held.lamp.reported;
  const after = commanded(held, way);
  if (held.sent !== null && isSameLook(before, look)) {
    return { ...after, sent: { ...held.sent, way, perhaps: [] } };
  }
  return { ...after, sent: { look, way, before, isConfirmed: false, perhaps: [] }, ledBack: 0 };
};

/** The lamp when a bridge may have taken a command for it, or not. */
export const wasPerhapsSent = (held: HeldLamp, look: Look, way: Ramp): HeldLamp => {
  const { sent } = held;
  const after = commanded(held, way);
  if (sent === null || sent.perhaps.some((before) => isSameLook(before, look))) return after;
  return { ...after, sent: { ...sent, perhaps: [...sent.perhaps, look] } };
};

/** True when nobody has a better word for what a lamp puts out than its bridge: nothing of ours moves it. */
export const isAsReported = ({ sent, isChanged }: HeldLamp): boolean => sent === null || isChanged;

/** The lamp when it is to follow the room again, whoever changed it. */
export const takenBack = (held: HeldLamp): HeldLamp =>
  held.isChanged ? { ...held, isChanged: false, sent: null, belief: { ...held.belief, aim: null } } : held;

/** When a report was asked for and when it came, and the rate of the clock by which both are told. */
export interface ReportTimes {
  readonly askedAt: number;
  readonly at: number;
  readonly rate: number;
}

const cameBack = ({ role, belief }: HeldLamp, lamp: BridgeLamp, at: number): HeldLamp => ({
  ...heldLamp(lamp, role, at),
  belief: unknownBelief(lamp.reported, at, Math.max(at, openUntil(belief))),
});

const changedByHand = (held: HeldLamp, at: number): HeldLamp => ({
  ...held,
  isChanged: true,
  belief: contradicted(held.belief, held.lamp.reported.brightnessPct, at),
});

/** Too soon after a command to be sure: bridges lag. */
const inDoubt = (held: HeldLamp, at: number): HeldLamp => ({
  ...held,
  belief: doubted(held.belief, held.lamp.reported.brightnessPct, at),
});

const ledBack = (held: HeldLamp, at: number): HeldLamp => {
  if (held.ledBack >= MOST_LED_BACK) return { ...held, sent: null };
  const belief = contradicted(held.belief, held.lamp.reported.brightnessPct, at);
  return { ...held, belief, ledBack: held.ledBack + 1 };
};

/** A lamp that is reported where it was sent, when its way there is over, is there, whatever was doubted before. */
const asSent = (held: HeldLamp, sent: Sent, at: number): HeldLamp => {
  const isThere = at >= Math.max(overAt(held.belief), sent.way.endsAt);
  const belief = isThere ? settledAt(held.belief, sent.look, at) : held.belief;
  return { ...held, belief, sent: { ...sent, isConfirmed: true }, isChanged: false };
};

/**
 * The lamp after a report. One that could not be reached and now can has lost its power meanwhile, for all that is
 * known: it may put out anything, and finds its way back from there.
 */
export const afterReport = (before: HeldLamp, lamp: BridgeLamp, times: ReportTimes): HeldLamp => {
  const { askedAt, at, rate } = times;
  if (lamp.reachable && !before.lamp.reachable) return cameBack(before, lamp, at);
  const held = { ...before, lamp };
  const { sent } = held;
  if (!lamp.reachable) return held;
  if (sent === null) return isWithin(spanOf(held.belief, at), lamp.reported) ? held : inDoubt(held, at);
  const sinceMs = (askedAt - held.saidAt) / rate;
  // What was asked for before the last command went out may well be as it was then.
  if (sinceMs <= 0 && isAsBefore(sent, lamp)) return held;
  const reading = readReport(sent, lamp, at);
  if (held.isChanged && reading !== 'asSent') return changedByHand(held, at);
  switch (reading) {
    case 'asSent':
      return sinceMs <= 0 ? held : asSent(held, sent, at);
    case 'astray':
      return sinceMs < TOLD_AFTER_MS ? inDoubt(held, at) : ledBack(held, at);
    case 'hand':
      return sinceMs < HAND_AFTER_MS ? inDoubt(held, at) : changedByHand(held, at);
    case 'perhaps':
      return inDoubt(held, at);
    case 'unclear':
      return held;
  }
};

/**
 * The lamp after a report that was asked for just ahead of its last command: if it was elsewhere then, it has begun
 * its new way from there, and is led back to the score.
 *
 * @param then the lamp as it was held when the command went out
 * @param ramp of that command
 */
export const afterEarlierReport = (
  held: HeldLamp,
  then: HeldLamp,
  lamp: BridgeLamp,
  ramp: Ramp,
): HeldLamp => {
  if (then.sent === null || !lamp.reachable) return held;
  // The command itself, if it overtook the question.
  if (held.sent !== null && readReport(held.sent, lamp, ramp.endsAt) === 'asSent') return held;
  // The command was already made for a lamp that might be there.
  if (isWithin(spanOf(then.belief, ramp.beganAt), lamp.reported)) return held;
  const reading = readReport(then.sent, lamp, ramp.beganAt);
  if (reading !== 'hand' && reading !== 'astray') return held;
  return { ...held, belief: contradicted(held.belief, lamp.reported.brightnessPct, ramp.beganAt) };
};
