// The score: what the room should be at an instant, as values. It decides everything that light, door, sound
// and display do; the adapters only go there, within the guard.

import { nudgedLight, type Range, rungOf, SOUND_STEP_DB, unnudgedLight, within } from '../preset/ladder.ts';
import type { Look, Role } from '../preset/preset.ts';
import { type PageKind, pagesOffered } from '../session/after-care.ts';
import type { Ms, RunningSession, Session, Stand, Wish } from '../session/session.ts';
import { fadeEndsAt, lightShare, mixLooks, runningPhase } from '../session/timeline.ts';
import { levelNow, NO_SOUND, runningSound, type SoundWish } from './sound-score.ts';

/** Where a lamp's look is now and where it goes: straight from `now` to `to`, there at `reachAt`, then held. */
export interface LightPath {
  readonly now: Look;
  readonly to: Look;
  readonly reachAt: Ms;
}

/** What the door says; `free` is nothing at all, `turnover` that the room is being made ready. */
export type DoorSign = 'free' | 'quiet' | 'checkDue' | 'askedFor' | 'turnover';

/** What the patient display shows. Dots go from 0 to DOTS; null: nothing to show. */
export interface DisplayWish {
  readonly awake: boolean;
  readonly lightDots: number | null;
  readonly silenced: boolean;
  readonly request: 'none' | 'asked' | 'coming';
  /** What someone was asked for. */
  readonly wish: Wish | null;
  /** A still picture while the display is at rest. */
  readonly picture: boolean;
  /** What the patient may do with words and hands, once music and light are back. */
  readonly pages: readonly PageKind[];
}

export interface Want {
  /** null: nobody has asked anything of the room's light; it is left as it is. */
  readonly light: Readonly<Record<Role, LightPath>> | null;
  /** True while a person's Full light is on: the one change that may go round the guard. */
  readonly fullLight: boolean;
  readonly door: DoorSign;
  readonly sound: SoundWish;
  readonly display: DisplayWish;
}

/** Every lamp is at 100 % well within the second that Full light promises. */
export const FULL_LIGHT_MS = 600;

/** White enough to see skin colour by, warm enough not to sting. */
const FULL_LOOK: Look = { brightnessPct: 100, warmthK: 3000 };

/** Task light at hand's reach while staff look in, and the least that the room then has, in %. */
const QUIET_CHECK_TASK: Look = { brightnessPct: 15, warmthK: 2200 };
const QUIET_CHECK_AMBIENT_PCT = 5;

/** How many dots the patient display shows for a level. */
export const DOTS = 5;

/** The door lamp: dim red, amber, blue, off (design, "Door"). */
const DOOR_LOOKS: Readonly<Record<DoorSign, Look>> = {
  free: { brightnessPct: 0, colour: { x: 0.675, y: 0.322 } },
  quiet: { brightnessPct: 10, colour: { x: 0.675, y: 0.322 } },
  checkDue: { brightnessPct: 30, colour: { x: 0.56, y: 0.41 } },
  askedFor: { brightnessPct: 30, colour: { x: 0.17, y: 0.15 } },
  turnover: { brightnessPct: 0, colour: { x: 0.675, y: 0.322 } },
};

const still = (look: Look, now: Ms): LightPath => ({ now: look, to: look, reachAt: now });

const withBrightness = (look: Look, brightnessPct: number): Look => ({ ...look, brightnessPct });

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

/** The present fade with the patient's steps in it; `lift` raises both its ends, so that it stays straight. */
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
  return { now: here, to, reachAt: Math.max(now, fadeEndsAt(session)) };
};

/** The ambient brightness now, as it would be with another number of steps; in %. */
export const brightnessWith =
  (session: RunningSession, now: Ms) =>
  (steps: number): number =>
    nudgedPath({ ...session, nudge: { ...session.nudge, light: steps } }, 'ambient', now).now.brightnessPct;

/** What ambient and task lamps are at, without overlays: what the room is left at when a session ends. */
export const runningLooks = (session: RunningSession, now: Ms): Record<'ambient' | 'task', Look> => ({
  ambient: nudgedPath(session, 'ambient', now).now,
  task: nudgedPath(session, 'task', now).now,
});

/**
 * Where the next fade goes on from when the present one is left: what the room is at now, less the patient's
 * steps. With the steps it is the present look again, so that a fade cut short goes on without a jump.
 */
