// The next straight change for each role, allowed by the startle guard: along the score where the lamps are on
// it, otherwise back to it as fast as is gentle. Pure; guarded-rig.ts carries it out.

import { guarded, LIGHT_SLOPES, type Ramp, type Span, shortestMs } from '../../shared/guard.ts';
import type { Look, Role } from '../../shared/preset.ts';
import type { LightPath } from '../../shared/score.ts';
import { mixLooks } from '../../shared/timeline.ts';
import { type Aim, type Belief, spanDuring, spanOf } from './believed.ts';

/** A change takes at least this long, however small, in ms: steps are to be felt and not seen. */
const CALM_MS = 1500;

/** Lamps within this many percentage points of the score are on it. */
const ON_PATH_PCT = 1;

/** Two paths that end within this of each other end together, in ms. */
const SAME_END_MS = 150;

/** One straight change of all lamps of some roles, and what it is for. */
export interface Leg {
  readonly roles: readonly Role[];
  readonly look: Look;
  readonly ramp: Ramp;
  readonly aim: Aim;
}

/** The look on a path at an instant; `asked` is the instant of the path's own `now`. */
export const lookOnPath = (path: LightPath, asked: number, at: number): Look => {
  const whole = path.reachAt - asked;
  return whole <= 0 ? path.to : mixLooks(path.now, path.to, Math.min(1, Math.max(0, (at - asked) / whole)));
};

/** Where a moving path can be met from a span, and how long the way there takes. */
const meeting = (span: Span, path: LightPath, asked: number, now: number): { look: Look; ms: number } => {
  let ms = CALM_MS;
  for (let round = 0; round < 4; round++) {
    const there = lookOnPath(path, asked, now + ms).brightnessPct;
    ms = Math.max(CALM_MS, shortestMs(span, there, LIGHT_SLOPES));
  }
  return { look: lookOnPath(path, asked, now + ms), ms };
};

/**
 * The next leg for the lamps of one role.
 *
 * @param latest by when a command sent now has been taken, if it is: the lamps go on as they were until then
 */
export const nextLeg = (
  role: Role,
  belief: Belief,
  { path, asked }: { readonly path: LightPath; readonly asked: number },
  now: number,
  latest: number,
): Leg => {
  const present = spanOf(belief, now);
  const span = spanDuring(belief, now, latest);
  const here = lookOnPath(path, asked, now).brightnessPct;
  const isOnPath = present.low >= here - ON_PATH_PCT && present.high <= here + ON_PATH_PCT;
  const isMoving = path.reachAt > now + CALM_MS;
  if (isMoving && !isOnPath) {
    const { look, ms } = meeting(span, path, asked, now);
    const ramp = guarded(span, look.brightnessPct, ms, LIGHT_SLOPES, now);
    return { roles: [role], look, ramp, aim: { path, asked, isFinal: ramp.endsAt >= path.reachAt } };
  }
  const wishedMs = Math.max(CALM_MS, path.reachAt - now);
  const ramp = guarded(span, path.to.brightnessPct, wishedMs, LIGHT_SLOPES, now);
  return { roles: [role], look: path.to, ramp, aim: { path, asked, isFinal: true } };
};

const isSameLook = (a: Look, b: Look): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Two paths that are this near each other at an instant, and end together, are one, in percentage points. */
const SAME_WAY_PCT = 0.25;

/** True when a path is the one that was aimed at: an end in common alone is not the same way. */
const isSameWay = (aim: Aim, path: LightPath, asked: number, at: number): boolean => {
  const there = lookOnPath(aim.path, aim.asked, at).brightnessPct;
  return Math.abs(there - lookOnPath(path, asked, at).brightnessPct) <= SAME_WAY_PCT;
};

/** True when the lamps, for certain, already go where the path wants them, so that nothing is to be sent. */
export const isUnderWay = (belief: Belief, path: LightPath, asked: number, now: number): boolean => {
  const { aim, ramps } = belief;
  if (aim === null || !isSameLook(aim.path.to, path.to)) return false;
  if (!isSameWay(aim, path, asked, now)) return false;
  const isStill = path.reachAt <= asked;
  if (!isStill && Math.abs(aim.path.reachAt - path.reachAt) > SAME_END_MS) return false;
  return aim.isFinal || now < ramps[0].endsAt;
};

/** Legs that go to the same look become one, as slow as the slowest of them: one command for one look. */
export const together = (legs: readonly Leg[]): readonly Leg[] => {
  const joined: Leg[] = [];
  for (const leg of legs) {
    const place = joined.findIndex((other) => isSameLook(other.look, leg.look));
    const twin = joined[place];
    if (twin === undefined) joined.push(leg);
    else {
      const slower = twin.ramp.endsAt >= leg.ramp.endsAt ? twin : leg;
      joined[place] = { ...slower, roles: [...twin.roles, ...leg.roles] };
    }
  }
  return joined;
};
