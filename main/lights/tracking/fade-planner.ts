// Plans the next fade of each lamp within the startle guard: along the score where the lamp is on it, otherwise back
// to the score as fast as is gentle. Pure; guarded-rig.ts sends the fades.

import { isSameLook, type Look } from '../../../shared/preset/preset.ts';
import { guarded, hull, LIGHT_SLOPES, type Span, shortestMs } from '../../../shared/score/guard.ts';
import { type LightPath, mixLooks } from '../../../shared/score/light-score.ts';
import type { LampChange } from '../rig.ts';
import { type BrightnessEstimate, brightnessAt, likelyBrightnessAt } from './brightness-estimate.ts';
import { type Fade, gentleSpanAt, newestIsLastAt } from './possible-fades.ts';

/** A fade takes at least this long, however small it is, in ms: steps are felt and not seen. */
const CALM_MS = 1500;

/** A lamp within this many percentage points of the score is on it. */
const ON_PATH_PCT = 1;

/** Two paths whose ends are within this of each other end together, in ms. */
const SAME_END_MS = 150;

/** Two paths that are this near each other at an instant, and end together, are the same, in percentage points. */
const SAME_PATH_PCT = 0.25;

/** A fade is sent again this long after it was last sent, in ms, so that a lamp that lost it finds it again. */
const RESEND_MS = 120_000;

/** A fade that is doubted is planned anew no sooner than this after it was sent, in ms: a lamp may never do as it is told. */
const DOUBTED_MS = 1000;

/** A fade with less than this left, in ms, is not sent again: a lamp that is elsewhere would have to hurry. */
const TOO_LATE_MS = 20_000;

/** The look on a path at an instant. */
export const lookOnPath = ({ at, now, to, reachAt }: LightPath, instant: number): Look => {
  const whole = reachAt - at;
  return whole <= 0 ? to : mixLooks(now, to, Math.min(1, Math.max(0, (instant - at) / whole)));
};

/** Where a moving path can be met from a span, and how long the way there takes. */
const meeting = (span: Span, path: LightPath, now: number): { look: Look; ms: number } => {
  let ms = CALM_MS;
  for (let round = 0; round < 4; round++) {
    const there = lookOnPath(path, now + ms).brightnessPct;
    ms = Math.max(CALM_MS, shortestMs(span, there, LIGHT_SLOPES));
  }
  return { look: lookOnPath(path, now + ms), ms };
};

/**
 * The next fade of one lamp. While an earlier fade may still take effect, this one goes no further than that one could
 * gently start from.
 *
 * @param latest by when a command sent now has taken effect, if it does: the lamp goes on as it was until then
 */
export const nextFade = (
  lampId: string,
  estimate: BrightnessEstimate,
  path: LightPath,
  now: number,
  latest: number,
): Fade => {
  const present = likelyBrightnessAt(estimate, now);
  const span = hull(brightnessAt(estimate, now), brightnessAt(estimate, latest));
  const here = lookOnPath(path, now).brightnessPct;
  const isOnPath = present.low >= here - ON_PATH_PCT && present.high <= here + ON_PATH_PCT;
  const isMoving = path.reachAt > now + CALM_MS;
  const onwards = { look: path.to, ms: Math.max(CALM_MS, path.reachAt - now) };
  const wanted = isMoving && !isOnPath ? meeting(span, path, now) : onwards;
  const { low, high } = gentleSpanAt(estimate.fades, now);
  const brightnessPct = Math.max(low, Math.min(high, wanted.look.brightnessPct));
  const ramp = guarded(span, brightnessPct, wanted.ms, LIGHT_SLOPES, now);
  const isEnd = wanted === onwards || ramp.endsAt >= path.reachAt;
  const isFinal = isEnd && brightnessPct === wanted.look.brightnessPct;
  return { lampId, look: { ...wanted.look, brightnessPct }, ramp, path, isFinal };
};

