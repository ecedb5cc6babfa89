// The score of the patient display: what it shows, and what it offers once the room has come back. Pure. It shows no
// figure, no time and no fault.

import { type Range, rungOf, within } from '../preset/ladder.ts';
import type { Ms, RunningSession, Wish } from '../session/session.ts';
import { fadeEndsAt, runningPhase } from '../session/timeline.ts';
import { brightnessWith } from './light-score.ts';

/** A page to write on, and one to draw on. */
export const PAGE_KINDS = ['write', 'draw'] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

/** How many dots the patient display shows for a level. */
export const DOTS = 5;

/** What the patient display shows. Dots go from 0 to DOTS; null: nothing to show. */
export interface DisplayState {
  readonly awake: boolean;
  readonly lightDots: number | null;
  readonly silenced: boolean;
  readonly request: 'none' | 'asked' | 'coming';
  /** What someone was asked for. */
  readonly wish: Wish | null;
  /** A still picture while the display is at rest. */
  readonly picture: boolean;
  /** The pages that are offered once music and light are back. */
  readonly pages: readonly PageKind[];
}

/** How many dots a value in a range lights. */
const dotsOf = (value: number, { least, most }: Range): number =>
  Math.round(within((value - least) / Math.max(1, most - least), { least: 0, most: 1 }) * DOTS);

/**
 * The dots for the sound, by what the player last reported (dB over the normalised track; null: silence) and never by
 * what is wanted.
 */
export const heardDots = (heardDb: number | null, soundDb: Range): number =>
  heardDb === null ? 0 : dotsOf(heardDb, soundDb);

/** True once there is light to see by: when the fade of return is done, and in all that comes after it. */
const isLightBack = (session: RunningSession, now: Ms): boolean => {
  const { name } = runningPhase(session);
  if (name === 'rest' || session.overAt !== null) return true;
  return name === 'return' && now >= fadeEndsAt(session);
};

/** The pages that the plan names, or both where no plan says no; none before the light is back. */
const pagesOffered = (session: RunningSession, now: Ms): readonly PageKind[] => {
  const { plan } = session.preset;
  return isLightBack(session, now) ? PAGE_KINDS.filter((kind) => plan === null || plan[kind]) : [];
};

/** What the patient display shows while a session runs. */
export const runningDisplay = (session: RunningSession, now: Ms): DisplayState => {
  const { preset, request, nudge } = session;
  const { least, most } = preset.limits.lightPct;
  const brightnessPct = brightnessWith(session, now)(nudge.light);
  return {
    awake: session.awakeUntil !== null,
    lightDots: dotsOf(rungOf(brightnessPct), { least: rungOf(least), most: rungOf(most) }),
    silenced: session.silenced,
    request: request === null ? 'none' : request.comingAt === null ? 'asked' : 'coming',
    wish: request?.wish ?? null,
    picture: preset.plan?.picture === true && runningPhase(session).name === 'settle',
    pages: pagesOffered(session, now),
  };
};

/** What the patient display shows where no session runs. */
export const IDLE_DISPLAY: DisplayState = {
  awake: false,
  lightDots: null,
  silenced: false,
  request: 'none',
  wish: null,
  picture: false,
  pages: [],
};
