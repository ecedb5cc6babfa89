// What a patient writes and draws, held so that a crash of the room's page loses nothing of it. It lies in this memory
// alone: in no file, no journal, no log and no snapshot, and a program that dies takes it along. Only the room's window
// is told of it, when its page is loaded anew and asks.

import type { Answer } from '../../shared/ipc/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import {
  NO_PAGES,
  type PagesChange,
  type PagesOfSession,
  pagesAfter,
  pagesOutlive,
} from '../../shared/session/patient-pages.ts';
import type { Ms, Session } from '../../shared/session/session.ts';

export interface PatientPages {
  /** Takes a change that was made in the session started at that instant; refused once its pages are forgotten. */
  readonly change: (startedAt: Ms, change: PagesChange) => Answer;
  /** The pages and whose they are; null: there are none. */
  readonly present: () => PagesOfSession | null;
  /** Forgets them if that is due; to be called at every change of the session. */
  readonly forgetIfOver: () => void;
  /** Forgets them at once. */
  readonly forget: () => void;
}

/**
 * The pages, none at first.
 *
 * @param session the room's, as it is now
 */
export const openPatientPages = (session: () => Session): PatientPages => {
  let held: PagesOfSession | null = null;

  /** Pages begin while their session runs, and go on to be theirs until they are forgotten. */
  const mayChange = (startedAt: Ms): boolean => {
    if (held !== null) return held.startedAt === startedAt;
    const room = session();
    return room.stage === 'running' && room.startedAt === startedAt;
  };

  return {
    change: (startedAt, change) => {
      if (!mayChange(startedAt)) return fail('pagesForgotten');
      held = { startedAt, pages: pagesAfter(held?.pages ?? NO_PAGES, change) };
      return ok(null);
    },
    present: () => held,
    forgetIfOver: () => {
      if (held !== null && !pagesOutlive(session(), held.startedAt)) held = null;
    },
    forget: () => {
      held = null;
    },
  };
};