/** The fade that goes past the guard, from anywhere: for Full light alone. */
export const fullLightFade = (lampId: string, path: LightPath, now: number, leastMs: number): Fade => {
  const endsAt = Math.max(path.reachAt, now + leastMs);
  const ramp = { from: { low: 0, high: 100 }, to: path.to.brightnessPct, beganAt: now, endsAt };
  return { lampId, look: path.to, ramp, path, isFinal: true };
};

/** The fade with which a lamp will follow a path that begins later. */
export const fadeAhead = (lampId: string, estimate: BrightnessEstimate, path: LightPath): Fade => {
  const { at, to, reachAt } = path;
  const from = brightnessAt(estimate, at);
  const ramp = { from, to: to.brightnessPct, beganAt: at, endsAt: Math.max(at + CALM_MS, reachAt) };
  return { lampId, look: to, ramp, path, isFinal: true };
};

/**
 * When something has to be sent to a lamp that goes where it should; null when nothing has. A fade that an earlier one
 * may have undone is sent again once no earlier one can take effect any more.
 */
export const resendAt = ({ fades, likely, newest }: BrightnessEstimate): number | null => {
  if (newest === null) return null;
  const undisputedAt = newestIsLastAt(fades);
  if (undisputedAt !== null) return undisputedAt;
  if (!newest.isFinal) return Math.max(likely.reachAt, newest.ramp.beganAt + DOUBTED_MS);
  const againAt = newest.ramp.beganAt + RESEND_MS;
  return againAt + TOO_LATE_MS < newest.path.reachAt ? againAt : null;
};

/** A common end is not enough: two paths are the same only where they are close now as well. */
const isSamePath = (a: LightPath, b: LightPath, now: number): boolean =>
  isSameLook(a.to, b.to) &&
  Math.abs(lookOnPath(a, now).brightnessPct - lookOnPath(b, now).brightnessPct) <= SAME_PATH_PCT &&
  (b.reachAt <= b.at || Math.abs(a.reachAt - b.reachAt) <= SAME_END_MS);

/** True when the lamp goes where the path wants it, or was just told to, so that nothing has to be sent. */
export const isUnderWay = (estimate: BrightnessEstimate, path: LightPath, now: number): boolean => {
  if (estimate.newest === null || !isSamePath(estimate.newest.path, path, now)) return false;
  const at = resendAt(estimate);
  return at === null || now < at;
};

/** Bridges count transitions in steps of 100 ms; a ramp that ends between two would be taken to be over too soon. */
const STEP_MS = 100;

const inWholeSteps = (lengthMs: number, rate: number): number =>
  Math.ceil(lengthMs / rate / STEP_MS - 1e-6) * STEP_MS * rate;

/** Fades along the score do not wait for those that lead back to it, even when both go to the same look. */
const goTogether = (a: Fade, b: Fade): boolean => isSameLook(a.look, b.look) && a.isFinal === b.isFinal;

/**
 * The same fades, all as slow as the slowest that goes to the same look, in whole steps of the bridge.
 *
 * @param rate of the session clock
 */
export const inStep = (fades: readonly Fade[], rate: number): readonly Fade[] =>
  fades.map((fade) => {
    const group = fades.filter((other) => goTogether(other, fade));
    const lengthMs = Math.max(...group.map(({ ramp }) => ramp.endsAt - ramp.beganAt));
    return { ...fade, ramp: { ...fade.ramp, endsAt: fade.ramp.beganAt + inWholeSteps(lengthMs, rate) } };
  });

/**
 * What the rig has to do for fades that are in step: one change for each look.
 *
 * @param rate of the session clock: the rig is told real ms
 */
export const changesFor = (fades: readonly Fade[], rate: number): readonly LampChange[] => {
  const firsts = fades.filter((fade, i) => fades.findIndex((other) => goTogether(other, fade)) === i);
  return firsts.map((first) => ({
    lampIds: fades.filter((fade) => goTogether(fade, first)).map(({ lampId }) => lampId),
    look: first.look,
    overMs: (first.ramp.endsAt - first.ramp.beganAt) / rate,
  }));
};
