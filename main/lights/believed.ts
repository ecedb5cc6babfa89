// What a lamp may be putting out. A command that failed may have been carried out or not, so the belief
// is a set of ramps, and the truth lies within their hull. Never steered by what a bridge reports.

import { hull, known, type Ramp, type Span, spanAt, steady } from '../../shared/guard.ts';
import type { Look } from '../../shared/preset.ts';
import type { LightPath } from '../../shared/score.ts';

/** What the last command was for: a path of the score, and whether it leads to its end or only back to it. */
export interface Aim {
  readonly path: LightPath;
  /** The instant of the path's own `now`. */
  readonly asked: number;
  /** When the command for it was sent. */
  readonly saidAt: number;
  readonly isFinal: boolean;
}

export interface Belief {
  /** The truth lies within the hull of these; the newest comes first. */
  readonly ramps: readonly [Ramp, ...Ramp[]];
  /** The looks between which the newest certain ramp goes, for its colour and for pictures. */
  readonly from: Look;
  readonly to: Look;
  /** null when nothing was sent, or nothing is certain. */
  readonly aim: Aim | null;
}

/** With more ramps than this to choose from, all that lies between them is possible. */
const MOST_RAMPS = 8;

const anything = (to: number, at: number): Ramp => ({ ...steady({ low: 0, high: 100 }, at), to });

/** Nothing is known but what the bridge reports, which in a fade is not what is seen. */
export const unknownBelief = (reported: Look, at: number): Belief => ({
  ramps: [anything(reported.brightnessPct, at)],
  from: reported,
  to: reported,
  aim: null,
});

/** All that the brightness may be at an instant, in %. */
export const spanOf = (belief: Belief, at: number): Span =>
  belief.ramps.map((ramp) => spanAt(ramp, at)).reduce((a, b) => hull(a, b));

/** All that the brightness may be at any instant of a stretch of time, in %. */
export const spanDuring = (belief: Belief, begin: number, end: number): Span =>
  hull(spanOf(belief, begin), spanOf(belief, end));

/** All that the brightness may ever be, from an instant on, if nothing more is sent: each ramp ends at its `to`. */
const spanFrom = (belief: Belief, at: number): Span =>
  belief.ramps.map(({ to }) => known(to)).reduce((a, b) => hull(a, b), spanOf(belief, at));

/**
 * The belief once a lamp reports something else than it was sent: it may be at either, or anywhere between, and the
 * next change starts from all that may be.
 */
export const doubted = (belief: Belief, reportedPct: number, at: number): Belief => {
  const span = hull(spanFrom(belief, at), known(reportedPct));
  return { ...belief, ramps: [{ ...steady(span, at), to: belief.ramps[0].to }] };
};

/** The same once it is certain that what it was sent for is not so. */
export const contradicted = (belief: Belief, reportedPct: number, at: number): Belief => ({
  ...doubted(belief, reportedPct, at),
  aim: null,
});

/** The belief when a lamp is certainly at a look, and goes nowhere. */
export const settledAt = (belief: Belief, look: Look, at: number): Belief => ({
  ...belief,
  ramps: [steady(known(look.brightnessPct), at)],
  to: look,
});

/** The look that is most likely now. */
export const likelyLook = (belief: Belief, at: number): Look => {
  const [{ beganAt, endsAt }] = belief.ramps;
  const share = endsAt <= at ? 1 : Math.max(0, (at - beganAt) / (endsAt - beganAt));
  const { from, to } = belief;
  const brightnessPct = from.brightnessPct + (to.brightnessPct - from.brightnessPct) * share;
  return { ...(share < 0.5 ? from : to), brightnessPct };
};

/** The same ramp had it begun when its answer came: from wherever the lamps had got to by then. */
const begunLate = (belief: Belief, ramp: Ramp, answeredAt: number): Ramp => ({
  from: spanOf(belief, answeredAt),
  to: ramp.to,
  beganAt: answeredAt,
  endsAt: answeredAt + ramp.endsAt - ramp.beganAt,
});

/**
 * The belief once a command is known to have been taken, at some instant between its sending (the ramp's
 * beginning) and its answer: the truth lies between the ramp begun at once and the ramp begun late.
 */
export const carriedOut = (belief: Belief, ramp: Ramp, to: Look, aim: Aim, answeredAt: number): Belief => ({
  ramps: [begunLate(belief, ramp, answeredAt), ramp],
  from: likelyLook(belief, ramp.beganAt),
  to,
  aim,
});

/** The belief when a command may or may not have been taken. */
export const perhapsCarriedOut = (belief: Belief, ramp: Ramp, failedAt: number): Belief => {
  const before: readonly Ramp[] =
    belief.ramps.length < MOST_RAMPS ? belief.ramps : [steady(spanFrom(belief, ramp.beganAt), ramp.beganAt)];
  return { ...belief, ramps: [begunLate(belief, ramp, failedAt), ramp, ...before], aim: null };
};
