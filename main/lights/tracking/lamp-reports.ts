// What a bridge's report says of a lamp that was sent somewhere: that it went, that it is astray, or that somebody
// changed it. Pure; reports lag and lie, so that in doubt nothing is read into one.

import type { Look } from '../../../shared/preset/preset.ts';
import { type Ramp, type Span, spanAt } from '../../../shared/score/guard.ts';
import type { BridgeLamp } from '../rig.ts';

/** More than this beside what was sent is a person's hand: 25 of 254 in brightness, as percentage points. */
const HAND_PCT = 10;

/** And more than this in warmth, in K. */
const HAND_K = 100;

/** Nearer than this two brightnesses are one, in percentage points: a step of 254, and what rounding adds. */
const SAME_PCT = 0.6;

/** A lamp that reports its light instead of its target is not as exact, in percentage points. */
const ON_ITS_WAY_PCT = 2;

/** What a lamp can show, and what its bridge says that it does. */
export type Reported = Pick<BridgeLamp, 'reported' | 'warmthK'>;

const brightnessApart = (a: Look, b: Look): number => Math.abs(a.brightnessPct - b.brightnessPct);

/** True when a lamp that is lit shows another colour than it was sent, as near as it can show that one. */
const isOtherColour = (sent: Look, { reported, warmthK }: Reported): boolean => {
  if (sent.brightnessPct <= 0 || reported.brightnessPct <= 0 || warmthK === null) return false;
  if ('colour' in sent) return !('colour' in reported);
  if ('colour' in reported) return true;
  const shown = Math.min(warmthK.most, Math.max(warmthK.least, sent.warmthK));
  return Math.abs(shown - reported.warmthK) > HAND_K;
};

/** What was sent to a lamp last, and what its reports have said since. */
export interface Sent {
  readonly look: Look;
  /** The way to it, as it was sent. */
  readonly way: Ramp;
  /** What the lamp was at before: a report of it says that the command came to nothing. */
  readonly before: Look | null;
  /** A report has shown it as sent since. */
  readonly isConfirmed: boolean;
  /** What it was sent since by commands that may have come to nothing. */
  readonly perhaps: readonly Look[];
}

/**
 * asSent: it went. astray: it is elsewhere, by no person's hand: the command came to nothing, or its power was gone
 * for a moment. hand: somebody changed it. perhaps: it may be on the way that a command without an answer set, or at
 * its end by a hand. unclear: nothing is known.
 */
export type Reading = 'asSent' | 'astray' | 'hand' | 'perhaps' | 'unclear';

/** True when a lamp shows what it was at before, and not what it was sent. */
export const isAsBefore = ({ look, before }: Sent, lamp: Reported): boolean => {
  if (before === null) return false;
  if (brightnessApart(before, lamp.reported) > SAME_PCT || isOtherColour(before, lamp)) return false;
  return brightnessApart(look, lamp.reported) > SAME_PCT || isOtherColour(look, lamp);
};

const outside = (span: Span, pct: number): number => Math.max(0, span.low - pct, pct - span.high);

/** True when a report is no news of a lamp that may be anywhere in a span. */
export const isWithin = (span: Span, reported: Look): boolean =>
  outside(span, reported.brightnessPct) <= SAME_PCT;

/**
 * What a report says. Most lamps report the target of a fade, and some where they are on the way to it, so that a
 * hand is what is far from both. A colour that differs is believed to be a hand only where the same lamp has shown
 * the sent one since: bridges of other makers name colours as they please.
 *
 * @param at on the clock of the way
 */
export const readReport = (sent: Sent, lamp: Reported, at: number): Reading => {
  if (sent.perhaps.some((look) => brightnessApart(look, lamp.reported) <= SAME_PCT)) return 'perhaps';
  if (!sent.isConfirmed && isAsBefore(sent, lamp)) return 'astray';
  const fromTarget = brightnessApart(sent.look, lamp.reported);
  const present = spanAt(sent.way, at);
  const fromPresent = outside(present, lamp.reported.brightnessPct);
  if (fromTarget > HAND_PCT && fromPresent > HAND_PCT) return 'hand';
  const isOther = isOtherColour(sent.look, lamp);
  if (fromTarget <= HAND_PCT && isOther && sent.isConfirmed) return 'hand';
  if (fromTarget <= SAME_PCT) return isOther ? 'unclear' : 'asSent';
  const hasFarToGo = outside(present, sent.look.brightnessPct) > ON_ITS_WAY_PCT;
  return hasFarToGo && fromPresent <= ON_ITS_WAY_PCT ? 'unclear' : 'astray';
};
