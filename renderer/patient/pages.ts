// What a patient writes and draws, as this window shows it. Every change is made here at once and told to main, which
// holds the same pages in its memory for a page that is loaded anew after a crash. It is never written to disk, and is
// forgotten by itself when the room is turned over: main forgets first and says so in the snapshot, which is followed here.

import { useSyncExternalStore } from 'react';
import type { PrintRequest } from '../../shared/ipc/print.ts';
import type { PageKind } from '../../shared/score/display-score.ts';
import {
  type DrawnStroke,
  LONGEST_WRITING,
  NO_PAGES,
  type Pages,
  type PagesChange,
  pagesAfter,
  pagesOutlive,
} from '../../shared/session/patient-pages.ts';
import type { Session } from '../../shared/session/session.ts';
import { send } from '../ui/bridge.ts';
import { newestSnapshot, subscribe as subscribeToRoom } from '../ui/snapshots.ts';

/** What is written is told at most this often, in ms: not every key is a message. */
const TOLD_EVERY_MS = 300;

export interface ShownPages extends Pages {
  /**
   * The page that lies open on the patient display; null: its keys. Main does not hold it: after a crash none is open,
   * so that nothing opens by itself, and a page that brought the window down does not do so again and again.
   */
  readonly open: PageKind | null;
}

const NOTHING_SHOWN: ShownPages = { ...NO_PAGES, open: null };

let present: ShownPages = NOTHING_SHOWN;
const listeners = new Set<() => void>();

/** The session in which these pages were begun, by the instant of its Start; null: none was. */
let ofSession: number | null = null;

const become = (next: ShownPages): void => {
  present = next;
  for (const tell of listeners) tell();
};

// What main holds, asked for once, when this page is loaded.

let isAsked = false;

/** What was changed here while main's answer is on its way: it comes on top of that; null: none is on its way. */
let meanwhile: readonly PagesChange[] | null = null;

/** Takes what main held, unless it is forgotten by now. */
const takeBack = async (): Promise<void> => {
  meanwhile = [];
  const answer = await send('pages', {});
  const changes = meanwhile;
  meanwhile = null;
  const session = newestSnapshot()?.session;
  if (!answer.ok || answer.value === null || session === undefined) return;
  const { startedAt, pages } = answer.value;
  if (!pagesOutlive(session, startedAt) || (ofSession !== null && ofSession !== startedAt)) return;
  ofSession = startedAt;
  become({ ...changes.reduce(pagesAfter, pages), open: present.open });
};

/** Only where there may be any: a console that begins without a session asks nothing more. */
const askOnce = (session: Session): void => {
  if (isAsked) return;
  isAsked = true;
  if (session.stage === 'running' || session.turnover !== null) void takeBack();
};

/** Nothing of one person's is there for the next. */
const lookAtRoom = (): void => {
  const session = newestSnapshot()?.session;
  if (session === undefined) return;
  askOnce(session);
  if (ofSession !== null && !pagesOutlive(session, ofSession)) forgetPages();
};

/** Follows the room: takes back what main still holds, and forgets when it is time. To be called once, at the beginning. */
export const followPages = (): void => {
  subscribeToRoom(lookAtRoom);
};

/** Whose pages they are, or would be; null: nobody's, since no session runs. */
const whose = (): number | null => {
  const session = newestSnapshot()?.session;
  if (ofSession === null && session?.stage === 'running') ofSession = session.startedAt;
  return ofSession;
};

// What main is told.

let untold: ReturnType<typeof setTimeout> | null = null;

const tellChange = (startedAt: number, change: PagesChange): void => {
  // Main refuses only what it has forgotten, and this window then follows; a patient never sees an error.
  void send('changePages', { startedAt, change });
};

/** Tells main at once what is written, if it waits to be told: whoever wrote it may soon be gone from the page. */
export const tellWriting = (): void => {
  if (untold === null) return;
  clearTimeout(untold);
  untold = null;
  if (ofSession !== null) tellChange(ofSession, { kind: 'write', writing: present.writing });
};

const tell = (startedAt: number, change: PagesChange): void => {
  if (change.kind === 'write') {
    untold ??= setTimeout(tellWriting, TOLD_EVERY_MS);
    return;
  }
  tellWriting();
  tellChange(startedAt, change);
};

const change = (one: PagesChange): void => {
  const startedAt = whose();
  if (startedAt === null) return;
  if (meanwhile !== null) meanwhile = [...meanwhile, one];
  become({ ...pagesAfter(present, one), open: present.open });
  tell(startedAt, one);
};

/** Opens a page as it was left, or goes back to the keys (null). */
export const openPage = (kind: PageKind | null): void => {
  tellWriting();
  if (present.open !== kind && whose() !== null) become({ ...present, open: kind });
};

/** What is written, as it now reads; at most LONGEST_WRITING characters are taken. */
export const write = (writing: string): void =>
  change({ kind: 'write', writing: writing.slice(0, LONGEST_WRITING) });

/**
 * Adds a stroke to the drawing.
 *
 * @param size of the paper, in CSS pixels; the first stroke's is the drawing's
 * @param goesOn it goes on from the stroke before it, and is undone together with it
 */
export const addStroke = (stroke: DrawnStroke, size: NonNullable<Pages['size']>, goesOn = false): void =>
  change({ kind: 'stroke', stroke, size, goesOn });

/** Takes the drawing away; undone like any other step. */
export const clearDrawing = (): void => change({ kind: 'clear' });

/** Takes back the last step of the drawing, be it a stroke or the clearing. */
export const undoDrawing = (): void => change({ kind: 'undo' });

/** Whether the patient wants the pages to be kept. */
export const wishKept = (isWishedKept: boolean): void => change({ kind: 'wish', isWishedKept });

/** True once something is written or drawn. */
export const hasPages = (): boolean => present.writing.trim() !== '' || present.strokes.length > 0;

/** True while the patient wants to keep what is there. */
export const isWishedKept = (): boolean => present.isWishedKept && hasPages();

/** What is written and drawn, ready for a printer or a PDF; null: nothing is. */
export const pagesToPrint = (): Extract<PrintRequest, { kind: 'pages' }> | null => {
  if (!hasPages()) return null;
  const { size, strokes, writing } = present;
  const drawing = size === null || strokes.length === 0 ? null : { strokes: [...strokes], ...size };
  return { kind: 'pages', writing: writing.trim() === '' ? '' : writing, drawn: drawing };
};

/** Forgets all of it at once, as the turnover does and the next Start; what main was not told yet is not told. */
export const forgetPages = (): void => {
  ofSession = null;
  if (meanwhile !== null) meanwhile = [];
  if (untold !== null) clearTimeout(untold);
  untold = null;
  if (present !== NOTHING_SHOWN) become(NOTHING_SHOWN);
};

/** Calls back whenever a page changes; answers a function that ends it. */
export const subscribeToPages = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** The pages as they are now. */
export const presentPages = (): ShownPages => present;

/** The pages, for components; drawn again whenever they change. */
export const usePages = (): ShownPages => useSyncExternalStore(subscribeToPages, presentPages);
