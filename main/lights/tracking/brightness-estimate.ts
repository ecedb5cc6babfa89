// What a lamp may be putting out. A command may be carried out from the instant it is sent, and one that failed may
// have been or not, so the belief is a set of courses, and the truth lies within their hull. Never steered by what a
// bridge reports.

import type { Look } from '../../../shared/preset/preset.ts';
import { hull, known, type Span } from '../../../shared/score/guard.ts';
import type { LightPath } from '../../../shared/score/light-score.ts';
import {
  type Change,
  type Courses,
  endOf,
  latestOf,
  leadsTo,
  newestIsLastAt,
  resting,
  spanOfCourses,
  withDoubt,
  withLatest,
  withSent,
  withTaken,
} from './possible-fades.ts';

/** What a command is for: a path of the score, and whether it leads to its end or only back to it. */
export interface Aim {
  readonly path: LightPath;
  /** The instant of the path's own `now`. */
  readonly asked: number;
  /** When the command for it was sent. */
  readonly saidAt: number;
  readonly isFinal: boolean;
}

/** A straight change from one look to another. */
export interface Passage {
  readonly from: Look;
  readonly to: Look;
  readonly beganAt: number;
  readonly endsAt: number;
}

export interface Belief {
  /** The truth lies within the hull of these. */
  readonly courses: Courses;
  /** The newest change that is certain, for its colour and for pictures. */
  readonly likely: Passage;
  /** Of the newest command, from its sending on; null when nothing was sent, or it has perhaps come to nothing. */
  readonly aim: Aim | null;
}

const ANYTHING: Span = { low: 0, high: 100 };

/**
 * Nothing is known but what the bridge reports, which in a fade is not what is seen.
 *
 * @param latest by when what was sent before may still be carried out
 */
export const unknownBelief = (reported: Look, at: number, latest: number = at): Belief => ({
  courses: [resting(ANYTHING, at, latest)],
  likely: { from: reported, to: reported, beganAt: at, endsAt: at },
  aim: null,
});

/** All that the brightness may be at an instant, in %. */
export const spanOf = ({ courses }: Belief, at: number): Span => spanOfCourses(courses, at);

/** All that the brightness may be at any instant of a stretch of time, in %. */
export const spanDuring = (belief: Belief, begin: number, end: number): Span =>
  hull(spanOf(belief, begin), spanOf(belief, end));

/** When all that was sent is over at the latest. */
export const overAt = ({ courses }: Belief): number => Math.max(...courses.map(endOf));

/** By when what was sent may still be carried out. */
export const openUntil = ({ courses }: Belief): number => latestOf(courses);

/**
 * The belief once a lamp reports something else than it was sent: it may be at either, or anywhere between, and the
 * next change starts from all that may be.
 */
export const doubted = (belief: Belief, reportedPct: number, at: number): Belief => ({
  ...belief,
  courses: withDoubt(belief.courses, known(reportedPct), at),
  likely: { ...belief.likely, beganAt: at, endsAt: at },
});

/** The same once it is certain that what it was sent for is not so. */
export const contradicted = (belief: Belief, reportedPct: number, at: number): Belief => ({
  ...doubted(belief, reportedPct, at),
  aim: null,
});

/** The belief when a lamp is certainly at a look, and goes nowhere. */
export const settledAt = (belief: Belief, look: Look, at: number): Belief => ({
  ...belief,
  courses: [resting(known(look.brightnessPct), at)],
  likely: { from: belief.likely.from, to: look, beganAt: at, endsAt: at },
});

/** The look that is most likely now. */
export const likelyLook = ({ likely: { from, to, beganAt, endsAt } }: Belief, at: number): Look => {
  const share = endsAt <= at ? 1 : Math.max(0, (at - beganAt) / (endsAt - beganAt));
  const brightnessPct = from.brightnessPct + (to.brightnessPct - from.brightnessPct) * share;
  return { ...(share < 0.5 ? from : to), brightnessPct };
};

/** A command for one lamp. */
export interface Command extends Change {
  readonly aim: Aim;
}

/** The belief from the sending of a command on: it may be carried out until `latest`. */
export const sentOut = (belief: Belief, command: Command, latest: number): Belief => ({
  ...belief,
  courses: withSent(belief.courses, command, latest),
  aim: command.aim,
});

/** True when nothing was sent since a command, and nothing has spoken against it. */
export const isNewest = (belief: Belief, { aim }: Command): boolean => belief.aim === aim;

/** The belief when a command has perhaps come to nothing, and may yet be carried out until `latest`. */
export const unanswered = (belief: Belief, command: Command, latest: number): Belief => ({
  ...belief,
  courses: withLatest(belief.courses, command, latest),
  aim: isNewest(belief, command) ? null : belief.aim,
});

/** The belief when a command was carried out that a newer one went past: which of them came last, nobody knows. */
export const overtaken = (belief: Belief, command: Command, answeredAt: number): Belief => ({
  ...belief,
  courses: withLatest(belief.courses, command, answeredAt),
  aim: leadsTo(belief.courses, command.look) ? belief.aim : null,
});

/**
 * The belief once the newest command is known to have been carried out, at some instant between its sending and its
 * answer.
 */
export const carriedOut = (belief: Belief, command: Command, answeredAt: number): Belief => {
  const { beganAt, endsAt } = command.ramp;
  return {
    ...belief,
    courses: withTaken(belief.courses, command, answeredAt),
    likely: {
      from: likelyLook(belief, beganAt),
      to: command.look,
      beganAt: answeredAt,
      endsAt: answeredAt + endsAt - beganAt,
    },
  };
};

/**
 * When what may have been carried out after the newest command, though sent before it, can come no more; null when
 * there is nothing of the kind.
 */
export const undisputedAt = ({ courses }: Belief): number | null => newestIsLastAt(courses);
