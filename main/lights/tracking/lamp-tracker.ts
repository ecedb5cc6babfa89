// What is known of one lamp: what it may be putting out, what it was sent, and what its bridge has said since. Pure;
// a report never moves a lamp, it only changes the estimate.

import { isSameLook, type Look, type Role } from '../../../shared/preset/preset.ts';
import { ASKED_AFTER_MS, type BridgeLamp } from '../rig.ts';
import {
  type BrightnessEstimate,
  brightnessAt,
  contradicted,
  doubted,
  heardBy,
  likelyLook,
  settledAt,
  shownBy,
  unknownBrightness,
} from './brightness-estimate.ts';
import {
  isAsBefore,
  isTold,
  isWithin,
  judgeReport,
  type LastSent,
  shows,
  type Told,
} from './lamp-reports.ts';
import { type Fade, latestOf, looksAfterAll, overAt } from './possible-fades.ts';

export interface TrackedLamp {
  readonly role: Role;
  /** As the bridge described it last. */
  readonly lamp: BridgeLamp;
  readonly estimate: BrightnessEstimate;
  /** null when nothing was sent, or when the lamp's reports cannot be relied on. */
  readonly sent: LastSent | null;
  /** When the last command for it was sent, taken or not. */
  readonly sentAt: number;
  /** A person changed it by hand: it is left so. */
  readonly isChanged: boolean;
  /** How often it was found astray since it was last found as sent. */
  readonly timesAstray: number;
  /** How often it was found in another colour only, since then. */
  readonly timesOffColour: number;
  /** The look that it did not go to, however often it was led there; null once it is found there, or as sent. */
  readonly deafTo: Look | null;
}

/** A lamp is led back this often; one that is still elsewhere then cannot do better. */
const MOST_TIMES_ASTRAY = 3;

/** A report shows a command after this long at the latest, in real ms: a bridge answers with what it was told. */
const TOLD_AFTER_MS = 400;

/** Stands for the look of a lamp whose bridge does not tell it. */
export const UNTOLD: Look = { brightnessPct: 0, warmthK: 2700 };

const NEVER_ASTRAY = { timesAstray: 0, timesOffColour: 0 };

/** A lamp that is known only from its bridge's report. */
export const trackLamp = (lamp: BridgeLamp, role: Role, at: number): TrackedLamp => ({
  role,
  lamp,
  estimate: unknownBrightness(lamp.reported ?? UNTOLD, at),
  sent: null,
  sentAt: at,
  isChanged: false,
  ...NEVER_ASTRAY,
  deafTo: null,
});

/** A command ends what a person set by hand. */
const commanded = (tracked: TrackedLamp, { ramp }: Fade): TrackedLamp => ({
  ...tracked,
  sentAt: Math.max(tracked.sentAt, ramp.beganAt),
  isChanged: false,
});

/** The lamp once the bridge took a command for it. */
export const wasSent = (tracked: TrackedLamp, fade: Fade): TrackedLamp => {
  const { look, ramp } = fade;
  const before = tracked.sent?.look ?? tracked.lamp.reported;
  const after = commanded(tracked, fade);
  if (tracked.sent !== null && before !== null && isSameLook(before, look)) {
    return { ...after, sent: { ...tracked.sent, ramp, perhaps: [] } };
  }
  const wasConfirmed = tracked.sent?.isConfirmed ?? false;
  const sent = { look, ramp, before, wasConfirmed, isConfirmed: false, perhaps: [] };
  return { ...after, sent, ...(tracked.sent === null && NEVER_ASTRAY) };
};

/** The lamp when nobody knows whether the bridge took a command for it. */
export const wasPerhapsSent = (tracked: TrackedLamp, fade: Fade): TrackedLamp => {
  const { sent } = tracked;
  const after = commanded(tracked, fade);
  if (sent === null || sent.perhaps.some((look) => isSameLook(look, fade.look))) return after;
  return { ...after, sent: { ...sent, perhaps: [...sent.perhaps, fade.look] } };
};

