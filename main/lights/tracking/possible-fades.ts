// The fades that a lamp may be in. A command takes effect at some instant after it was sent, or never, and a later
// command may take effect before an earlier one. A lamp may miss one that its bridge took, and the bridge not know. Pure.

import { isSameLook, type Look } from '../../../shared/preset/preset.ts';
import {
  hull,
  known,
  LIGHT_SLOPES,
  type Ramp,
  type Span,
  spanAt,
  steady,
} from '../../../shared/score/guard.ts';
import type { LightPath } from '../../../shared/score/light-score.ts';
import { isWithin } from './lamp-reports.ts';

/** One straight change of one lamp, from the planner to the command that carries it out. */
export interface Fade {
  readonly lampId: string;
  readonly look: Look;
  /** It begins when the fade is sent. */
  readonly ramp: Ramp;
  /** The path of the score that the fade follows. */
  readonly path: LightPath;
  /** True when the fade ends where the path ends; false when it only leads back to the path. */
  readonly isFinal: boolean;
}

/** A fade that has taken effect, or may. */
export interface PossibleFade {
  /** null: no fade; the brightness rests somewhere in `from`. */
  readonly look: Look | null;
  /** As it was sent. */
  readonly ramp: Ramp;
  /** All that the brightness may be when the fade takes effect, in %. */
  readonly from: Span;
  /** The last instant at which the fade may take effect. */
  readonly latest: number;
}

/** At least one, the newest first. */
export type PossibleFades = readonly [PossibleFade, ...PossibleFade[]];

/** Beyond this number the fades that are over are merged into one span. */
const MOST_OVER = 12;

/** No fade: the brightness is somewhere in a span. */
export const resting = (span: Span, at: number, latest: number = at): PossibleFade => ({
  look: null,
  ramp: steady(span, at),
  from: span,
  latest,
});

const lengthOf = ({ ramp }: PossibleFade): number => ramp.endsAt - ramp.beganAt;

const latestEndOf = (fade: PossibleFade): number => fade.latest + lengthOf(fade);

/** All that the brightness may be in a fade at an instant: between an immediate beginning and the latest one. */
const spanIn = (fade: PossibleFade, at: number): Span => {
  const { ramp, from, latest } = fade;
  const late: Ramp = { from, to: ramp.to, beganAt: latest, endsAt: latestEndOf(fade) };
  return hull(spanAt({ ...ramp, from }, at), spanAt(late, at));
};

const hullOf = (spans: readonly Span[], first: Span): Span => spans.reduce(hull, first);

/** All that the brightness may be at an instant, in %. */
export const spanOfFades = ([first, ...others]: PossibleFades, at: number): Span =>
  hullOf(
    others.map((fade) => spanIn(fade, at)),
    spanIn(first, at),
  );

/** All that the brightness may be from an instant on, if nothing more is sent: every fade may reach its end. */
const spanFrom = (fades: PossibleFades, at: number): Span =>
  hullOf(
    fades.filter(({ look }) => look !== null).map(({ ramp }) => known(ramp.to)),
    spanOfFades(fades, at),
  );

/** The last instant at which one of the fades may take effect. */
export const latestOf = (fades: readonly PossibleFade[]): number =>
  Math.max(...fades.map(({ latest }) => latest));

/** When all fades are over at the latest. */
export const overAt = (fades: PossibleFades): number => Math.max(...fades.map(latestEndOf));

/** The fades that may still take effect after an instant. */
const openAt = (fades: readonly PossibleFade[], at: number): readonly PossibleFade[] =>
  fades.filter(({ latest }) => latest > at);

/** True when the newest fade leads to a look. */
export const leadsTo = ([{ look }]: PossibleFades, to: Look): boolean =>
  look !== null && isSameLook(look, to);

/** A rest leads elsewhere only where it stands for merged fades that may still take effect. */
const mayLeadElsewhere = (fades: PossibleFades, { look, ramp, latest }: PossibleFade): boolean =>
  look === null ? latest > ramp.beganAt : !leadsTo(fades, look);

/**
 * When no earlier fade can still take effect after the newest one and lead elsewhere; null when that is certain
 * already.
 */
export const newestIsLastAt = (fades: PossibleFades): number | null => {
  const [newest, ...others] = fades;
  const open = openAt(others, newest.ramp.beganAt).filter((fade) => mayLeadElsewhere(fades, fade));
  return open.length === 0 ? null : latestOf(open);
};

/** Where earlier fades lead that may have taken effect after the newest one. */
export const looksAfterAll = ([newest, ...others]: PossibleFades): readonly Look[] =>
  openAt(others, newest.ramp.beganAt).flatMap(({ look }) => look ?? []);

/** Where a fade may begin and still be gentle: where it was planned from, and all that the slopes allow. */
const gentleStart = (fade: PossibleFade): Span => {
  const { from, to } = fade.ramp;
  const seconds = lengthOf(fade) / 1000;
  return hull(from, {
    low: to - LIGHT_SLOPES.upPerS * seconds,
    high: to + LIGHT_SLOPES.downPerS * seconds,
  });
};