export const standToGoOnFrom = (session: RunningSession, now: Ms): Stand => {
  const { ambient, task } = runningLooks(session, now);
  const { light, sound } = session.nudge;
  return {
    ambient: withBrightness(ambient, unnudgedLight(ambient.brightnessPct, light)),
    task: withBrightness(task, unnudgedLight(task.brightnessPct, light)),
    // Steps that the limits swallowed would lead beyond 0 dB, which no stand is.
    levelDb: Math.min(0, levelNow(session, now) - sound * SOUND_STEP_DB),
  };
};

/** True while the assess mark is reached and staff have not said yet that they assessed. */
export const isAssessDue = ({ assessReached, assessedAt }: RunningSession): boolean =>
  assessReached && assessedAt === null;

/** What the door says of the room. Staff are as much awaited at the assess mark as at a check. */
export const doorSign = (session: Session): DoorSign => {
  if (session.stage === 'idle') return session.turnover === null ? 'free' : 'turnover';
  if (session.request !== null && session.request.comingAt === null) return 'askedFor';
  if (session.checks.some((check) => check.state === 'due')) return 'checkDue';
  if (isAssessDue(session)) return 'checkDue';
  return 'quiet';
};

const litAmbient = (look: Look): Look =>
  withBrightness(look, Math.max(QUIET_CHECK_AMBIENT_PCT, look.brightnessPct));

const litTask = (look: Look): Look =>
  look.brightnessPct >= QUIET_CHECK_TASK.brightnessPct ? look : QUIET_CHECK_TASK;

const runningLight = (session: RunningSession, now: Ms): Record<Role, LightPath> => {
  const door = still(DOOR_LOOKS[doorSign(session)], now);
  const looksIn = session.quietCheckSince !== null;
  return {
    ambient: nudgedPath(session, 'ambient', now, looksIn ? litAmbient : undefined),
    task: nudgedPath(session, 'task', now, looksIn ? litTask : undefined),
    door,
  };
};

const fullLight = (since: Ms): Record<Role, LightPath> => {
  const path: LightPath = { now: FULL_LOOK, to: FULL_LOOK, reachAt: since + FULL_LIGHT_MS };
  return { ambient: path, task: path, door: path };
};

/** How many dots a place in a range lights. */
const dotsOf = (value: number, range: Range): number =>
  Math.round(
    within((value - range.least) / Math.max(1, range.most - range.least), { least: 0, most: 1 }) * DOTS,
  );

/**
 * How many dots are lit for the sound: by what the player said last that it is at (dB over the normalised track; null:
 * silence), and never by what is wished.
 */
export const heardDots = (heardDb: number | null, soundDb: Range): number =>
  heardDb === null ? 0 : dotsOf(heardDb, soundDb);

const runningDisplay = (session: RunningSession, now: Ms): DisplayWish => {
  const { lightPct } = session.preset.limits;
  const light = nudgedPath(session, 'ambient', now).now.brightnessPct;
  const request = session.request === null ? 'none' : session.request.comingAt === null ? 'asked' : 'coming';
  return {
    awake: session.awakeUntil !== null,
    lightDots: dotsOf(rungOf(light), { least: rungOf(lightPct.least), most: rungOf(lightPct.most) }),
    silenced: session.silenced,
    request,
    wish: session.request?.wish ?? null,
    picture: session.preset.plan?.picture === true && runningPhase(session).name === 'settle',
    pages: pagesOffered(session, now),
  };
};

const IDLE_DISPLAY: DisplayWish = {
  awake: false,
  lightDots: null,
  silenced: false,
  request: 'none',
  wish: null,
  picture: false,
  pages: [],
};

/**
 * What the room should be at an instant. It holds, paths included, until the session changes; a path's value
 * at a later instant lies on the straight line from `now` to `to`.
 */
export const want = (session: Session, now: Ms): Want => {
  const since = session.fullLightSince;
  if (session.stage === 'idle') {
    const left = session.left;
    const rest = left && {
      ambient: still(left.ambient, now),
      task: still(left.task, now),
      door: still(DOOR_LOOKS[doorSign(session)], now),
    };
    return {
      light: since === null ? rest : fullLight(since),
      fullLight: since !== null,
      door: doorSign(session),
      sound: NO_SOUND,
      display: IDLE_DISPLAY,
    };
  }
  return {
    light: since === null ? runningLight(session, now) : fullLight(since),
    fullLight: since !== null,
    door: doorSign(session),
    sound: runningSound(session, now),
    display: runningDisplay(session, now),
  };
};