/** True when the bridge's report is the best that is known: nothing of ours moves the lamp. */
export const isAsReported = ({ sent, isChanged }: TrackedLamp): boolean => sent === null || isChanged;

/** What the lamp is most likely at; null when neither its bridge nor a command of ours tells. */
export const lookOf = (tracked: TrackedLamp, now: number): Look | null =>
  isAsReported(tracked) ? tracked.lamp.reported : likelyLook(tracked.estimate, now);

/** The lamp when it is to follow the room again, whoever changed it. */
export const takenBack = (tracked: TrackedLamp): TrackedLamp =>
  tracked.isChanged
    ? { ...tracked, isChanged: false, sent: null, estimate: { ...tracked.estimate, newest: null } }
    : tracked;

/** When a report was asked for and when it came, and the rate of the clock of both. */
export interface ReportTimes {
  readonly askedAt: number;
  readonly at: number;
  readonly rate: number;
}

const cameBack = ({ role, estimate }: TrackedLamp, lamp: BridgeLamp, at: number): TrackedLamp => ({
  ...trackLamp(lamp, role, at),
  estimate: unknownBrightness(lamp.reported ?? UNTOLD, at, Math.max(at, latestOf(estimate.fades))),
});

/** A lamp whose bridge tells what it shows. */
type ToldLamp = TrackedLamp & { readonly lamp: Told };

/** True for a lamp whose reports will show whether it heard a command: it is in reach, and its bridge tells what it shows. */
export const isTelling = ({ lamp }: TrackedLamp): boolean => lamp.reachable && isTold(lamp);

const changedByHand = (tracked: ToldLamp, at: number): TrackedLamp => ({
  ...tracked,
  isChanged: true,
  estimate: contradicted(tracked.estimate, tracked.lamp.reported.brightnessPct, at),
});

/** Too soon after a command to be sure: bridges lag. */
const inDoubt = (tracked: ToldLamp, at: number): TrackedLamp => ({
  ...tracked,
  estimate: doubted(tracked.estimate, tracked.lamp.reported.brightnessPct, at),
});

/** It is led to its look once more. */
const ledBack = (tracked: ToldLamp, at: number): ToldLamp => ({
  ...tracked,
  estimate: contradicted(tracked.estimate, tracked.lamp.reported.brightnessPct, at),
});

/** The bridge of one that was led back often enough may only be slow to tell: it is given up when it must have told. */
const foundAstray = (tracked: ToldLamp, sinceMs: number, at: number): TrackedLamp => {
  if (tracked.timesAstray < MOST_TIMES_ASTRAY)
    return { ...ledBack(tracked, at), timesAstray: tracked.timesAstray + 1 };
  if (sinceMs < ASKED_AFTER_MS) return inDoubt(tracked, at);
  const { sent, lamp } = tracked;
  const isDeaf = sent !== null && isAsBefore(sent, lamp);
  const estimate = doubted(heardBy(tracked.estimate), lamp.reported.brightnessPct, at);
  return { ...tracked, estimate, sent: null, deafTo: isDeaf ? sent.look : tracked.deafTo };
};

/** One that shows the brightness keeps it, whatever becomes of the colour. */
const foundOffColour = (tracked: ToldLamp, at: number): TrackedLamp =>
  tracked.timesOffColour < MOST_TIMES_ASTRAY
    ? { ...ledBack(tracked, at), timesOffColour: tracked.timesOffColour + 1 }
    : tracked;

/** Nothing leads the lamp anywhere; one that was slow to go may have come to its look. */
const leftAlone = (tracked: ToldLamp, at: number): TrackedLamp => {
  const { lamp, estimate, deafTo } = tracked;
  const after = deafTo !== null && shows(deafTo, lamp) ? { ...tracked, deafTo: null } : tracked;
  return isWithin(brightnessAt(estimate, at), lamp.reported) ? after : inDoubt(after, at);
};

/**
 * A lamp that is reported where it was sent, after the end of its fade, is there: earlier doubts are over. A report may have
 * waited for answers: it tells of when it was asked for.
 */
