// The next straight change for each lamp, allowed by the startle guard: along the score where the lamp is on it,
// otherwise back to it as fast as is gentle. Pure; guarded-rig.ts carries it out.

import { isSameLook, type Look } from '../../../shared/preset/preset.ts';
import { guarded, LIGHT_SLOPES, type Ramp, type Span, shortestMs } from '../../../shared/score/guard.ts';
import { type LightPath, mixLooks } from '../../../shared/score/light-score.ts';
import type { LampChange } from '../rig.ts';
import {
  type Aim,
  type Belief,
  type Command,
  spanDuring,
  spanOf,
  undisputedAt,
} from './brightness-estimate.ts';
import { bearableAt } from './possible-fades.ts';

/** A change takes at least this long, however small, in ms: steps are to be felt and not seen. */
const CALM_MS = 1500;

/** Lamps within this many percentage points of the score are on it. */
const ON_PATH_PCT = 1;

/** Two paths that end within this of each other end together, in ms. */
const SAME_END_MS = 150;

/** A fade is said again this long after it was last said, in ms, so that a lamp that lost it finds it again. */
const SAY_AGAIN_MS = 120_000;

/** What is left of a fade is not said again when it is shorter: a lamp that is astray would be hurried, in ms. */
const TOO_LATE_MS = 20_000;

/** One straight change of one lamp, and what it is for. */
export interface Leg extends Command {
  readonly lampId: string;
}

/** Where a lamp is to go, and the instant of the path's own `now`. */
export interface Goal {
  readonly path: LightPath;
  readonly asked: number;
}

/** The look on a path at an instant. */
export const lookOnPath = ({ path, asked }: Goal, at: number): Look => {
  const whole = path.reachAt - asked;
  return whole <= 0 ? path.to : mixLooks(path.now, path.to, Math.min(1, Math.max(0, (at - asked) / whole)));
};

/** Where a moving path can be met from a span, and how long the way there takes. */
const meeting = (span: Span, goal: Goal, now: number): { look: Look; ms: number } => {
  let ms = CALM_MS;
  for (let round = 0; round < 4; round++) {
    const there = lookOnPath(goal, now + ms).brightnessPct;
    ms = Math.max(CALM_MS, shortestMs(span, there, LIGHT_SLOPES));
  }
  return { look: lookOnPath(goal, now + ms), ms };
};

/** The look that is nearest to one within a span. */
const within = ({ low, high }: Span, look: Look): Look => ({
  ...look,
  brightnessPct: Math.max(low, Math.min(high, look.brightnessPct)),
});

/**
 * The next leg of one lamp. While something that was sent before may still be carried out it goes no further than
 * that would be gentle from.
 *
 * @param latest by when a command sent now has been taken, if it is: the lamp goes on as it was until then
 */
export const nextLeg = (lampId: string, belief: Belief, goal: Goal, now: number, latest: number): Leg => {
  const { path } = goal;
  const present = spanOf(belief, now);
  const span = spanDuring(belief, now, latest);
  const here = lookOnPath(goal, now).brightnessPct;
  const isOnPath = present.low >= here - ON_PATH_PCT && present.high <= here + ON_PATH_PCT;
  const isMoving = path.reachAt > now + CALM_MS;
  const onwards = { look: path.to, ms: Math.max(CALM_MS, path.reachAt - now) };
  const wished = isMoving && !isOnPath ? meeting(span, goal, now) : onwards;
  const look = within(bearableAt(belief.courses, now), wished.look);
  const ramp = guarded(span, look.brightnessPct, wished.ms, LIGHT_SLOPES, now);
  const isEnd = wished === onwards || ramp.endsAt >= path.reachAt;
  const isFinal = isEnd && look.brightnessPct === wished.look.brightnessPct;
  return { lampId, look, ramp, aim: { ...goal, saidAt: now, isFinal } };
};

/** The leg that goes round the guard, from anywhere: for Full light alone. */
export const straightLeg = (lampId: string, goal: Goal, now: number, leastMs: number): Leg => {
  const { path } = goal;
  const endsAt = Math.max(path.reachAt, now + leastMs);
  const ramp: Ramp = { from: { low: 0, high: 100 }, to: path.to.brightnessPct, beganAt: now, endsAt };
  return { lampId, look: path.to, ramp, aim: { ...goal, saidAt: now, isFinal: true } };
};

