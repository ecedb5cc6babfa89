// What a lamp may be putting out. A command may take effect from the instant it is sent, and any command may have taken
// effect or not until a report has shown it, so the estimate is a set of possible fades, and the truth lies within their
// hull. What a bridge reports may widen an estimate, or rule fades out, and never moves it.

import type { Look } from '../../../shared/preset/preset.ts';
import { known, type Span } from '../../../shared/score/guard.ts';
import { type LightPath, still } from '../../../shared/score/light-score.ts';
import {
  type Fade,
  leadsTo,
  type PossibleFades,
  resting,
  sentLater,
  spanOfFades,
  withDoubt,
  withHeard,
  withLatest,
  withSent,
  withShown,
  withTaken,
} from './possible-fades.ts';

export interface BrightnessEstimate {
  /** The truth lies within the hull of these. */
  readonly fades: PossibleFades;
  /** The newest change that is certain, for the lamp's colour and for pictures. */
  readonly likely: LightPath;
  /** The fade sent last, from its sending on; null when nothing was sent, or when it may have come to nothing. */
  readonly newest: Fade | null;
}

const ANYTHING: Span = { low: 0, high: 100 };

/**
 * Nothing is known but what the bridge reports, and during a fade that is not what is seen.
 *
 * @param latest by when a fade sent before may still take effect
 */
export const unknownBrightness = (reported: Look, at: number, latest: number = at): BrightnessEstimate => ({
  fades: [resting(ANYTHING, at, latest)],
  likely: still(reported, at),
  newest: null,
});

/** All that the brightness may be at an instant, in %. */
export const brightnessAt = ({ fades }: BrightnessEstimate, at: number): Span => spanOfFades(fades, at);

/** All that it may be if the lamp heard the newest fade, where its bridge took that. */
export const likelyBrightnessAt = ({ fades, newest }: BrightnessEstimate, at: number): Span =>
  spanOfFades(newest === null ? fades : withHeard(fades), at);

/** The estimate once the lamp has certainly heard the newest fade, or nobody will ever say whether it has. */
export const heardBy = (estimate: BrightnessEstimate): BrightnessEstimate => ({
  ...estimate,
  fades: withHeard(estimate.fades),
});

/**
 * The estimate once a lamp reports something else than it was sent: it may be at either, or anywhere between, and the
 * next fade starts from all of that.
 */
export const doubted = (
  estimate: BrightnessEstimate,
  reportedPct: number,
  at: number,
): BrightnessEstimate => ({
  ...estimate,
  fades: withDoubt(estimate.fades, known(reportedPct), at),
  likely: { ...estimate.likely, at, reachAt: at },
});

/** The same once it is certain that the newest fade did not work. */
export const contradicted = (
  estimate: BrightnessEstimate,
  reportedPct: number,
  at: number,
): BrightnessEstimate => ({ ...doubted(estimate, reportedPct, at), newest: null });

/** The estimate once the lamp itself has said what it shows: fades that it cannot be in are out. */
export const shownBy = (estimate: BrightnessEstimate, reported: Look, at: number): BrightnessEstimate => ({
  ...estimate,
  fades: withShown(estimate.fades, reported, at),
});

/** The estimate when a lamp is certainly at a look and rests there. */
export const settledAt = (estimate: BrightnessEstimate, look: Look, at: number): BrightnessEstimate => ({
  ...estimate,
  fades: [resting(known(look.brightnessPct), at)],
  likely: { ...still(look, at), now: estimate.likely.now },
});

/** The look that is most likely now. */
export const likelyLook = ({ likely }: BrightnessEstimate, now: number): Look => {
  const share = likely.reachAt <= now ? 1 : Math.max(0, (now - likely.at) / (likely.reachAt - likely.at));
  const from = likely.now.brightnessPct;
  return {
    ...(share < 0.5 ? likely.now : likely.to),
    brightnessPct: from + (likely.to.brightnessPct - from) * share,
  };
};

/** The estimate from the sending of a fade on: it may take effect until `latest`. */
export const afterSending = (
  estimate: BrightnessEstimate,
  fade: Fade,
  latest: number,
): BrightnessEstimate => ({
  ...estimate,
  fades: withSent(estimate.fades, fade, latest),
  newest: fade,
});

/** The estimate when a fade may have come to nothing, and may still take effect until `latest`. */
export const afterNoAnswer = (
  estimate: BrightnessEstimate,
  fade: Fade,
  latest: number,
): BrightnessEstimate => ({
  ...estimate,
  fades: withLatest(estimate.fades, fade, latest),
  newest: estimate.newest === fade ? null : estimate.newest,
});

/** The estimate when a fade was never sent, after all. */
export const neverSent = (estimate: BrightnessEstimate, fade: Fade): BrightnessEstimate =>
  afterNoAnswer(estimate, fade, fade.ramp.beganAt);

/**
 * The estimate once the bridge took a fade. When a newer one was sent meanwhile, nobody knows which of the two took
 * effect last; otherwise the fade began between its sending and the answer.
 *
 * @param sentAt later than it was planned for, where its command had to wait
 */
export const afterAnswer = (
  estimate: BrightnessEstimate,
  fade: Fade,
  answeredAt: number,
  sentAt: number = fade.ramp.beganAt,
): BrightnessEstimate => {
  const { fades, newest } = estimate;
  if (newest !== fade) {
    const isLast = newest !== null && newest.ramp.beganAt >= answeredAt;
    return {
      ...estimate,
      fades: withLatest(fades, fade, answeredAt),
      newest: isLast || leadsTo(fades, fade.look) ? newest : null,
    };
  }
  const begun = sentLater(fade, sentAt);
  const { beganAt, endsAt } = begun.ramp;
  return {
    fades: withTaken(fades, begun, answeredAt, fade),
    newest: begun,
    likely: {
      at: answeredAt,
      now: likelyLook(estimate, beganAt),
      to: fade.look,
      reachAt: answeredAt + endsAt - beganAt,
    },
  };
};
