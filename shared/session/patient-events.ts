// What a patient's press makes of a running session. Pure. No press is ever refused, and each is undone by its pair.

import { pressed } from '../preset/ladder.ts';
import { assertNever } from '../result.ts';
import { brightnessWith } from '../score/light-score.ts';
import { levelWith } from '../score/sound-score.ts';
import { type Moved, milestone, type PatientEvent } from './events.ts';
import { isUnanswered, type Ms, type RunningSession } from './session.ts';

/** One step up or down the ladder; noticed at once, or at the limit. */
const nudge = (session: RunningSession, what: 'light' | 'sound', direction: 1 | -1, now: Ms) => {
  const place = what === 'light' ? brightnessWith(session, now) : levelWith(session, now);
  return { nudge: { ...session.nudge, [what]: pressed(session.nudge[what], direction, place) } };
};

/** What a patient's press makes of a running session. */
export const afterPatientEvent = (session: RunningSession, event: PatientEvent, now: Ms): Moved => {
  const awake = { ...session, awakeUntil: event.awakeUntil };
  const told = { kind: 'patient', what: event.type, at: now } as const;
  const changed = (change: Partial<RunningSession>): Moved => ({
    session: { ...awake, ...change },
    happened: [told],
  });
  const unmentioned: Moved = { session: awake, happened: [] };
  switch (event.type) {
    case 'wake':
      return unmentioned;
    case 'darker':
      return changed(nudge(session, 'light', -1, now));
    case 'lighter':
      return changed(nudge(session, 'light', 1, now));
    case 'softer':
      // Nothing is softer than silence; a step taken unheard would not be undone by its pair.
      return changed(session.silenced ? {} : nudge(session, 'sound', -1, now));
    case 'louder':
      return changed(session.silenced ? { silenced: false } : nudge(session, 'sound', 1, now));
    case 'silence':
      return changed({ silenced: !session.silenced });
    case 'different': {
      const { playing } = event;
      // The track refused last stands last: when all have been refused, only that one is kept out.
      const refused = session.refused.filter((id) => id !== playing);
      return changed({ refused: playing === null ? refused : [...refused, playing], silenced: false });
    }
    case 'someone':
      if (isUnanswered(session)) return unmentioned;
      return {
        session: { ...awake, request: { askedAt: now, wish: null, comingAt: null } },
        happened: [milestone('askedFor', now)],
      };
    case 'wish': {
      // The same wish twice takes it back; the request stays. A wish after staff have answered is a new request, or
      // nobody would come to know of it.
      const { request } = session;
      const wish = request?.wish === event.wish ? null : event.wish;
      if (request !== null && (isUnanswered(session) || wish === null)) {
        return changed({ request: { ...request, wish } });
      }
      return {
        session: { ...awake, request: { askedAt: now, wish, comingAt: null } },
        happened: [milestone('askedFor', now), told],
      };
    }
    default:
      return assertNever(event);
  }
};
