// The courses that a lamp may be on. A change is carried out at some instant after it was sent, or never, and one
// that was sent later may be carried out sooner. Pure.

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

/** A straight change of a lamp, as it is sent. */
export interface Change {
  readonly look: Look;
  /** It begins when the change is sent. */
  readonly ramp: Ramp;
}

/** A change that has been carried out, or may be. */
export interface Course {
  /** null: there is none, and the brightness stays somewhere. */
  readonly look: Look | null;
  /** As it was sent. */
  readonly ramp: Ramp;
  /** All that the brightness may be when it is carried out, in %. */
  readonly from: Span;
  /** The last instant at which that may be. */
  readonly latest: number;
}

/** At least one, the newest first. */
export type Courses = readonly [Course, ...Course[]];

/** With more courses than this to choose from, all that lies between them is possible. */
const MOST_COURSES = 6;

/** No command: the brightness is somewhere in a span. */
export const resting = (span: Span, at: number, latest: number = at): Course => ({
  look: null,
  ramp: steady(span, at),
  from: span,
  latest,
});

const lengthOf = ({ ramp }: Course): number => ramp.endsAt - ramp.beganAt;

/** When it is over at the latest. */
export const endOf = (course: Course): number => course.latest + lengthOf(course);

/** All that the brightness may be on a course at an instant: it lies between that begun at once and that begun late. */
const spanOn = (course: Course, at: number): Span => {
  const { ramp, from, latest } = course;
  const late: Ramp = { from, to: ramp.to, beganAt: latest, endsAt: endOf(course) };
  return hull(spanAt({ ...ramp, from }, at), spanAt(late, at));
};

const hullOf = (spans: readonly Span[], first: Span): Span => spans.reduce(hull, first);

/** All that the brightness may be at an instant, in %. */
export const spanOfCourses = ([first, ...others]: Courses, at: number): Span =>
  hullOf(
    others.map((course) => spanOn(course, at)),
    spanOn(first, at),
  );

/** All that the brightness may ever be, from an instant on, if nothing more is sent: each course leads to its end. */
const spanFrom = (courses: Courses, at: number): Span =>
  hullOf(
    courses.filter(({ look }) => look !== null).map(({ ramp }) => known(ramp.to)),
    spanOfCourses(courses, at),
  );

/** The last instant at which any of these may be carried out. */
export const latestOf = (courses: readonly Course[]): number =>
  Math.max(...courses.map(({ latest }) => latest));

/** What may be carried out at an instant or after it. */
const openAt = (courses: readonly Course[], at: number): readonly Course[] =>
  courses.filter(({ latest }) => latest > at);

/** True when the newest change leads to a look. */
export const leadsTo = ([{ look }]: Courses, to: Look): boolean => look !== null && isSameLook(look, to);

/** A rest may lead elsewhere only where it tells of changes together that may still be carried out. */
const mayLeadElsewhere = (courses: Courses, { look, ramp, latest }: Course): boolean =>
  look === null ? latest > ramp.beganAt : !leadsTo(courses, look);

/**
 * When it is certain that the newest change is the last that was carried out, if it was: till then one that was sent
 * before it may come after it, and lead elsewhere. null: it is certain already.
 */
export const newestIsLastAt = (courses: Courses): number | null => {
  const [newest, ...others] = courses;
  const open = openAt(others, newest.ramp.beganAt).filter((course) => mayLeadElsewhere(courses, course));
  return open.length === 0 ? null : latestOf(open);
};

/** From where a change is as gentle as the guard wants it, and from where it was sent whatever the guard wants. */
const bearable = ({ ramp }: Course, seconds: number): Span =>
  hull(ramp.from, {
    low: ramp.to - LIGHT_SLOPES.upPerS * seconds,
    high: ramp.to + LIGHT_SLOPES.downPerS * seconds,
  });

/** Where a lamp may be led, in %, so that all that may be carried out later than an instant finds it there gently. */
export const bearableAt = (courses: Courses, at: number): Span =>
  openAt(courses, at)
    .filter(({ look }) => look !== null)
    .map((course) => bearable(course, lengthOf(course) / 1000))
    .reduce((all, one) => ({ low: Math.max(all.low, one.low), high: Math.min(all.high, one.high) }), {
      low: 0,
      high: 100,
    });

/** A course that may begin anywhere on others, from an instant on. */
const begunOn = (course: Course, others: readonly Course[], at: number): Course => ({
  ...course,
  from: hullOf(
    others.flatMap((other) => [spanOn(other, at), spanOn(other, course.latest)]),
    course.from,
  ),
});

/** The same courses, of which all but the newest are told together when they are many. */
const fewEnough = ([newest, ...others]: Courses): Courses => {
  const [first, ...more] = others;
  if (first === undefined || others.length <= MOST_COURSES) return [newest, ...others];
  const { beganAt } = newest.ramp;
  return [newest, resting(spanFrom([first, ...more], beganAt), beganAt, latestOf(others))];
};

/** The courses when the brightness may also be elsewhere, in %, and stay there or anywhere between. */
export const withDoubt = (courses: Courses, elsewhere: Span, at: number): Courses => {
  const [newest, ...others] = courses;
  return fewEnough([newest, ...others, resting(hull(spanFrom(courses, at), elsewhere), at)]);
};

/**
 * The courses once one more change is sent, which may be carried out until `latest`. What was sent before and may still
 * be carried out may now also begin on the course of the new one, in any order.
 */
export const withSent = (courses: Courses, { look, ramp }: Change, latest: number): Courses => {
  const from = hull(spanOfCourses(courses, ramp.beganAt), spanOfCourses(courses, latest));
  const next: Course = { look, ramp, from, latest };
  let open = openAt(courses, ramp.beganAt);
  // Each of them may be the last, after all the others.
  for (const _ of open) {
    const before = open;
    open = before.map((course) =>
      begunOn(course, [next, ...before.filter((other) => other !== course)], ramp.beganAt),
    );
  }
  const over = courses.filter((course) => course.latest <= ramp.beganAt);
  return fewEnough([next, ...open, ...over]);
};

/** The courses when a change that was sent may be carried out until an instant, and not after it. */
export const withLatest = (courses: Courses, { ramp }: Change, latest: number): Courses => {
  const until = (course: Course): Course => {
    if (course.ramp !== ramp) return course;
    return latest > course.latest ? begunOn({ ...course, latest }, courses, latest) : { ...course, latest };
  };
  const [first, ...others] = courses;
  return [until(first), ...others.map(until)];
};

/**
 * The courses once a change is known to have been carried out between its sending and an instant: there is no other
 * left but what may have been carried out after it.
 */
export const withTaken = (courses: Courses, { look, ramp }: Change, at: number): Courses => {
  const [first = resting(ramp.from, ramp.beganAt), ...more] = courses.filter(
    (course) => course.ramp !== ramp,
  );
  const others: Courses = [first, ...more];
  const from = hull(spanOfCourses(others, ramp.beganAt), spanOfCourses(others, at));
  return [{ look, ramp, from, latest: at }, ...openAt(others, ramp.beganAt)];
};
