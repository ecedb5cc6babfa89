// What a patient's press makes of a running session. Pure; every press is let be, and undone by its pair.

import { pressed } from '../preset/ladder.ts';
import { assertNever } from '../result.ts';
import { brightnessWith } from '../score/light-score.ts';
import { levelWith } from '../score/sound-score.ts';
import { milestone } from './deadlines.ts';
import { type Happening, isUnanswered, type Ms, type PatientEvent, type RunningSession } from './session.ts';

/** Darker, lighter, softer or louder: one step on the ladder, noticed at once or at the limit. */
const nudged = (
  session: RunningSession,
  what: 'light' | 'sound',
  direction: 1 | -1,
  now: Ms,
): RunningSession => {
  const place = what === 'light' ? brightnessWith(session, now) : levelWith(session, now);
  return {
    ...session,
    nudge: { ...session.nudge, [what]: pressed(session.nudge[what], direction, place) },
  };
};

/** What a patient's press makes of a running session. It is never refused. */
export const byPatient = (
  session: RunningSession,
  event: PatientEvent,
  now: Ms,
): { readonly session: RunningSession; readonly happened: readonly Happening[] } => {
  const awake = { ...session, awakeUntil: event.awakeUntil };
  const told: readonly Happening[] = [{ kind: 'patient', what: event.type, at: now }];
  switch (event.type) {
    case 'wake':
      return { session: awake, happened: [] };
    case 'darker':
      return { session: nudged(awake, 'light', -1, now), happened: told };
    case 'lighter':
      return { session: nudged(awake, 'light', 1, now), happened: told };
    case 'softer':
      // Nothing is softer than silence; a step taken unheard would not be undone by its pair.
      if (session.silenced) return { session: awake, happened: told };
      return { session: nudged(awake, 'sound', -1, now), happened: told };
    case 'louder':
      if (session.silenced) return { session: { ...awake, silenced: false }, happened: told };
      return { session: nudged(awake, 'sound', 1, now), happened: told };
    case 'silence':
      return { session: { ...awake, silenced: !session.silenced }, happened: told };
    case 'different': {
      // What was refused last stands last: once all tracks have been refused, only that one is kept out.
      const others = session.refused.filter((id) => id !== event.playing);
      const refused = event.playing === null ? session.refused : [...others, event.playing];
      return { session: { ...awake, refused, silenced: false }, happened: told };
    }
    case 'someone': {
      if (isUnanswered(session)) return { session: awake, happened: [] };
      return {
        session: { ...awake, request: { askedAt: now, wish: null, comingAt: null } },
        happened: [milestone('askedFor', now)],
      };
    }
    case 'wish': {
      // Said twice it is taken back, as every press can be; the request itself stays. What is said only after staff
      // have answered is asked anew: nobody else would come to know of it.
      const { request } = session;
      const wish = request?.wish === event.wish ? null : event.wish;
      if (request !== null && (request.comingAt === null || wish === null))
        return { session: { ...awake, request: { ...request, wish } }, happened: told };
      return {
        session: { ...awake, request: { askedAt: now, wish, comingAt: null } },
        happened: [milestone('askedFor', now), ...told],
      };
    }
    default:
      return assertNever(event);
  }
};
