// The score of light: where each lamp's look is at an instant and where it goes. Pure. A fade is one straight line, so
// that it never jumps when it is cut short, held or stepped.

import { nudgedLight, type Range, SOUND_STEP_DB, unnudgedLight } from '../preset/ladder.ts';
import { type Look, withBrightness } from '../preset/preset.ts';
import type { LeftLooks, Ms, RunningSession, Stand } from '../session/session.ts';
import { fadeEndsAt, lightShare, runningPhase } from '../session/timeline.ts';
import { levelNow } from './sound-score.ts';

/** Where a lamp's look is at an instant and where it goes: straight from `now` to `to`, there at `reachAt`, then held. */
export interface LightPath {
  /** The instant of `now`. */
  readonly at: Ms;
  readonly now: Look;
  readonly to: Look;
  readonly reachAt: Ms;
}

/** Every lamp is at 100 % well within the second that Full light promises. */
export const FULL_LIGHT_MS = 600;

/** White enough to see skin colour by, warm enough not to sting. */
const FULL_LOOK: Look = { brightnessPct: 100, warmthK: 3000 };

/** Task light at hand's reach during a quiet check, and the least that the rest of the room then has, in %. */
const QUIET_CHECK_TASK: Look = { brightnessPct: 15, warmthK: 2200 };
const QUIET_CHECK_AMBIENT_PCT = 5;

const mix = (a: number, b: number, share: number): number => a + (b - a) * share;

/**
 * The look a share (0–1) of the way between two. Warmth is mixed in mired, as a bridge does. Between a colour and a
 * warmth only the brightness is mixed; the tint is the later one's at once.
 */
export const mixLooks = (a: Look, b: Look, share: number): Look => {
  const brightnessPct = mix(a.brightnessPct, b.brightnessPct, share);
  if ('warmthK' in a && 'warmthK' in b) {
    return { brightnessPct, warmthK: 1e6 / mix(1e6 / a.warmthK, 1e6 / b.warmthK, share) };
  }
  if ('colour' in a && 'colour' in b) {
    const colour = { x: mix(a.colour.x, b.colour.x, share), y: mix(a.colour.y, b.colour.y, share) };
    return { brightnessPct, colour };
  }
  return { ...b, brightnessPct };
};

/** A path that stays at one look. */
export const still = (look: Look, now: Ms): LightPath => ({ at: now, now: look, to: look, reachAt: now });

const nudgedLook = (look: Look, session: RunningSession, limits: Range): Look =>
  withBrightness(look, nudgedLight(look.brightnessPct, session.nudge.light, limits));

/** Where a fade comes from. The first comes from what the lamps were found at, whatever the limits say. */
const nudgedFrom = (look: Look, session: RunningSession): Look => {
  const { least, most } = session.preset.limits.lightPct;
  const found = session.phase.index === 0 ? look.brightnessPct : least;
  return nudgedLook(look, session, { least: Math.min(least, found), most: Math.max(most, found) });
};

const between = (from: Look, to: Look, share: number): Look =>
  share <= 0 ? from : share >= 1 ? to : mixLooks(from, to, share);

/** The present fade with the patient's steps in it. `lift` raises both its ends, so that it stays straight. */
const nudgedPath = (
  session: RunningSession,
  role: 'ambient' | 'task',
  now: Ms,
  lift: (look: Look) => Look = (look) => look,
): LightPath => {
  const to = lift(nudgedLook(runningPhase(session)[role], session, session.preset.limits.lightPct));
  const from = lift(nudgedFrom(session.phase.from[role], session));
  const here = between(from, to, lightShare(session, now));
  if (session.heldAt !== null || session.phase.lightWaits) return still(here, now);
  return { at: now, now: here, to, reachAt: Math.max(now, fadeEndsAt(session)) };
};

/** The ambient brightness in % that each number of the patient's steps would give now. */
export const brightnessWith =
  (session: RunningSession, now: Ms) =>
  (steps: number): number =>
    nudgedPath({ ...session, nudge: { ...session.nudge, light: steps } }, 'ambient', now).now.brightnessPct;

/** What ambient and task lamps are at, without overlays: what the room is left at when a session ends. */
export const runningLooks = (session: RunningSession, now: Ms): LeftLooks => ({
  ambient: nudgedPath(session, 'ambient', now).now,
  task: nudgedPath(session, 'task', now).now,
});

/**
 * Where the next fade starts when the present one is left: what the room is at now, less the patient's steps. With
 * the steps it is the present look again, so that a fade that is cut short goes on without a jump.
 */
export const standToGoOnFrom = (session: RunningSession, now: Ms): Stand => {
  const { light, sound } = session.nudge;
  const unnudged = (look: Look): Look => withBrightness(look, unnudgedLight(look.brightnessPct, light));
  const { ambient, task } = runningLooks(session, now);
  // Steps that the limits swallowed would lead above 0 dB, which no stand is.
  const levelDb = Math.min(0, levelNow(session, now) - sound * SOUND_STEP_DB);
  return { ambient: unnudged(ambient), task: unnudged(task), levelDb };
};

const liftedAmbient = (look: Look): Look =>
  withBrightness(look, Math.max(QUIET_CHECK_AMBIENT_PCT, look.brightnessPct));

const liftedTask = (look: Look): Look =>
  look.brightnessPct >= QUIET_CHECK_TASK.brightnessPct ? look : QUIET_CHECK_TASK;

/** The paths of ambient and task lamps while a session runs; a quiet check lifts them. */
export const runningLight = (
  session: RunningSession,
  now: Ms,
): Readonly<Record<'ambient' | 'task', LightPath>> => {
  const isLifted = session.quietCheckSince !== null;
  return {
    ambient: nudgedPath(session, 'ambient', now, isLifted ? liftedAmbient : undefined),
    task: nudgedPath(session, 'task', now, isLifted ? liftedTask : undefined),
  };
};

/** The path of every lamp under Full light. */
export const fullLightPath = (since: Ms, now: Ms): LightPath => ({
  at: now,
  now: FULL_LOOK,
  to: FULL_LOOK,
  reachAt: since + FULL_LIGHT_MS,
});
