// What main does for a page that is to be printed or saved: draws it in a window that is never shown, and gives it out.

import { fail } from '../shared/result.ts';
import type { Handlers } from './ipc.ts';

export type PaperHandlerParts = object;

/** The handlers of pages for a printer. */
export const paperHandlers = (_parts: PaperHandlerParts) =>
  ({
    printPaper: () => fail('failed'),
    savePaper: () => fail('failed'),
    paperReport: () => fail('failed'),
  }) satisfies Partial<Handlers>;
