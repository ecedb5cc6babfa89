// What a bridge's report says of a lamp that was sent somewhere: that it went, that it is astray, or that a person
// changed it. Pure; reports lag and lie, so an unclear one means nothing.

import type { Look } from '../../../shared/preset/preset.ts';
import { type Ramp, type Span, spanAt } from '../../../shared/score/guard.ts';
import type { BridgeLamp } from '../rig.ts';

/** A brightness further than this from the sent one is a person's hand: 25 of 254, as percentage points. */
const HAND_PCT = 10;

/** So is a warmth further away than this, in K. */
const HAND_K = 100;

/** Two brightnesses nearer than this are the same, in percentage points: one step of 254, and rounding. */
const SAME_PCT = 0.6;

/** The tolerance for a lamp that reports its present light instead of its target, in percentage points. */
export const ON_ITS_WAY_PCT = 2;

/** A lamp whose bridge says what it shows. */
export type Told = BridgeLamp & { readonly reported: Look };

export const isTold = (lamp: BridgeLamp): lamp is Told => lamp.reported !== null;

/** What a lamp can show, and what its bridge says that it shows. */
export type Reported = Pick<Told, 'reported' | 'warmthK' | 'hasColour'>;

const brightnessApart = (a: Look, b: Look): number => Math.abs(a.brightnessPct - b.brightnessPct);

/** True when a lit lamp shows another colour than it was sent, as near as the lamp can show that one. */
const isOtherColour = (sent: Look, { reported, warmthK, hasColour }: Reported): boolean => {
  if (sent.brightnessPct <= 0 || reported.brightnessPct <= 0 || warmthK === null) return false;
  if ('colour' in sent) return hasColour && !('colour' in reported);
  if ('colour' in reported) return true;
  const shown = Math.min(warmthK.most, Math.max(warmthK.least, sent.warmthK));
  return Math.abs(shown - reported.warmthK) > HAND_K;
};

/** What was sent to a lamp last, and what its reports have said since. */
export interface LastSent {
  readonly look: Look;
  /** The way there, as it was sent. */
  readonly ramp: Ramp;
  /** The look before this one: a report of it means that the command had no effect. */
  readonly before: Look | null;
  /** A report has shown the lamp in that look. */
  readonly wasConfirmed: boolean;
  /** A report has shown the lamp as sent. */
  readonly isConfirmed: boolean;
  /** Looks sent since by commands that may have had no effect. */
  readonly perhaps: readonly Look[];
}

/**
 * `asSent`: the lamp went where it was sent. `astray`: it is elsewhere and nobody touched it: the command had no effect,
 * or its power was off for a moment. `hand`: a person changed it. `perhaps`: it may follow a command that was never
 * answered, or a person set it to the same look. `offColour`: it has the brightness, and the colour of before, or one that
 * it was given by a hand just before. `unclear`: the report proves nothing.
 */
export type Verdict = 'asSent' | 'astray' | 'hand' | 'perhaps' | 'offColour' | 'unclear';

/** True when a lamp shows what it was at before, and not what it was sent; some take the colour alone. */
export const isAsBefore = ({ look, before }: LastSent, lamp: Reported): boolean => {
  if (before === null || brightnessApart(before, lamp.reported) > SAME_PCT) return false;
  if (isOtherColour(before, lamp) && isOtherColour(look, lamp)) return false;
  return brightnessApart(look, lamp.reported) > SAME_PCT || isOtherColour(look, lamp);
};

/** True when a report shows a look. */
export const shows = (look: Look, lamp: Reported): boolean =>
  brightnessApart(look, lamp.reported) <= SAME_PCT && !isOtherColour(look, lamp);

/** Of a lamp in another colour than it was sent: true where the names of colours are not what differs. */
const isOffColour = ({ look, before, wasConfirmed }: LastSent, lamp: Reported): boolean => {
  if (before === null || before.brightnessPct <= 0) return false;
  return (
    !isOtherColour(before, lamp) || (wasConfirmed && !isOtherColour(look, { ...lamp, reported: before }))
  );
};

const outside = (span: Span, pct: number): number => Math.max(0, span.low - pct, pct - span.high);

/** True for a brightness in a span, as near as 254 steps tell it. */
export const isInside = (span: Span, pct: number): boolean => outside(span, pct) <= SAME_PCT;

/** True when a report tells nothing new of a lamp that may be anywhere in a span. */
export const isWithin = (span: Span, reported: Look): boolean => isInside(span, reported.brightnessPct);

/**
 * What a report says. Most lamps report the target of a fade, and some their present light on the way, so a hand is
 * what is far from both. Another colour is a hand only where the same lamp has shown the sent colour since: bridges of
 * other makers name colours as they please.
 *
 * @param at on the clock of the ramp
 */
export const judgeReport = (sent: LastSent, lamp: Reported, at: number): Verdict => {
  if (sent.perhaps.some((look) => brightnessApart(look, lamp.reported) <= SAME_PCT)) return 'perhaps';
  if (!sent.isConfirmed && isAsBefore(sent, lamp)) return 'astray';
  const fromTarget = brightnessApart(sent.look, lamp.reported);
  const present = spanAt(sent.ramp, at);
  const fromPresent = outside(present, lamp.reported.brightnessPct);
  if (fromTarget > HAND_PCT && fromPresent > HAND_PCT) return 'hand';
  const isOther = isOtherColour(sent.look, lamp);
  if (fromTarget <= HAND_PCT && isOther && sent.isConfirmed) return 'hand';
  if (fromTarget <= SAME_PCT) {
    if (!isOther) return 'asSent';
    return isOffColour(sent, lamp) ? 'offColour' : 'unclear';
  }
  const hasFarToGo = outside(present, sent.look.brightnessPct) > ON_ITS_WAY_PCT;
  return hasFarToGo && fromPresent <= ON_ITS_WAY_PCT ? 'unclear' : 'astray';
};