const foundAsSent = (
  tracked: TrackedLamp,
  sent: LastSent,
  { askedAt, at }: ReportTimes,
  isSure: boolean,
): TrackedLamp => {
  const isThere = isSure && askedAt >= Math.max(overAt(tracked.estimate.fades), sent.ramp.endsAt);
  const estimate = isThere ? settledAt(tracked.estimate, sent.look, at) : tracked.estimate;
  return {
    ...tracked,
    estimate,
    sent: { ...sent, isConfirmed: true },
    isChanged: false,
    ...NEVER_ASTRAY,
    deafTo: null,
  };
};

/**
 * The lamp after a report. One that was out of reach and is back may have lost its power meanwhile: it may put out
 * anything, and finds its way back from there.
 */
export const afterReport = (before: TrackedLamp, lamp: BridgeLamp, times: ReportTimes): TrackedLamp => {
  const { askedAt, at, rate } = times;
  if (lamp.reachable && !before.lamp.reachable) return cameBack(before, lamp, at);
  if (!lamp.reachable || !isTold(lamp)) return { ...before, lamp };
  const { sent } = before;
  if (sent === null) return leftAlone({ ...before, lamp }, at);
  const sinceMs = (askedAt - before.sentAt) / rate;
  // A report asked for before the last command was sent may well show the lamp as it was then.
  if (sinceMs <= 0 && isAsBefore(sent, lamp)) return { ...before, lamp };
  const isSure = sinceMs >= ASKED_AFTER_MS;
  const estimate = isSure ? shownBy(before.estimate, lamp.reported, at) : before.estimate;
  const tracked = { ...before, lamp, estimate };
  const perhaps = [...sent.perhaps, ...looksAfterAll(estimate.fades)];
  const verdict = judgeReport({ ...sent, perhaps }, lamp, at);
  if (tracked.isChanged && verdict !== 'asSent') return changedByHand(tracked, at);
  switch (verdict) {
    case 'asSent':
      return sinceMs <= 0 ? tracked : foundAsSent(tracked, sent, times, isSure);
    case 'astray':
      return sinceMs < TOLD_AFTER_MS ? inDoubt(tracked, at) : foundAstray(tracked, sinceMs, at);
    case 'offColour':
      return sinceMs < TOLD_AFTER_MS ? tracked : foundOffColour(tracked, at);
    case 'hand':
      return sinceMs < ASKED_AFTER_MS ? inDoubt(tracked, at) : changedByHand(tracked, at);
    case 'perhaps':
      return inDoubt(tracked, at);
    case 'unclear':
      return tracked;
  }
};

/**
 * The lamp after a report that was asked for just before its last command: if it was elsewhere then, it began its new
 * way from there, and is led back to the score. One that had just been commanded may not show that yet.
 *
 * @param then the lamp as it was tracked when the command was sent
 * @param fade of that command
 */
export const afterEarlierReport = (
  tracked: TrackedLamp,
  then: TrackedLamp,
  lamp: BridgeLamp,
  { ramp }: Fade,
  { askedAt, rate }: Pick<ReportTimes, 'askedAt' | 'rate'>,
): TrackedLamp => {
  if (then.sent === null || !lamp.reachable || !isTold(lamp)) return tracked;
  if (askedAt - then.sentAt < TOLD_AFTER_MS * rate) return tracked;
  // The report may already show the command, if the command overtook the question.
  if (tracked.sent !== null && judgeReport(tracked.sent, lamp, ramp.endsAt) === 'asSent') return tracked;
  // The command was planned for a lamp that might be there.
  if (isWithin(brightnessAt(then.estimate, ramp.beganAt), lamp.reported)) return tracked;
  const verdict = judgeReport(then.sent, lamp, ramp.beganAt);
  if (verdict !== 'hand' && verdict !== 'astray') return tracked;
  return { ...tracked, estimate: contradicted(tracked.estimate, lamp.reported.brightnessPct, ramp.beganAt) };
};
