// What a patient writes and draws, as this window shows it. Every change happens here at once and goes to main, which
// keeps the same pages in memory in case this window crashes. They are never written to disk. When the room is turned
// over, main forgets them first and says so in the snapshot; this file then forgets them too.

import { useSyncExternalStore } from 'react';
import type { PrintRequest } from '../../shared/ipc/print.ts';
import { PAGE_KINDS, type PageKind } from '../../shared/score/display-score.ts';
import {
  type DrawnStroke,
  LONGEST_WRITING,
  NO_PAGES,
  type Pages,
  type PagesChange,
  pagesAfter,
  pagesOutlive,
} from '../../shared/session/patient-pages.ts';
import { lastingOf } from '../../shared/session/session.ts';
import { send } from '../ui/bridge.ts';
import { newestSnapshot, subscribe as subscribeToRoom } from '../ui/snapshots.ts';

/** Main hears of writing at most this often, in ms, so that not every key is a message. */
const TOLD_EVERY_MS = 300;

export interface ShownPages extends Pages {
  /**
   * The open page of the patient display; null: its keys. Main does not keep it: no page is open after a crash, so
   * that nothing opens by itself and a page that crashed the window does not crash it again.
   */
  readonly open: PageKind | null;
}

const NOTHING_SHOWN: ShownPages = { ...NO_PAGES, open: null };

let present: ShownPages = NOTHING_SHOWN;
const listeners = new Set<() => void>();

/** When the session of these pages started; null: there are no pages. */
let ofSession: number | null = null;

const become = (next: ShownPages): void => {
  present = next;
  for (const tell of listeners) tell();
};

// The pages that main kept: asked for once, when this window loads.

let isAsked = false;

/** Changes made here while main's answer is on its way, to be applied on top of it; null: none is on its way. */
let meanwhile: readonly PagesChange[] | null = null;

/** Takes the pages that main kept, unless they are forgotten by now. */
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

/** Follows the room: restores the pages that main kept, and forgets them in time. Call it once, at the start. */
export const followPages = (): void => {
  subscribeToRoom(() => {
    const session = newestSnapshot()?.session;
    if (session === undefined) return;
    // A console that starts without a session has nothing to ask for.
    if (!isAsked && lastingOf(session) !== null) void takeBack();
    isAsked = true;
    // Before the next person comes.
    if (ofSession !== null && !pagesOutlive(session, ofSession)) forgetPages();
  });
};

/** The session that the pages belong to, or would; null: no session runs. */
const whose = (): number | null => {
  const session = newestSnapshot()?.session;
  if (ofSession === null && session?.stage === 'running') ofSession = session.startedAt;
  return ofSession;
};

// What main hears.

let untold: ReturnType<typeof setTimeout> | null = null;

/** Main refuses only changes of pages that it has forgotten; this window then forgets too. A patient sees no error. */
const tellChange = (startedAt: number, change: PagesChange): void =>
  void send('changePages', { startedAt, change });

/** Sends waiting writing to main at once, since the page may close soon. */
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

/** Opens a page as it was left; null goes back to the keys. */
export const openPage = (kind: PageKind | null): void => {
  tellWriting();
  if (present.open !== kind && whose() !== null) become({ ...present, open: kind });
};

/** Replaces the writing; anything beyond LONGEST_WRITING characters is cut off. */
export const write = (writing: string): void =>
  change({ kind: 'write', writing: writing.slice(0, LONGEST_WRITING) });

/**
 * Adds a stroke to the drawing.
 *
 * @param size of the paper, in CSS pixels; the first stroke's is the drawing's
 * @param goesOn it continues the stroke before it, and is undone together with it
 */
export const addStroke = (stroke: DrawnStroke, size: NonNullable<Pages['size']>, goesOn = false): void =>
  change({ kind: 'stroke', stroke, size, goesOn });

/** Clears the drawing; this can be undone like any other step. */
export const clearDrawing = (): void => change({ kind: 'clear' });

/** Undoes the last step of the drawing, a stroke or the clearing. */
export const undoDrawing = (): void => change({ kind: 'undo' });

/** Notes whether the patient wants to keep one of the pages. */
export const wishKept = (page: PageKind, isWishedKept: boolean): void =>
  change({ kind: 'wish', page, isWishedKept });

/** The pages on which something is written or drawn. */
export const usedPages = (): readonly PageKind[] =>
  PAGE_KINDS.filter((kind) =>
    kind === 'write' ? present.writing.trim() !== '' : present.strokes.length > 0,
  );

/** The pages among these that the patient wants to keep. */
export const wishedPages = (): readonly PageKind[] =>
  usedPages().filter((kind) => present.isWishedKept[kind]);

/** Some of the pages, ready for a printer or a PDF; null: there is nothing on them. */
export const pagesToPrint = (kinds: readonly PageKind[]): Extract<PrintRequest, { kind: 'pages' }> | null => {
  const used = usedPages().filter((kind) => kinds.includes(kind));
  if (used.length === 0) return null;
  const { size, strokes, writing } = present;
  const drawn = size !== null && used.includes('draw') ? { strokes: [...strokes], ...size } : null;
  return { kind: 'pages', writing: used.includes('write') ? writing : '', drawn };
};

/** Forgets all pages at once, as the turnover and the next Start do. Changes that main has not heard are dropped. */
export const forgetPages = (): void => {
  ofSession = null;
  if (meanwhile !== null) meanwhile = [];
  if (untold !== null) clearTimeout(untold);
  untold = null;
  if (present !== NOTHING_SHOWN) become(NOTHING_SHOWN);
};

/** Calls back whenever a page changes, until the function that it returns is called. */
export const subscribeToPages = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

export const presentPages = (): ShownPages => present;

/** The pages, for components. */
export const usePages = (): ShownPages => useSyncExternalStore(subscribeToPages, presentPages);
