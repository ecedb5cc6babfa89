// What the score has wanted of light and sound so far in a session, without overlays: the corners of both lines, noted
// as they come, so that the past is drawn as it was whatever was pressed. Pure.

import { runningLooks } from '../score/light-score.ts';
import { levelNow } from '../score/sound-score.ts';
import type { Ms, RunningSession, Session, TrailPoint } from './session.ts';
import { fadeEndsAt } from './timeline.ts';

/** The oldest corners go first; the liveliest of sessions has about a hundred. */
export const MOST_CORNERS = 400;

/** Never a negative zero, which JSON would not bring back. */
const rounded = (value: number): number => Math.round(value * 100) / 100 + 0;

const cornerAt = (session: RunningSession, at: Ms): TrailPoint => {
  const { brightnessPct } = runningLooks(session, at).ambient;
  return [Math.round(at), rounded(brightnessPct), rounded(levelNow(session, at))];
};

const isSame = (a: TrailPoint, b: TrailPoint): boolean => a.every((value, i) => value === b[i]);

/** The corners at which the present fade begins and ends to move light, between two instants. */
const cornersOfFade = (session: RunningSession, after: Ms, before: Ms): readonly TrailPoint[] =>
  [session.phase.lightAt, fadeEndsAt(session)]
    .filter((at) => session.heldAt === null && at > after && at < before)
    .map((at) => cornerAt(session, at));

/** The corners of a session up to an instant, with where both lines are then. */
export const trailUntil = (session: RunningSession, at: Ms): readonly TrailPoint[] => {
  const last = session.trail.at(-1)?.[0] ?? session.startedAt;
  return [...session.trail, ...cornersOfFade(session, last, at), cornerAt(session, at)];
};

/** True when the lines do not go on as they did. */
const turns = (before: RunningSession, after: RunningSession): boolean =>
  before.phase !== after.phase || before.heldAt !== after.heldAt || before.nudge !== after.nudge;

/** The session after something happened at an instant, with the corners that this makes. */
export const traced = (before: Session, after: Session, at: Ms): Session => {
  if (after.stage === 'idle') return after;
  if (before.stage === 'idle') return { ...after, trail: [cornerAt(after, at)] };
  if (!turns(before, after)) return after;
  const till = trailUntil(before, at);
  const here = cornerAt(after, at);
  const last = till.at(-1);
  const trail = last !== undefined && isSame(last, here) ? till : [...till, here];
  return { ...after, trail: trail.slice(-MOST_CORNERS) };
};