/** The leg with which a lamp will follow a path that begins at an instant to come. */
export const legAhead = (lampId: string, belief: Belief, path: LightPath, at: number): Leg => ({
  lampId,
  look: path.to,
  ramp: {
    from: spanOf(belief, at),
    to: path.to.brightnessPct,
    beganAt: at,
    endsAt: Math.max(at + CALM_MS, path.reachAt),
  },
  aim: { path, asked: at, saidAt: at, isFinal: true },
});

/** Two paths that are this near each other at an instant, and end together, are one, in percentage points. */
const SAME_WAY_PCT = 0.25;

/** True when a path is the one that was aimed at: an end in common alone is not the same way. */
const isSameWay = (aim: Aim, goal: Goal, at: number): boolean =>
  Math.abs(lookOnPath(aim, at).brightnessPct - lookOnPath(goal, at).brightnessPct) <= SAME_WAY_PCT;

/** When a fade that is under way is to be said again; null when it need not be. */
const saysAgainAt = ({ path, saidAt }: Aim): number | null =>
  saidAt + SAY_AGAIN_MS + TOO_LATE_MS < path.reachAt ? saidAt + SAY_AGAIN_MS : null;

/** When the command in force has done its part; null when there is no more to be said. */
const doneAt = (aim: Aim, { likely }: Belief): number | null =>
  aim.isFinal ? saysAgainAt(aim) : likely.endsAt;

/**
 * When something is to be said to a lamp that goes where it should; null when nothing is. What may have been undone
 * by something that was sent before it is said again once nothing can undo it any more.
 */
export const nextSayingAt = (belief: Belief): number | null => {
  const { aim } = belief;
  if (aim === null) return null;
  return undisputedAt(belief) ?? doneAt(aim, belief);
};

/** True when the lamp goes where the path wants it, or was just told to, so that nothing is to be sent. */
export const isUnderWay = (belief: Belief, goal: Goal, now: number): boolean => {
  const { aim } = belief;
  const { path, asked } = goal;
  if (aim === null || !isSameLook(aim.path.to, path.to)) return false;
  if (!isSameWay(aim, goal, now)) return false;
  const isStill = path.reachAt <= asked;
  if (!isStill && Math.abs(aim.path.reachAt - path.reachAt) > SAME_END_MS) return false;
  const sayingAt = nextSayingAt(belief);
  return sayingAt === null || now < sayingAt;
};

/** Bridges count transitions in steps of 100 ms; a ramp that ends between two would be believed to be over too soon. */
const STEP_MS = 100;

const inWholeSteps = (lengthMs: number, rate: number): number =>
  Math.ceil(lengthMs / rate / STEP_MS - 1e-6) * STEP_MS * rate;

/** Legs along the score do not wait for those that lead back to it, though both may go to one look. */
const areTwins = (a: Leg, b: Leg): boolean => isSameLook(a.look, b.look) && a.aim.isFinal === b.aim.isFinal;

/** Legs that go to the same look go together, as slowly as the slowest of them. */
const together = (legs: readonly Leg[], rate: number): readonly Leg[] =>
  legs.map((leg) => {
    const twins = legs.filter((other) => areTwins(other, leg));
    const lengthMs = Math.max(...twins.map(({ ramp }) => ramp.endsAt - ramp.beganAt));
    return { ...leg, ramp: { ...leg.ramp, endsAt: leg.ramp.beganAt + inWholeSteps(lengthMs, rate) } };
  });

/** Legs that begin at one instant, and the changes that carry them, one for each look. */
export interface Sending {
  readonly legs: readonly Leg[];
  readonly changes: readonly LampChange[];
}

/** @param rate of the session clock: a change is told in real ms */
export const sendingOf = (apart: readonly Leg[], rate: number): Sending => {
  const legs = together(apart, rate);
  const firsts = legs.filter((leg, i) => legs.findIndex((other) => areTwins(other, leg)) === i);
  const changes = firsts.map((first) => ({
    lampIds: legs.filter((leg) => areTwins(leg, first)).map(({ lampId }) => lampId),
    look: first.look,
    overMs: (first.ramp.endsAt - first.ramp.beganAt) / rate,
  }));
  return { legs, changes };
};
