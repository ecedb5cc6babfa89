// The parts of a plan that matter at this instant of a session: for looking in, for whoever was asked for, while the room
// settles, and when it comes back. Pure; the words are in words/en-plan.ts.

import type { PlanCard } from '../../../shared/preset/plan.ts';
import type { Ms, RunningSession, Wish } from '../../../shared/session/session.ts';
import { isSettling, MINUTE_MS, runningPhase } from '../../../shared/session/timeline.ts';
import { CHECK_NEARS_MS } from '../common/next-event.ts';

/** Why parts of the plan matter now. */
export type Moment = 'asked' | 'lookIn' | 'fullLight' | 'settle' | 'return';

export interface PlanMoment {
  readonly moment: Moment;
  /** The parts to show, most important first; none of them is empty. */
  readonly parts: readonly (keyof PlanCard)[];
}

/** The parts of the plan that help with a wish. */
const ANSWERS: Readonly<Record<Wish, readonly (keyof PlanCard)[]>> = {
  water: ['water'],
  warmer: ['blanket'],
  sick: ['medicinesTalkedAbout'],
  company: ['companion'],
  bathroom: [],
};

const isReturning = (session: RunningSession): boolean =>
  session.gentle || session.overAt !== null || ['return', 'rest'].includes(runningPhase(session).name);

/** True from shortly before a check until it is done, and while staff look in. */
const isLookingIn = (session: RunningSession, now: Ms): boolean => {
  const { checks, doseAt, quietCheckSince } = session;
  if (quietCheckSince !== null || checks.some(({ state }) => state === 'due')) return true;
  const ahead = checks.find(({ state }) => state === 'ahead');
  return ahead !== undefined && doseAt !== null && doseAt + ahead.atMin * MINUTE_MS - now <= CHECK_NEARS_MS;
};

const momentOf = (session: RunningSession, now: Ms): Moment | null => {
  if (session.request !== null) return 'asked';
  if (isLookingIn(session, now)) return 'lookIn';
  if (session.fullLightSince !== null) return 'fullLight';
  if (isSettling(session)) return 'settle';
  return isReturning(session) ? 'return' : null;
};

const partsAt = (moment: Moment, { request }: RunningSession, plan: PlanCard): PlanMoment['parts'] => {
  const wish = request?.wish ?? null;
  const answers = wish === null ? [] : ANSWERS[wish];
  const parts: Readonly<Record<Moment, PlanMoment['parts']>> = {
    asked: [...answers, 'touch', 'talk', 'helps', 'leaveAlone'],
    lookIn: ['touch', 'talk', 'lookIn', 'leaveAlone'],
    fullLight: ['touch', 'talk', 'leaveAlone'],
    settle: ['eyeMask', 'blanket', 'water', 'companion', 'quietAgreed', 'musicNever'],
    return: plan.afterwards === '' ? ['talk', 'touch'] : ['afterwards'],
  };
  return parts[moment];
};

/**
 * The parts of a session's plan to show now.
 *
 * @param now on the session clock
 * @returns null without a plan, and while no part matters more than at any other time
 */
export const planMoment = (session: RunningSession, now: Ms): PlanMoment | null => {
  const { plan } = session.preset;
  const moment = momentOf(session, now);
  if (plan === null || moment === null) return null;
  const parts = partsAt(moment, session, plan).filter((part) => plan[part] !== false && plan[part] !== '');
  return parts.length === 0 ? null : { moment, parts };
};
