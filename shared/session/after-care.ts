// What is offered once the room comes back: music first, then light, then words. Pure.

import type { Ms, RunningSession } from './session.ts';
import { fadeEndsAt, runningPhase } from './timeline.ts';

/** A page to write on, and one to draw on. */
export const PAGE_KINDS = ['write', 'draw'] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

/** True once there is light to see by: in return when its fade is done, and in all that comes after it. */
const isLightBack = (session: RunningSession, now: Ms): boolean => {
  const { name } = runningPhase(session);
  if (name === 'rest' || session.overAt !== null) return true;
  return name === 'return' && now >= fadeEndsAt(session);
};

/** The pages that the patient display offers now: those that the plan names, and none before the light is back. */
export const pagesOffered = (session: RunningSession, now: Ms): readonly PageKind[] => {
  const { plan } = session.preset;
  if (plan === null || !isLightBack(session, now)) return [];
  return PAGE_KINDS.filter((kind) => plan[kind]);
};
