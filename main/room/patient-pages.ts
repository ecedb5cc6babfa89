// What a patient writes and draws, kept in main so that a crash of the room's page loses nothing of it. It is in memory
// only: in no file, journal, log or snapshot, and it goes with the program. Only the room's window gets it, when its
// page is loaded anew.

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

export type PatientPages = ReturnType<typeof openPatientPages>;

/** The pages of the room's session; none at first. */
export const openPatientPages = (session: () => Session) => {
  let held: PagesOfSession | null = null;

  /** Pages begin while their session runs, and may be changed until they are forgotten. */
  const mayChange = (startedAt: Ms): boolean => {
    if (held !== null) return held.startedAt === startedAt;
    const room = session();
    return room.stage === 'running' && room.startedAt === startedAt;
  };

  return {
    /** Makes a change in the pages of the session started at that instant; refused once they are forgotten. */
    change: (startedAt: Ms, change: PagesChange): Answer => {
      if (!mayChange(startedAt)) return fail('pagesForgotten');
      held = { startedAt, pages: pagesAfter(held?.pages ?? NO_PAGES, change) };
      return ok(null);
    },
    /** The pages and whose they are; null: there are none. */
    present: (): PagesOfSession | null => held,
    /** Forgets pages whose session is over and turned over; to be called at every change of the session. */
    forgetIfOver: (): void => {
      if (held !== null && !pagesOutlive(session(), held.startedAt)) held = null;
    },
    forget: (): void => {
      held = null;
    },
  };
};