/** Where a lamp may be sent, in %, so that any fade that may still take effect after an instant starts gently there. */
export const gentleSpanAt = (fades: PossibleFades, at: number): Span =>
  openAt(fades, at)
    .filter(({ look }) => look !== null)
    .map(gentleStart)
    .reduce((all, one) => ({ low: Math.max(all.low, one.low), high: Math.min(all.high, one.high) }), {
      low: 0,
      high: 100,
    });

/** A fade that may begin anywhere in the others, from an instant on. */
const begunIn = (fade: PossibleFade, others: readonly PossibleFade[], at: number): PossibleFade => ({
  ...fade,
  from: hullOf(
    others.flatMap((other) => [spanIn(other, at), spanIn(other, fade.latest)]),
    fade.from,
  ),
});

/** The fades that the lamp is still in where it missed all that came after them. */
const missedSince = (fades: readonly PossibleFade[], at: number): readonly PossibleFade[] =>
  fades.filter(({ latest }) => latest <= at);

/** The fades once the lamp has certainly heard the newest: what remains beside it may have taken effect after it. */
export const withHeard = ([newest, ...others]: PossibleFades): PossibleFades => [
  newest,
  ...openAt(others, newest.ramp.beganAt),
];

/**
 * The fades once a report that the lamp has answered itself shows a look. Where it shows the newest fade, the earlier ones
 * are out, but for those that lead to the same brightness at another pace.
 */
export const withShown = (fades: PossibleFades, reported: Look, at: number): PossibleFades => {
  const [newest, ...others] = fades;
  const missed = missedSince(others, newest.ramp.beganAt);
  const leadsThere = ({ look, ramp }: PossibleFade): boolean =>
    look !== null && isWithin(known(ramp.to), reported);
  if (leadsThere(newest)) return [...withHeard(fades), ...missed.filter(leadsThere)];
  const isOnItsWay = isWithin(spanIn(newest, at), reported);
  return isOnItsWay && !missed.some((fade) => isWithin(spanIn(fade, at), reported))
    ? withHeard(fades)
    : fades;
};

/** The same fades; when many of them are over, those are merged. */
const merged = (fades: PossibleFades): PossibleFades => {
  const [newest, ...others] = fades;
  const { beganAt } = newest.ramp;
  const [first, ...more] = missedSince(others, beganAt);
  if (first === undefined || more.length < MOST_OVER) return fades;
  return [newest, ...openAt(others, beganAt), resting(spanFrom([first, ...more], beganAt), beganAt)];
};

/** The fades when the brightness may also be elsewhere, in %, and rest there or anywhere between. */
export const withDoubt = (fades: PossibleFades, elsewhere: Span, at: number): PossibleFades => {
  const [newest, ...others] = fades;
  const open = openAt(others, newest.ramp.beganAt).filter(({ look, latest }) => look !== null || latest > at);
  return [newest, ...open, resting(hull(spanFrom(fades, at), elsewhere), at)];
};

/**
 * The fades once one more is sent, which may take effect until `latest`. Earlier fades that may still take effect may
 * now also begin in the new one, in any order.
 */
export const withSent = (fades: PossibleFades, { look, ramp }: Fade, latest: number): PossibleFades => {
  const from = hull(spanOfFades(fades, ramp.beganAt), spanOfFades(fades, latest));
  const next: PossibleFade = { look, ramp, from, latest };
  let open = openAt(fades, ramp.beganAt);
  // Each of them may be the last, after all the others.
  for (const _ of open) {
    const before = open;
    open = before.map((fade) =>
      begunIn(fade, [next, ...before.filter((other) => other !== fade)], ramp.beganAt),
    );
  }
  return merged([next, ...open, ...missedSince(fades, ramp.beganAt)]);
};

/** The fades when a sent one may take effect until an instant, and not after it. */
export const withLatest = (fades: PossibleFades, { ramp }: Fade, latest: number): PossibleFades => {
  const until = (fade: PossibleFade): PossibleFade => {
    if (fade.ramp !== ramp) return fade;
    return latest > fade.latest ? begunIn({ ...fade, latest }, fades, latest) : { ...fade, latest };
  };
  const [first, ...others] = fades;
  return [until(first), ...others.map(until)];
};

/** The same fade, where its command waited and was sent only later. */
export const sentLater = (fade: Fade, sentAt: number): Fade => {
  const waitedMs = Math.max(0, sentAt - fade.ramp.beganAt);
  if (waitedMs === 0) return fade;
  const { beganAt, endsAt } = fade.ramp;
  return { ...fade, ramp: { ...fade.ramp, beganAt: beganAt + waitedMs, endsAt: endsAt + waitedMs } };
};

/**
 * The fades once the bridge took a sent one, which takes effect by an instant if the lamp hears it. What remains beside it
 * are the fades that may take effect after it, and those that the lamp is in if it missed it.
 *
 * @param planned the same fade as it was when it was first counted in
 */
export const withTaken = (
  fades: PossibleFades,
  { look, ramp }: Fade,
  at: number,
  planned: Fade,
): PossibleFades => {
  const [first = resting(ramp.from, ramp.beganAt), ...more] = fades.filter(
    (fade) => fade.ramp !== planned.ramp,
  );
  const others: PossibleFades = [first, ...more];
  const from = hull(spanOfFades(others, ramp.beganAt), spanOfFades(others, at));
  return merged([{ look, ramp, from, latest: at }, ...others]);
};
